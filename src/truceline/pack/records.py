"""What a pack holds: frozen records, and the kinds that they may have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
class Terms:
    """One truce's written terms.

    Attributes:
        class_: class of the ETH/PRIO Civil Conflict Ceasefire data set (Clayton et al. 2023).
        announced, starts, ends: days; a month or year in the file stands for its first day (its last for ``ends``).
        duration_hours: how long it was to last, in hours.
        parties, guarantors, excluded: full ids of actors.
        places: full ids of places.
        obligations: what the parties took on, one sentence each.
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
    obligations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """What one folder knows.

    Attributes:
        first, last: the days that it covers; ``None`` when it does not say.
        digest: SHA-256 (hexadecimal) of its files, in a fixed order.
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
