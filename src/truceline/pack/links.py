"""How the entries of packs refer to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from truceline.pack.records import Actor, Outlet, Pack, PackError, Place, Side, Terms

Entry = Side | Actor | Place | Outlet | Terms

TABLES = ("sides", "actors", "places", "outlets", "terms")


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
            ]
        case Place():
            found = [("parent", "places", entry.parent)]
        case Outlet():
            found = [("side", "sides", entry.side), ("country", "places", entry.country)]
        case Terms():
            found = [("places", "places", p) for p in entry.places]
            for field in ("parties", "guarantors", "excluded"):
                found += [(field, "actors", a) for a in getattr(entry, field)]
        case Side():
            found = [("members", "actors", m) for m in entry.members]
    for field, table, reference in found:
        if reference:
            yield field, table, reference


def check(packs: Sequence[Pack], at: Mapping[tuple[str, str], str], within: bool) -> None:
    """Check references within each pack, or else those from one into another, and that no entry holds itself.

    Args:
        packs: the packs that may refer to each other.
        at: where an entry stands, by table and id; entries that it lacks are told by their id.
        within: whether to check references within packs (else: across).

    Raises:
        PackError: at the first reference to something that no pack holds, and at a circle of parents.
    """
    known = {table: {e.id for p in packs for e in getattr(p, table)} for table in TABLES}
    loaded = {p.id for p in packs}
    for pack in packs:
        for table, entry in entries(pack):
            for field, other, reference in references(entry):
                home = reference.partition(":")[0]
                if reference in known[other] or (home == pack.id) != within:
                    continue
                place = at.get((table, entry.id), f"pack {pack.id}, {table}, {entry.id!r}")
                if home not in loaded:
                    raise PackError(f"{place}: {field} is {reference!r}; use the pack {home!r} as well, or mend the id")
                raise PackError(f"{place}: {field} {reference!r} is not among the {other} of {home!r}; add or mend it")
    for table in ("actors", "places"):
        parents: dict[str, str | None] = {e.id: e.parent for p in packs for e in getattr(p, table)}
        if loop := _circle(parents):
            raise PackError(f"{at.get((table, loop), f'{table}, {loop!r}')}: it is its own ancestor; mend the parents")


def ancestry(start: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """An id and its ancestors, nearest first; ends where a circle would begin."""
    found: dict[str, None] = {}
    step: str | None = start
    while step and step not in found:
        found[step] = None
        step = parents.get(step)
    return tuple(found)


def _circle(parents: Mapping[str, str | None]) -> str | None:
    for start in parents:
        path = ancestry(start, parents)
        if (back := parents.get(path[-1])) in path:
            return back
    return None
