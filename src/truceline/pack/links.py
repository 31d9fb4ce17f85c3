"""How the entries of packs refer to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.pack.records import Actor, Outlet, Pack, Place, Route, Side, Terms

Entry = Side | Actor | Place | Route | Outlet | Terms

TABLES = ("sides", "actors", "places", "routes", "outlets", "terms")


def entries(pack: Pack) -> Iterator[tuple[str, Entry]]:
    """Every entry of a pack with the name of its table, in the order of ``TABLES``."""
    for table in TABLES:
        for entry in getattr(pack, table):
            yield table, entry


def references(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """What an entry refers to: the field, the table that must hold it, the full id."""
    match entry:
        case Actor():
            found: list[tuple[str, str, str | None]] = [
                ("side", "sides", entry.side),
                ("parent", "actors", entry.parent),
                ("country", "places", entry.country),
                *(("offices", "actors", o.of) for o in entry.offices),
            ]
        case Place():
            found = [("parent", "places", entry.parent)]
        case Route():
            found = [("from", "places", entry.ends[0]), ("to", "places", entry.ends[1]), ("side", "sides", entry.side)]
            found += [("through", "places", p) for p in entry.through]
        case Outlet():
            found = [("side", "sides", entry.side), ("country", "places", entry.country)]
        case Terms():
            found = [("places", "places", p) for p in entry.places]
            found += [("sides", "sides", s) for s in entry.sides]
            for field in ("parties", "guarantors", "excluded"):
                found += [(field, "actors", a) for a in getattr(entry, field)]
            for n, zone in enumerate(entry.zones, 1):
                found += [(f"zone {n}", "places", p) for p in zone.places]
            for n, obligation in enumerate(entry.obligations, 1):
                found += [(f"obligation {n}", "actors", a) for a in obligation.by]
        case Side():
            found = [("members", "actors", m) for m in entry.members]
    for field, table, reference in found:
        if reference:
            yield field, table, reference


@dataclass(frozen=True, slots=True)
class Fault:
    """A reference that leads nowhere, or an entry that holds itself.

    Attributes:
        pack, table, entry, field: whose it is: id of the pack, name of the table, id of the entry, name of the field.
        what: what is wrong and how to mend it.
    """

    pack: str
    table: str
    entry: str
    field: str
    what: str


def faults(
    packs: Sequence[Pack],
    within: bool,
    known: Collection[tuple[str, str]] = (),
    unread: Collection[tuple[str, str]] = (),
) -> Iterator[Fault]:
    """What is wrong with the references within each pack, or else with those from one into another.

    Args:
        packs: the packs that may refer to each other.
        within: whether to check references within packs (else: across).
        known: entries, by table and id, that are there though no pack could take them in.
        unread: tables, by id of the pack and name, that may hold more than could be read.
    """
    held = {(table, e.id) for p in packs for table, e in entries(p)} | set(known)
    loaded = {p.id for p in packs}
    for pack in packs:
        for table, entry in entries(pack):
            for field, other, reference in references(entry):
                home = reference.partition(":")[0]
                if (other, reference) in held or (home == pack.id) != within or (home, other) in unread:
                    continue
                if home not in loaded:
                    what = f"{field} is {reference!r}; use the pack {home!r} as well, or mend the id"
                else:
                    what = f"{field} {reference!r} is not among the {other} of {home!r}; add or mend it"
                yield Fault(pack.id, table, entry.id, field, what)
    for table in ("actors", "places"):
        homes = {e.id: p.id for p in packs for e in getattr(p, table)}
        for circle in _circles({e.id: e.parent for p in packs for e in getattr(p, table)}):
            if (len({homes[e] for e in circle}) == 1) == within:
                yield Fault(homes[circle[0]], table, circle[0], "parent", "it is its own ancestor; mend the parents")


def ancestry(start: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """An id and its ancestors, nearest first; ends where a circle would begin."""
    found: dict[str, None] = {}
    step: str | None = start
    while step and step not in found:
        found[step] = None
        step = parents.get(step)
    return tuple(found)


def _circles(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Entries that are each other's ancestors, each circle once."""
    told: set[str] = set()
    for start in parents:
        path = ancestry(start, parents)
        back = parents.get(path[-1])
        if back in path and back not in told:
            circle = path[path.index(back) :]
            told.update(circle)
            yield circle
