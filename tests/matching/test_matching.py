from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

import quarters
from quarters import QUARTERS, strike
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


def test_a_claim_without_a_day_joins_the_one_dated_claim_of_its_article() -> None:
    dated = claim(STATE, 1, "fired", "shelling", place=[ALEPPO], on="2016-08-06")
    undated = claim(STATE, 2, "killed", "toll", place=[("there", "demo:aleppo")])
    (event,) = events(record(dated, undated, articles=(STATE,)))
    assert event.type == "shelling"
    assert len(event.claims) == 2


def test_a_state_acts_and_is_not_the_place_it_acts_in() -> None:
    (pack,) = KNOWLEDGE.packs
    knowledge = Knowledge([replace(pack, places=(*pack.places, Place("demo:russia", "Russia", "country")))])
    raid = claim(PRESS, 1, "bombed", "air_strike", actor=[("Jets", "demo:russia")], place=[ALEPPO], on="2016-08-06")
    (event,) = match(record(raid, articles=(PRESS,)), knowledge)
    assert event.place == "demo:aleppo"
    assert [a.actors for a in event.accounts] == [("demo:russia",)]
    (event,) = match(record(replace(raid, place=()), articles=(PRESS,)), knowledge)
    assert event.place is None


SATURDAY, AUGUST_1 = "2016-08-06", "2016-08-01"

BAKERY = quarters.article(
    "bakery",
    "Northern Press",
    "2016-08-07",
    "Warplanes bombed a bakery in Sakhour on Saturday morning, rescuers said.",
    "Seven people who had queued for bread since dawn were killed.",
    "The oven was the last that still worked in the quarter, its owner told us, and flour had run short for a week.",
    title="Bakery bombed in Sakhour",
)
BAKERY_CLAIMS = (
    strike(BAKERY, 0, "bombed", "air_strike", "Sakhour", SATURDAY),
    strike(BAKERY, 1, "bombed", "air_strike", "Sakhour", SATURDAY),
    strike(BAKERY, 2, "killed", "toll", None, SATURDAY, ("Seven", 7)),
)
QUEUE = quarters.article(
    "queue",
    "World Wire",
    "2016-08-07",
    "Medics in Aleppo counted seven dead after an air strike on people who waited for bread in Sakhour on Saturday.",
    "Hospitals lack blood and fuel, the medics said.",
    title="Seven die in bread queue in Aleppo",
)
QUEUE_CLAIMS = (
    strike(QUEUE, 0, "die", "toll", "Aleppo", SATURDAY, ("Seven", 7)),
    strike(QUEUE, 1, "air strike", "air_strike", "Sakhour", SATURDAY),
    strike(QUEUE, 1, "dead", "toll", "Sakhour", SATURDAY, ("seven", 7)),
)


def found(*told: tuple[Article, tuple[Claim, ...]]) -> list[Event]:
    sample = quarters.record([a for a, _ in told], [c for _, claims in told for c in claims])
    return list(match(sample, quarters.KNOWLEDGE))


def parts(*told: tuple[Article, tuple[Claim, ...]]) -> set[frozenset[str]]:
    return {frozenset(e.claims) for e in found(*told)}


def ids(*claims: Claim) -> frozenset[str]:
    return frozenset(c.id for c in claims)


def test_what_two_outlets_tell_of_one_raid_is_one_event() -> None:
    (event,) = found((BAKERY, BAKERY_CLAIMS), (QUEUE, QUEUE_CLAIMS))
    assert (event.type, event.place, str(event.date), event.killed) == (
        "air_strike",
        "demo:sakhour",
        SATURDAY,
        Range(7, 7),
    )


