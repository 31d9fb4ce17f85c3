"""Reading the written terms of one truce: a TOML file with its zones and obligations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, time
from typing import Any

from truceline.pack.records import OBLIGATION_KINDS, Obligation, Terms, Zone
from truceline.pack.rows import full
from truceline.pack.toml import Section

_FILE = frozenset(
    "id name class purpose announced starts ends hours duration_hours parties sides guarantors excluded places zones "
    "obligations sources".split()
)
_ZONE = frozenset("name places around points".split())
_OBLIGATION = frozenset("kind text by zone starts ends metres".split())


def terms(own: str, file: Section) -> Terms | None:
    """The terms in a file of ``terms/``; ``None``, and noted, where it has no id."""
    _only(file, _FILE)
    announced = file.days("announced")
    (starts, starts_at), (ends, ends_at) = _span(file)
    actors = {key: tuple(full(own, i) for i in file.listed(key)) for key in ("parties", "guarantors", "excluded")}
    zones = tuple(_zones(own, file))
    short = file.word("id")
    if not short or ":" in short:
        file.wrong("id", "'id' is needed, a short word without a colon")
        return None
    return Terms(
        id=full(own, short),
        name=file.word("name") or short,
        class_=file.word("class"),
        purpose=file.word("purpose"),
        announced=announced.first if announced else None,
        starts=starts,
        ends=ends,
        duration_hours=file.whole("duration_hours"),
        **actors,
        places=tuple(full(own, i) for i in file.listed("places")),
        obligations=tuple(_obligations(own, file, {z.name for z in zones})),
        sources=file.listed("sources"),
        zones=zones,
        sides=tuple(full(own, i) for i in file.listed("sides")),
        starts_at=starts_at if starts_at != time() else None,  # from midnight on: the whole day
        ends_at=ends_at,
        hours=file.clock("hours"),
    )


def _zones(own: str, file: Section) -> Iterator[Zone]:
    taken: set[str] = set()
    for section in file.sections("zones"):
        _only(section, _ZONE)
        name = section.word("name")
        places = tuple(full(own, i) for i in section.listed("places"))
        around, points = _around(section), _points(section)
        if not name or name in taken:
            section.wrong("name", f"a zone needs a name of its own, not {name!r}; obligations refer to it by that")
            continue
        taken.add(name)
        if around and points:
            section.wrong("points", f"zone {name!r} has both around and points; leave one out")
        yield Zone(name, places, around, points)


def _around(section: Section) -> tuple[float, float, float] | None:
    value = section.data.get("around")
    if value is None:
        return None
    if _numbers(value, 3) and _on_earth(value[0], value[1]) and value[2] > 0:
        return float(value[0]), float(value[1]), float(value[2])
    section.wrong("around", f"around is {value!r}; write [latitude, longitude, kilometres], as [36.26, 37.12, 3]")
    return None


def _points(section: Section) -> tuple[tuple[float, float], ...]:
    value = section.data.get("points")
    if value is None:
        return ()
    corners = value if isinstance(value, list) else []
    if len(corners) >= 3 and all(_numbers(c, 2) and _on_earth(*c) for c in corners):
        return tuple((float(lat), float(lon)) for lat, lon in corners)
    section.wrong("points", "points must be three corners or more, [latitude, longitude] each, in order around it")
    return ()


def _obligations(own: str, file: Section, zones: Collection[str]) -> Iterator[Obligation]:
    for section in file.sections("obligations"):
        _only(section, _OBLIGATION)
        kind, text, zone = section.word("kind"), section.word("text"), section.word("zone")
        (starts, _), (ends, _) = _span(section)
        if kind not in OBLIGATION_KINDS:
            section.wrong("kind", f"kind is {kind!r}; use one of {', '.join(OBLIGATION_KINDS)}")
        if not text:
            section.wrong("text", "an obligation needs a text: one sentence in your own words")
        if zone and zone not in zones:
            section.wrong("zone", f"no zone is called {zone!r}; add it under [[zones]] or mend the name")
        yield Obligation(
            text=text,
            kind=kind,
            by=tuple(full(own, i) for i in section.listed("by")),
            zone=zone or None,
            starts=starts,
            ends=ends,
            metres=section.whole("metres"),
        )


def _span(section: Section) -> tuple[tuple[date | None, time | None], tuple[date | None, time | None]]:
    """The first and the last day of something, each with its hour where that is given."""
    (starts, starts_at), (ends, ends_at) = section.moment("starts"), section.moment("ends")
    if starts and ends and ends.last < starts.first:
        told, other = section.data["ends"], section.data["starts"]
        section.wrong("ends", f"ends ({told}) lies before starts ({other}); swap or mend them")
    return (starts.first if starts else None, starts_at), (ends.last if ends else None, ends_at)


def _only(section: Section, keys: Collection[str]) -> None:
    for unknown in sorted(section.data.keys() - set(keys)):
        section.wrong(unknown, f"unknown key {unknown!r}; the keys are {', '.join(sorted(keys))}")


def _numbers(value: Any, how_many: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == how_many
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
    )


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180
