"""Claims become events: ``match(record, knowledge)``.

An article's claims become tellings, all that it tells of one happening (``tellings``); tellings of different articles
are compared where they share a key (``candidates``), by weights that were learned (``compare``), and those that are
likely one are joined (``linking``, ``clusters``). What each outlet then says of an event are its ``accounts``, and what
these agree on ``agreement``. ``reasons`` tells why two claims are of one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from truceline.matching import compare
from truceline.matching.events import events
from truceline.matching.facets import Facets
from truceline.matching.linking import Cluster, Link, Links, clustered, linked
from truceline.matching.nearness import Nearness
from truceline.matching.reports import Reports
from truceline.matching.tellings import Told, tellings, told
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Event, Record

_RULES = "6"
VERSION = f"{compare.loaded().digest}-{_RULES}"
"""Changes when the same claims may become other events."""


class Teller:
    """Brings claims together, by what packs know and what was learned. Build one and use it for many articles."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take what packs know."""
        self._knowledge, self._nearness, self._weights = knowledge, Nearness(knowledge), compare.loaded()

    def tell(self, article: Article, claims: Sequence[Claim]) -> Told:
        """The tellings of an article from all its claims."""
        return told(article, claims, self._knowledge, self._nearness, self._weights)

    def facets(self, article: Article, claims: Sequence[Claim], groups: Iterable[Sequence[str]]) -> list[Facets]:
        """What its tellings tell, from all its claims and their ids by telling."""
        return tellings(article, claims, groups, self._knowledge)

    def link(self, found: Sequence[Facets], fresh: Container[str] | None = None) -> Iterator[Link]:
        """The links between tellings of different articles, of which one is fresh where this is asked for."""
        return linked(found, self._nearness, self._weights, fresh)

    def cluster(self, sizes: Mapping[str, int], links: Links) -> Iterator[Cluster]:
        """The happenings, from the number of claims of each telling and the links between them."""
        return clustered(sizes, links, self._weights)


def match(record: Record, knowledge: Knowledge) -> tuple[Event, ...]:
    """The events behind a record's claims, in order of their ids; every claim is in exactly one.

    All at once; the pipeline takes the same steps, but only for what is new.
    """
    teller = Teller(knowledge)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in record.claims.values():
        claims[claim.article].append(claim)
    links: dict[tuple[str, str], float] = {}
    found: list[Facets] = []
    for name, own in claims.items():
        article = record.articles[name]
        apart = teller.tell(article, own)
        found += teller.facets(article, own, apart.tellings)
        links.update(apart.links)
    links.update(teller.link(found))
    held = {t.id: [record.claims[c] for c in t.claims] for t in found}
    clusters = teller.cluster({t: len(own) for t, own in held.items()}, links)
    reports = Reports.of(record, knowledge)
    return events(([c for t in h for c in held[t]] for cluster in clusters for h in cluster.happenings), reports)
