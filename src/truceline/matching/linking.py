"""Tellings of many articles become happenings: candidates are compared, what is likely one is joined.

What any two tellings weigh depends on the two alone, and what is joined on those linked with each other, directly or
through others. So new articles change only the happenings that they have a link to.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.matching import compare
from truceline.matching.candidates import candidates
from truceline.matching.clusters import clusters
from truceline.matching.compare import Weights
from truceline.matching.facets import Facets
from truceline.matching.nearness import Nearness

Links = Mapping[tuple[str, str], float]
"""The log-odds that two tellings are of one happening, by their ids, the smaller first."""


Link = tuple[tuple[str, str], float]
"""One of these."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Tellings that are linked, and the happenings that they come to.

    Attributes:
        digest: of all that the happenings were found by.
        happenings: the ids of the tellings of each.
    """

    digest: str
    happenings: tuple[tuple[str, ...], ...]


def linked(
    tellings: Sequence[Facets], nearness: Nearness, weights: Weights, fresh: Container[str] | None = None
) -> Iterator[Link]:
    """Each two of the tellings that share a key, unless it is clear that they are not one.

    They are of different articles, and where ``fresh`` articles are given, one of the two is of one of these.
    """
    for a, b in candidates(tellings, nearness, weights.shares, fresh):
        found = compare.across(tellings[a], tellings[b], nearness, weights.shares)
        odds = weights.across.log_odds(found)
        yield pair(tellings[a].id, tellings[b].id), odds


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids as links have them."""
    return (one, other) if one < other else (other, one)


def clustered(tellings: Mapping[str, int], links: Links, weights: Weights) -> Iterator[Cluster]:
    """The happenings of tellings, given as the number of claims by id; every telling is in exactly one."""
    # What is less likely can neither join two groups nor come near one that may be joined.
    least = weights.event.attach - weights.event.margin
    first = _components(tellings, (ids for ids, odds in links.items() if odds >= least))
    inside: dict[str, list[Link]] = defaultdict(list)
    for ids, odds in links.items():
        if first[ids[0]] == first[ids[1]]:
            inside[first[ids[0]]].append((ids, odds))
    members: dict[str, list[str]] = defaultdict(list)
    for telling in sorted(tellings):
        members[first[telling]].append(telling)
    for name, own in members.items():
        yield _cluster(own, tellings, sorted(inside[name]), weights)


def _components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest node that each is connected with."""
    above = {n: n for n in nodes}

    def top(node: str) -> str:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for a, b in edges:
        one, other = sorted((top(a), top(b)))
        above[other] = one
    return {n: top(n) for n in above}


def _cluster(own: Sequence[str], claims: Mapping[str, int], links: Sequence[Link], weights: Weights) -> Cluster:
    at = {telling: n for n, telling in enumerate(own)}
    sizes = [math.sqrt(claims[t]) for t in own]
    groups = clusters(sizes, {(at[a], at[b]): odds for (a, b), odds in links}, weights.event)
    told = repr((weights.digest, [(t, claims[t]) for t in own], links))
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    return Cluster(digest, tuple(tuple(own[n] for n in group) for group in groups))
