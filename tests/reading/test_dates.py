from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.reading import dates

WEDNESDAY = date(2016, 8, 10)


def only(text: str, anchor: date | None = WEDNESDAY) -> tuple[str, str | None]:
    """The words and days of the one time expression in a text."""
    (found,) = dates.find(text, anchor)
    return text[found.begin : found.end], str(found.interval) if found.interval else None


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("Shells fell on Sunday in the west.", "on Sunday", "2016-08-07"),
        ("The council met on Wednesday.", "on Wednesday", "2016-08-10"),
        ("It met late on Monday night.", "late on Monday night", "2016-08-08"),
        ("They have fought since dawn of Tuesday.", "since dawn of Tuesday", "2016-08-09/2016-08-10"),
        ("Three months ago the road was open.", "Three months ago", "2016-05"),
        ("Two days ago the road was open.", "Two days ago", "2016-08-08"),
        ("The war began two years ago.", "two years ago", "2014"),
        ("Jets have hit the town since July 23rd.", "since July 23rd", "2016-07-23/2016-08-10"),
        ("It was cut in July.", "in July", "2016-07"),
        ("It was cut In July.", "In July", "2016-07"),
        ("It was cut in October.", "in October", "2015-10"),
        ("In early May he wrote a letter.", "In early May", "2016-05"),
        ("The town fell in March 2013.", "in March 2013", "2013-03"),
        ("The revolt began in 2011.", "in 2011", "2011"),
        ("The pause held from 11 to 13 August 2016.", "from 11 to 13 August 2016", "2016-08-11/2016-08-13"),
        ("Between 1 and 5 August nothing came.", "Between 1 and 5 August", "2016-08-01/2016-08-05"),
        ("It was signed on September 12, 2015.", "on September 12, 2015", "2015-09-12"),
        ("It was signed on Sep 122015 in the town.", "on Sep 122015", "2015-09-12"),
        ("It came into force yesterday.", "yesterday", "2016-08-09"),
        ("It fell the previous day.", "the previous day", "2016-08-09"),
        ("Trucks will go in tomorrow.", "tomorrow", "2016-08-11"),
        ("Raids went on overnight.", "overnight", "2016-08-09/2016-08-10"),
        ("It was agreed last week.", "last week", "2016-08-01/2016-08-07"),
        ("It was agreed last month.", "last month", "2016-07"),
        ("In the past 48 hours ten died.", "In the past 48 hours", "2016-08-08/2016-08-10"),
        ("Over the past two weeks ten died.", "Over the past two weeks", "2016-07-27/2016-08-10"),
        ("Dated 28.07.2016, the letter said so.", "28.07.2016", "2016-07-28"),
        ("It held from midnight on 26-27 February.", "from midnight on 26-27 February", "2016-02-26/2016-02-27"),
        ("It fell silent at midnight on the 3rd.", "at midnight on the 3rd", "2016-08-03"),
        ("It took effect at 7 pm on Monday.", "at 7 pm on Monday", "2016-08-08"),
        ("It was broken on Monday at midnight.", "on Monday at midnight", "2016-08-08"),
        ("They fought since Monday evening.", "since Monday evening", "2016-08-08/2016-08-10"),
        ("The 12 July truce was broken.", "12 July", "2016-07-12"),
        ("The July truce was broken.", "July", "2016-07"),
        ("Last month’s truce was broken.", "Last month", "2016-07"),
        ("The raid came a day after the truce.", "a day after", "2016-08-09"),
        ("They met on August 4 may be.", "on August 4", "2016-08-04"),
    ],
)
def test_an_expression_means_these_days_when_published_on_a_wednesday(text: str, words: str, days: str) -> None:
    assert only(text) == (words, days)


def test_what_will_be_lies_ahead() -> None:
    assert only("The talks will resume on Friday.")[1] == "2016-08-12"
    assert only("The talks resumed on Friday.")[1] == "2016-08-05"


