from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, Words, claim
from truceline.analysis.silence import Silences, silent
from truceline.codebook import TYPES
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.records import Article, Claim, Event, Status

ALEPPO, RAMOUSEH, CASTELLO = ("Aleppo", "demo:aleppo"), ("Ramouseh", "demo:ramouseh"), ("Castello", "demo:castello")
SYRIA = ("Syria", "demo:syria")


def told(
    name: str,
    outlet: str | None,
    published: str | None,
    type_: str = "shelling",
    place: Words | None = RAMOUSEH,
    on: str | None = "2016-08-06",
    status: Status = "happened",
) -> tuple[Article, Claim]:
    where = "" if place is None else f" in {place if isinstance(place, str) else place[0]}"
    day = date.fromisoformat(published) if published else None
    article = Article(name, "", f"It came about{where} that day.", outlet, day)
    return article, claim(article, 1, "came about", type_, place=[place] if place else [], on=on, status=status)


def silence(
    others: Sequence[tuple[Article, Claim]],
    own: Sequence[tuple[Article, Claim]] = (),
    copies: dict[str, str] | None = None,
) -> list[tuple[str, bool]]:
    """The outlets silent about a shelling of Ramouseh on 6 August that State Agency tells, and whether surely so."""
    pairs = [*(own or [told("state", "State Agency", "2016-08-07")]), *others]
    bare = Sample(
        {a.id: a for a, _ in sorted(pairs, key=lambda p: p[0].id)},
        copies or {},
        {c.id: c for _, c in sorted(pairs, key=lambda p: p[1].id)},
    )
    claims = [c for _, c in pairs[: max(1, len(own))]]
    date_ = claims[0].date
    place = claims[0].place[0].entity if claims[0].place else None
    event = Event(
        "e-1", "shelling", TYPES["shelling"].family, place, date_, accounts(claims, Reports.of(bare, KNOWLEDGE))
    )
    found = Silences(bare, KNOWLEDGE).of(event)
    assert found == silent(event, bare, KNOWLEDGE)
    return [(s.outlet, not s.maybe) for s in found]


def test_an_outlet_that_covered_the_place_in_those_days_and_does_not_tell_is_silent() -> None:
    assert silence([told("a", "Northern Press", "2016-08-08", "aid_delivery", ALEPPO)]) == [
        ("demo:northern-press", True)
    ]


def test_a_neighbouring_quarter_is_coverage_and_another_country_or_no_place_is_not() -> None:
    assert silence([told("a", "Northern Press", "2016-08-08", "aid_delivery", CASTELLO)]) == [
        ("demo:northern-press", True)
    ]
    assert silence([told("a", "Northern Press", "2016-08-08", "aid_delivery", SYRIA)]) == []
    assert silence([told("a", "Northern Press", "2016-08-08", "aid_delivery", None)]) == []


@pytest.mark.parametrize(
    ("published", "covers"),
    [("2016-08-05", False), ("2016-08-06", True), ("2016-08-09", True), ("2016-08-10", False), (None, False)],
)
def test_only_articles_of_the_days_after_cover_it_and_undated_ones_never(published: str | None, covers: bool) -> None:
    found = silence([told("a", "Northern Press", published, "aid_delivery")])
    assert found == ([("demo:northern-press", True)] if covers else [])


def test_a_copy_is_no_coverage_and_an_unknown_outlet_is_nobody() -> None:
    wire = told("a", "World Wire", "2016-08-08", "aid_delivery")
    copy = told("b", "Northern Press", "2016-08-08", "aid_delivery")
    assert silence([wire, copy], copies={"b": "a"}) == [("demo:world-wire", True)]
    assert silence([told("a", None, "2016-08-08", "aid_delivery")]) == []


def test_whoever_carries_a_copy_of_a_telling_text_is_not_silent() -> None:
    own = [told("state", "State Agency", "2016-08-07"), told("carried", "Northern Press", "2016-08-07")]
    other = told("a", "Northern Press", "2016-08-08", "aid_delivery")
    assert silence([other], own, copies={"carried": "state"}) == []


@pytest.mark.parametrize(
    ("place", "on", "sure"),
    [
        (RAMOUSEH, None, False),
        (ALEPPO, "2016-08-06", False),
        (SYRIA, None, False),
        (None, "2016-08-06", False),
        (None, None, True),
        (CASTELLO, "2016-08-06", True),
        (RAMOUSEH, "2016-08-03", True),
    ],
)
def test_whoever_tells_of_something_that_may_be_it_is_not_surely_silent(
    place: Words | None, on: str | None, sure: bool
) -> None:
    covering = told("a", "Northern Press", "2016-08-08", "aid_delivery")
    assert silence([covering, told("b", "Northern Press", "2016-08-08", "attack", place, on)]) == [
        ("demo:northern-press", sure)
    ]


def test_nobody_is_silent_about_what_did_not_happen_or_of_which_day_or_place_are_not_known() -> None:
    other = told("a", "Northern Press", "2016-08-08", "aid_delivery")
    for own in (
        told("state", "State Agency", "2016-08-07", status="planned"),
        told("state", "State Agency", "2016-08-07", on=None),
        told("state", "State Agency", "2016-08-07", on="2016-08"),
        told("state", "State Agency", "2016-08-07", place=None),
        told("state", "State Agency", "2016-08-07", place=SYRIA),
    ):
        assert silence([other], [own]) == []


@given(st.permutations(range(4)))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    others = [
        told("a", "Northern Press", "2016-08-08", "aid_delivery"),
        told("b", "World Wire", "2016-08-06", "talks", ALEPPO),
        told("c", "World Wire", "2016-08-09", "attack", ALEPPO, None),
        told("d", "Third Paper", "2016-08-07", "capture", CASTELLO),
    ]
    assert silence([others[n] for n in order]) == [
        ("Third Paper", True),
        ("demo:northern-press", True),
        ("demo:world-wire", False),
    ]
