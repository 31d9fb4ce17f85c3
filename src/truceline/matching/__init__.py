"""Claims become events: ``match(record, knowledge)``.

The first version: claims of the same kind, place and day, from whatever article, are one event. Learned weights take
its place behind the same function.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from truceline.codebook import TYPES
from truceline.matching.accounts import TELLING, Reports, accounts
from truceline.matching.agreement import findings
from truceline.matching.groups import Group, gather
from truceline.pack import Knowledge
from truceline.records import Account, Event, Range, Record

VERSION = "keys-2"
"""Changes when the same claims may become other events."""


def match(record: Record, knowledge: Knowledge) -> tuple[Event, ...]:
    """The events behind a record's claims, in order of their ids; every claim is in exactly one."""
    reports = Reports.of(record, knowledge)
    groups = gather(record.claims.values(), knowledge)
    return tuple(sorted((_event(group, reports) for group in groups), key=lambda e: e.id))


def _event(group: Group, reports: Reports) -> Event:
    told = accounts(group.claims, reports)
    kind = _type(group)
    return Event(
        id=group.id,
        type=kind,
        family=TYPES[kind].family,
        place=group.place,
        date=group.date,
        accounts=told,
        killed=Range.around(a.killed for a in _telling(told)),
        wounded=Range.around(a.wounded for a in _telling(told)),
        sides=tuple(sorted({a.side for a in told if a.side})),
        findings=findings(told, group.claims, reports),
    )


def _telling(told: Sequence[Account]) -> list[Account]:
    """The accounts that say it took place: what is denied, planned or possible gives an event no number."""
    return [a for a in told if a.stance in TELLING]


def _type(group: Group) -> str:
    """The type most claims have; a toll counts only where nothing tells what caused it."""
    counted = Counter(c.type for c in group.claims if c.type != "toll") or Counter(c.type for c in group.claims)
    return min(counted, key=lambda t: (-counted[t], t))