def test_another_place_is_another_event() -> None:
    market = quarters.article(
        "market",
        "World Wire",
        "2016-08-07",
        "Shoppers in Raqqa ran for cover on Saturday as aircraft hit the vegetable market.",
        "Nobody could say whose planes they were.",
        title="Market of Raqqa hit",
    )
    claims = (
        strike(market, 0, "hit", "air_strike", "Raqqa", SATURDAY),
        strike(market, 1, "hit", "air_strike", "Raqqa", SATURDAY),
    )
    assert parts((BAKERY, BAKERY_CLAIMS), (market, claims)) == {ids(*BAKERY_CLAIMS), ids(*claims)}


def test_another_day_is_another_event() -> None:
    school = quarters.article(
        "school",
        "World Wire",
        "2016-08-02",
        "A missile from a jet tore the roof off a girls' school in Sakhour on Monday.",
        "Lessons had ended for the summer and the building stood empty.",
        title="Empty school loses its roof",
    )
    claims = (strike(school, 1, "missile", "air_strike", "Sakhour", AUGUST_1),)
    assert parts((BAKERY, BAKERY_CLAIMS), (school, claims)) == {ids(*BAKERY_CLAIMS), ids(*claims)}


def test_another_kind_of_thing_is_another_event() -> None:
    cordon = quarters.article(
        "cordon",
        "State Agency",
        "2016-08-07",
        "The army closed its ring around Sakhour and the quarters beside it on Saturday, a commander said.",
        "Families may leave by a corridor in the south.",
        title="Ring around eastern quarters closed",
    )
    claims = (strike(cordon, 1, "closed its ring", "siege", "Sakhour", SATURDAY),)
    assert parts((BAKERY, BAKERY_CLAIMS), (cordon, claims)) == {ids(*BAKERY_CLAIMS), ids(*claims)}


def test_what_is_told_again_weeks_later_with_place_and_day_joins_its_event() -> None:
    appeal = quarters.article(
        "appeal",
        "World Wire",
        "2016-09-02",
        "The United Nations asked on Thursday for a pause of two days in Aleppo.",
        "Its envoy recalled the air strike of 6 August on a bakery in Sakhour, in which seven people were killed.",
        title="United Nations asks for a pause",
    )
    call = claim(appeal, 1, "asked", "truce_call", actor=[("United Nations", "demo:un")], on="2016-09-01")
    recalled = (
        strike(appeal, 2, "air strike", "air_strike", "Sakhour", SATURDAY),
        strike(appeal, 2, "killed", "toll", "Sakhour", SATURDAY, ("seven", 7)),
    )
    assert parts((BAKERY, BAKERY_CLAIMS), (appeal, (call, *recalled))) == {
        ids(*BAKERY_CLAIMS, *recalled),
        ids(call),
    }


DENSE = {
    "Sakhour": ("a bakery", "seven", 7, "people waiting for bread"),
    "Hanano": ("an empty school", "one", 1, "guard"),
    "Sukkari": ("a clinic", "three", 3, "nurses on the night shift"),
    "Kallaseh": ("the vegetable market", "eleven", 11, "traders"),
    "Shaar": ("a pumping station", "two", 2, "engineers"),
}


def dense(name: str, outlet: str, raid: str, order: list[str]) -> tuple[Article, tuple[Claim, ...]]:
    """What an outlet tells of five raids of one day, each in a sentence of its own."""
    lines = [raid.format(q, *DENSE[q]) for q in order]
    text = quarters.article(name, outlet, "2016-08-07", *lines, title="Deadly Saturday in Aleppo")
    trigger, toll = ("bombed", "killed") if "bombed" in raid else ("air strike", "dead")
    claims = [strike(text, n, trigger, "air_strike", q, SATURDAY) for n, q in enumerate(order, 1)]
    claims += [strike(text, n, toll, "toll", q, SATURDAY, (DENSE[q][1], DENSE[q][2])) for n, q in enumerate(order, 1)]
    return text, tuple(claims)


