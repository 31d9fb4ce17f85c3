from __future__ import annotations

from datetime import date
from pathlib import Path

from intake_helpers import FLASH, intake, zipped

from truceline.intake import Hints


def test_rows_apply_to_the_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "sub/a.txt"):
        (tmp_path / name).write_text(FLASH)
    (tmp_path / "manifest.csv").write_text(
        "file,outlet,published,url,note,title,language\n"
        "a.txt,Nahr Gazette,2019-04-02,https://nahr.example/1,from the archive,Flour,en\n"
    )
    articles, problems = intake(tmp_path)
    assert problems == []
    a, b, sub = articles
    assert (a.outlet, a.published, a.url) == ("Nahr Gazette", date(2019, 4, 2), "https://nahr.example/1")
    assert (a.title, a.text, a.language, a.notes) == ("Flour", FLASH, "en", ("from the archive",))
    assert (b.outlet, sub.outlet) == (None, None)


def test_a_row_applies_to_a_file_given_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLASH)
    (tmp_path / "manifest.csv").write_text("file;outlet\na.txt;Nahr Gazette\n")
    assert intake(tmp_path / "a.txt")[0][0].outlet == "Nahr Gazette"


def test_manifest_beats_file_and_file_beats_hints(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "1", "title": "One", "text": "Words.", "outlet": "In file", "published": "2019-01-01", "url": "u"}\n'
        '{"id": "2", "title": "Two", "text": "Words."}\n'
    )
    (tmp_path / "manifest.csv").write_text("file,outlet,title,url\na.jsonl,In manifest,Other,v\n")
    articles, _ = intake(tmp_path, hints=Hints("In hints", date(2020, 2, 2)))
    assert [a.outlet for a in articles] == ["In manifest", "In manifest"]
    assert [a.published for a in articles] == [date(2019, 1, 1), date(2020, 2, 2)]
    # Title and address of a row are about one article; a file of many keeps its own.
    assert [(a.title, a.url) for a in articles] == [("One", "u"), ("Two", None)]


def test_what_is_wrong_with_a_manifest_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLASH)
    (tmp_path / "manifest.csv").write_text(
        "file,outlet,published\na.txt,Nahr Gazette,03/04/2016\ngone.txt,X,\n,Y,\na.txt,Second,\ntoo,many,values,here\n"
    )
    articles, problems = intake(tmp_path)
    assert (articles[0].outlet, articles[0].published) == ("Nahr Gazette", None)
    assert {(p.place, p.severity) for p in problems} == {
        ("line 2", "warning"),
        ("line 3", "warning"),
        ("line 4", "error"),
        ("line 5", "warning"),
        ("line 6", "error"),
    }
    assert all(p.path.endswith("manifest.csv") for p in problems)


def test_a_manifest_that_is_no_text_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLASH)
    (tmp_path / "manifest.csv").write_bytes(bytes(50))
    articles, problems = intake(tmp_path)
    assert len(articles) == 1
    assert all(p.path.endswith("manifest.csv") for p in problems)


def test_a_manifest_in_a_zip_applies_to_its_members_and_the_outer_row_to_the_rest(tmp_path: Path) -> None:
    inner = {
        "a.txt": b"Words of one.",
        "b.txt": b"Words of two.",
        "manifest.csv": b"file,outlet\na.txt,Inner\nc.txt,X\n",
    }
    (tmp_path / "news.zip").write_bytes(zipped(inner))
    (tmp_path / "manifest.csv").write_text("file,outlet\nnews.zip,Outer\n")
    articles, problems = intake(tmp_path)
    assert [a.outlet for a in articles] == ["Inner", "Outer"]
    assert [(p.severity, "c.txt" in p.reason) for p in problems] == [("warning", True)]
