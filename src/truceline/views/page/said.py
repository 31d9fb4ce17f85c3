"""Where each sentence stands on the page: once, at the first account taken from it; the others lead to its words.

A sentence may hold what several accounts tell, each with words of its own. Where it stands, the words of that account
are marked; every other mark says in which account it is one, so that the page can put the sentence there as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from truceline import plain
from truceline.records import Article, Claim, Record, Span
from truceline.views.page.context import Context
from truceline.views.passage import LONGEST, MARKS, Mark, Passage, cut, marked, passages

_Place = tuple[str, int]  # an event and the number of its account; no event: what is in none


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a sentence.

    Attributes:
        text: the characters.
        marks: what they are to the account where the sentence stands.
        others: what they are to other accounts, by the number that these have in the sentence.
        anchor: where it is the first word of another account, what leads to it.
    """

    text: str
    marks: tuple[Mark, ...]
    others: tuple[tuple[int, tuple[Mark, ...]], ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence, or the part of a very long one that is shown, in its place."""

    span: Span
    sentence: Span
    segments: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A sentence that stands at another account: what happens in it, the anchor of that word, this account's number."""

    words: str
    anchor: str
    number: int


@dataclass(frozen=True, slots=True)
class Said:
    """What an account shows of a sentence, and the passage behind it."""

    passage: Passage
    shown: Standing | Elsewhere


class Sentences:
    """Hands out the sentences of a record; whoever asks for one first has it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._takers = _takers(context.record)
        self._stand: dict[tuple[str, Span], int] = {}

    def said(self, event: str, account: int, article: Article, claims: Iterable[Claim]) -> Iterator[Said]:
        """The sentences of an article that an account of an event is taken from, in order of the text."""
        for passage in passages(article, claims):
            yield Said(passage, self._shown((event, account), article, passage))

    def outside(self, article: Article, claims: Iterable[Claim]) -> Iterator[Said]:
        """Likewise for claims that are in no event."""
        return self.said("", 0, article, claims)

    def _shown(self, place: _Place, article: Article, passage: Passage) -> Standing | Elsewhere:
        key = (article.id, passage.sentence)
        takers = self._takers[key]
        if len(takers) < 2 or not _whole(passage, takers.values()):
            return Standing(passage.span, passage.sentence, tuple(Piece(s.text, s.marks) for s in passage.segments))
        number = list(takers).index(place)
        if self._stand.setdefault(key, number) != number:
            first = min(takers[place], key=lambda c: c.trigger.span)
            words = " … ".join(dict.fromkeys(plain.flat(c.trigger.text, 40) for c in passage.claims))
            return Elsewhere(words, self._anchor(first), number)
        return Standing(passage.span, passage.sentence, tuple(self._pieces(article, passage, number)))

    def _pieces(self, article: Article, passage: Passage, own: int) -> Iterator[Piece]:
        takers = self._takers[passage.article, passage.sentence]
        span = passage.span
        marks = sorted(
            {
                ((number, mark), words.begin, words.end)
                for number, claims in enumerate(takers.values())
                for claim in claims
                for mark, words in marked(claim)
                if span.holds(words)
            },
            key=lambda m: (m[1], m[2], m[0][0], MARKS.index(m[0][1])),
        )
        order = [(number, mark) for number in range(len(takers)) for mark in MARKS]
        first = [min(claims, key=lambda c: c.trigger.span) for claims in takers.values()]
        anchors = {c.trigger.span.begin: self._anchor(c) for n, c in enumerate(first) if n != own}
        begin = span.begin
        for text, found in cut(article.field(span.field), span.begin, span.end, marks, order):
            by_number = {n: tuple(mark for _, mark in group) for n, group in groupby(found, key=lambda m: m[0])}
            own_marks = by_number.pop(own, ())
            yield Piece(text, own_marks, tuple(by_number.items()), anchors.get(begin, ""))
            begin += len(text)

    def _anchor(self, claim: Claim) -> str:
        at = claim.trigger.span
        return f"w{self._context.numbers[claim.article]}-{'t' if at.field == 'title' else ''}{at.begin}"


def _takers(record: Record) -> dict[tuple[str, Span], dict[_Place, list[Claim]]]:
    """By sentence, the places that have claims in it."""
    places: dict[str, list[_Place]] = {}
    for event in record.events.values():
        for number, account in enumerate(event.accounts, 1):
            for told in account.claims:
                places.setdefault(told, []).append((event.id, number))
    found: dict[tuple[str, Span], dict[_Place, list[Claim]]] = {}
    for claim in record.claims.values():
        takers = found.setdefault((claim.article, claim.sentence), {})
        for place in places.get(claim.id, [("", 0)]):
            takers.setdefault(place, []).append(claim)
    return found


def _whole(passage: Passage, takers: Iterable[Sequence[Claim]]) -> bool:
    """Whether all of the sentence is shown, with what happens by every account."""
    sentence = passage.sentence
    return sentence.end - sentence.begin <= LONGEST and all(
        passage.span.holds(c.trigger.span) for claims in takers for c in claims
    )