def test_five_raids_of_a_day_that_two_outlets_tell_apart_stay_five() -> None:
    press = dense("press", "Northern Press", "Jets bombed {1} in {0} and killed {2} {4} on Saturday.", [*QUARTERS])
    wire = dense("wire", "World Wire", "The air strike on {1} of {0} on Saturday left {2} {4} dead.", [*QUARTERS][::-1])
    events = found(press, wire)
    assert sorted(e.place or "" for e in events) == sorted(f"demo:{q.lower()}" for q in QUARTERS)
    assert all(len(e.claims) == 4 and len(e.accounts) == 2 for e in events)
    assert {e.place: e.killed for e in events} == {
        f"demo:{q.lower()}": Range(n, n) for q, (_, _, n, _) in DENSE.items()
    }


def test_raids_that_no_account_tells_apart_are_one_event() -> None:
    press = quarters.article(
        "press",
        "Northern Press",
        "2016-08-07",
        "Warplanes pounded Aleppo on Saturday in the heaviest raids for weeks.",
        "Bomb after bomb fell on the city until dusk.",
        title="Heaviest raids on Aleppo for weeks",
    )
    wire = quarters.article(
        "wire",
        "World Wire",
        "2016-08-07",
        "Aleppo came under heavy bombing on Saturday, people there said by telephone.",
        title="Aleppo bombed",
    )
    claims = {
        press: (
            strike(press, 0, "raids", "air_strike", "Aleppo", SATURDAY),
            strike(press, 1, "pounded", "air_strike", "Aleppo", SATURDAY),
            strike(press, 2, "fell", "air_strike", None, SATURDAY),
        ),
        wire: (
            strike(wire, 0, "bombed", "air_strike", "Aleppo", SATURDAY),
            strike(wire, 1, "bombing", "air_strike", "Aleppo", SATURDAY),
        ),
    }
    (event,) = found(*claims.items())
    assert len(event.accounts) == 2


def test_an_article_of_other_things_changes_no_event() -> None:
    before = found((BAKERY, BAKERY_CLAIMS), (QUEUE, QUEUE_CLAIMS))
    talks = quarters.article(
        "talks", "State Agency", "2016-08-20", "The foreign ministers met in Geneva on Friday.", title="Ministers meet"
    )
    met = claim(talks, 1, "met", "talks", on="2016-08-19")
    after = found((BAKERY, BAKERY_CLAIMS), (QUEUE, QUEUE_CLAIMS), (talks, (met,)))
    assert [e for e in after if met.id not in e.claims] == before


PLACES = [None, "Aleppo", "Raqqa", *QUARTERS]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["air_strike", "shelling", "toll", "siege", "talks"]),
            st.sampled_from(PLACES),
            st.sampled_from([None, SATURDAY, "2016-08-07", AUGUST_1, "2016-08"]),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=10,
    ),
    st.randoms(use_true_random=False),
)
def test_every_claim_is_in_one_event_whatever_the_order(
    rows: list[tuple[str, str | None, str | None, int]], shuffle: random.Random
) -> None:
    told: dict[int, list[tuple[str, str | None, str | None]]] = {}
    for kind, where, on, number in rows:
        told.setdefault(number, []).append((kind, where, on))
    articles, claims = [], []
    for number, own in told.items():
        lines = [f"News of {kind} came from {where or 'there'}." for kind, where, _ in own]
        text = quarters.article(f"a{number}", "World Wire", "2016-08-07", *lines)
        articles.append(text)
        claims += [strike(text, n, "News", kind, where, on) for n, (kind, where, on) in enumerate(own, 1)]
    sample = Sample({a.id: a for a in articles}, {}, {c.id: c for c in claims})
    events = match(sample, quarters.KNOWLEDGE)
    assert sorted(c for e in events for c in e.claims) == sorted(c.id for c in claims)
    assert [e.id for e in events] == sorted({e.id for e in events})
    shuffle.shuffle(articles)
    shuffle.shuffle(claims)
    again = Sample({a.id: a for a in articles}, {}, {c.id: c for c in claims})
    assert match(again, quarters.KNOWLEDGE) == events
