"""Which coding of the reader stands for which one of the annotators."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from truceline.codebook import TYPES
from truceline.evaluation.coding import Coding
from truceline.records import Span

Fits = Callable[[Coding, Coding], bool]
"""Whether two codings whose triggers overlap may be one and the same."""

Pairs = tuple[tuple[int, int], ...]
"""Positions in two lists that belong together: in the first, in the second."""

_T = TypeVar("_T")
_WORD = re.compile(r"\w+")
_ARTICLES = {"the", "a", "an"}
_ALIKE = 0.5


def any_type(_gold: Coding, _found: Coding) -> bool:
    """Overlapping triggers suffice."""
    return True


def same_family(gold: Coding, found: Coding) -> bool:
    """The types neighbour each other in the codebook."""
    return TYPES[gold.type].family == TYPES[found.type].family


def same_type(gold: Coding, found: Coding) -> bool:
    """The types are the same."""
    return gold.type == found.type


def pair(gold: Sequence[Coding], found: Sequence[Coding], fits: Fits) -> Pairs:
    """Codings of one article whose triggers overlap and that fit, one to one; larger overlaps go first.

    Of equal overlaps the one that stands earlier in ``gold``, then in ``found``, goes first.
    """
    possible = [
        (-shared, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (shared := _shared(g.trigger, f.trigger)) > 0 and fits(g, f)
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    out = []
    for _, i, j in sorted(possible):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            out.append((i, j))
    return tuple(out)


def pair_first(gold: Sequence[_T], found: Sequence[_T], same: Callable[[_T, _T], bool]) -> Pairs:
    """Values that are the same, one to one: each of ``gold`` takes the first of ``found`` that is left."""
    left = list(range(len(found)))
    out = []
    for i, value in enumerate(gold):
        match = next((j for j in left if same(value, found[j])), None)
        if match is not None:
            left.remove(match)
            out.append((i, match))
    return tuple(out)


def alike(one: str, other: str) -> bool:
    """Whether two mentions share enough words: a token F1 of at least 0.5, case and articles ignored."""
    a, b = _words(one), _words(other)
    shared = (a & b).total()
    return shared > 0 and 2 * shared / (a.total() + b.total()) >= _ALIKE


def _words(text: str) -> Counter[str]:
    return Counter(w for w in _WORD.findall(text.lower()) if w not in _ARTICLES)


def _shared(one: Span, other: Span) -> int:
    """How many characters two spans share, 0 or less where they share none."""
    return min(one.end, other.end) - max(one.begin, other.begin) if one.field == other.field else 0
