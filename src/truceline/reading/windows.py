"""Sentences as windows of word pieces: what the encoder sees at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its number in the vocabulary, its sentence, and its characters there."""

    token: int
    sentence: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of one text.

    Attributes:
        pieces: without the marks that open and close a text for the encoder.
        scored: number of the first sentence that is read here; those before it are only context.
    """

    pieces: tuple[Piece, ...]
    scored: int


def cut(
    texts: Sequence[str], tokenizer: Tokenizer, longest: int, context: int, first: int | None = None
) -> list[Window]:
    """Cut a text's sentences into windows: each sentence is read in exactly one of them, and whole where it can be.

    Args:
        texts: the sentences.
        tokenizer: gives a sentence's pieces.
        longest: most pieces in a window.
        context: most pieces in the sentences before those that are read, since an actor often stands there. A sentence
            of more than ``longest - context`` pieces is read that far.
        first: most pieces in the first window, where it is to be another number (training varies it).
    """
    room = longest - context
    encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    pieces = [
        tuple(Piece(t, i, b, e) for t, (b, e) in zip(made.ids[:room], made.offsets[:room], strict=True))
        for i, made in enumerate(encoded)
    ]
    out: list[Window] = []
    begin = 0
    while begin < len(pieces):
        end, size, most = begin, 0, first if first and not begin else room
        while end < len(pieces) and (end == begin or size + len(pieces[end]) <= most):
            size += len(pieces[end])
            end += 1
        earliest, held = begin, 0
        while earliest and held + len(pieces[earliest - 1]) <= context:
            earliest -= 1
            held += len(pieces[earliest])
        out.append(Window(tuple(chain.from_iterable(pieces[earliest:end])), begin))
        begin = end
    return out
