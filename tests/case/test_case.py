from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from truceline.case import Case, CaseError, Outcome, Writer, store
from truceline.case.mappings import PAGE
from truceline.case.tables import METADATA
from truceline.records import Account, Article, Claim, Event, Interval, Mention, Record, Span, Truce, TruceStep


def claim(
    article: str,
    begin: int,
    *,
    field: str = "text",
    type: str = "shelling",  # noqa: A002
    place: Mention | None = None,
    when: str | None = None,
) -> Claim:
    span = Span("title" if field == "title" else "text", begin, begin + 7)
    return Claim(
        id=f"{article}#{'t' if field == 'title' else ''}{begin}",
        article=article,
        trigger=Mention(span, "shelled"),
        sentence=span,
        type=type,
        place=(place,) if place else (),
        date=Interval.parse(when) if when else None,
    )


def town(text: str, entity: str | None = None) -> Mention:
    return Mention(Span("text", 0, len(text)), text, entity, None if entity is None else 1.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case with three articles of two outlets and five claims."""
    path = tmp_path / "small.case"
    with Case.create(path) as case, case.writer() as writer:
        writer.add_article(Article("a", "A title", "A text", outlet="The Morav Herald", published=date(2016, 8, 9)))
        writer.add_article(Article("b", "", "Another", outlet="Beldun Radio"))
        writer.add_article(Article("c", "", "A third"))
        writer.set_claims(
            [
                Outcome("a", (
                    claim("a", 120, place=town("the town of Hantar", "small:hantar"), when="2016-08-09"),
                    claim("a", 20, type="toll", place=town("100% Morav", "small:morav"), when="2016-08"),
                    claim("a", 2, field="title", place=town("Morav"), when="2016-09-01"),
                )),
                Outcome("b", (claim("b", 5, place=town("Hantar_", "small:hantar")), claim("b", 9, when="2015"))),
                Outcome("c", ()),
            ],
            "1",
        )  # fmt: skip
    return path


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case.open(path) as case:
        yield case


def test_a_case_is_a_record(case: Case) -> None:
    record: Record = case
    assert list(record.articles) == ["a", "b", "c"]
    assert record.articles["a"].title == "A title"
    assert len(record.claims) == 5
    assert "b#5" in record.claims
    assert "b#6" not in record.claims
    assert record.claims.get("b#6") is None
    with pytest.raises(KeyError):
        record.claims["b#6"]


def test_many_records_take_few_queries(tmp_path: Path) -> None:
    queries: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        queries.append(statement)

    number = 2 * PAGE + 10
    with Case.create(tmp_path / "x.case") as case:
        with case.writer() as writer:
            writer.add_article(Article("a", "", "text"))
            writer.set_claims([Outcome("a", tuple(claim("a", n, place=town("Hantar")) for n in range(number)))], "1")
        event.listen(Engine, "before_cursor_execute", count)
        try:
            assert len(list(case.claims.values())) == number
        finally:
            event.remove(Engine, "before_cursor_execute", count)
    assert len(queries) < 40


def test_a_mapping_may_be_walked_while_the_case_is_written(case: Case) -> None:
    walk = iter(case.articles.values())
    assert next(walk).id == "a"
    with case.writer() as writer:
        writer.add_article(Article("d", "", "A fourth"))
    assert [a.id for a in walk] == ["b", "c", "d"]


def test_one_file_is_left(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == ["small.case"]


CHANGES: dict[str, tuple[Callable[[Writer], object], int]] = {
    "its claims": (lambda writer: writer.set_claims([Outcome("b", ())], "2"), 0),
    "its names": (lambda writer: writer.set_names([Outcome("b", ())], "2"), 0),
    "its copies": (lambda writer: writer.set_copies({"b": "a"}, "2"), 0),
    "its outlet": (lambda writer: writer.add_article(Article("b", "", "Another", outlet="The Morav Herald")), 0),
    "packs": (lambda writer: writer.set_packs(["other"], "digest"), 0),
    "another's claims": (lambda writer: writer.set_claims([Outcome("c", ())], "2"), 1),
    "another's names": (lambda writer: writer.set_names([Outcome("c", ())], "2"), 1),
    "another's copies": (lambda writer: writer.set_copies({"c": "a"}, "2"), 1),
    "another's outlet": (lambda writer: writer.add_article(Article("c", "", "A third", outlet="Beldun Radio")), 1),
    "a new article": (lambda writer: writer.add_article(Article("d", "", "A fourth")), 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_events_go_when_what_they_rest_on_changes(case: Case, change: str) -> None:
    account = Account("Beldun Radio", None, None, "asserts", ("b#5", "b#9"))
    step = TruceStep("truce_call", ("e-1",), None, None, "happened", (), ("b#5",))
    made, left = CHANGES[change]
    with case.writer() as writer:
        writer.set_events({"x": [Event("e-1", "shelling", "violence", None, None, (account,))]}, (), "1")
        writer.set_truces([Truce("t-1", "", "called for", None, None, None, None, (step,), ("e-1",))], "1")
        before = (case.finished, len(case.events), len(case.truces))
        made(writer)
    assert before == (True, 1, 1)
    assert (case.finished, len(case.events), len(case.truces)) == (False, left, 0)


def test_events_stay_when_nothing_changes(case: Case) -> None:
    with case.writer() as writer:
        writer.set_copies({"c": "a"}, "1")
        writer.set_packs(["one"], "digest")
        writer.set_events({"x": [Event("e-1", "shelling", "violence", None, None, ())]}, (), "1")
        writer.set_truces([], "1")
        writer.set_copies({"c": "a"}, "1")
        writer.set_packs(["one"], "digest")
        writer.add_article(Article("c", "", "A third"))
        writer.add_article(Article("c", "", "A third", outlet="Beldun Radio", origin="another file"))
    assert case.finished
    assert case.articles["c"].outlet is None


def test_claims_of_a_reading_take_the_place_of_the_earlier_ones(case: Case) -> None:
    with case.writer() as writer:
        writer.set_claims([Outcome("a", (claim("a", 300),))], "2")
    assert list(case.claims) == ["a#300", "b#5", "b#9"]


def test_examples_in_the_documentation_can_be_run(path: Path) -> None:
    text = Path(__file__).resolve().parents[2].joinpath("docs", "case-file.md").read_text(encoding="utf-8")
    examples = re.findall(r"^    (SELECT(?:.|\n    )+?);$", text, re.MULTILINE)
    assert len(examples) == 3
    with closing(sqlite3.connect(path)) as connection:
        for example in examples:
            connection.execute(example)
        columns = {t.name: {c.name for c in t.columns} for t in METADATA.sorted_tables}
        told = dict(re.findall(r"^\| `(\w+)` \| .*? \| (.*) \|$", text, re.MULTILINE))
    assert set(told) == set(columns)
    for table, named in told.items():
        plain = {
            c
            for c in columns[table]
            if not re.match("date_|first_grain|last_grain|(killed|wounded|civilians|hours)_", c)
        }
        assert plain <= set(re.findall(r"`(\w+)`", named)), table


def test_fingerprint_tells_contents_apart_but_not_runs(path: Path, tmp_path: Path) -> None:
    with Case.open(path) as case:
        before = case.fingerprint()
        with case.writer() as writer:
            writer.end_run(writer.start_run(), {"files": 1})
        assert case.fingerprint() == before
        with case.writer() as writer:
            writer.add_article(Article("d", "", "A fourth"))
        assert case.fingerprint() != before


def test_words_of_a_claim_are_found_with_sql(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT a.outlet, m.text, m.entity FROM claim c JOIN article a ON a.id = c.article "
            "JOIN mention m ON m.claim = c.id AND m.role = 'place' WHERE c.type = 'toll'"
        ).fetchall()
    assert rows == [("The Morav Herald", "100% Morav", "small:morav")]


def test_tables_can_be_made_in_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = {t.name: str(CreateTable(t).compile(dialect=dialect)) for t in METADATA.sorted_tables}
    assert 'id TEXT COLLATE "C"' in made["claim"]
    assert "BYTEA" in made["article"]
    for table in METADATA.sorted_tables:
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect)).startswith("CREATE INDEX")


def test_opening_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="does not exist"):
        Case.open(tmp_path / "none.case")
    assert not (tmp_path / "none.case").exists()
    with pytest.raises(CaseError, match="folder"):
        Case.open(tmp_path)
    (tmp_path / "text.case").write_text("Not a database, but long enough to be taken for one. " * 50)
    with pytest.raises(CaseError, match="is not a case"):
        Case.open(tmp_path / "text.case")
    (tmp_path / "empty.case").touch()
    with pytest.raises(CaseError, match="holds nothing"):
        Case.open(tmp_path / "empty.case")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    with pytest.raises(CaseError, match="database of something else"):
        Case.open(tmp_path / "other.db")


def test_a_case_of_another_format_is_not_opened(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        connection.execute("UPDATE meta SET value = '7.0' WHERE key = 'truceline'")
        connection.commit()
    with pytest.raises(CaseError, match=r"made by Truceline 7\.0 .* format 99.* build the case anew"):
        Case.open(path)


def test_a_case_is_not_made_over_another_file(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is there already"):
        Case.create(path)
    with pytest.raises(CaseError, match="cannot be opened"):
        Case.create(tmp_path / "no such folder" / "x.case")


def test_at_opens_or_makes(path: Path, tmp_path: Path) -> None:
    with Case.at(path) as case:
        assert len(case.articles) == 3
    (tmp_path / "empty.case").touch()  # what is left of a run killed at its very beginning
    for name in ("empty.case", "new.case"):
        with Case.at(tmp_path / name) as case:
            assert not case.articles
            assert not case.finished


def test_one_process_writes_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with Case.open(path) as first, Case.open(path) as second:
        with first.writer() as writer:
            writer.add_article(Article("d", "", "A fourth"))
            with pytest.raises(CaseError, match="being written by another process"), second.writer():
                pytest.fail("two write")
            with pytest.raises(CaseError, match="being written by another process"):
                Case.open(path)
        assert len(second.articles) == 4
        with second.writer() as writer:
            writer.add_article(Article("e", "", "A fifth"))
        assert len(first.articles) == 5


def test_an_error_inside_a_transaction_leaves_nothing_of_it(case: Case) -> None:
    with pytest.raises(RuntimeError, match="in the middle"), case.writer() as writer, writer.transaction():
        writer.add_article(Article("d", "", "A fourth"))
        raise RuntimeError("in the middle")
    assert "d" not in case.articles


def test_an_interrupt_inside_a_statement_leaves_the_case_as_it_was(path: Path) -> None:
    def interrupt(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO mention"):
            raise KeyboardInterrupt

    with Case.open(path) as case:
        before = case.fingerprint()
        event.listen(Engine, "before_cursor_execute", interrupt)
        try:
            with pytest.raises(KeyboardInterrupt), case.writer() as writer:
                writer.set_claims([Outcome("b", (claim("b", 1),))], "2")
        finally:
            event.remove(Engine, "before_cursor_execute", interrupt)
        assert case.fingerprint() == before
    with Case.open(path) as case, case.writer() as writer:
        writer.set_claims([Outcome("b", (claim("b", 1),))], "2")
    assert [p.name for p in path.parent.iterdir()] == ["small.case"]
