from __future__ import annotations

from datetime import date

import pytest

from sample import KNOWLEDGE, RECORD
from truceline.records import Event
from truceline.views.selection import Selection


def events(**conditions: object) -> list[Event]:
    return Selection(**conditions).events(RECORD, KNOWLEDGE)  # type: ignore[arg-type]


def test_nothing_asked_is_everything_in_order_of_days() -> None:
    found = events()
    assert {e.id for e in found} == set(RECORD.events)
    days = [e.date.first for e in found if e.date]
    assert days == sorted(days)
    assert all(e.date is None for e in found[len(days) :])
    assert len(list(Selection().claims(RECORD, KNOWLEDGE))) == len(RECORD.claims)
    assert len(Selection().truces(RECORD, KNOWLEDGE)) == len(RECORD.truces)
    assert len(Selection().articles(RECORD, KNOWLEDGE)) == len(RECORD.articles)


def test_days_bound_what_is_shown_and_the_undated_meets_none() -> None:
    day = date(2016, 8, 7)
    found = events(since=day, until=day)
    assert found
    assert all(e.date and e.date.first <= day <= e.date.last for e in found)
    for claim in Selection(since=day).claims(RECORD, KNOWLEDGE):
        assert claim.date is not None
        assert claim.date.last >= day


def test_a_place_counts_with_everything_inside_it_by_id_or_name() -> None:
    by_id, by_name = events(place="demo:aleppo"), events(place="ALEPPO")
    assert by_id == by_name
    assert {"demo:ramouseh"} & {e.place for e in by_id}
    assert all("demo:aleppo" in KNOWLEDGE.within(e.place or "") for e in by_id)
    assert {e.place for e in events(place="Ramouseh")} == {"demo:ramouseh"}
    assert events(place="nowhere") == []


@pytest.mark.parametrize("name", ["State Agency", "state agency", "demo:state-agency"])
def test_an_outlet_is_found_by_name_or_id(name: str) -> None:
    found = events(outlet=name)
    assert found
    assert all(any(a.outlet == "demo:state-agency" for a in e.accounts) for e in found)
    articles = Selection(outlet=name).articles(RECORD, KNOWLEDGE)
    assert {a.outlet for a in articles} == {"State Agency"}
    claims = list(Selection(outlet=name).claims(RECORD, KNOWLEDGE))
    assert {c.article for c in claims} <= {a.id for a in articles}


def test_a_type_is_the_codebooks() -> None:
    kind = next(iter(RECORD.claims.values())).type
    assert {c.type for c in Selection(type=kind).claims(RECORD, KNOWLEDGE)} == {kind}
    assert events(type="no_such_type") == []
