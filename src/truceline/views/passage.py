"""The words behind claims: a sentence cut into segments that each know what they are to the claims shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

from truceline.records import ROLES, Article, Claim, Role, Span

_M = TypeVar("_M")
Mark = Literal["trigger"] | Role | Literal["number"]
"""What marked words are to a claim."""

MARKS: tuple[Mark, ...] = ("trigger", *ROLES, "number")

MEANINGS: dict[Mark, str] = {
    "trigger": "what happens",
    "actor": "who does it",
    "target": "to whom",
    "place": "where",
    "time": "when",
    "source": "who is cited",
    "condition": "on what condition",
    "number": "how many",
}
"""What each mark stands for, in plain words."""

LONGEST = 1200
"""A sentence of more characters than this is shown only around its marked words."""
_AROUND = 240


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters with one set of marks, in the order of ``MARKS``; empty for words between."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is shown of one sentence.

    Attributes:
        article: id of its article.
        span: the characters shown; joined, the segments' texts are exactly these.
        sentence: the whole sentence.
        segments: in order.
        elsewhere: marked words of the same claims that stand outside ``span``, with their spans, in order.
        claims: the claims shown, in order of their triggers.
    """

    article: str
    span: Span
    sentence: Span
    segments: tuple[Segment, ...]
    elsewhere: tuple[tuple[Mark, Span], ...]
    claims: tuple[Claim, ...]


def marked(claim: Claim) -> Iterator[tuple[Mark, Span]]:
    """Every stretch of the article that a claim rests on, with what it is to the claim."""
    yield "trigger", claim.trigger.span
    for role in ROLES:
        for mention in claim.mentions(role):
            yield role, mention.span
    for number in claim.numbers:
        yield "number", number.span


def passages(article: Article, claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """The sentences of an article that hold these claims, each once, in order of the text (title first)."""
    by_sentence: dict[Span, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    order = sorted(by_sentence, key=lambda s: (s.field != "title", s.begin, s.end))
    return tuple(passage(article, by_sentence[sentence]) for sentence in order)


def passage(article: Article, claims: Sequence[Claim]) -> Passage:
    """The sentence that these claims of one article share, with all their words marked.

    Raises:
        ValueError: there is no claim, or they stand in different sentences.
    """
    if len({(c.article, c.sentence) for c in claims}) != 1 or claims[0].article != article.id:
        raise ValueError("a passage shows the claims of one sentence of its article")
    ordered = tuple(sorted(claims, key=lambda c: (c.trigger.span, c.id)))
    sentence = ordered[0].sentence
    marks = sorted({m for c in ordered for m in marked(c)}, key=lambda m: (m[1], MARKS.index(m[0])))
    span = _shown(sentence, ordered, [s for _, s in marks], len(article.field(sentence.field)))
    inside = [(m, s) for m, s in marks if span.holds(s)]
    return Passage(
        article=article.id,
        span=span,
        sentence=sentence,
        segments=tuple(_segments(article.field(span.field), span, inside)),
        elsewhere=tuple((m, s) for m, s in marks if not span.holds(s)),
        claims=ordered,
    )


def _shown(sentence: Span, claims: Sequence[Claim], spans: Sequence[Span], length: int) -> Span:
    """The sentence, or of a very long one the part around its marked words, or at least around the first trigger."""
    end = min(sentence.end, length)
    if end - sentence.begin <= LONGEST:
        return Span(sentence.field, sentence.begin, end)
    within = [s for s in spans if sentence.holds(s)] or [c.trigger.span for c in claims]
    begin, stop = min(s.begin for s in within), max(s.end for s in within)
    if stop - begin > LONGEST - 2 * _AROUND:
        begin = claims[0].trigger.span.begin
        stop = min(claims[0].trigger.span.end, begin + LONGEST - 2 * _AROUND)
    return Span(sentence.field, max(sentence.begin, begin - _AROUND), min(end, stop + _AROUND))


def _segments(text: str, span: Span, marks: Sequence[tuple[Mark, Span]]) -> Iterator[Segment]:
    spans = [(mark, s.begin, s.end) for mark, s in marks]
    yield from (Segment(words, here) for words, here in cut(text, span.begin, span.end, spans, MARKS))


def cut(
    text: str, begin: int, end: int, marks: Iterable[tuple[_M, int, int]], order: Sequence[_M]
) -> Iterator[tuple[str, tuple[_M, ...]]]:
    """A stretch of text as runs of characters, each with the marks that lie over it.

    Args:
        text: the whole text.
        begin: where the stretch begins.
        end: where it ends.
        marks: each with its begin and end, within the stretch.
        order: every mark, in the order that those of a run are told in.
    """
    placed = list(marks)
    cuts = sorted({begin, end, *(b for _, b, _ in placed), *(e for _, _, e in placed)})
    for first, last in pairwise(cuts):
        here = {m for m, b, e in placed if b <= first and last <= e}
        yield text[first:last], tuple(m for m in order if m in here)
