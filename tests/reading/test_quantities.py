from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.reading import quantities


def ranges(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(text[a.begin : a.end], a.least, a.most) for a in quantities.find(text)]


@pytest.mark.parametrize(
    ("text", "words", "least", "most"),
    [
        ("more than 400 people", "more than 400", 400, None),
        ("at least thirty-one people", "at least thirty-one", 31, None),
        ("dozens of people", "dozens", 24, None),
        ("scores were hurt", "scores", 40, None),
        ("hundreds fled", "hundreds", 200, None),
        ("several houses", "several", 3, None),
        ("several hundred houses", "several hundred", 300, None),
        ("some 2000 fighters", "some 2000", 2000, 2000),
        ("2000 families fled", "2000", 2000, 2000),
        ("tens of thousands fled", "tens of thousands", 20_000, None),
        ("up to 80 trucks", "up to 80", None, 80),
        ("fewer than 10 trucks", "fewer than 10", None, 9),
        ("nearly 200 fighters", "nearly 200", 200, 200),
        ("an estimated 2.5 million people", "an estimated 2.5 million", 2_500_000, 2_500_000),
        ("between 30 and 40 people", "between 30 and 40", 30, 40),
        ("30 to 40 people", "30 to 40", 30, 40),
        ("30-40 people", "30-40", 30, 40),
        ("1,500 families", "1,500", 1500, 1500),
        ("120 000 people", "120 000", 120_000, 120_000),
        ("nearly 1 200 000 people", "nearly 1 200 000", 1_200_000, 1_200_000),
        ("120\u2009500 people", "120\u2009500", 120_500, 120_500),
        ("2\u00a0300 families", "2\u00a0300", 2300, 2300),
        ("On May 3 200 people fled", "200", 200, 200),
        ("a dozen men", "a dozen", 12, 12),
        ("two hundred and", "two hundred", 200, 200),
        ("a woman was killed", "a woman", 1, 1),
        ("Thirty-two died", "Thirty-two", 32, 32),
        ("two weeks of calm", "two", 14, 14),
        ("a truce of a week", "a week", 7, 7),
        ("a quarter of a million people", "a quarter of a million", 250_000, 250_000),
        ("more than a quarter of a million people", "more than a quarter of a million", 250_000, None),
        ("half a million people", "half a million", 500_000, 500_000),
        ("three quarters of a million people", "three quarters of a million", 750_000, 750_000),
        ("two and a half million people", "two and a half million", 2_500_000, 2_500_000),
        ("a million and a half people", "a million and a half", 1_500_000, 1_500_000),
        ("half a dozen men", "half a dozen", 6, 6),
        ("a 12-year-old boy was killed", "a 12-year-old boy", 1, 1),
    ],
)
def test_words_of_number_are_a_range(text: str, words: str, least: int | None, most: int | None) -> None:
    assert ranges(text)[0] == (words, least, most)


def test_a_total_and_its_part_are_two_numbers() -> None:
    assert ranges("At least 31 people, including 11 children, died.") == [("At least 31", 31, None), ("11", 11, 11)]


@pytest.mark.parametrize(
    "text",
    [
        "on 27 October",
        "in 2016",
        "in 2016 civilians fled",
        "at 10:00",
        "at ten o’clock",
        "from ten in the morning",
        "the 3rd floor",
        "40 percent",
        "resolution 2254",
        "aged 12",
        "aged from four to 10",
        "aged between 18 and 25",
        "aged under 10",
        "under the age of eight",
        "12-year-old Sami died",
        "he was 12 years old",
        "the six-year-old war",
        "one third of the town",
        "between 2011 and 2015",
        "05-08-2016 Shells fell",
        "a rebel-held town",
        "an attack by rebel units",
        "M5",
    ],
)
def test_dates_ordinals_percentages_and_names_are_no_quantities(text: str) -> None:
    assert ranges(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("48 hours", "hours"),
        ("a 48-hour truce", "hours"),
        ("seven days", "days"),
        ("20 aid trucks", "vehicles"),
        ("12 rockets", "strikes"),
        ("300 violations", "violations"),
        ("$5 million", "money"),
        ("500 fighters", "fighters"),
        ("31 people", None),
    ],
)
def test_the_words_after_a_number_tell_what_it_counts(text: str, unit: str | None) -> None:
    (found,) = quantities.find(text)
    assert found.unit == unit


@given(st.integers(min_value=1, max_value=10**8))
def test_any_whole_number_is_read_back_with_and_without_commas(number: int) -> None:
    if 1900 <= number <= 2099:  # a year, unless a hedge says otherwise
        number += 1000
    for written in (str(number), f"{number:,}"):
        assert ranges(f"It killed {written} people.") == [(written, number, number)]
        assert ranges(f"It killed at least {written} people.") == [(f"at least {written}", number, None)]


@given(st.text())
def test_any_text_is_searched_without_error_and_offsets_and_ranges_hold(text: str) -> None:
    last = 0
    for found in quantities.find(text):
        assert last <= found.begin < found.end <= len(text)
        assert found.least is None or found.most is None or found.least <= found.most
        last = found.end
