from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console, RenderableType

from sample import KNOWLEDGE, TRUCES, Sample, claim
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.pack import Terms
from truceline.records import Article, Event, Interval, QuantityKind, Range, Truce
from truceline.truces.deaths import Deaths, TruceTolls
from truceline.views.truce_tolls import rows, table

RAMOUSEH, ALEPPO, SYRIA = ("Ramouseh", "demo:ramouseh"), ("Aleppo", "demo:aleppo"), ("Syria", "demo:syria")
TRUCE = replace(TRUCES[0], id="t-1", terms=None, place="demo:aleppo")  # steps of 12 to 19 September, eight days
WRITTEN = TRUCES[0]


def told(*rows_: tuple[str, str, int, tuple[str, str]]) -> Sample:
    """A record in which an article tells of so many killed in a place on a day, three days later."""
    articles, claims, events = {}, {}, {}
    for name, on, number, place in rows_:
        day = date.fromisoformat(on)
        published = date.fromordinal(day.toordinal() + 3)
        articles[name] = text = Article(name, "", f"{number} were killed in {place[0]}.", "World Wire", published)
        numbers: list[tuple[QuantityKind, str, int | None, int | None]] = [("killed", str(number), number, number)]
        claims[name] = claim(text, 1, "killed", "toll", place=[place], on=on, numbers=numbers)
    bare = Sample(articles, {}, {c.id: c for c in sorted(claims.values(), key=lambda c: c.id)})
    reports = Reports.of(bare, KNOWLEDGE)
    for name, on, _, place in rows_:
        days = Interval.parse(on)
        events[name] = Event(name, "shelling", "violence", place[1], days, accounts([claims[name]], reports))
    return replace(bare, events=events, truces={t.id: t for t in TRUCES})


RECORD = told(
    ("before", "2016-09-10", 5, RAMOUSEH),
    ("during", "2016-09-14", 3, ALEPPO),
    ("last", "2016-09-19", 4, RAMOUSEH),
    ("after", "2016-09-22", 9, ALEPPO),
    ("later", "2016-10-22", 80, ALEPPO),
)


def around(truce: Truce, record: Sample = RECORD) -> TruceTolls:
    found = Deaths(record, KNOWLEDGE).around(truce)
    assert found
    return found


def numbers(found: TruceTolls) -> list[Range | None]:
    return [next((x.number for x in s.sums if x.what == "killed"), None) for s in found.stretches]


def test_the_days_before_and_after_are_as_many_as_the_truce_lasted() -> None:
    found = around(TRUCE)
    assert [(s.when, str(s.days)) for s in found.stretches] == [
        ("before", "2016-09-04/2016-09-11"),
        ("during", "2016-09-12/2016-09-19"),
        ("after", "2016-09-20/2016-09-27"),
    ]
    assert numbers(found) == [Range(5, 5), Range(7, 7), Range(9, 9)]
    assert (found.begins, found.ends) == ("told", "told")


def test_they_are_a_week_around_a_shorter_truce() -> None:
    short = replace(TRUCE, steps=tuple(s for s in TRUCE.steps if s.type == "truce_start"), hours=Range(24, 24))
    found = around(short)
    assert [s.days.days for s in found.stretches] == [7, 2, 7]
    assert (str(found.stretches[1].days), found.ends) == ("2016-09-12/2016-09-13", "duration")


def test_each_stretch_says_how_much_was_reported_and_from_how_many_articles_its_tolls_are() -> None:
    found = around(TRUCE)
    # "before" is published on 13 September, "during" on the 17th, "last" on the 22nd and "after" on the 25th.
    assert [s.articles for s in found.stretches] == [0, 2, 2]
    assert [s.telling for s in found.stretches] == [1, 2, 1]


def test_deaths_elsewhere_are_not_counted_and_those_of_a_wider_place_are_listed_apart() -> None:
    castello = ("Castello Road", "demo:castello")
    record = told(("a", "2016-09-14", 3, RAMOUSEH), ("b", "2016-09-14", 8, SYRIA), ("c", "2016-09-14", 2, castello))
    during = around(replace(TRUCE, place="demo:ramouseh"), record).stretches[1]
    assert [t.event for t in during.tolls] == ["a"]
    assert [(t.event, reason) for t, reason in during.unplaced] == [("b", "place")]


def test_written_terms_set_place_and_first_day() -> None:
    found = around(WRITTEN)
    assert (found.places, found.begins) == (("demo:syria",), "terms")
    assert str(found.stretches[1].days) == "2016-09-12/2016-09-19"
    assert isinstance(KNOWLEDGE.terms[WRITTEN.id], Terms)


def test_other_truces_of_the_same_days_and_place_are_named() -> None:
    assert [s.others for s in around(TRUCE).stretches] == [(), (WRITTEN.id,), ()]


@pytest.mark.parametrize("truce", [TRUCES[1], replace(TRUCE, steps=())])
def test_a_truce_that_nobody_agreed_to_or_of_no_known_day_has_none(truce: Truce) -> None:
    assert Deaths(RECORD, KNOWLEDGE).around(truce) is None


def printed(what: RenderableType) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def test_the_table_never_stands_without_how_much_was_reported() -> None:
    text = printed(table(around(TRUCE), KNOWLEDGE))
    assert (
        "The days before, in and after it have 0, 2 and 2 articles: where fewer report, fewer deaths are told." in text
    )
    assert "4 to 11 September 2016 (8)" in text


def test_json_leads_from_each_stretch_to_the_claims_behind_it() -> None:
    before, during, after = (json.loads(json.dumps(r)) for r in rows(around(TRUCE), KNOWLEDGE))
    assert [r["when"] for r in (before, during, after)] == ["before", "during", "after"]
    assert during["sums"]["killed"]["number"] == {"min": 7, "max": 7}
    assert {s["claim"] for t in during["tolls"] for s in t["lowest"]} <= set(RECORD.claims)
    assert before["places"] == ["demo:aleppo"] and before["names"]["demo:aleppo"] == "Aleppo"
