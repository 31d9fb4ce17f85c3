"""One source for all the names and words that an outlet calls it by."""

from __future__ import annotations

from datetime import date

import pytest

from sample import KNOWLEDGE, Sample, Words, claim
from truceline.matching.cited import cited
from truceline.matching.reports import Reports
from truceline.records import Article

TEXT = (
    "Shells fell, Omar al-Khatib said.\nShells fell, Al-Khatib said.\nShells fell, he said.\n"
    "Shells fell, the activists said.\nShells fell, Sami Khatib said.\nShells fell, War Monitor said.\n"
    "Shells fell, the group said.\nShells fell, spokesman Omar al-Khatib said.\nShells fell, Activists said."
)
MONITOR = ("War Monitor", "demo:observatory")


Cited = tuple[int, list[Words]]
"""The number of a sentence, and whom it cites."""


def sources(*told: Cited) -> list[tuple[str | None, ...]]:
    text = Article("a", "", TEXT, "World Wire", date(2016, 8, 7))
    claims = [claim(text, n, "fell", "shelling", source=named) for n, named in told]
    named = cited(claims, Reports.of(Sample({"a": text}, {}, {c.id: c for c in claims}), KNOWLEDGE))
    return [named[c.id] for c in claims]


@pytest.mark.parametrize("other", [(2, ["Al-Khatib"]), (3, ["he"]), (8, ["spokesman", "Omar al-Khatib"])])
def test_a_surname_a_pronoun_and_a_title_are_the_one_they_stand_for(
    other: tuple[int, list[str | tuple[str, str]]],
) -> None:
    assert sources((1, ["Omar al-Khatib"]), other) == [("Omar al-Khatib",), ("Omar al-Khatib",)]


def test_words_that_point_back_are_the_one_known_source() -> None:
    assert sources((6, [MONITOR]), (7, ["the group"])) == [("demo:observatory",), ("demo:observatory",)]


def test_of_two_it_stays_open_whom_a_pronoun_or_a_surname_means() -> None:
    found = sources((1, ["Omar al-Khatib"]), (5, ["Sami Khatib"]), (2, ["Al-Khatib"]), (3, ["he"]))
    assert found == [("Omar al-Khatib",), ("Sami Khatib",), ("Al-Khatib",), ("he",)]


def test_an_article_before_a_word_makes_no_other_source() -> None:
    assert len(set(sources((4, ["the activists"]), (9, ["Activists"])))) == 1


def test_two_who_are_cited_together_stay_two() -> None:
    assert sources((6, [MONITOR, "Shells"])) == [("Shells", "demo:observatory")]
