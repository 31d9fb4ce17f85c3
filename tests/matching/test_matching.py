from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, claim
from truceline.matching import match
from truceline.pack import Knowledge
from truceline.pack.records import Place
from truceline.records import Article, Claim, Event, QuantityKind, Range

ALEPPO, RAMOUSEH, CASTELLO = ("Aleppo", "demo:aleppo"), ("Ramouseh", "demo:ramouseh"), ("Castello", "demo:castello")
DAY = date(2016, 8, 7)


def article(name: str, outlet: str, text: str) -> Article:
    return Article(name, "", text, outlet, DAY)


def record(*claims: Claim, articles: tuple[Article, ...], copies: dict[str, str] | None = None) -> Sample:
    return Sample({a.id: a for a in articles}, copies or {}, {c.id: c for c in sorted(claims, key=lambda c: c.id)})


def events(sample: Sample) -> list[Event]:
    return list(match(sample, KNOWLEDGE))


STATE = article("state", "State Agency", "Terrorists fired rockets at Aleppo.\n12 people were killed there.")
PRESS = article("press", "Northern Press", "Jets bombed Aleppo.\nActivists said 28 people were killed there.")


def test_accounts_of_one_kind_place_and_day_are_one_event_beside_each_other() -> None:
    shells = claim(STATE, 1, "fired", "shelling", actor=["Terrorists"], place=[ALEPPO], on="2016-08-06")
    raids = claim(PRESS, 1, "bombed", "air_strike", actor=["Jets"], place=[ALEPPO], on="2016-08-06")
    (event,) = events(record(shells, raids, articles=(STATE, PRESS)))
    assert event.place == "demo:aleppo"
    assert str(event.date) == "2016-08-06"
    assert [(a.outlet, a.side, a.stance) for a in event.accounts] == [
        ("demo:northern-press", "demo:opposition", "asserts"),
        ("demo:state-agency", "demo:government", "asserts"),
    ]
    assert event.sides == ("demo:government", "demo:opposition")
    assert {a for account in event.accounts for a in account.actors} == {"Terrorists", "Jets"}


def test_another_day_another_place_or_another_kind_is_another_event() -> None:
    base = claim(STATE, 1, "fired", "shelling", place=[ALEPPO], on="2016-08-06")
    for other in (
        claim(PRESS, 1, "bombed", "shelling", place=[ALEPPO], on="2016-08-05"),
        claim(PRESS, 1, "bombed", "shelling", place=[("Aleppo", "demo:castello")], on="2016-08-06"),
        claim(PRESS, 1, "bombed", "siege", place=[ALEPPO], on="2016-08-06"),
    ):
        assert len(events(record(base, other, articles=(STATE, PRESS)))) == 2


def test_tolls_are_a_range_and_never_a_sum() -> None:
    first = claim(STATE, 2, "killed", "toll", place=["there"], on="2016-08-06", numbers=[("killed", "12", 12, 12)])
    second = claim(
        PRESS,
        2,
        "killed",
        "toll",
        place=["there"],
        on="2016-08-06",
        source=["Activists"],
        numbers=[("killed", "28", 28, None)],
    )
    (event,) = events(record(first, second, articles=(STATE, PRESS)))
    assert event.killed == Range(12, None)
    assert [(a.source, a.killed) for a in event.accounts] == [("Activists", Range(28, None)), (None, Range(12, 12))]


def test_the_largest_number_of_a_claim_is_its_total() -> None:
    text = article("a", "World Wire", "At least 31 people, 11 of them children, were killed in Aleppo.")
    numbers: list[tuple[QuantityKind, str, int | None, int | None]]
    numbers = [("killed", "At least 31", 31, None), ("killed", "11", 11, 11)]
    toll = claim(text, 1, "killed", "toll", place=[ALEPPO], on="2016-08-06", numbers=numbers)
    (event,) = events(record(toll, articles=(text,)))
    assert event.killed == Range(31, None)


def test_what_is_denied_or_planned_gives_an_event_no_number_and_says_so() -> None:
    denied = claim(
        STATE,
        2,
        "killed",
        "toll",
        status="denied",
        place=["there"],
        on="2016-08-06",
        numbers=[("killed", "12", 12, 12)],
    )
    (event,) = events(record(denied, articles=(STATE,)))
    assert event.killed is None
    assert [a.stance for a in event.accounts] == ["denies"]


