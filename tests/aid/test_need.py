from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, claim
from truce_sample import ALEPPO, UN, article, record
from truceline.aid.ledger import Aid
from truceline.aid.need import People
from truceline.records import Article, Claim, Range, Status


def people(*articles: Article, claims: tuple[Claim, ...] = ()) -> tuple[People, ...]:
    return Aid.of(record(*claims, articles=articles), KNOWLEDGE).people


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        ("Some 300,000 people are trapped in Aleppo.", "besieged", Range(300000, 300000)),
        ("About 200 000 civilians are trapped in Aleppo.", "besieged", Range(200000, 200000)),
        ("More than 5,000 civilians in Aleppo are under siege.", "besieged", Range(5000, None)),
        ("The army is besieging 4,000 people in Aleppo.", "besieged", Range(4000, 4000)),
        ("Tens of thousands remain trapped in Aleppo.", "besieged", Range(20000, None)),
        ("In Aleppo 80,000 people are in need of aid.", "in need", Range(80000, 80000)),
        ("Around 2 million people in Aleppo are without water.", "in need", Range(2000000, 2000000)),
        ("Up to 9,000 people live in hard-to-reach parts of Aleppo.", "hard to reach", Range(None, 9000)),
    ],
)
def test_what_a_sentence_says_of_a_number_of_people(text: str, what: str, number: Range) -> None:
    (found,) = people(article("one", "2016-08-09", text))
    assert (found.what, found.number, found.places) == (what, number, ("demo:aleppo",))
    (figure,) = found.figures
    assert text[figure.span.begin : figure.span.end] == figure.words


@pytest.mark.parametrize(
    "text",
    [
        "At least 120 people were killed in the besieged city of Aleppo.",
        "Some 5,000 people who had lived under siege left Aleppo.",
        "Buses took 2,000 people from besieged Aleppo.",
        "In Aleppo 12 people are trapped.",
        "They besieged Aleppo with 4,000 fighters.",
        "The siege of Aleppo is in its 100th day.",
    ],
)
def test_other_numbers_are_not_those_of_people_in_need(text: str) -> None:
    assert people(article("one", "2016-08-09", text)) == ()


@pytest.mark.parametrize(
    ("status", "what"), [("happened", "reached"), ("planned", "meant for"), ("denied", "meant for")]
)
def test_people_are_reached_only_by_what_was_brought(status: Status, what: str) -> None:
    text = article("one", "2016-08-09", "Food for 40,000 people arrived in Aleppo.")
    brought = claim(text, 1, "arrived", "aid_delivery", status=status, place=[ALEPPO])
    assert [(p.what, p.number) for p in people(text, claims=(brought,))] == [(what, Range(40000, 40000))]


def test_two_accounts_are_a_range_with_who_gives_either_end_and_never_a_sum() -> None:
    one = article("one", "2016-08-09", "Some 250,000 people are trapped in Aleppo, the United Nations said.")
    two = article("two", "2016-08-20", "Some 300,000 people are trapped in Aleppo.", outlet="Northern Press")
    third = article("three", "2016-09-01", "Some 100,000 people are trapped in Aleppo.")
    august, september = people(one, two, third)
    assert (august.number, september.number) == (Range(250000, 300000), Range(100000, 100000))
    assert [(f.outlet, f.source) for f in august.highest] == [("demo:northern-press", None)]
    assert [f.article for f in august.lowest] == ["one"]


def test_what_may_come_is_in_no_range() -> None:
    (found,) = people(article("one", "2016-08-09", "Some 300,000 people in Aleppo could be trapped under siege."))
    assert found.number is None
    assert found.figures[0].possible


def test_there_is_the_one_place_of_the_sentence_before() -> None:
    text = article("one", "2016-08-09", "Shells fell on Aleppo.", "Some 300,000 people are trapped there.")
    (found,) = people(text)
    assert found.places == ("demo:aleppo",)
    assert found.figures[0].place_before


def test_the_claim_s_source_is_who_is_cited_and_a_source_that_is_not_made_out_is_told() -> None:
    text = article("one", "2016-08-09", "Relief is needed for 300,000 people trapped in Aleppo, the UN said.")
    call = claim(text, 1, "needed", "aid_call", source=[UN], place=[ALEPPO])
    (found,) = people(text, claims=(call,))
    assert (found.figures[0].source, found.figures[0].unread) == ("demo:un", False)
    (other,) = people(article("two", "2016-08-09", "Some 300,000 people are trapped in Aleppo, she said."))
    assert (other.figures[0].source, other.figures[0].unread) == (None, True)


def test_a_copy_adds_nothing() -> None:
    one = article("one", "2016-08-09", "Some 300,000 people are trapped in Aleppo.")
    copy = replace(one, id="two", outlet="Northern Press", published=date(2016, 8, 10))
    held = Sample({"one": one, "two": copy}, {"two": "one"})
    (found,) = Aid.of(held, KNOWLEDGE).people
    assert [f.article for f in found.figures] == ["one"]


@given(st.lists(st.integers(60, 900_000), min_size=1, max_size=5))
def test_the_range_goes_from_the_least_to_the_most_told(numbers: list[int]) -> None:
    texts = {
        str(n): article(str(n), "2016-08-09", f"Some {number:,} people are trapped in Aleppo.", outlet=f"Outlet {n}")
        for n, number in enumerate(numbers)
    }
    (found,) = Aid.of(Sample(texts), KNOWLEDGE).people
    assert found.number == Range(min(numbers), max(numbers))
