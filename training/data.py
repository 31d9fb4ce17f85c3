"""Annotated articles as windows of word pieces with labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from split import Annotated
from tokenizers import Tokenizer

from truceline.codebook import TYPES
from truceline.reading.windows import Piece, Window, cut
from truceline.records import QUANTITY_KINDS, STATUSES

ROLES = ("actor", "target", "place", "time", "source", "number")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
IGNORED = -100
_TYPES = list(TYPES)


@dataclass(frozen=True, slots=True)
class Filler:
    """A role's span: pieces from ``first`` to ``last``; of a number, what it counts."""

    role: int
    first: int
    last: int
    kind: int = IGNORED


@dataclass(frozen=True, slots=True)
class Trigger:
    """A gold trigger in a window: pieces from ``first`` to ``last``."""

    first: int
    last: int
    type: int
    status: int
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A window with the triggers of the sentences that are read in it."""

    window: Window
    triggers: tuple[Trigger, ...]


def labelled(
    article: Annotated, tokenizer: Tokenizer, longest: int, context: int, first: int | None = None
) -> Iterator[Labelled]:
    """The windows of an annotated article, see ``cut``."""
    texts = [s["text"] for s in article["sentences"]]
    for window in cut(texts, tokenizer, longest, context, first):
        yield Labelled(window, tuple(_triggers(article, texts, window)))


def _triggers(article: Annotated, texts: Sequence[str], window: Window) -> Iterator[Trigger]:
    for claim in article["claims"]:
        sentence, begin = claim["s"], -1
        for _ in range(claim.get("n", 1)):
            begin = texts[sentence].index(claim["trigger"], begin + 1)
        found = _span(window.pieces, sentence, begin, begin + len(claim["trigger"]))
        if found is None or found[0] < window.start:
            continue
        fillers = tuple(
            Filler(number, *span, kind)
            for number, role in enumerate(ROLES)
            for words, kind in _words(claim, role)
            if (span := _nearest(texts, window.pieces, sentence, begin, words)) is not None
        )
        yield Trigger(*found, _TYPES.index(claim["type"]), STATUSES.index(claim["status"]), fillers)


def _words(claim: Annotated, role: str) -> list[tuple[str, int]]:
    if role == "number":
        return [(n["text"], QUANTITY_KINDS.index(n["kind"])) for n in claim.get("numbers", ())]
    return [(words, IGNORED) for words in claim.get(role, ())]


def _nearest(
    texts: Sequence[str], pieces: Sequence[Piece], sentence: int, trigger: int, words: str
) -> tuple[int, int] | None:
    """The occurrence of a mention nearest to its trigger: in the sentence, else in one before, else in one after.

    Whole words first, wherever they stand, so that "he" is not found in "the".
    """
    held = sorted({p.sentence for p in pieces}, key=lambda s: (s != sentence, s > sentence, abs(s - sentence)))
    for pattern in (rf"(?<!\w){re.escape(words)}(?!\w)", re.escape(words)):
        for s in held:
            at = [m.start() for m in re.finditer(pattern, texts[s])]
            for i in sorted(at, key=lambda i: abs(i - trigger) if s == sentence else -i):
                if (span := _span(pieces, s, i, i + len(words))) is not None:
                    return span
    return None


def _span(pieces: Sequence[Piece], sentence: int, begin: int, end: int) -> tuple[int, int] | None:
    """First and last piece that share a character with a stretch of a sentence."""
    inside = [i for i, p in enumerate(pieces) if p.sentence == sentence and p.begin < end and begin < p.end]
    return (inside[0], inside[-1]) if inside else None
