from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from quarters import KNOWLEDGE, QUARTERS, article, strike
from sample import claim
from truceline.matching import compare
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import Told, tellings, told
from truceline.records import Article, Claim

NEARNESS, WEIGHTS = Nearness(KNOWLEDGE), compare.loaded()
SATURDAY = "2016-08-06"


def tell(text: Article, *claims: Claim) -> Told:
    return told(text, claims, KNOWLEDGE, NEARNESS, WEIGHTS)


BREAD = article(
    "a",
    "Northern Press",
    "2016-08-07",
    "Warplanes bombed a bakery in Sakhour on Saturday.",
    "Seven people who waited for bread were killed in the raid on the bakery.",
    "The foreign minister flew to Geneva for talks on Sunday.",
    title="Bakery in Sakhour bombed",
)
BREAD_CLAIMS = (
    strike(BREAD, 0, "bombed", "air_strike", "Sakhour", SATURDAY),
    strike(BREAD, 1, "bombed", "air_strike", "Sakhour", SATURDAY),
    strike(BREAD, 2, "killed", "toll", None, SATURDAY, ("Seven", 7)),
    claim(BREAD, 3, "talks", "talks", on="2016-08-07"),
)


def test_a_strike_its_headline_and_its_dead_are_one_telling_and_talks_another() -> None:
    *bakery, talks = BREAD_CLAIMS
    assert set(tell(BREAD, *BREAD_CLAIMS).tellings) == {tuple(c.id for c in bakery), (talks.id,)}


def test_a_telling_holds_what_its_claims_tell() -> None:
    made = tell(BREAD, *BREAD_CLAIMS)
    bakery, talks = sorted(tellings(BREAD, BREAD_CLAIMS, made.tellings, KNOWLEDGE), key=lambda t: t.sentence)
    assert (bakery.type, bakery.places, {str(d) for d in bakery.dates}) == (
        "air_strike",
        frozenset({"demo:sakhour"}),
        {SATURDAY},
    )
    assert {(r.least, r.most) for r in bakery.killed} == {(7, 7)}
    assert not talks.places
    assert talks.around == bakery.places


def test_a_strike_on_each_quarter_is_a_telling_of_its_own() -> None:
    text = article(
        "a", "Northern Press", "2016-08-07", *(f"On Saturday a raid on {q} destroyed a house." for q in QUARTERS)
    )
    claims = [strike(text, n, "raid", "air_strike", q, SATURDAY) for n, q in enumerate(QUARTERS, 1)]
    assert tell(text, *claims).tellings == tuple((c.id,) for c in claims)


def test_raids_of_two_days_are_two_tellings() -> None:
    text = article(
        "a",
        "Northern Press",
        "2016-08-07",
        "On Saturday a raid on Sakhour destroyed a school.",
        "On Monday a raid on Sakhour had destroyed a clinic.",
    )
    claims = [
        strike(text, 1, "raid", "air_strike", "Sakhour", SATURDAY),
        strike(text, 2, "raid", "air_strike", "Sakhour", "2016-08-01"),
    ]
    assert tell(text, *claims).tellings == tuple((c.id,) for c in claims)


def test_claims_without_a_day_do_not_bring_two_attacks_of_two_days_together() -> None:
    text = article(
        "a",
        "Northern Press",
        "2016-08-07",
        "Warplanes bombed Sakhour on Saturday.",
        "The raid on Sakhour destroyed a bakery, and the bombing went on for an hour.",
        "Warplanes also bombed Sakhour on Monday.",
        "The raid destroyed a clinic, and the bombing killed a nurse.",
        title="Warplanes bombed Sakhour again",
    )
    told_days = [
        strike(text, 1, "bombed", "air_strike", "Sakhour", SATURDAY),
        strike(text, 3, "bombed", "air_strike", "Sakhour", "2016-08-01"),
    ]
    undated = [
        strike(text, 0, "bombed", "air_strike", "Sakhour", None),
        strike(text, 2, "raid", "air_strike", "Sakhour", None),
        strike(text, 2, "bombing", "air_strike", "Sakhour", None),
        strike(text, 4, "raid", "air_strike", "Sakhour", None),
        strike(text, 4, "bombing", "air_strike", "Sakhour", None),
    ]
    found = tell(text, *told_days, *undated).tellings
    assert len(found) == 2
    assert not any({c.id for c in told_days} <= set(t) for t in found)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["air_strike", "toll", "siege", "talks"]),
            st.sampled_from([None, *QUARTERS, "Aleppo", "Raqqa"]),
            st.sampled_from([None, SATURDAY, "2016-08-01", "2016-08"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_every_claim_is_in_one_telling_whatever_the_order(
    rows: list[tuple[str, str | None, str | None]], shuffle: random.Random
) -> None:
    text = article("a", "World Wire", "2016-08-07", *(f"Word came of this from {p or 'there'}." for _, p, _ in rows))
    claims = [strike(text, n, "Word", kind, where, on) for n, (kind, where, on) in enumerate(rows, 1)]
    made = tell(text, *claims)
    assert sorted(c for t in made.tellings for c in t) == sorted(c.id for c in claims)
    firsts = {t[0] for t in made.tellings}
    assert set(made.links) <= {(a, b) for a, b in combinations(sorted(firsts), 2)}
    shuffle.shuffle(claims)
    assert tell(text, *claims) == made
