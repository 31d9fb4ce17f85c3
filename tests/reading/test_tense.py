from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.reading import dates
from truceline.reading.tense import Tense, is_purpose, is_to_come

WEDNESDAY = date(2016, 8, 10)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 1, 1))


def day(text: str, told: Tense, anchor: date = WEDNESDAY) -> str | None:
    """The days of the one time expression in a text, as told."""
    (found,) = dates.find(text, anchor, told)
    return str(found.interval) if found.interval else None


@pytest.mark.parametrize(
    ("text", "told", "days"),
    [
        ("The pause is to take effect on Monday.", "ahead", "2016-08-15"),
        ("The road was cleared for an eight-hour pause on Thursday.", "ahead", "2016-08-11"),
        ("It will begin at sunset on Monday.", "ahead", "2016-08-15"),
        ("A truce starting Thursday was agreed.", "ahead", "2016-08-11"),
        ("It took effect on Monday.", "past", "2016-08-08"),
        ("It was announced on Tuesday.", "past", "2016-08-09"),
        ("It may be renewed on Friday.", "open", "2016-08-12"),
        ("They could leave as early as Sunday.", "open", "2016-08-14"),
        ("The plan was endorsed on Monday.", "past", "2016-08-08"),
        ("The lorries are to leave at the weekend.", "ahead", "2016-08-13/2016-08-14"),
        ("The lorries left at the weekend.", "past", "2016-08-06/2016-08-07"),
        ("It is to be renewed in October.", "ahead", "2016-10"),
        ("It was renewed in October.", "past", "2015-10"),
        ("It is to run out on 31 December.", "ahead", "2016-12-31"),
        ("It was said on 31 August.", "past", None),
        ("A convoy is to go in later this week.", "ahead", "2016-08-10/2016-08-14"),
        ("It broke down earlier this week.", "past", "2016-08-08/2016-08-09"),
        ("It is to hold for six months.", "ahead", None),
        ("It is to open by the 20th.", "ahead", "2016-08-20"),
        ("It is to open by the 3rd.", "ahead", "2016-09-03"),
    ],
)
def test_what_is_planned_lies_ahead_and_what_happened_behind(text: str, told: Tense, days: str | None) -> None:
    assert day(text, told) == days


def test_a_plan_counts_from_the_day_that_it_was_told_on() -> None:
    text = "On Monday the ministry declared a pause set to begin on Tuesday night."
    assert [str(e.interval) for e in dates.find(text, WEDNESDAY, "ahead")] == ["2016-08-15", "2016-08-09"]
    assert day("The pause was due to begin on Tuesday night.", "ahead") == "2016-08-09"
    assert day("The pause was due to begin on Saturday.", "ahead") == "2016-08-13"


def test_the_day_of_the_telling_is_no_plan() -> None:
    assert day("The envoy, speaking of convoys to come, said on Tuesday", "ahead") == "2016-08-09"
    assert day("The envoy on Tuesday announced a convoy.", "ahead") == "2016-08-09"


def test_only_what_is_to_come_is_held_for_it() -> None:
    assert is_to_come(" on a truce that will begin ")
    assert is_to_come(" a pause starting ")
    assert not is_to_come(" due to shelling ")
    assert not is_to_come(" near the fort ")


@given(DAYS, st.integers(0, 6), st.sampled_from(["on", "late on", "from", "by", "at 7 pm on", "at sunset on"]))
def test_a_weekday_is_within_a_week_on_its_side_of_the_article(anchor: date, number: int, words: str) -> None:
    name = (date(2024, 1, 1) + timedelta(days=number)).strftime("%A")
    past, ahead = (
        day(f"It fell silent {words} {name}.", "past", anchor),
        day(f"A pause {words} {name}.", "ahead", anchor),
    )
    assert past is not None
    assert ahead is not None
    assert timedelta(0) <= anchor - date.fromisoformat(past) < timedelta(days=7)
    assert timedelta(0) <= date.fromisoformat(ahead) - anchor < timedelta(days=7)
    assert date.fromisoformat(past).weekday() == date.fromisoformat(ahead).weekday() == number


@given(
    DAYS, st.text(max_size=40), st.sampled_from(["on 3 May", "in March", "by Friday", "from the 12th", "until June"])
)
def test_what_happened_is_never_dated_after_the_article(anchor: date, words: str, time: str) -> None:
    for found in dates.find(f"{words} {time} {words}", anchor, "past"):
        assert found.interval is None or found.interval.first <= anchor


def test_a_date_with_its_year_is_surer_than_the_day_of_the_article() -> None:
    assert day("It was signed on 31 August 2016.", "past") == "2016-08-31"


def test_a_purpose_has_the_day_of_what_was_done_for_it() -> None:
    assert is_purpose("Rebels pushed on ", " to ")
    assert not is_purpose("The council is going ", " to ")
    assert not is_purpose("Lorries will go in ", " to ")
    assert not is_purpose("The camp is to be cleared ", "")
