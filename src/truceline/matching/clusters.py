"""Things brought together by how likely each two of them are one: average linkage, then attachment of what is left.

Average linkage (Sokal and Michener 1958) joins the two groups whose members are most likely one on average, as long as
that is likely enough. What stands alone afterwards joins the one group that it may well belong to, if no other group
comes near: accounts that do not tell two happenings apart are of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When groups are joined, all in log-odds.

    Attributes:
        join: from where two groups are one, whatever else there is.
        attach: from where they may be, if no third comes near.
        margin: by how much such a third has to be less likely.
        missing: what stands for two things that were not compared.
    """

    join: float
    attach: float
    margin: float
    missing: float


class _Groups:
    """Groups with their average links; a group is known by its first member."""

    def __init__(self, sizes: Sequence[float], links: Mapping[tuple[int, int], float], missing: float) -> None:
        self.members = {n: [n] for n in range(len(sizes))}
        self._sizes = dict(enumerate(sizes))
        self._missing = missing
        self.near: dict[int, dict[int, float]] = {n: {} for n in self.members}
        for (a, b), odds in links.items():
            # Counted from what is missing, so that what was not compared adds nothing.
            self.near[a][b] = self.near[b][a] = (odds - missing) * sizes[a] * sizes[b]

    def average(self, a: int, b: int) -> float:
        return self._missing + self.near[a][b] / (self._sizes[a] * self._sizes[b])

    def size(self, a: int) -> float:
        return self._sizes[a]

    def join(self, a: int, b: int) -> int:
        """Make one group of two and return it."""
        a, b = min(a, b), max(a, b)
        self.members[a] += self.members.pop(b)
        self._sizes[a] += self._sizes.pop(b)
        for other, value in self.near.pop(b).items():
            del self.near[other][b]
            if other != a:
                self.near[a][other] = self.near[other][a] = self.near[a].get(other, 0.0) + value
        return a


def clusters(
    sizes: Sequence[float], links: Mapping[tuple[int, int], float], thresholds: Thresholds
) -> list[tuple[int, ...]]:
    """The groups of things that count as much as their sizes, from the log-odds of each two that were compared.

    Every thing is in exactly one; members and groups are in order. What is not linked, directly or through others,
    has no part in how things are grouped.
    """
    groups = _Groups(sizes, links, thresholds.missing)
    _join(groups, thresholds.join)
    _attach(groups, thresholds)
    return sorted(tuple(sorted(m)) for m in groups.members.values())


def _join(groups: _Groups, least: float) -> None:
    heap = [(-groups.average(a, b), a, b) for a, near in groups.near.items() for b in near if a < b]
    heap = [entry for entry in heap if -entry[0] >= least]
    heapify(heap)
    while heap:
        odds, a, b = heappop(heap)
        if a not in groups.members or b not in groups.near[a] or groups.average(a, b) != -odds:
            continue  # one of them has changed since
        a = groups.join(a, b)
        for other in groups.near[a]:
            if (now := groups.average(a, other)) >= least:
                heappush(heap, (-now, min(a, other), max(a, other)))


def _attach(groups: _Groups, thresholds: Thresholds) -> None:
    best = {a: found for a in groups.members if (found := _best(groups, a, thresholds))}
    heap = [(-odds, a, b) for a, (odds, b) in best.items()]
    heapify(heap)
    while heap:
        odds, a, b = heappop(heap)
        if best.get(a) != (-odds, b):
            continue
        joined = groups.join(a, b)
        for changed in {a, b} - {joined}:
            best.pop(changed, None)
        for other in {joined, *groups.near[joined]}:
            best.pop(other, None)
            if found := _best(groups, other, thresholds):
                best[other] = found
                heappush(heap, (-found[0], other, found[1]))


def _best(groups: _Groups, a: int, thresholds: Thresholds) -> tuple[float, int] | None:
    """The group, not smaller, that this one may be joined to, and how likely.

    ``None`` where there is none, or another comes near it.
    """
    ordered = sorted(((groups.average(a, b), -b) for b in groups.near[a]), reverse=True)[:2]
    if not ordered or ordered[0][0] < thresholds.attach:
        return None
    second = max(ordered[1][0], thresholds.missing) if len(ordered) > 1 else thresholds.missing
    if ordered[0][0] - second < thresholds.margin:
        return None
    if groups.size(a) > groups.size(-ordered[0][1]):
        return None
    return ordered[0][0], -ordered[0][1]
