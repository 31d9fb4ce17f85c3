"""Why claims are of one event: what spoke for it, and what against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import networkx as nx

from truceline.matching import compare
from truceline.matching.compare import Findings, Reason, Scale
from truceline.matching.facets import Facets, facets
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import tellings, told
from truceline.pack import Knowledge
from truceline.records import Claim, Event, Record, article_of


@dataclass(frozen=True, slots=True)
class Join:
    """Two parts of an event, and why they are one.

    Attributes:
        one, other: ids of the claims of each part, in the order of the text: what two articles tell of the event, or
            two claims of one article.
        log_odds: how likely the two are one happening by themselves, as a natural logarithm; may be negative, where
            others hold them together or nothing else came near.
        start: the log-odds before anything is compared.
        reasons: what was found and what it adds to ``start``, the heaviest first. The sum may go beyond ``log_odds``,
            which is cut where a comparison is not trusted further.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    log_odds: float
    start: float
    reasons: tuple[Reason, ...]


class Reasons:
    """Why the events of a record are one each; makes what an article tells once, for all events that it tells of."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._record, self._knowledge = record, knowledge
        self._nearness, self._weights = Nearness(knowledge), compare.loaded()
        self._tellings: dict[str, list[Facets]] = {}

    def of(self, event: Event) -> tuple[Join, ...]:
        """The likeliest joins that hold all parts of an event together, the least likely first.

        The parts of an event that several articles tell are their tellings, joined with those of other articles only;
        of one in a single article they are its claims. A single claim needs no join.
        """
        articles = sorted({article_of(c) for c in event.claims})
        if len(articles) == 1:
            return self._in_one(articles[0], frozenset(event.claims))
        own = frozenset(event.claims)
        parts = [t for a in articles for t in self._told(a) if own.intersection(t.claims)]
        shares = self._weights.shares
        return _likeliest(
            parts,
            (p for p in combinations(range(len(parts)), 2) if len({parts[n].article for n in p}) == 2),
            lambda one, other: compare.across(one, other, self._nearness, shares),
            self._weights.across,
        )

    def _in_one(self, article: str, own: frozenset[str]) -> tuple[Join, ...]:
        parts = facets(self._record.articles[article], self._claims(article), self._knowledge)
        return _likeliest(
            parts,
            combinations((n for n, p in enumerate(parts) if own.issuperset(p.claims)), 2),
            lambda one, other: compare.within(one, other, parts, self._nearness),
            self._weights.within,
        )

    def _told(self, article: str) -> list[Facets]:
        """The tellings of an article, as they were when its events were made."""
        if article not in self._tellings:
            text, claims = self._record.articles[article], self._claims(article)
            made = told(text, claims, self._knowledge, self._nearness, self._weights)
            self._tellings[article] = tellings(text, claims, made.tellings, self._knowledge)
        return self._tellings[article]

    def _claims(self, article: str) -> list[Claim]:
        """All claims of an article: a case fetches them one by one faster than all that it holds."""
        return [self._record.claims[c] for c in self._ids[article]]

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        by_article: dict[str, list[str]] = defaultdict(list)
        for claim in self._record.claims:
            by_article[article_of(claim)].append(claim)
        return by_article


def _likeliest(
    parts: Sequence[Facets],
    pairs: Iterable[tuple[int, int]],
    compared: Callable[[Facets, Facets], Findings],
    scale: Scale,
) -> tuple[Join, ...]:
    """The likeliest joins that hold all parts together, one fewer than there are parts: a spanning tree."""
    found = {(a, b): compared(parts[a], parts[b]) for a, b in pairs}
    odds = {pair: scale.log_odds(findings) for pair, findings in found.items()}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from((a, b, odds[a, b]) for a, b in found)
    chosen = ((min(a, b), max(a, b)) for a, b in nx.maximum_spanning_edges(graph, data=False))
    return tuple(
        Join(parts[a].claims, parts[b].claims, odds[a, b], scale.intercept, scale.reasons(found[a, b]))
        for a, b in sorted(chosen, key=lambda pair: (odds[pair], pair))
    )
