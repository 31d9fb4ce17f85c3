"""A city with quarters, and what outlets tell of a day there, in our own words: for tests of matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sample import KNOWLEDGE as _KNOWLEDGE
from sample import Sample, Words, claim
from truceline.pack import Knowledge
from truceline.pack.records import Place
from truceline.records import Article, Claim, QuantityKind, Status

QUARTERS = {
    "Sakhour": (36.216, 37.183),
    "Hanano": (36.233, 37.197),
    "Sukkari": (36.172, 37.143),
    "Kallaseh": (36.189, 37.149),
    "Shaar": (36.204, 37.178),
}
"""Where each quarter of Aleppo lies."""

_PACK = _KNOWLEDGE.packs[0]
KNOWLEDGE = Knowledge(
    [
        replace(
            _PACK,
            places=(
                *_PACK.places,
                *(Place(f"demo:{q.lower()}", q, "quarter", "demo:aleppo", *at) for q, at in QUARTERS.items()),
                Place("demo:raqqa", "Raqqa", "city", "demo:syria", 35.95, 39.01),
                Place("demo:orem", "Orem", "town", "demo:syria", 36.16, 36.89),
            ),
        )
    ]
)


def place(name: str) -> Words:
    """A mention of a place that the packs know."""
    return name, f"demo:{name.lower()}"


def article(name: str, outlet: str, published: str, *sentences: str, title: str = "") -> Article:
    """An article of one sentence a line."""
    return Article(name, title, "\n".join(sentences), outlet, date.fromisoformat(published))


def strike(
    text: Article,
    sentence: int,
    trigger: str,
    kind: str,
    where: str | None,
    on: str | None,
    killed: tuple[str, int] | None = None,
    *,
    actor: Sequence[Words] = (),
    status: Status = "happened",
) -> Claim:
    """What one sentence tells of an attack, a toll or the like."""
    numbers: list[tuple[QuantityKind, str, int | None, int | None]] = []
    if killed:
        numbers = [("killed", killed[0], killed[1], killed[1])]
    places = [place(where)] if where else []
    return claim(text, sentence, trigger, kind, place=places, on=on, numbers=numbers, actor=actor, status=status)


def record(articles: Sequence[Article], claims: Sequence[Claim], copies: dict[str, str] | None = None) -> Sample:
    """All of it as a record; mappings in order of id."""
    return Sample(
        {a.id: a for a in sorted(articles, key=lambda a: a.id)},
        copies or {},
        {c.id: c for c in sorted(claims, key=lambda c: c.id)},
    )
