"""What the page of differences shows of an article: its sentences with a difference, claims of both sides by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import Literal, TypeVar

from truceline import plain
from truceline.evaluation.coding import SCORED_ROLES, Coding, Number
from truceline.evaluation.differences import Compared, Comparison, Kind, compared
from truceline.evaluation.gold import Sentence
from truceline.evaluation.pairing import alike, pair_first
from truceline.evaluation.score import Result
from truceline.views.passage import cut

_T = TypeVar("_T")
Mark = Literal["gold", "found"]
"""Whose trigger marked words are."""
_MARKS: tuple[Mark, ...] = ("gold", "found")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a sentence's characters with one set of marks; empty for words between."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a claim, and whether the other side lacks it."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a claim, by annotators and by the reader."""

    name: str
    gold: tuple[Value, ...]
    found: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """Whether one side lacks something."""
        return any(v.differs for v in (*self.gold, *self.found))


@dataclass(frozen=True, slots=True)
class Card:
    """A claim that differs.

    Attributes:
        kinds: in what it differs.
        words: its trigger, by the reader where it found one.
        types: its type, by annotators and then by the reader where that is another.
        statuses: likewise its status.
        confidence: how sure the reader is of it; ``None`` where it did not find it.
        gold, found: whether annotators wrote it, whether the reader found it.
        rows: field by field; trigger, type and status only where they differ.
    """

    kinds: tuple[Kind, ...]
    words: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    confidence: float | None
    gold: bool
    found: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with a difference, its words marked, and the claims in it on which both agree."""

    number: int
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article; ``right`` counts claims of the right type."""

    number: int
    outlet_id: int
    id: str
    outlet: str
    published: str
    title: str
    gold: int
    found: int
    right: int
    sentences: tuple[SentenceView, ...]

    @property
    def cards(self) -> int:
        """How many claims of it differ."""
        return sum(len(s.cards) for s in self.sentences)


def view(number: int, outlet: tuple[int, str], result: Result) -> ArticleView:
    """An article for the page, which knows it by ``number`` and its outlet by a number and a name."""
    article = result.gold.article
    sentences = compared(result)
    found = [c for s in sentences for c in s.comparisons]
    return ArticleView(
        number=number,
        outlet_id=outlet[0],
        id=article.id,
        outlet=outlet[1],
        published=plain.day(article.published) if article.published else "date unknown",
        title=article.title,
        gold=len(result.gold.codings),
        found=len(result.found),
        right=sum(not {"missed", "spurious", "type"} & set(c.kinds) for c in found),
        sentences=tuple(_sentence(s) for s in sentences if s.differs),
    )


def _sentence(told: Compared) -> SentenceView:
    return SentenceView(
        number=told.number,
        segments=tuple(_segments(told.sentence, told.comparisons)),
        cards=tuple(_card(c) for c in told.comparisons if c.kinds),
        agreed=tuple(f"{c.gold.words} ({c.gold.type})" for c in told.comparisons if not c.kinds and c.gold),
    )


def _segments(sentence: Sentence, comparisons: Iterable[Comparison]) -> Iterator[Segment]:
    marks: list[tuple[Mark, int, int]] = []
    for c in comparisons:
        sides: tuple[tuple[Mark, Coding | None], ...] = (("gold", c.gold), ("found", c.found))
        for mark, coding in sides:
            if coding:  # the reader may end its sentences elsewhere
                begin, end = (
                    min(max(at, sentence.begin), sentence.end) for at in (coding.trigger.begin, coding.trigger.end)
                )
                marks.append((mark, begin - sentence.begin, end - sentence.begin))
    yield from (Segment(words, here) for words, here in cut(sentence.text, 0, len(sentence.text), marks, _MARKS))


def _card(told: Comparison) -> Card:
    gold, found = told.gold, told.found
    codings = [c for c in (gold, found) if c]
    return Card(
        kinds=told.kinds,
        words=codings[-1].words,
        types=tuple(dict.fromkeys(c.type for c in codings)),
        statuses=tuple(dict.fromkeys(c.status for c in codings)),
        confidence=found.confidence if found else None,
        gold=gold is not None,
        found=found is not None,
        rows=tuple(r for r in _rows(gold, found) if r.gold or r.found),
    )


def _rows(gold: Coding | None, found: Coding | None) -> Iterator[Row]:
    def row(
        name: str,
        values: Callable[[Coding], Iterable[_T]],
        same: Callable[[_T, _T], bool] = eq,
        show: Callable[[_T], str] = str,
    ) -> Row:
        ours, theirs = (list(values(c)) if c else [] for c in (gold, found))
        pairs = pair_first(ours, theirs, same)
        lone = gold is None or found is None  # nothing in it differs then: the whole of it does
        return Row(
            name,
            tuple(_values(map(show, ours), {i for i, _ in pairs}, lone)),
            tuple(_values(map(show, theirs), {j for _, j in pairs}, lone)),
        )

    if gold and found:  # what they have alike of these stands in the heading
        if gold.trigger != found.trigger:
            yield row("trigger", lambda c: [c.words], lambda *_: True)
        if gold.type != found.type:
            yield row("type", lambda c: [c.type])
        if gold.status != found.status:
            yield row("status", lambda c: [c.status])
    for role in SCORED_ROLES:
        yield row(role, partial(Coding.fillers, role=role), alike)
    yield row("date", lambda c: [c], lambda ours, theirs: ours.date == theirs.date, _date)
    yield row("numbers", lambda c: c.numbers, show=_number)


def _values(texts: Iterable[str], paired: set[int], lone: bool) -> Iterator[Value]:
    for i, text in enumerate(texts):
        if text:
            yield Value(text, not lone and i not in paired)


def _date(coding: Coding) -> str:
    """Its date with the words that tell it; empty where there is neither."""
    times = plain.listed([f"“{t}”" for t in coding.time])
    return f"{coding.date or 'none'} ({times})" if times else coding.date or ""


def _number(number: Number) -> str:
    amount = plain.amount(number)
    words = f" (“{number.text}”)" if number.text and number.text != amount else ""
    return f"{number.kind} {amount}{words}"
