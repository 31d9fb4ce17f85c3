"""Claims become events: ``match(record, knowledge)``.

An article's claims become tellings, all that it tells of one happening (``tellings``); tellings of different articles
are compared where they share a key (``candidates``), by weights that were learned (``compare``), and those that are
likely one are joined (``linking``, ``clusters``). What each outlet then says of an event are its ``accounts``, and what
these agree on ``agreement``. ``reasons`` tells why two claims are of one event.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from truceline.codebook import TYPES
from truceline.matching import compare
from truceline.matching.accounts import TELLING, Reports, accounts
from truceline.matching.agreement import findings
from truceline.matching.linking import happenings, linked
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import Told, told
from truceline.pack import Knowledge
from truceline.records import Account, Claim, Event, Interval, Range, Record

_RULES = "1"
VERSION = f"{compare.loaded().digest}-{_RULES}"
"""Changes when the same claims may become other events."""


def match(record: Record, knowledge: Knowledge) -> tuple[Event, ...]:
    """The events behind a record's claims, in order of their ids; every claim is in exactly one."""
    weights, nearness = compare.loaded(), Nearness(knowledge)
    tellings, links = linked(_told(record, knowledge, nearness), nearness, weights)
    reports = Reports.of(record, knowledge)
    claims = record.claims
    held = dict(claims.items())
    events = (
        _event([held[c] for t in happening for c in t.claims], reports)
        for happening in happenings(tellings, links, weights)
    )
    return tuple(sorted(events, key=lambda e: e.id))


def _told(record: Record, knowledge: Knowledge, nearness: Nearness) -> Iterable[Told]:
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in record.claims.values():
        by_article[claim.article].append(claim)
    for name, article in record.articles.items():
        if by_article[name]:
            yield told(article, by_article[name], knowledge, nearness, compare.loaded())


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