def test_a_duration_counts_from_a_beginning_told_before_it() -> None:
    text = "Raids have gone on since August 2nd, and more than 90 died in just four days."
    assert [str(e.interval) for e in dates.find(text, WEDNESDAY)] == ["2016-08-02/2016-08-10", "2016-08-02/2016-08-06"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It was signed on 2 August and took effect two days later.", ["2016-08-02", "2016-08-04"]),
        ("It was signed on 2 August and took effect at noon on the next day.", ["2016-08-02", "2016-08-03"]),
        ("On Tuesday, a day after the truce, the camp was hit.", ["2016-08-09", "2016-08-08"]),
        ("It was hit a day after the truce of 2 August.", ["None", "2016-08-02"]),
    ],
)
def test_days_are_counted_from_the_day_told_before_them(text: str, days: list[str]) -> None:
    assert [str(e.interval) for e in dates.find(text, WEDNESDAY)] == days


def test_nothing_is_guessed_without_a_day_of_publication() -> None:
    text = "It fell on Sunday, two days ago, in July, last week and since dawn."
    assert dates.find(text, None)
    assert all(e.interval is None for e in dates.find(text, None))
    assert only("It fell on 6 August 2016.", None)[1] == "2016-08-06"


def test_a_numeric_date_whose_order_is_open_has_no_days() -> None:
    assert only("Signed on 03/04/2016 in Geneva.")[1] is None
    assert only("Signed on 23/04/2016 in Geneva.")[1] == "2016-04-23"


@pytest.mark.parametrize("text", ["Troops may march on the town.", "They march in step.", "A second strike hit.", ""])
def test_words_that_only_look_like_times_are_none(text: str) -> None:
    assert dates.find(text, WEDNESDAY) == []


def test_a_day_that_no_calendar_has_is_left_out() -> None:
    assert all(e.interval is None for e in dates.find("On 31 September it ended.", WEDNESDAY))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("since May 31", "2016-05-31"),
        ("since early August", "2016-08"),
        ("since the fall of the old fort in March", "2016-03"),
        ("since guards quit the hill on 2 August", "2016-08-02"),
        ("from 10 June (when the road was cut) to date", "2016-06-10"),
        ("from 10 June until now", "2016-06-10"),
    ],
)
def test_since_a_day_is_a_span_to_the_day_of_the_article(words: str, first: str) -> None:
    assert only(f"Nothing came {words}.") == (words, f"{first}/2016-08-10")


def test_a_month_of_last_year_is_of_the_year_before_the_article() -> None:
    assert only("It was cut in June last year.") == ("in June last year", "2015-06")


def test_the_end_of_since_is_open_without_a_day_of_the_article_or_with_one_before_it() -> None:
    assert only("Forty died since 31 May 2016.", None)[1] is None
    assert only("Forty died since 31 May 2016.", date(2015, 1, 1))[1] is None


def test_since_does_not_reach_over_what_went_on() -> None:
    (_, monday) = dates.find("Since August 2 the army has struck the hill on Monday.", WEDNESDAY)
    assert str(monday.interval) == "2016-08-08"
    assert only("Since the war began 40 were killed on Monday.") == ("on Monday", "2016-08-08")
    assert only("It fell in June and has since changed hands.") == ("in June", "2016-06")


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 1, 1)), st.integers(1, 300))
def test_since_ends_on_the_day_of_the_article_whatever_it_is(anchor: date, back: int) -> None:
    day = anchor - timedelta(days=back)
    assert only(f"Ten died since {day.strftime('%d %B')}.", anchor)[1] == f"{day}/{anchor}"


@given(st.text(), st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_any_text_is_searched_without_error_and_offsets_hold(text: str, anchor: date) -> None:
    last = 0
    for found in dates.find(text, anchor):
        assert last <= found.begin < found.end <= len(text)
        last = found.end


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "the %d of %B %Y", "%d %b %Y"]),
)
def test_a_full_date_is_read_back_whatever_its_form_and_the_anchor(day: date, form: str) -> None:
    text = f"It was signed on {day.strftime(form)} in Geneva."
    assert only(text, None)[1] == day.isoformat()


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(anchor: date, back: int) -> None:
    day = anchor - timedelta(days=back)
    assert only(f"It fell on {day.strftime('%A')}.", anchor)[1] == day.isoformat()
