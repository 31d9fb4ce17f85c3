"""The claims of one article become tellings: all that the article tells of one happening."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from truceline.matching import compare
from truceline.matching.clusters import clusters
from truceline.matching.compare import Weights
from truceline.matching.facets import Facets, facets, pooled
from truceline.matching.nearness import Nearness, days_apart
from truceline.pack import Knowledge
from truceline.records import Article, Claim

_ONE_ARTICLE = -1.0
"""Added to the log-odds of two tellings of one article: it keeps them apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells.

    Attributes:
        article: its id.
        tellings: the claims of each telling by id, in the order of the text; every claim is in exactly one.
        links: by the ids of two tellings (of their first claims), the smaller first, the log-odds that they are of one
            happening after all; those that are clearly not are left out.
    """

    article: str
    tellings: tuple[tuple[str, ...], ...]
    links: Mapping[tuple[str, str], float]


def told(article: Article, claims: Sequence[Claim], knowledge: Knowledge, nearness: Nearness, weights: Weights) -> Told:
    """The tellings of an article from all its claims."""
    parts = facets(article, claims, knowledge)
    links = {(a, b): _odds(parts[a], parts[b], parts, nearness, weights) for a, b in combinations(range(len(parts)), 2)}
    groups = clusters([1.0] * len(parts), links, weights.telling)
    between: dict[tuple[str, str], float] = {}
    for one, other in combinations(groups, 2):
        odds = sum(links[min(i, j), max(i, j)] for i in one for j in other) / len(one) / len(other) + _ONE_ARTICLE
        if odds > weights.event.missing:
            first, second = sorted((parts[one[0]].id, parts[other[0]].id))
            between[first, second] = odds
    return Told(article.id, tuple(tuple(parts[n].id for n in group) for group in groups), between)


def _odds(one: Facets, other: Facets, parts: Sequence[Facets], nearness: Nearness, weights: Weights) -> float:
    """The log-odds that two claims are of one happening.

    With days apart they are of none, and neither are any two groups that hold them, however many claims between them
    tell no day: an average over these would make the attack of last week one with today's.
    """
    if days_apart(one, other):
        return -math.inf
    if one.sums_up != other.sums_up:
        return -compare.MOST
    return weights.within.log_odds(compare.within(one, other, parts, nearness))


def tellings(
    article: Article, claims: Sequence[Claim], groups: Iterable[Sequence[str]], knowledge: Knowledge
) -> list[Facets]:
    """What each of the tellings of an article tells, from all its claims and their ids by telling."""
    parts = {p.id: p for p in facets(article, claims, knowledge)}
    return _with_surroundings([pooled([parts[c] for c in group], knowledge) for group in groups])


def _with_surroundings(tellings: Sequence[Facets]) -> list[Facets]:
    """Those that tell no place with the places of the nearest that does."""
    placed = [t for t in tellings if t.places]
    return [
        t
        if t.places or not placed
        else replace(t, around=min(placed, key=lambda p: (abs(p.sentence - t.sentence), p.sentence)).places)
        for t in tellings
    ]
