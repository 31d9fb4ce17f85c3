from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarters import KNOWLEDGE, QUARTERS, article, strike
from truceline.matching.facets import Facets, facets
from truceline.matching.nearness import Nearness, claims_days, days, tolls
from truceline.records import Interval, Range

NEARNESS = Nearness(KNOWLEDGE)
TEXT = article("a", "World Wire", "2016-08-07", "Jets struck Aleppo.")
(BLANK,) = facets(TEXT, [strike(TEXT, 1, "struck", "air_strike", None, None)], KNOWLEDGE)

PLACES = st.frozensets(st.sampled_from(sorted(KNOWLEDGE.places)), max_size=2)
ACTORS = st.frozensets(st.sampled_from(sorted(KNOWLEDGE.actors)), max_size=2)
DAYS = st.builds(
    lambda first, length: Interval(first, date.fromordinal(first.toordinal() + length)),
    st.dates(date(2016, 7, 20), date(2016, 8, 20)),
    st.sampled_from([0, 0, 0, 2, 6, 20]),
)
RANGES = st.builds(
    lambda n, more: Range(n, None if more is None else n + more), st.integers(0, 40), st.integers(0, 9) | st.none()
)
TOLD = st.builds(
    lambda places, actors, on, killed, published: replace(
        BLANK, places=places, around=places, actors=actors, dates=on, killed=killed, published=published
    ),
    PLACES,
    ACTORS,
    st.frozensets(DAYS, max_size=2),
    st.frozensets(RANGES, max_size=2),
    st.none() | st.dates(date(2016, 8, 1), date(2016, 9, 30)),
)


def at(*places: str) -> Facets:
    return replace(BLANK, places=(told := frozenset(f"demo:{p}" for p in places)), around=told)


def on(*told: str, published: str | None = "2016-08-07") -> Facets:
    when = date.fromisoformat(published) if published else None
    return replace(BLANK, dates=frozenset(Interval.parse(d) for d in told), published=when)


@given(TOLD, TOLD)
def test_every_comparison_is_the_same_both_ways(one: Facets, other: Facets) -> None:
    for compared in (NEARNESS.places, NEARNESS.claims_places, NEARNESS.actors, days, claims_days, tolls):
        assert compared(one, other) == compared(other, one)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("sakhour", "sakhour", "the same small place"),
        ("aleppo", "aleppo", "the same city"),
        ("sakhour", "aleppo", "one inside the other"),
        ("sakhour", "shaar", "within 8 km"),
        ("aleppo", "orem", "neither near nor far"),
        ("syria", "sakhour", "a country and a place in it"),
        ("syria", "syria", "the same governorate or country"),
        ("sakhour", "raqqa", "far apart"),
    ],
)
def test_places_lie_as_the_packs_say(one: str, other: str, how: str) -> None:
    assert NEARNESS.places(at(one), at(other)) == how


def test_of_several_places_the_nearest_two_count() -> None:
    assert NEARNESS.places(at("sakhour", "raqqa"), at("raqqa", "orem")) == "the same city"


def test_where_one_tells_no_place_those_told_around_it_stand_in() -> None:
    around = replace(BLANK, around=frozenset({"demo:sakhour"}))
    assert NEARNESS.places(around, at("sakhour")) == "one does not tell; told around them: near"
    assert NEARNESS.places(around, at("raqqa")) == "one does not tell; told around them: far apart"
    assert NEARNESS.places(around, around) == "neither tells; told around them: near"
    assert NEARNESS.places(BLANK, at("sakhour")) == "one does not tell"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("2016-08-06", "2016-08-06", "the same day"),
        ("2016-08-06", "2016-08-05/2016-08-08", "overlapping days"),
        ("2016-08-06", "2016-08", "overlapping spans"),
        ("2016-08-06", "2016-08-07", "a day apart"),
        ("2016-08-09", "2016-08-06", "two or three days apart"),
        ("2016-08-06", "2016-08-16", "four to ten days apart"),
        ("2016-08-06", "2016-08-17", "longer apart"),
    ],
)
def test_days_lie_as_the_calendar_says(one: str, other: str, how: str) -> None:
    assert days(on(one), on(other)) == claims_days(on(one), on(other)) == how


def test_where_one_tells_no_day_that_of_its_publication_stands_in() -> None:
    told = on("2016-08-06")
    assert days(told, on(published="2016-08-07")).endswith("within a day of the other's day")
    assert days(told, on(published="2016-08-10")).endswith("within four days of the other's day")
    assert days(told, on(published="2016-08-02")).endswith("at another time")
    assert days(told, on(published=None)) == "one does not tell"
    assert days(on(), on(published="2016-08-08")) == "neither tells; published a day apart"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (Range(12, 12), Range(12, 12), "the same large number"),
        (Range(3, 3), Range(3, 3), "the same number"),
        (Range(10, None), Range(12, 12), "they may be the same"),
        (Range(10, 11), Range(12, 12), "much alike"),
        (Range(3, 3), Range(12, 12), "they differ"),
    ],
)
def test_tolls_agree_as_far_as_their_ranges_do(one: Range, other: Range, how: str) -> None:
    assert tolls(replace(BLANK, killed=frozenset({one})), replace(BLANK, killed=frozenset({other}))) == how
    assert tolls(replace(BLANK, killed=frozenset({one})), BLANK) == "untold"


def test_actors_are_compared_by_what_they_are_part_of_and_by_side() -> None:
    def by(*actors: str) -> Facets:
        return replace(BLANK, actors=frozenset(f"demo:{a}" for a in actors))

    assert NEARNESS.actors(by("army"), by("army", "russia")) == "the same"
    assert NEARNESS.actors(by("army"), by("government-forces")) == "one part of the other"
    assert NEARNESS.actors(by("rebels"), by("jaf")) == "of the same side"
    assert NEARNESS.actors(by("rebels"), by("army")) == "of different sides"
    assert NEARNESS.actors(by("russia"), by("army")) == "different ones"
    assert NEARNESS.actors(by("russia"), by()) == "untold"


def test_a_telling_between_two_others_says_whether_they_are_set_apart() -> None:
    first, second, third = (replace(at(p), sentence=n) for n, p in enumerate(("sakhour", "raqqa", "sakhour")))
    told = [first, second, third]
    assert NEARNESS.between(first, second, told) == "nothing told between them"
    assert NEARNESS.between(first, third, told) == "another place told between them"
    assert NEARNESS.between(first, third, [first, replace(second, places=frozenset()), third]) == (
        "no other place told between them"
    )


def test_quarters_of_one_city_are_not_one_place() -> None:
    for one, other in product(QUARTERS, QUARTERS):
        same = NEARNESS.places(at(one.lower()), at(other.lower())) == "the same small place"
        assert same == (one == other)
