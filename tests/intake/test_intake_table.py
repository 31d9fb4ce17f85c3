from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import FLASH, intake, one, refused

from truceline.intake.dates import read_day

TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))
FILLED = TEXTS.filter(lambda t: bool(t.strip()))


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


@given(st.lists(st.tuples(TEXTS, FILLED), min_size=1, max_size=4))
def test_titles_and_texts_of_json_lines_are_kept_exactly(pairs: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(lines(*({"title": title, "text": text} for title, text in pairs)))
        articles, _ = intake(path)
    assert [(a.title, a.text) for a in articles] == pairs


@given(st.lists(st.tuples(TEXTS, FILLED), min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_titles_and_texts_of_csv_are_kept_exactly(pairs: list[tuple[str, str]], delimiter: str) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *pairs])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(buffer.getvalue().encode())
        articles, _ = intake(path)
    assert [(a.title, a.text) for a in articles] == pairs


def test_a_record_gives_all_its_fields(tmp_path: Path) -> None:
    record = {
        "id": "n-1",
        "title": "Flour",
        "text": FLASH,
        "outlet": "Nahr Gazette",
        "published": "2019-04-02T23:10:00-05:00",
        "language": "en-GB",
        "url": "https://nahr.example/1",
    }
    article = one(tmp_path / "a.jsonl", lines(record))
    assert (article.id, article.title, article.text, article.outlet) == ("n-1", "Flour", FLASH, "Nahr Gazette")
    assert (article.published, article.language, article.url) == (date(2019, 4, 2), "en", "https://nahr.example/1")
    assert article.notes == ()
    assert article.origin == (tmp_path / "a.jsonl").as_posix()


def test_other_names_for_fields_are_known(tmp_path: Path) -> None:
    article = one(tmp_path / "a.csv", f'Date;Headline;Body;Source\r\n2 April 2019;Flour;"{FLASH}";Nahr\r\n'.encode())
    assert (article.published, article.title, article.text, article.outlet) == (
        date(2019, 4, 2),
        "Flour",
        FLASH,
        "Nahr",
    )


def test_records_without_id_are_named_by_path_and_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'text,id\n"one\ntwo",\n\nthree,7\nfour,\n')
    articles, _ = intake(path)
    assert [(a.id.removeprefix(tmp_path.as_posix()), a.text) for a in articles] == [
        ("/a.csv:2", "one\ntwo"),
        ("7", "three"),
        ("/a.csv:6", "four"),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        b'{"text": "cut',
        b"[1, 2]",
        b'"words"',
        b'{"title": "no text"}',
        b'{"text": 7}',
        b'{"text": "  "}',
        b'{"text": "half \\ud800"}',
        b'{"text": "nul \\u0000"}',
        b"[" * 100_000,
        b'{"text": "' + b"x" * 11_000_000 + b'"}',
    ],
)
def test_a_bad_line_is_told_and_the_others_go_on(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"id": 1, "text": FLASH}) + bad + b"\n\n" + lines({"id": 2, "text": FLASH}))
    articles, problems = intake(path)
    assert [a.id for a in articles] == ["1", "2"]
    assert [(p.place, p.severity) for p in problems] == [("line 2", "error")]


@pytest.mark.parametrize(
    "bad",
    [
        b"three,values,here",
        b"one value",
        b'"quote" after,text',
        b"a title,",
        b'a title,"' + b"x" * 11_000_000 + b'"',
        b'a title,"' + b"x\n" * 5_500_000 + b'"',
    ],
)
def test_a_bad_row_is_told_and_the_others_go_on(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\nfirst,good text\n" + bad + b"\nlast,good text\n")
    articles, problems = intake(path)
    assert articles[0].title == "first"
    assert problems[0].place == "line 3"
    assert problems[0].severity == "error"
    assert bad.endswith(b'"') or articles[-1].title == "last"


def test_a_quote_that_never_closes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'title,text\nfirst,good text\nsecond,"open\nand on\n')
    articles, problems = intake(path)
    assert [a.title for a in articles] == ["first"]
    assert [p.place for p in problems] == ["line 3"]


def test_a_table_without_text_is_one_problem(tmp_path: Path) -> None:
    assert "`text`" in refused(tmp_path / "a.csv", b"name,words\na,b\nc,d\n").reason


@pytest.mark.parametrize(("name", "content"), [("a.csv", b"id,text\n"), ("a.jsonl", b" \n\n"), ("a.jsonl", b"\n")])
def test_a_table_without_records_is_a_problem(tmp_path: Path, name: str, content: bytes) -> None:
    assert "no article" in refused(tmp_path / name, content).reason


@pytest.mark.parametrize("content", [b'[\n{"text": "a"}\n]\n', b'{\n "text": "a"\n}\n'])
def test_json_that_is_not_json_lines_is_one_problem(tmp_path: Path, content: bytes) -> None:
    assert "JSON Lines" in refused(tmp_path / "a.json", content).reason


@pytest.mark.parametrize(
    "written", ["03/04/2016", "3.4.16", "2016", "2016-04", "April 2016", "2016-13-40", "last week"]
)
def test_a_doubtful_date_stays_unknown(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"id": "a", "text": FLASH, "outlet": "Nahr", "published": written}))
    articles, problems = intake(path)
    assert articles[0].published is None
    assert any(written in note for note in articles[0].notes)
    assert "date of publication unknown" in articles[0].notes
    assert [(p.place, p.severity) for p in problems] == [("line 1", "warning")]


@pytest.mark.parametrize(
    "written",
    [
        "2016-08-10",
        "20160810",
        "2016-08-10 23:59",
        "2016-08-10T23:59:59.123+03:00",
        "2016/08/10",
        "Wed, 10 Aug 2016 00:10:00 +0000",
        "10 August 2016",
        "August 10th, 2016",
        "Wednesday, 10 Aug 2016",
    ],
)
def test_days_are_read_as_written(written: str) -> None:
    assert read_day(written) == date(2016, 8, 10)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_day_is_read(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(day.strftime("%d %B %Y")) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_days(text: str) -> None:
    read_day(text)


def test_lines_in_another_encoding_are_guessed_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        f"id,text\n1,{'Le maire, André, a été blessé à midi. ' * 5!r}\n".replace("'", '"').encode("cp1252")
    )
    articles, problems = intake(path)
    assert "André" in articles[0].text
    assert "encoding guessed" in problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_with_a_byte_order_mark_are_read(tmp_path: Path, encoding: str) -> None:
    assert one(tmp_path / "a.csv", "id\ttext\r\n1\tSchön.\r\n".encode(encoding)).text == "Schön."
    assert one(tmp_path / "a.jsonl", '{"id": 1, "text": "Schön."}\r\n'.encode(encoding)).text == "Schön."
