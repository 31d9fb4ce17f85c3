"""Sentences as windows of word pieces: what the encoder sees at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

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
        start: index of the first piece that is read here; those before it are only context.
    """

    pieces: tuple[Piece, ...]
    start: int


def opened(file: Path) -> Tokenizer:
    """The tokenizer of a file, neither cutting nor padding."""
    made = Tokenizer.from_file(str(file))
    made.no_truncation()
    made.no_padding()
    return made


def cut(
    texts: Sequence[str], tokenizer: Tokenizer, longest: int, context: int, first: int | None = None
) -> list[Window]:
    """Cut a text's sentences into windows: each piece is read in one of them, with its sentence where that fits.

    Args:
        texts: the sentences.
        tokenizer: gives a sentence's pieces.
        longest: most pieces in a window. Of a sentence with more than ``longest - context``, each window reads a part.
        context: most pieces before those that are read, in whole sentences, since an actor often stands there.
        first: most pieces in the first window, where it is to be another number (training varies it).
    """
    room = longest - context
    parts: list[tuple[Piece, ...]] = []
    for i, made in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
        pieces = tuple(Piece(t, i, b, e) for t, (b, e) in zip(made.ids, made.offsets, strict=True))
        parts += [pieces[k : k + room] for k in range(0, len(pieces), room)]
    out: list[Window] = []
    begin = 0
    while begin < len(parts):
        end, size, most = begin, 0, min(first, room) if first and not begin else room
        while end < len(parts) and (end == begin or size + len(parts[end]) <= most):
            size += len(parts[end])
            end += 1
        before = _before(parts, begin, context)
        out.append(Window((*before, *chain.from_iterable(parts[begin:end])), len(before)))
        begin = end
    return out


def _before(parts: Sequence[tuple[Piece, ...]], begin: int, context: int) -> tuple[Piece, ...]:
    """What stands before a part: whole parts, or of one sentence the pieces right before."""
    if begin and parts[begin - 1][0].sentence == parts[begin][0].sentence:
        return parts[begin - 1][-context:] if context else ()
    earliest, held = begin, 0
    while earliest and held + len(parts[earliest - 1]) <= context:
        earliest -= 1
        held += len(parts[earliest])
    return tuple(chain.from_iterable(parts[earliest:begin]))
