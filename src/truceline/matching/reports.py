"""What is known of the articles that claims stand in: who told it first, when, and in which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from truceline.dateline import day_of
from truceline.matching import summaries
from truceline.matching.counts import Count, count
from truceline.matching.kinds import STRIKES
from truceline.pack import Knowledge
from truceline.records import FIELDS, Article, Claim, QuantityKind, Record, Span

_AT_HAND = 1024  # articles kept in memory while events are made
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reports:
    """What is known of the articles that claims stand in.

    Attributes:
        outlet: by article id, the id of its outlet, or its name where no pack knows it, or ``None``.
        published: by article id, its day, see :func:`truceline.dateline.day_of`.
        original: by article id, the article whose text it repeats; itself where it repeats none.
        article: an article by its id, fetched when asked for.
        knowledge: what the packs know.
    """

    outlet: Mapping[str, str | None]
    published: Mapping[str, date | None]
    original: Mapping[str, str]
    article: Callable[[str], Article]
    knowledge: Knowledge

    @classmethod
    def of(cls, record: Record, knowledge: Knowledge) -> Reports:
        """Read from a record, with the outlets that the packs know."""
        outlet: dict[str, str | None] = {}
        published: dict[str, date | None] = {}
        original: dict[str, str] = {}
        copies = dict(record.copies.items())
        for article in record.articles.values():
            known = knowledge.outlet(article.outlet)
            outlet[article.id] = known.id if known else article.outlet
            published[article.id] = day_of(article)
            original[article.id] = copies.get(article.id, article.id)
        fetch = lru_cache(maxsize=_AT_HAND)(record.articles.__getitem__)
        return cls(outlet, published, original, fetch, knowledge)

    def carrier(self, claim: Claim) -> str:
        """The outlet of the article that first told a claim; where nobody knows who published, the article."""
        original = self.original[claim.article]
        return self.outlet[original] or f"\x1f{original}"  # so that two articles without an outlet are two tellers

    def day(self, claim: Claim) -> date | None:
        """The day of the article that first told a claim."""
        return self.published[self.original[claim.article]]

    def count(self, claim: Claim, kind: QuantityKind) -> Count | None:
        """What a claim counts of a kind."""
        if not any(q.kind == kind for q in claim.numbers):
            return None
        article = self.article(claim.article)
        return count(claim, kind, {name: article.field(name) for name in FIELDS})

    def sums_up(self, claim: Claim) -> bool:
        """Whether a claim sums up a stretch of time, as a siege of months does not: that is one happening."""
        counted = claim.type in STRIKES or claim.type == "toll" or any(q.kind == "killed" for q in claim.numbers)
        return counted and summaries.sums_up(claim, self.article(claim.article))

    def wording(self, claim: Claim) -> tuple[str, ...]:
        """The words of a claim's sentence in lower case, without signs."""
        return tuple(_WORD.findall(self.article(claim.article).passage(claim.sentence).casefold()))

    def distinct(self, claims: Iterable[Claim]) -> list[Claim]:
        """One claim for the same words of a text and its copies: the original's, where it is there."""
        found: dict[tuple[str, Span], Claim] = {}
        for claim in claims:
            original = self.original[claim.article]
            key = original, claim.trigger.span
            if key not in found or claim.article == original:
                found[key] = claim
        return list(found.values())
