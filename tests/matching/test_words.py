from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from truceline.matching.words import alike, total, words

words("the list of words is read once")

TEXTS = st.lists(
    st.sampled_from(
        ["the", "bakery", "siege", "of", "Aleppo", "jets", "hospital", "hospitals", "struck", "convoy", "7"]
    )
).map(" ".join)


@given(TEXTS, TEXTS)
def test_likeness_goes_from_0_to_1_and_is_the_same_both_ways(one: str, other: str) -> None:
    a, b = words(one), words(other)
    assert -1e-9 <= alike(a, b) <= 1 + 1e-9
    assert math.isclose(alike(a, b), alike(b, a))
    assert math.isclose(alike(a, a), 1.0) if a else alike(a, a) == 0


@given(st.lists(TEXTS, max_size=4))
def test_a_sum_has_the_length_of_one_text(texts: list[str]) -> None:
    summed = total(words(t) for t in texts)
    assert not summed or math.isclose(sum(x * x for x in summed.values()), 1.0)
    assert set(summed) == {w for t in texts for w in words(t)}


def test_rare_words_weigh_more_than_common_ones() -> None:
    told = words("People said the bakery in Sukkari was hit")
    assert told["sukkari"] > told["bakery"] > told["people"]
    assert "the" not in told


def test_number_and_case_of_a_word_do_not_matter() -> None:
    assert alike(words("Hospitals struck"), words("hospital STRUCK")) > 0.999


def test_what_shares_only_common_words_is_hardly_alike() -> None:
    bakery = words("Jets struck a bakery in Sakhour")
    assert alike(bakery, words("An air strike hit the Sakhour bakery")) > 0.5
    assert alike(bakery, words("The minister flew to Geneva for talks")) < 0.1
