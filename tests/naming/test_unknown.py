"""Names that no pack knows, gathered over a case."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sample import Sample, Words, claim
from truceline.naming.unknown import Unknown, unknown
from truceline.pack import Knowledge
from truceline.records import Article, Claim


def said(n: int, sentence: str, **roles: Sequence[Words]) -> tuple[Article, Claim]:
    """An article of one sentence, by an outlet of its own for every second one, and its claim."""
    article = Article(f"a{n}", "Fierce Clashes In Old Town", sentence, f"Outlet {n // 2}")
    return article, claim(article, 1, sentence.split()[0], "attack", **roles)  # type: ignore[arg-type]


def gathered(knowledge: Knowledge, *told: tuple[Article, Claim], copies: dict[str, str] | None = None) -> list[Unknown]:
    articles = {a.id: a for a, _ in told}
    return list(unknown(Sample(articles, copies or {}, {c.id: c for _, c in told}), knowledge))


def test_names_are_ranked_by_articles_and_grouped_by_spelling(knowledge: Knowledge) -> None:
    found = gathered(
        knowledge,
        said(0, "Shells fell on al-Qamariyah and the Liwa al-Fajr.", place=["al-Qamariyah"], actor=["Liwa al-Fajr"]),
        said(1, "Shells fell on Qamariya village.", place=["Qamariya village"]),
        said(2, "Shells fell on Qamariyeh village.", place=["Qamariyeh village"]),
        said(3, "Shells fell on the village of Qamariyeh.", place=["village of Qamariyeh"]),
    )
    assert [(u.name, u.role, u.articles, u.outlets, u.mentions) for u in found] == [
        ("Qamariyeh", "place", 4, 2, 4),
        ("Liwa al-Fajr", "actor", 1, 1, 1),
    ]
    assert set(found[0].spellings) == {"Qamariyeh", "Qamariya", "al-Qamariyah"}
    assert (found[0].kind, found[0].article) == ("village", "a0")
    assert found[0].sentence.startswith("Shells fell on al-Qamariyah")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("They shelled civilians.", "They"),
        ("Later the residential areas were hit.", "residential areas"),
        ("Residents fled.", "Residents"),
        ("Later the Syrian army fired.", "Syrian army"),
        ("Later Reuters told.", "Reuters"),
        ("Later Homs was hit.", "Homs"),
        ("Later the southern Village was hit.", "southern Village"),
        ("Later the Minister spoke.", "Minister"),
        ("Later Ramosa's market was hit.", "Ramosa's market"),
        ("Later 42 were hit.", "42"),
    ],
)
def test_descriptions_and_known_names_are_left_out(knowledge: Knowledge, sentence: str, words: str) -> None:
    assert gathered(knowledge, said(0, sentence, actor=[words])) == []


def test_words_that_the_case_writes_small_as_well_are_no_names(knowledge: Knowledge) -> None:
    told = [said(0, "Later the Grand Market burned.", place=["Grand Market"]), said(1, "A x.", place=["A x"])]
    assert [u.name for u in gathered(knowledge, *told)] == ["Grand Market"]
    told.append(said(2, "Later a grand market burned.", place=["grand market"]))
    assert gathered(knowledge, *told) == []


def test_several_names_in_one_mention_count_each(knowledge: Knowledge) -> None:
    found = gathered(
        knowledge, said(0, "Later the villages of Qamar and Nahr fell.", place=["villages of Qamar and Nahr"])
    )
    assert {u.name for u in found} == {"Qamar", "Nahr"}


def test_resolved_mentions_headlines_and_copies_do_not_count(knowledge: Knowledge) -> None:
    resolved = said(0, "Shells fell on Qamar.", place=[("Qamar", "syria:homs")])
    copied = said(1, "Shells fell on Nahr.", place=["Nahr"])
    article = Article("a2", "Shells fell on Jabal", "Text.", None)
    headline = article, claim(article, 0, "fell", "attack", place=["Jabal"])
    assert gathered(knowledge, resolved, copied, headline, copies={"a1": "a0"}) == []


def test_a_name_much_like_a_known_one_says_so(knowledge: Knowledge) -> None:
    (found,) = gathered(knowledge, said(0, "Later Castelo Rode was hit.", place=["Castelo Rode"]))
    assert found.alike == "syria:castello"
