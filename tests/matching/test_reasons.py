from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from quarters import KNOWLEDGE, article, record, strike
from sample import Sample
from truceline.matching import match
from truceline.matching.reasons import Join, Reasons
from truceline.records import Article, Claim, Event, article_of

SATURDAY = "2016-08-06"


def bakery(name: str, outlet: str, first: str, second: str) -> tuple[Article, list[Claim]]:
    text = article(name, outlet, "2016-08-07", first, second)
    return text, [
        strike(text, 1, "raid", "air_strike", "Sakhour", SATURDAY),
        strike(text, 2, "killed", "toll", "Sakhour", SATURDAY, ("Seven", 7)),
    ]


TOLD = [
    bakery("a", "Northern Press", "A raid hit the Sakhour bakery on Saturday.", "Seven people were killed there."),
    bakery("b", "World Wire", "On Saturday a raid hit a bakery in Sakhour.", "Seven were killed, medics said."),
    bakery("c", "State Agency", "Sakhour: the raid on a bakery on Saturday.", "Seven were killed in the bakery."),
]


def joined(told: Sequence[tuple[Article, list[Claim]]]) -> tuple[Sample, Event, tuple[Join, ...]]:
    sample = record([a for a, _ in told], [c for _, own in told for c in own])
    (event,) = match(sample, KNOWLEDGE)
    return sample, event, Reasons(sample, KNOWLEDGE).of(event)


def test_joins_hold_all_parts_of_an_event_together_and_are_one_fewer() -> None:
    _, event, joins = joined(TOLD)
    assert len(joins) == 2
    together = {article_of(joins[0].one[0])}
    for _ in joins:
        for join in joins:
            ends = {article_of(join.one[0]), article_of(join.other[0])}
            assert len(ends) == 2
            together |= ends if ends & together else set()
    assert together == {"a", "b", "c"}
    assert {c for j in joins for c in (*j.one, *j.other)} == set(event.claims)


def test_the_doubtful_join_comes_first_and_its_reasons_add_up() -> None:
    _, _, joins = joined(TOLD)
    assert [j.log_odds for j in joins] == sorted(j.log_odds for j in joins)
    for join in joins:
        total = join.start + sum(r.weight for r in join.reasons)
        assert math.isclose(join.log_odds, min(6.0, max(-6.0, total)), abs_tol=1e-9)
        assert {"kind", "place", "time", "killed", "words"} <= {r.about for r in join.reasons}
        assert any(r.finding == "the same day" and r.weight > 0 for r in join.reasons)


def test_what_speaks_against_a_join_is_among_its_reasons() -> None:
    text, (raid, killed) = TOLD[1]
    other = article("b", "World Wire", "2016-08-07", text.text.split("\n")[0], "Sixty were killed, medics said.")
    sixty = strike(other, 2, "killed", "toll", "Sakhour", SATURDAY, ("Sixty", 60))
    _, _, (join,) = joined([TOLD[0], (other, [raid, sixty])])
    (differ,) = [r for r in join.reasons if r.about == "killed"]
    assert differ.finding == "they differ"
    assert differ.weight < 0
    assert joined(TOLD[:2])[2][0].log_odds > join.log_odds
    assert killed.id == sixty.id


def test_an_event_of_one_article_is_joined_claim_by_claim() -> None:
    _, event, (join,) = joined(TOLD[:1])
    assert {*join.one, *join.other} == set(event.claims)
    assert {"distance", "position"} <= {r.about for r in join.reasons}


def test_a_single_claim_needs_no_join() -> None:
    text, (raid, _) = TOLD[0]
    assert joined([(text, [raid])])[2] == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_order_of_articles_does_not_matter(order: tuple[int, ...]) -> None:
    assert joined([TOLD[n] for n in order])[2] == joined(TOLD)[2]
