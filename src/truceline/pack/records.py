"""What a pack holds: frozen records, and the kinds that they may have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

ACTOR_KINDS = frozenset(
    [
        "state",
        "government",
        "force",
        "armed_group",
        "coalition",
        "party",
        "body",
        "ngo",
        "monitor",
        "person",
        "population",
    ]
)
"""What an actor may be."""

PLACE_KINDS = frozenset(
    [
        "country",
        "governorate",
        "district",
        "city",
        "town",
        "village",
        "quarter",
        "area",
        "road",
        "base",
        "crossing",
        "camp",
        "site",
    ]
)
"""What a place may be."""

OBLIGATION_KINDS = (
    "no_attacks",
    "no_advance",
    "no_flights",
    "withdrawal",
    "aid_access",
    "evacuation",
    "release",
    "separation",
    "monitoring",
    "talks",
    "other",
)
"""What a party to a truce may take on; ``docs/packs.md`` says what each covers."""

GENERAL = "world"
"""Id of the pack that knows every country a little; wherever names compete, packs of one conflict go before it."""


class PackError(Exception):
    """A pack cannot be used; the message names the file, the line where there is one, and the mend."""


@dataclass(frozen=True, slots=True)
class Side:
    """A grouping of actors within one conflict.

    Attributes:
        members: full ids of actors of other packs that belong to it, with all that they are the ancestors of.
    """

    id: str
    name: str
    description: str
    source: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held.

    Attributes:
        title: "foreign minister"; empty where ``of`` is the office itself.
        of: full id of the actor whose office it is.
        first, last: its first and last day; ``None`` when open.
    """

    title: str
    of: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a state, a force, an armed group, an organisation, a person, a population.

    Attributes:
        id: full id, ``PACK:ID``; so are ``side``, ``parent`` (an actor) and ``country`` (a place).
        name: the neutral name.
        kind: one of ``ACTOR_KINDS``.
        first, last: the days within which the name applies, for groups that were renamed; ``None`` when open.
        names: the neutral name and every other spelling, in the pack's order.
        descriptions: phrases that describe it without naming it ("rebels").
        offices: those that a person held.
        source: where the facts come from.
    """

    id: str
    name: str
    kind: str
    side: str | None = None
    parent: str | None = None
    country: str | None = None
    first: date | None = None
    last: date | None = None
    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere: a country, a city, a quarter, a road.

    Attributes:
        id: full id, ``PACK:ID``, or ``geonames:NUMBER``; ``parent`` is the full id of the place that holds it.
        kind: one of ``PLACE_KINDS``.
        lat, lon: decimal degrees, WGS84; ``None`` when unknown.
        names: the neutral name and every other spelling, in the pack's order.
    """

    id: str
    name: str
    kind: str
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    names: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes; ``side`` is the full id of the side it stands near, ``None`` when near none."""

    id: str
    name: str
    owner: str = ""
    country: str | None = None
    side: str | None = None
    language: str = ""
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A way between two places that a side relies on.

    Attributes:
        ends: full ids of the place that supplies come from, and of that which relies on them.
        through: full ids of places, roads among them, that it cannot do without, in the order from the first end.
        side: full id of the side that relies on it, ``None`` when all may use it.
        first, last: the first and last of the days that the entry speaks of; ``None`` when open.
        open: whether it could be used on ``first``; ``None`` when unknown.
    """

    id: str
    name: str
    ends: tuple[str, str]
    through: tuple[str, ...] = ()
    side: str | None = None
    first: date | None = None
    last: date | None = None
    open: bool | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """An area that written terms mark out: places, a circle or a polygon, or places with one of these.

    A zone with none of them is one that the text names and does not draw.

    Attributes:
        name: what the terms call it; obligations refer to it by this.
        places: full ids of places that make it up, each with all that lies in it.
        around: latitude and longitude of its middle in decimal degrees (WGS84), and its radius in kilometres.
        points: the corners of a polygon, latitude and longitude each, in order around it.
    """

    name: str
    places: tuple[str, ...] = ()
    around: tuple[float, float, float] | None = None
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that parties to written terms took on.

    Attributes:
        text: what it is, one sentence in the pack's own words.
        kind: one of ``OBLIGATION_KINDS``.
        by: full ids of the actors that it binds; empty where it binds every party.
        zone: name of the zone that it holds in; ``None`` where it holds wherever the terms do.
        starts, ends: its own days where they are not those of the terms.
        metres: how far to pull back, for a withdrawal.
    """

    text: str
    kind: str = "other"
    by: tuple[str, ...] = ()
    zone: str | None = None
    starts: date | None = None
    ends: date | None = None
    metres: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """One truce's written terms.

    Attributes:
        class_: class of the ETH/PRIO Civil Conflict Ceasefire data set (Clayton et al. 2023).
        announced, starts, ends: days; a month or year in the file stands for its first day (its last for ``ends``).
        starts_at, ends_at: the hour of those days, local time; ``None`` where the whole day counts.
        hours: from when to when they hold every day, local time; ``None`` where they hold around the clock.
        duration_hours: how long it was to last, in hours.
        parties, guarantors, excluded: full ids of actors.
        sides: full ids of sides that are bound with all who are on them.
        places: full ids of places; they hold in all of these, and in their zones.
        obligations: what the parties took on.
        zones: areas that they mark out.
    """

    id: str
    name: str
    class_: str = ""
    purpose: str = ""
    announced: date | None = None
    starts: date | None = None
    ends: date | None = None
    duration_hours: int | None = None
    parties: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    sources: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    sides: tuple[str, ...] = ()
    starts_at: time | None = None
    ends_at: time | None = None
    hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """What one folder knows.

    Attributes:
        first, last: the days that it covers; ``None`` when it does not say.
        digest: SHA-256 (hexadecimal) of its files, in a fixed order; outlines, which change no case, are left out.
        outlines: the file with its outlines, read when a map asks for it; ``None`` when it has none.
    """

    id: str
    name: str
    version: str
    sides: tuple[Side, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    terms: tuple[Terms, ...] = ()
    digest: str = ""
    first: date | None = None
    last: date | None = None
    outlines: Path | None = None
    routes: tuple[Route, ...] = ()
