from __future__ import annotations

import math
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from quarters import KNOWLEDGE, article, strike
from truceline.codebook import TYPES
from truceline.matching import compare, kinds
from truceline.matching.compare import Scale
from truceline.matching.facets import Facets, facets
from truceline.matching.nearness import Nearness

NEARNESS = Nearness(KNOWLEDGE)
WEIGHTS = compare.loaded()


def told(name: str, sentence: str, trigger: str, kind: str, where: str | None, on: str | None) -> Facets:
    text = article(name, "World Wire", "2016-08-07", sentence)
    (found,) = facets(text, [strike(text, 1, trigger, kind, where, on)], KNOWLEDGE)
    return found


RAID = told("a", "Jets struck a bakery in Sakhour on Saturday.", "struck", "air_strike", "Sakhour", "2016-08-06")
SAME = told("b", "A raid hit the Sakhour bakery on Saturday.", "raid", "air_strike", "Sakhour", "2016-08-06")
ELSEWHERE = told("c", "Shells fell on a village near Raqqa.", "fell", "shelling", "Raqqa", "2016-07-01")
UNTOLD = told("d", "The minister spoke of talks.", "talks", "talks", None, None)
ALL = (RAID, SAME, ELSEWHERE, UNTOLD)


def test_comparisons_are_the_same_both_ways_and_between_0_and_1() -> None:
    for one, other in product(ALL, ALL):
        across = compare.across(one, other, NEARNESS, WEIGHTS.shares)
        for found, back in (
            (across, compare.across(other, one, NEARNESS, WEIGHTS.shares)),
            (compare.within(one, other, ALL, NEARNESS), compare.within(other, one, ALL, NEARNESS)),
        ):
            assert found.keys() == back.keys()
            assert all(math.isclose(found[k], back[k]) for k in found)
            assert all(0 <= x <= 1 + 1e-9 for name, x in found.items() if name != "kind: how rare it is")


def test_two_accounts_of_one_raid_are_likelier_one_than_two_of_different_things() -> None:
    def odds(one: Facets, other: Facets) -> float:
        return WEIGHTS.across.log_odds(compare.across(one, other, NEARNESS, WEIGHTS.shares))

    assert odds(RAID, SAME) > 0 > max(odds(RAID, ELSEWHERE), odds(RAID, UNTOLD))


@given(st.dictionaries(st.sampled_from(sorted(WEIGHTS.across.weights)), st.floats(0, 1)))
def test_the_reasons_add_up_to_the_log_odds_the_heaviest_first(found: dict[str, float]) -> None:
    reasons = WEIGHTS.across.reasons(found)
    total = WEIGHTS.across.intercept + sum(r.weight for r in reasons)
    within = max(-compare.MOST, min(compare.MOST, total))
    assert math.isclose(within, WEIGHTS.across.log_odds(found), abs_tol=1e-9)
    assert {f"{r.about}: {r.finding}" for r in reasons} == set(found)
    assert [abs(r.weight) for r in reasons] == sorted((abs(r.weight) for r in reasons), reverse=True)


def test_what_was_never_met_in_training_weighs_nothing() -> None:
    scale = Scale(-1.0, {"place: the same city": 2.0}, {})
    assert scale.log_odds({"place: on the moon": 1.0}) == -1.0
    assert [r.weight for r in scale.reasons({"place: on the moon": 1.0})] == [0.0]


def test_a_ceiling_holds_however_much_speaks_for_it() -> None:
    scale = Scale(0.0, {"words: sentences alike": 5.0}, {"time: longer apart": -3.0})
    assert scale.log_odds({"words: sentences alike": 1.0}) == 5.0
    assert scale.log_odds({"words: sentences alike": 1.0, "time: longer apart": 1.0}) == -3.0


def test_any_two_types_of_the_codebook_compare_the_same_both_ways() -> None:
    for one, other in product(TYPES, TYPES):
        assert kinds.compare(one, other) == kinds.compare(other, one)
    assert kinds.compare("air_strike", "shelling") == "two kinds of attack"
    assert kinds.compare("toll", "air_strike") == "an attack and a toll"
    assert kinds.compare("talks", "siege") == "different families"
