"""Claims become events: ``match(record, knowledge)``.

An article's claims become tellings, all that it tells of one happening (``tellings``); tellings of different articles
are compared where they share a key (``candidates``), by weights that were learned (``compare``), and those that are
likely one are joined (``linking``, ``clusters``). What each outlet then says of an event are its ``accounts``, and what
these agree on ``agreement``. ``reasons`` tells why two claims are of one event.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from truceline.codebook import TYPES
from truceline.matching import compare
from truceline.matching.accounts import TELLING, Reports, accounts
from truceline.matching.agreement import findings
from truceline.matching.facets import Facets
from truceline.matching.linking import Cluster, Link, Links, clustered, linked
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import Told, tellings, told
from truceline.pack import Knowledge
from truceline.records import Account, Article, Claim, Event, Interval, Range, Record

_RULES = "1"
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


def events(happenings: Iterable[Sequence[Claim]], reports: Reports) -> tuple[Event, ...]:
    """Happenings, each given by its claims, as events with their accounts, in order of their ids."""
    return tuple(sorted((_event(claims, reports) for claims in happenings), key=lambda e: e.id))


def _event(claims: Sequence[Claim], reports: Reports) -> Event:
    claims = sorted(claims, key=lambda c: c.id)
    kind = _type(claims)
    said = accounts(claims, reports)
    return Event(
        id="e-" + hashlib.sha256(claims[0].id.encode()).hexdigest()[:8],
        type=kind,
        family=TYPES[kind].family,
        place=_place(claims, kind, reports.knowledge),
        date=_date(claims, kind),
        accounts=said,
        killed=Range.around(a.killed for a in _telling(said)),
        wounded=Range.around(a.wounded for a in _telling(said)),
        sides=tuple(sorted({a.side for a in said if a.side})),
        findings=findings(said, claims, reports),
    )


def _telling(said: Sequence[Account]) -> list[Account]:
    """The accounts that say it took place: what is denied, planned or possible gives an event no number."""
    return [a for a in said if a.stance in TELLING]


def _type(claims: Sequence[Claim]) -> str:
    """The type most claims have; a toll counts only where nothing tells what caused it."""
    counted = Counter(c.type for c in claims if c.type != "toll") or Counter(c.type for c in claims)
    return min(counted, key=lambda t: (-counted[t], t))


def _place(claims: Sequence[Claim], kind: str, knowledge: Knowledge) -> str | None:
    """The place told most, each as often as it or a place within it is; of those told as often, the most exact.

    By entity id; the words of a place only where no pack knows any.
    """
    for own in (_of(claims, kind), claims):
        known = [m.entity for c in own for m in c.place if m.entity]
        known += [
            m.entity for c in own for m in (*c.target, *c.actor) if m.entity and knowledge.is_only_place(m.entity)
        ]
        counted = Counter(known)
        if counted:
            most = max(counted.values())
            often = [p for p, n in counted.items() if 2 * n >= most]
            return min(often, key=lambda p: (-len(knowledge.within(p)), -counted[p], p))
    words = Counter(m.text for c in claims for m in c.place)
    return min(words, key=lambda w: (-words[w], w)) if words else None


def _date(claims: Sequence[Claim], kind: str) -> Interval | None:
    """The days told most, the shortest of those told as often."""
    for own in (_of(claims, kind), claims):
        counted = Counter(c.date for c in own if c.date)
        if counted:
            return min(counted, key=lambda d: (-counted[d], d.days, d))
    return None


def _of(claims: Sequence[Claim], kind: str) -> list[Claim]:
    return [c for c in claims if c.type == kind]
