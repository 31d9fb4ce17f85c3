from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.dateline import dateline, day_of
from truceline.records import MONTHS, Article, Furniture, Span

SIXTH = date(2016, 8, 6)
HEADLINE = "Rebels shell the northern crossing, seven hurt"


def article(text: str, published: date | None = None, title: str = "") -> Article:
    return Article("a", title, text, published=published)


@pytest.mark.parametrize(
    "text",
    [
        "6 August 2016 Army units advanced.",
        "Saturday 6 August 2016 18:05 Army units advanced.",
        "August 6, 2016 Army units advanced.",
        "Last updated at Aug 062016 KALDA Army units advanced.",
        "Posted on August 6th, 2016 by the desk. Army units advanced.",
        "Date of publication: 6 Aug 2016. Army units advanced.",
        "KALDA, 6 August 2016 (BNA) Army units advanced.",
        "(Port Kalda, 6 August 2016) I welcome the pause.",
        "2016-08-06 Army units advanced.",
        "06.08.2016Get short URL Army units advanced.",
        "Army units advance\nKALDA, 6 August 2016 - The army took a hill.",
    ],
)
def test_a_full_date_at_the_head_of_a_text_is_its_day(text: str) -> None:
    assert dateline(article(text)) == SIXTH
    assert day_of(article(text, date(2014, 1, 2))) == SIXTH


@pytest.mark.parametrize(
    "text",
    [
        "Army units advanced. The siege began on 17 July 2016.",
        "On 17 July 2016 army units advanced.",
        "The general died 17 July 2016 in Kalda.",
        "Envoys arrived at Port Kalda, 17 July 2016, to sign.",
        "17 July 2016 was a day nobody in Kalda forgets.",
        "Army units advanced on Sunday.",
        "Army units advanced in July 2016.",
        "31 September 2016 Army units advanced.",
        "Monday 17 July 2016 Army units advanced.",  # it was a Sunday
        "17 July 2016\nThe first shell falls.\n19 July 2016\nThe crossing is shut.",
        "",
    ],
)
def test_a_date_within_a_sentence_or_that_cannot_be_is_no_dateline(text: str) -> None:
    assert dateline(article(text)) is None
    assert day_of(article(text, SIXTH)) == SIXTH
    assert day_of(article(text)) is None


def test_a_dateline_stands_behind_a_repeated_headline() -> None:
    text = f"{HEADLINE} Wire Agency Saturday 6 Aug 2016 Seven people were hurt."
    assert dateline(article(text, title=f"{HEADLINE} - World")) == SIXTH
    told = f"{HEADLINE} Seven people were hurt on Saturday 6 Aug 2016 in the north."
    assert dateline(article(told, title=HEADLINE)) is None


def test_numbers_in_an_open_order_are_read_only_as_the_day_of_the_file_has_it() -> None:
    assert dateline(article("06-08-2016 Army units advanced.")) is None
    assert dateline(article("06-08-2016 Army units advanced.", SIXTH)) == SIXTH
    assert dateline(article("06/08/2016 Army units advanced.", date(2016, 6, 9))) == date(2016, 6, 8)
    assert dateline(article("06-08-2016 Army units advanced.", date(2016, 7, 7))) is None
    assert dateline(article("23-08-2016 Army units advanced.", date(2014, 1, 2))) == date(2016, 8, 23)
    assert dateline(article("08/23/2016 Army units advanced.")) == date(2016, 8, 23)
    assert dateline(article("08-08-2016 Army units advanced.")) == date(2016, 8, 8)


def test_a_byline_may_tell_the_day_and_other_page_furniture_may_not() -> None:
    text = "3 May 2014 Another story\nArmy units advanced."
    page = Furniture(Span("text", 0, 24), "related")
    assert dateline(Article("a", "", text, furniture=(page,))) is None
    byline = Furniture(Span("text", 0, 24), "byline")
    assert dateline(Article("a", "", text, furniture=(byline,))) == date(2014, 5, 3)


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{w}, {d} {m} {y}", "{w} {d} {s} {y}", "{y}-{mm:02}-{d:02}"]),
    st.sampled_from(["", "Published ", "KALDA, ", "Posted on "]),
    st.integers(-9, 9) | st.none(),
)
def test_a_full_date_is_read_back_whatever_its_form_and_the_day_of_the_file(
    day: date, form: str, lead: str, off: int | None
) -> None:
    month, weekday = MONTHS[day.month - 1], ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")[day.weekday()]
    told = form.format(d=day.day, m=month, s=month[:3], y=day.year, mm=day.month, w=f"{weekday}day")
    published = None if off is None else day + timedelta(days=off)
    assert day_of(article(f"{lead}{told} Army units advanced.", published)) == day


@given(st.text(), st.text(max_size=40), st.dates() | st.none())
def test_any_text_has_a_day_or_none(text: str, title: str, published: date | None) -> None:
    dateline(article(text, published, title))
