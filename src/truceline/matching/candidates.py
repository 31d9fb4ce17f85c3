"""Which tellings of different articles are compared at all: those that share a key, never all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from truceline.matching.facets import Facets
from truceline.matching.nearness import Nearness

_DAY = timedelta(days=1)
_SPAN = 31
"""Days; what is set in a longer span is looked for by the month that this begins in."""
_LOOKED_BACK = 7
"""Days before its publication on which what an article does not date may have happened."""
_LARGE_TOLL = 10
_RARE = 0.02
"""The share of claims up to which a type is rare enough to be a key without a place."""
_NAMES = 6
"""How many of the rarest words of a telling, and of its article's beginning, are keys: names, mostly."""


def candidates(
    tellings: Sequence[Facets],
    nearness: Nearness,
    shares: Mapping[str, float],
    fresh: Container[str] | None = None,
) -> Iterator[tuple[int, int]]:
    """Pairs of tellings of different articles that share a key, each once, the lower position first.

    Where ``fresh`` articles are given, only pairs with a telling of one of these.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        for key in set(_keys(telling, nearness, shares)):
            blocks[key].append(n)
    new = [fresh is None or t.article in fresh for t in tellings]
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if not any(new[n] for n in block):
            continue
        for a, b in combinations(block, 2):
            if (new[a] or new[b]) and (a, b) not in seen and tellings[a].article != tellings[b].article:
                seen.add((a, b))
                yield a, b


def _keys(telling: Facets, nearness: Nearness, shares: Mapping[str, float]) -> Iterator[Hashable]:
    times = set(_times(telling))
    wide = {nearness.governorate(p) or p for p in telling.around}
    for time in times:
        for place in telling.places | wide:
            yield telling.group, place, time
        if shares.get(telling.type, 0.0) <= _RARE:
            yield telling.group, telling.type, time
        for vector in (telling.words, telling.lead):
            for word in sorted(vector, key=lambda w: (-vector[w], w))[:_NAMES]:
                yield telling.group, time, word
        for killed in telling.killed:
            if killed.least and killed.least >= _LARGE_TOLL:
                yield telling.group, time, killed
    # What is told weeks later tells the place, if it is one that stands for what happened there, but often no day.
    for place in telling.places:
        if nearness.is_small(place):
            yield telling.group, place


def _times(telling: Facets) -> Iterator[Hashable]:
    for days in telling.dates:
        if days.days <= _SPAN:
            yield from _each(days.first - _DAY, days.days + 2)  # reporters differ by a day
        else:
            yield days.first.year, days.first.month
    if not telling.dates and telling.published:
        yield from _each(telling.published - _LOOKED_BACK * _DAY, _LOOKED_BACK + 2)


def _each(first: date, days: int) -> Iterator[date]:
    return (first + n * _DAY for n in range(days))
