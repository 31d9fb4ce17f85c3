"""What the model found in an article, joined with the times and amounts in its words, as claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from truceline.reading import dates, quantities
from truceline.reading.decode import Counted, Found, Stretch
from truceline.records import Article, Claim, Interval, Mention, Quantity, QuantityKind, Span, claim_id

_CONDITION = re.compile(r"\b(?:unless|if|provided that|on condition that|as long as|until)\b [^.;”\"]+", re.IGNORECASE)
_CONDITIONAL = {
    "threat",
    "suspend",
    "demand",
    "reject",
    "truce_call",
    "truce_agree",
    "withdrawal",
    "agreement",
    "aid_permit",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article, with the times and amounts that its words tell."""

    article: Article
    span: Span
    anchor: date | None

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return self.article.passage(self.span)

    @cached_property
    def times(self) -> list[dates.TimeExpression]:
        """Its time expressions."""
        return dates.find(self.text, self.anchor)

    @cached_property
    def amounts(self) -> list[quantities.Amount]:
        """Its numbers."""
        return list(quantities.find(self.text))

    def mention(self, begin: int, end: int) -> Mention:
        """A stretch of it as a mention."""
        return Mention(self.place(begin, end), self.text[begin:end])

    def place(self, begin: int, end: int) -> Span:
        """Where a stretch of it stands in the article."""
        return Span(self.span.field, self.span.begin + begin, self.span.begin + end)


def claims_of(article: Article, spans: Sequence[Span], anchor: date | None, found: Iterable[Found]) -> list[Claim]:
    """The claims of an article.

    Args:
        article: the article.
        spans: its sentences, as the model was given them.
        anchor: the day that its times count from; ``None`` when unknown.
        found: what the model found, in order of the triggers.
    """
    sentences = [Sentence(article, span, anchor) for span in spans]
    return [_claim(sentences, one) for one in found]


def _claim(sentences: Sequence[Sentence], found: Found) -> Claim:
    own, trigger = sentences[found.trigger.sentence], found.trigger

    def mentions(role: str) -> tuple[Mention, ...]:
        return tuple(sentences[s.sentence].mention(s.begin, s.end) for s in found.roles[role])

    condition = _CONDITION.search(own.text, trigger.end) if found.type in _CONDITIONAL else None
    return Claim(
        id=claim_id(own.article.id, own.place(trigger.begin, trigger.end)),
        article=own.article.id,
        trigger=own.mention(trigger.begin, trigger.end),
        sentence=own.span,
        type=found.type,
        status=found.status,
        actor=mentions("actor"),
        target=mentions("target"),
        place=mentions("place"),
        time=mentions("time"),
        source=mentions("source"),
        condition=(own.mention(*condition.span()),) if condition else (),
        date=_date(sentences, found.roles["time"]),
        numbers=tuple(_numbers(sentences, found.numbers)),
        confidence=found.confidence,
    )


def _date(sentences: Sequence[Sentence], stretches: Iterable[Stretch]) -> Interval | None:
    """The days that the likeliest of the stretches that can be worked out means."""
    for s in stretches:
        for time in sentences[s.sentence].times:
            if time.interval is not None and time.begin < s.end and s.begin < time.end:
                return time.interval
    return None


def _numbers(sentences: Sequence[Sentence], counted: Iterable[Counted]) -> Iterator[Quantity]:
    """The amounts that share characters with what the model holds to count something."""
    taken: set[Span] = set()
    for one in counted:
        sentence, stretch = sentences[one.stretch.sentence], one.stretch
        for amount in sentence.amounts:
            place = sentence.place(amount.begin, amount.end)
            if amount.begin < stretch.end and stretch.begin < amount.end and place not in taken:
                taken.add(place)
                kind: QuantityKind = (
                    "hours" if amount.unit == "hours" else "days" if amount.unit == "days" else one.kind
                )
                yield Quantity(place, sentence.text[amount.begin : amount.end], kind, amount.least, amount.most)
