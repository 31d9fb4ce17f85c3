"""A pack as the doubts look at it: its entries, and those of the packs that it may be used with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from truceline.naming.spelling import plain
from truceline.pack.links import ancestry
from truceline.pack.records import GENERAL, Actor, Outlet, Pack, Place


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something worth a look.

    Attributes:
        table, entry: whose it is; ``entry`` is a full id.
        what: what is doubtful and how to mend it.
        field: which of its fields, where that has a line of its own.
    """

    table: str
    entry: str
    what: str
    field: str = ""


class View:
    """One pack among others. Nothing here fails where references lead nowhere."""

    def __init__(self, pack: Pack, others: Sequence[Pack]) -> None:
        self.pack = pack
        self.others = tuple(p for p in others if p.id != pack.id)
        packs = (pack, *self.others)
        self.actors = {a.id: a for p in reversed(packs) for a in p.actors}
        self.places = {e.id: e for p in reversed(packs) for e in p.places}
        # Sides of this conflict alone: what another pack counts to a side of its own has none here.
        self._members = {m: s.id for s in reversed(pack.sides) for m in s.members}
        self._actor_parents = {a.id: a.parent for a in self.actors.values()}
        self._place_parents = {p.id: p.parent for p in self.places.values()}

    def short(self, entity: str) -> str:
        """An id as the pack itself writes it."""
        return entity.removeprefix(f"{self.pack.id}:")

    def lineage(self, actor: str) -> tuple[Actor, ...]:
        """The actor and its ancestors, nearest first."""
        return tuple(self.actors[a] for a in ancestry(actor, self._actor_parents) if a in self.actors)

    def within(self, place: str) -> tuple[Place, ...]:
        """The place and its ancestors, nearest first."""
        return tuple(self.places[p] for p in ancestry(place, self._place_parents) if p in self.places)

    def side(self, actor: Actor) -> str | None:
        """The side of an actor or of its nearest ancestor that has one, in this conflict."""
        own = {s.id for s in self.pack.sides}
        sides = (a.side if a.side in own else self._members.get(a.id) for a in self.lineage(actor.id))
        return next((s for s in sides if s), None)

    def country(self, actor: Actor) -> str | None:
        """The country of an actor or of its nearest ancestor that has one."""
        return next((a.country for a in self.lineage(actor.id) if a.country), None)

    def country_of_place(self, place: str) -> Place | None:
        """The country that a place lies in."""
        return next((p for p in self.within(place) if p.kind == "country"), None)

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, list[Actor | Place | Outlet]]]:
        """Entries of the general pack by table and plain name."""
        found: dict[str, dict[str, list[Actor | Place | Outlet]]] = {"actors": {}, "places": {}, "outlets": {}}
        for pack in (p for p in self.others if p.id == GENERAL):
            for table, names in found.items():
                for entry in getattr(pack, table):
                    for simple in {plain(n) for n in entry.names}:
                        names.setdefault(simple, []).append(entry)
        return found

    @cached_property
    def by_country(self) -> Mapping[str, list[Place]]:
        """The pack's places below its countries, by the country."""
        found: dict[str, list[Place]] = {}
        for place in self.pack.places:
            if (country := self.country_of_place(place.id)) and country is not place:
                found.setdefault(country.id, []).append(place)
        return found


def overlap(one: Actor, other: Actor) -> bool:
    """Whether the names of two actors hold on some of the same days."""
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(actor: Actor) -> date:
    return actor.first or date.min


def _last(actor: Actor) -> date:
    return actor.last or date.max
