from __future__ import annotations

import codecs
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import FLASH, intake, one, refused

from truceline.intake import Hints, Source, digest, find
from truceline.intake.decode import decode
from truceline.records import Problem

TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1).filter(
    lambda t: bool(t.strip()) and not t.startswith("\ufeff")
)


@given(TEXTS)
def test_the_text_of_a_utf8_file_is_kept_exactly(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode())
        articles, _ = intake(path)
    assert [a.text for a in articles] == [text]
    for item in articles[0].furniture:
        assert articles[0].passage(item.span).strip()


@given(TEXTS, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_byte_order_mark_names_the_encoding_and_is_dropped(text: str, encoding: str) -> None:
    assert decode("\ufeff".encode(encoding) + text.encode(encoding)).text == text


def test_line_ends_and_blanks_stay_and_the_title_is_empty(tmp_path: Path) -> None:
    article = one(tmp_path / "a.txt", b"  Headline\r\n\r\nText of it.\rMore.\n\n")
    assert article.text == "  Headline\r\n\r\nText of it.\rMore.\n\n"
    assert article.title == ""
    assert article.id == article.origin == (tmp_path / "a.txt").as_posix()


def test_what_is_unknown_stays_unknown_and_is_noted(tmp_path: Path) -> None:
    article = one(tmp_path / "a.txt", FLASH.encode())
    assert (article.outlet, article.published, article.language) == (None, None, None)
    assert article.notes == ("outlet unknown", "date of publication unknown")


def test_hints_fill_what_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLASH)
    articles, _ = intake(tmp_path, hints=Hints("Nahr Gazette", date(2019, 4, 2)))
    assert (articles[0].outlet, articles[0].published, articles[0].notes) == ("Nahr Gazette", date(2019, 4, 2), ())


@pytest.mark.parametrize("name", ["README", "article.dat"])
def test_text_without_a_telling_name_is_read(tmp_path: Path, name: str) -> None:
    assert one(tmp_path / name, FLASH.encode()).text == FLASH


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    text = FLASH.replace("council's", "council\u2019s") + " \u201cWe wait\u201d, the mayor, Andr\u00e9 Haddad, said."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    articles, problems = intake(tmp_path)
    assert articles[0].text == text
    assert [p.severity for p in problems] == ["warning"]
    assert "cp125" in problems[0].reason
    assert problems[0].reason in articles[0].notes


def test_another_alphabet_without_a_mark_is_guessed(tmp_path: Path) -> None:
    text = "Во вторник перемирие в городе было нарушено, сообщил местный совет. Пострадали девять человек. " * 4
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    articles, problems = intake(tmp_path)
    assert articles[0].text == text
    assert "cp1251" in problems[0].reason


def test_mojibake_is_told_and_not_altered(tmp_path: Path) -> None:
    garbled = FLASH.replace("council's", "council\u2019s".encode().decode("cp1252"))
    (tmp_path / "a.txt").write_text(garbled, encoding="utf-8")
    articles, problems = intake(tmp_path)
    assert articles[0].text == garbled
    assert [p.severity for p in problems] == ["warning"]
    assert "mojibake" in problems[0].reason


def test_letters_lost_before_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLASH + " \ufffd", encoding="utf-8")
    assert "U+FFFD" in intake(tmp_path)[1][0].reason


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", codecs.BOM_UTF8, "\u00a0\u2003".encode()])
def test_an_empty_file_is_a_problem(tmp_path: Path, content: bytes) -> None:
    problem = refused(tmp_path / "a.txt", content)
    assert problem.severity == "error"
    assert problem.reason.startswith("no text")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"text with a \x00 in it", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "JPEG"),
        ("scan", b"\xff\xd8\xff\xe0" + bytes(40), "JPEG"),
        ("a.pdf", b"%PDF-1.7\n", "PDF"),
        ("report", b"%PDF-1.7\n", "PDF"),
        ("a.docx", b"PK\x03\x04" + bytes(40), "Word"),
        ("a.bin", b"\x7fELF" + bytes(40), "program"),
        ("a.xml", b"<?xml version='1.0'?><config/>", "XML"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    assert told in refused(tmp_path / name, content).reason


@pytest.mark.parametrize("name", ["big.txt", "big.html", "big.rss", "big.jsonl", "big.csv", "big"])
def test_a_huge_file_is_refused_with_the_limit(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(b"Not sparse here. ")
        os.ftruncate(stream.fileno(), 200_000_000)
    articles, problems = intake(path)
    assert articles == []
    assert len(problems) == 1
    assert " MB" in problems[0].reason or name == "big"


def test_a_missing_path_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FLASH)
    articles, problems = intake(tmp_path / "none.txt", tmp_path / "a.txt")
    assert len(articles) == 1
    assert [p.path for p in problems] == [(tmp_path / "none.txt").as_posix()]


def test_files_come_by_name_each_once_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FLASH)
    (tmp_path / "same.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    names = [f.name for f in find([tmp_path / "c.txt", tmp_path, tmp_path / "a"]) if isinstance(f, Source)]
    assert [n.removeprefix(tmp_path.as_posix()) for n in names] == ["/a/z.txt", "/b.txt", "/c.txt"]


def test_names_are_as_the_user_gave_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text(FLASH)
    monkeypatch.chdir(tmp_path)
    assert [f.name for f in find([Path("a")]) if isinstance(f, Source)] == ["a/b.txt"]
    assert intake(Path("./a"))[0][0].id == "a/b.txt"


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [type(f) for f in find([tmp_path])] == [Problem]


def test_a_file_that_goes_away_is_a_problem(tmp_path: Path) -> None:
    from truceline.intake import read

    (tmp_path / "a.txt").write_text(FLASH)
    (source,) = find([tmp_path])
    (tmp_path / "a.txt").unlink()
    assert isinstance(source, Source)
    assert [type(f) for f in read(source)] == [Problem]


def test_a_digest_tells_content_and_manifest_row(tmp_path: Path) -> None:
    def digests() -> dict[str, str]:
        return {s.path.name: digest(s) for s in find([tmp_path]) if isinstance(s, Source)}

    (tmp_path / "a.txt").write_text(FLASH)
    (tmp_path / "b.txt").write_text(FLASH)
    before = digests()
    assert before["a.txt"] == before["b.txt"]
    (tmp_path / "manifest.csv").write_text("file,outlet\na.txt,Nahr Gazette\n")
    with_row = digests()
    assert with_row["a.txt"] != before["a.txt"]
    assert with_row["b.txt"] == before["b.txt"]
    (tmp_path / "b.txt").write_text(FLASH + "!")
    assert digests()["b.txt"] != before["b.txt"]
