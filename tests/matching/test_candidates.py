from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from quarters import KNOWLEDGE, article, strike
from truceline.matching.candidates import candidates
from truceline.matching.facets import Facets, facets
from truceline.matching.nearness import Nearness
from truceline.records import Interval

NEARNESS = Nearness(KNOWLEDGE)
SHARES = {"air_strike": 0.2, "toll": 0.3, "talks": 0.1}
TEXT = article("a", "World Wire", "2016-08-07", "Jets struck Aleppo.")
(BLANK,) = facets(TEXT, [strike(TEXT, 1, "struck", "air_strike", None, None)], KNOWLEDGE)

DAYS = st.dates(date(2016, 8, 1), date(2016, 8, 20)).map(Interval.day)
TELLINGS = st.lists(
    st.builds(
        lambda name, kind, places, on: replace(BLANK, article=name, type=kind, places=places, around=places, dates=on),
        st.sampled_from("abc"),
        st.sampled_from(sorted(SHARES)),
        st.frozensets(st.sampled_from(sorted(KNOWLEDGE.places)), max_size=2),
        st.frozensets(DAYS, max_size=1),
    ),
    max_size=8,
)


def told(name: str, where: str, on: str | None, kind: str = "air_strike", published: str = "2016-08-07") -> Facets:
    """A telling without words, so that only place, day and kind can bring it to another."""
    return replace(
        BLANK,
        article=name,
        type=kind,
        places=(places := frozenset({f"demo:{where}"})),
        around=places,
        dates=frozenset((Interval.parse(on),) if on else ()),
        published=date.fromisoformat(published),
        words={},
        lead={},
    )


def pairs(*tellings: Facets) -> list[tuple[int, int]]:
    return sorted(candidates(tellings, NEARNESS, SHARES))


@given(TELLINGS)
def test_each_pair_is_given_once_and_never_two_of_one_article(tellings: list[Facets]) -> None:
    found = pairs(*tellings)
    assert len(found) == len(set(found))
    assert all(a < b and tellings[a].article != tellings[b].article for a, b in found)


@given(TELLINGS)
def test_which_pairs_are_given_does_not_depend_on_the_order_or_on_others(tellings: list[Facets]) -> None:
    found = set(pairs(*tellings))
    last = len(tellings) - 1
    assert {(last - b, last - a) for a, b in pairs(*reversed(tellings))} == found
    for a, b in combinations(range(len(tellings)), 2):
        assert ((a, b) in found) == bool(pairs(tellings[a], tellings[b]))


@given(TELLINGS, st.frozensets(st.sampled_from("abc")))
def test_new_articles_are_compared_with_all_and_old_ones_not_again(
    tellings: list[Facets], fresh: frozenset[str]
) -> None:
    found = sorted(candidates(tellings, NEARNESS, SHARES, fresh))
    assert found == [p for p in pairs(*tellings) if {tellings[n].article for n in p} & fresh]


def test_accounts_of_one_place_and_day_are_compared_and_so_are_those_a_day_off() -> None:
    saturday = told("a", "sakhour", "2016-08-06")
    assert pairs(saturday, told("b", "sakhour", "2016-08-06"))
    assert pairs(saturday, told("b", "sakhour", "2016-08-07"))
    assert pairs(saturday, told("b", "sakhour", "2016-08-06", "toll"))
    assert pairs(saturday, told("b", "sakhour", None))


def test_what_shares_no_key_is_never_compared() -> None:
    saturday = told("a", "aleppo", "2016-08-06")
    assert not pairs(saturday, told("b", "raqqa", "2016-08-06"))
    assert not pairs(saturday, told("b", "aleppo", "2016-08-16"))
    assert not pairs(saturday, told("b", "aleppo", "2016-08-06", "talks"))


def test_what_is_told_weeks_later_without_a_day_is_found_by_a_small_place() -> None:
    assert pairs(told("a", "sakhour", "2016-08-06"), told("b", "sakhour", None, published="2016-09-20"))
    assert not pairs(told("a", "aleppo", "2016-08-06"), told("b", "aleppo", None, published="2016-09-20"))
