"""Annotated articles as windows of word pieces with labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from split import Annotated
from tokenizers import Tokenizer

ROLES = ("actor", "target", "place", "time", "source", "number")
STATUSES = ("happened", "planned", "possible", "denied")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
IGNORED = -100


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its id, its sentence and its characters there."""

    token: int
    sentence: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """A gold trigger in a window: pieces from ``first`` to ``last``, type, status, and role spans as pieces."""

    first: int
    last: int
    type: int
    status: int
    roles: tuple[tuple[int, int, int], ...]  # role, first piece, last piece


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of one article.

    Attributes:
        article: id.
        pieces: without the marks that open and close a text for the encoder.
        scored: number of the first sentence that is predicted; those before it are only context.
        triggers: of the predicted sentences.
    """

    article: str
    pieces: tuple[Piece, ...]
    scored: int
    triggers: tuple[Trigger, ...]


def windows(
    article: Annotated, tokenizer: Tokenizer, types: Sequence[str], longest: int, context: int
) -> Iterator[Window]:
    """The windows of an article: whole sentences up to ``longest`` pieces, with up to ``context`` pieces before them.

    Every sentence is predicted in exactly one window.
    """
    texts = [s["text"] for s in article["sentences"]]
    pieces = [_pieces(tokenizer, text, i)[: longest - context] for i, text in enumerate(texts)]
    begin = 0
    while begin < len(pieces):
        end, size = begin, 0
        while end < len(pieces) and (end == begin or size + len(pieces[end]) <= longest - context):
            size += len(pieces[end])
            end += 1
        before: list[Piece] = []
        for sentence in reversed(pieces[:begin]):
            if len(before) + len(sentence) > context:
                break
            before = [*sentence, *before]
        inside = tuple(before + [p for s in pieces[begin:end] for p in s])
        yield Window(article["id"], inside, begin, tuple(_triggers(article, inside, begin, end, types)))
        begin = end


def _pieces(tokenizer: Tokenizer, text: str, sentence: int) -> list[Piece]:
    encoded = tokenizer.encode(text, add_special_tokens=False)
    return [Piece(t, sentence, b, e) for t, (b, e) in zip(encoded.ids, encoded.offsets, strict=True)]


def _triggers(
    article: Annotated, pieces: Sequence[Piece], first: int, last: int, types: Sequence[str]
) -> Iterator[Trigger]:
    texts = [s["text"] for s in article["sentences"]]
    for claim in article["claims"]:
        sentence = claim["s"]
        if not first <= sentence < last:
            continue
        begin = -1
        for _ in range(claim.get("n", 1)):
            begin = texts[sentence].index(claim["trigger"], begin + 1)
        found = _span(pieces, sentence, begin, begin + len(claim["trigger"]))
        if found is None:
            continue
        roles = tuple(
            (number, *span)
            for number, role in enumerate(ROLES)
            for words in _words(claim, role)
            if (span := _nearest(texts, pieces, sentence, begin, words)) is not None
        )
        yield Trigger(*found, types.index(claim["type"]), STATUSES.index(claim["status"]), roles)


def _words(claim: Annotated, role: str) -> list[str]:
    if role == "number":
        return [n["text"] for n in claim.get("numbers", ())]
    return list(claim.get(role, ()))


def _nearest(
    texts: Sequence[str], pieces: Sequence[Piece], sentence: int, trigger: int, words: str
) -> tuple[int, int] | None:
    """The occurrence of a mention nearest to its trigger: in the sentence, else in one before, else in one after."""
    held = sorted({p.sentence for p in pieces}, key=lambda s: (s != sentence, s > sentence, abs(s - sentence)))
    for s in held:
        at = [i for i in range(len(texts[s])) if texts[s].startswith(words, i)]
        at = [i for i in at if not (i and texts[s][i - 1].isalnum() and words[0].isalnum())] or at
        for i in sorted(at, key=lambda i: abs(i - trigger) if s == sentence else -i):
            if (span := _span(pieces, s, i, i + len(words))) is not None:
                return span
    return None


def _span(pieces: Sequence[Piece], sentence: int, begin: int, end: int) -> tuple[int, int] | None:
    """First and last piece that share a character with a stretch of a sentence."""
    inside = [i for i, p in enumerate(pieces) if p.sentence == sentence and p.begin < end and begin < p.end]
    return (inside[0], inside[-1]) if inside else None
