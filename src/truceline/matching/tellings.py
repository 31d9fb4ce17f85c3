"""The claims of one article become tellings: all that the article tells of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from truceline.matching import compare
from truceline.matching.clusters import clusters
from truceline.matching.compare import Weights
from truceline.matching.facets import Facets, facets, pooled
from truceline.matching.nearness import Nearness
from truceline.pack import Knowledge
from truceline.records import Article, Claim

_MOST = 6.0
"""Log-odds beyond which a comparison is not trusted further: no single one outweighs all others."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells.

    Attributes:
        tellings: in the order of the text; every claim is in exactly one.
        links: the log-odds that two of them are of one happening after all, by their positions.
    """

    tellings: tuple[Facets, ...]
    links: dict[tuple[int, int], float]


def told(article: Article, claims: Sequence[Claim], knowledge: Knowledge, nearness: Nearness, weights: Weights) -> Told:
    """The tellings of an article from all its claims."""
    parts = facets(article, claims, knowledge)
    links = {
        (a, b): trusted(weights.within.log_odds(compare.within(parts[a], parts[b], parts, nearness)))
        for a, b in combinations(range(len(parts)), 2)
    }
    groups = clusters([1.0] * len(parts), links, weights.telling)
    found = _with_surroundings([pooled([parts[n] for n in group], knowledge) for group in groups])
    between = {
        (a, b): sum(links[min(i, j), max(i, j)] for i in groups[a] for j in groups[b]) / len(groups[a]) / len(groups[b])
        for a, b in combinations(range(len(groups)), 2)
    }
    return Told(tuple(found), between)


def trusted(odds: float) -> float:
    """Log-odds within what one comparison can tell."""
    return min(_MOST, max(-_MOST, odds))


def _with_surroundings(tellings: Sequence[Facets]) -> list[Facets]:
    """Those that tell no place with the places of the nearest that does."""
    placed = [t for t in tellings if t.places]
    return [
        t
        if t.places or not placed
        else replace(t, around=min(placed, key=lambda p: (abs(p.sentence - t.sentence), p.sentence)).places)
        for t in tellings
    ]
