"""Tellings of many articles become happenings: candidates are compared, what is likely one is joined."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from truceline.matching import compare
from truceline.matching.candidates import candidates
from truceline.matching.clusters import clusters
from truceline.matching.compare import Weights
from truceline.matching.facets import Facets
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import Told, trusted

_ONE_ARTICLE = -1.0
"""Added to the log-odds of two tellings of one article: it was kept apart there by whoever wrote it."""

Links = Mapping[tuple[int, int], float]


def linked(
    articles: Iterable[Told], nearness: Nearness, weights: Weights
) -> tuple[list[Facets], dict[tuple[int, int], float]]:
    """All tellings, and the log-odds of each two that were compared, by their positions."""
    tellings: list[Facets] = []
    links: dict[tuple[int, int], float] = {}
    for article in articles:
        first = len(tellings)
        tellings += article.tellings
        links |= {(first + a, first + b): odds + _ONE_ARTICLE for (a, b), odds in article.links.items()}
    for a, b in candidates(tellings, nearness, weights.shares):
        found = compare.across(tellings[a], tellings[b], nearness, weights.shares)
        links[a, b] = trusted(weights.across.log_odds(found))
    return tellings, links


def happenings(tellings: Sequence[Facets], links: Links, weights: Weights) -> list[list[Facets]]:
    """The tellings of each happening; every telling is in exactly one."""
    sizes = [math.sqrt(len(t.claims)) for t in tellings]
    return [[tellings[n] for n in group] for group in clusters(sizes, links, weights.event)]
