from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline import plain
from truceline.codebook import TYPES
from truceline.records import Interval, Range


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ("2016-08-03", "3 August 2016"),
        ("2016-08", "August 2016"),
        ("2016", "2016"),
        ("2016-08-03/2016-08-07", "3 to 7 August 2016"),
        ("2016-07-30/2016-08-07", "30 July to 7 August 2016"),
        ("2015-12-30/2016-01-02", "30 December 2015 to 2 January 2016"),
        ("2016-07/2016-09", "July to September 2016"),
        ("2013/2016-09-27", "2013 to 27 September 2016"),
    ],
)
def test_days_in_words(interval: str, words: str) -> None:
    assert plain.when(Interval.parse(interval)) == words


def test_an_unknown_day_is_said_to_be_unknown() -> None:
    assert plain.when(None) == "day not known"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Range(9, 12), "9 to 12"),
        (Range(400, None), "at least 400"),
        (Range(None, 5), "at most 5"),
        (Range(12, 12), "12"),
        (Range(0, 0), "0"),
        (Range(20_000, None), "at least 20,000"),
        (Range(None, None), "not known"),
        (None, "not known"),
    ],
)
def test_numbers_in_words(number: Range | None, words: str) -> None:
    assert plain.amount(number) == words


def test_every_type_has_words_of_its_own() -> None:
    names = [plain.type_name(t) for t in TYPES]
    assert len(set(names)) == len(names)
    assert not any("_" in n for n in names)


@given(st.text(st.characters(blacklist_categories=())))
def test_showable_text_is_as_long_and_can_be_written(text: str) -> None:
    shown = plain.showable(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\t\n" for c in shown)


def test_a_flat_line_turns_nothing_and_is_cut() -> None:
    assert plain.flat("one\n\u202etwo\u202c  three") == "one two three"
    assert plain.flat("abcdefgh", 5) == "abcd…"


def test_only_text_that_can_turn_is_isolated() -> None:
    assert plain.isolated("a <b>") == "a &lt;b&gt;"
    assert plain.isolated("a\u202eb") == "<bdi>a\u202eb</bdi>"
    assert plain.isolated("حلب") == "<bdi>حلب</bdi>"