def test_a_copy_adds_to_its_original_and_counts_once() -> None:
    copy = replace(STATE, id="wire", outlet="World Wire")
    own = claim(STATE, 1, "fired", "shelling", place=[ALEPPO], on="2016-08-06")
    same = claim(copy, 1, "fired", "shelling", place=[ALEPPO], on="2016-08-06")
    (event,) = events(record(own, same, articles=(STATE, copy), copies={"wire": "state"}))
    (account,) = event.accounts
    assert (account.outlet, account.copies) == ("demo:state-agency", 1)
    assert set(account.claims) == {own.id, same.id}


def test_what_an_outlet_says_itself_and_whom_it_cites_are_two_accounts() -> None:
    own = claim(PRESS, 1, "bombed", "air_strike", place=[ALEPPO], on="2016-08-06")
    cited = claim(PRESS, 2, "killed", "toll", place=[("there", "demo:aleppo")], on="2016-08-06", source=["Activists"])
    (event,) = events(record(own, cited, articles=(PRESS,)))
    assert [(a.source, a.stance) for a in event.accounts] == [(None, "asserts"), ("Activists", "attributes")]


def test_articles_of_unknown_outlets_stay_apart() -> None:
    one, two = replace(STATE, id="one", outlet=None), replace(STATE, id="two", outlet=None)
    claims = [claim(a, 1, "fired", "shelling", place=[ALEPPO], on="2016-08-06") for a in (one, two)]
    (event,) = events(record(*claims, articles=(one, two)))
    assert [a.outlet for a in event.accounts] == [None, None]


def test_without_a_day_or_a_place_claims_of_two_articles_are_not_joined() -> None:
    conditions: tuple[dict[str, Any], ...] = ({"place": [ALEPPO]}, {"on": "2016-08-06"})
    for told in conditions:
        first = claim(STATE, 1, "fired", "shelling", **told)
        second = claim(PRESS, 1, "bombed", "shelling", **told)
        assert len(events(record(first, second, articles=(STATE, PRESS)))) == 2


def test_a_claim_without_a_day_joins_the_one_dated_claim_of_its_article() -> None:
    dated = claim(STATE, 1, "fired", "shelling", place=[ALEPPO], on="2016-08-06")
    undated = claim(STATE, 2, "killed", "toll", place=[("there", "demo:aleppo")])
    (event,) = events(record(dated, undated, articles=(STATE,)))
    assert event.type == "shelling"
    assert len(event.claims) == 2


@given(st.randoms(use_true_random=False), st.integers(2, 12))
def test_every_claim_is_in_one_event_whatever_the_order(shuffle: random.Random, number: int) -> None:
    articles = [article(f"a{i}", "World Wire", "Shells hit Aleppo on Saturday.") for i in range(number)]
    days = [None, "2016-08-05", "2016-08-06", "2016-08"]
    claims = [
        claim(a, 1, "hit", shuffle.choice(["shelling", "siege"]), place=[ALEPPO], on=shuffle.choice(days))
        for a in articles
    ]
    found = events(record(*claims, articles=tuple(articles)))
    assert sorted(c for e in found for c in e.claims) == sorted(c.id for c in claims)
    assert len({e.id for e in found}) == len(found)
    shuffle.shuffle(claims)
    assert events(record(*claims, articles=tuple(articles))) == found


def test_what_tells_no_place_joins_only_its_own_sentence() -> None:
    text = article("a", "World Wire", "Five died in one crash.\nShells killed 31.\nThe shelling went on.")
    crash = claim(text, 1, "died", "toll", numbers=[("killed", "Five", 5, 5)])
    shells = claim(text, 2, "killed", "toll", on="2016-08-06", numbers=[("killed", "31", 31, 31)])
    strike = claim(text, 2, "Shells", "shelling", on="2016-08-06")
    later = claim(text, 3, "shelling", "shelling")
    found = events(record(crash, shells, strike, later, articles=(text,)))
    assert sorted(sorted(e.claims) for e in found) == sorted([[crash.id], sorted([shells.id, strike.id]), [later.id]])


def test_a_state_acts_and_is_not_the_place_it_acts_in() -> None:
    (pack,) = KNOWLEDGE.packs
    knowledge = Knowledge([replace(pack, places=(*pack.places, Place("demo:russia", "Russia", "country")))])
    raid = claim(PRESS, 1, "bombed", "air_strike", actor=[("Jets", "demo:russia")], place=[ALEPPO], on="2016-08-06")
    (event,) = match(record(raid, articles=(PRESS,)), knowledge)
    assert event.place == "demo:aleppo"
    assert [a.actors for a in event.accounts] == [("demo:russia",)]
    (event,) = match(record(replace(raid, place=()), articles=(PRESS,)), knowledge)
    assert event.place is None
