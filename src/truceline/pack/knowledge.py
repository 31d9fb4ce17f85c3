"""What several packs know together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from truceline.naming import gazetteer
from truceline.naming.spelling import key
from truceline.pack.files import find, load
from truceline.pack.links import ancestry, faults
from truceline.pack.location import Location, locate, own_divisions
from truceline.pack.outlines import Outlines, read
from truceline.pack.records import GENERAL, Actor, Outlet, Pack, PackError, Place, Route, Side, Terms


class Knowledge:
    """Several packs together. The order of the packs decides where they compete; the general one goes last.

    Attributes:
        packs: in that order.
        sides, actors, outlets, routes, terms: entries by full id, in the order of the packs and of their files.
        places: likewise; it also answers for ids of the gazetteer (``geonames:170063``, ``geonames:YE.02``), but does
            not list them. A division that a pack has itself comes back as the pack's.
        digest: SHA-256 (hexadecimal) that changes when the content of any pack does.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        """Bring packs together.

        Raises:
            PackError: two packs have one id, or one refers to something that none of them holds.
        """
        ids = [p.id for p in packs]
        if twice := next((i for n, i in enumerate(ids) if i in ids[:n]), None):
            raise PackError(f"two packs have the id {twice!r}; give one of them another in its pack.toml")
        self.packs = tuple(sorted(packs, key=lambda p: p.id == GENERAL))
        if fault := next(faults(self.packs, within=False), None):
            raise PackError(f"pack {fault.pack}, {fault.table}, {fault.entry!r}: {fault.what}")
        self.sides: Mapping[str, Side] = MappingProxyType({e.id: e for p in self.packs for e in p.sides})
        self.actors: Mapping[str, Actor] = MappingProxyType({e.id: e for p in self.packs for e in p.actors})
        self.outlets: Mapping[str, Outlet] = MappingProxyType({e.id: e for p in self.packs for e in p.outlets})
        self.routes: Mapping[str, Route] = MappingProxyType({e.id: e for p in self.packs for e in p.routes})
        self.terms: Mapping[str, Terms] = MappingProxyType({e.id: e for p in self.packs for e in p.terms})
        self.places: Mapping[str, Place] = _Places({e.id: e for p in self.packs for e in p.places})
        self._located: dict[str, Location | None] = {}
        self.digest = hashlib.sha256("\n".join(f"{p.id} {p.digest}" for p in self.packs).encode()).hexdigest()

    @classmethod
    def of(cls, names_or_folders: Sequence[str]) -> Knowledge:
        """Load packs by the name of a bundled one ("world", "syria") or by their folder, and bring them together.

        Raises:
            PackError: there is no such pack, or it cannot be used.
        """
        return cls([load(find(name)) for name in names_or_folders])

    def label(self, entity: str | None) -> str:
        """The neutral name of an id; the text itself where it is no id, empty for ``None``."""
        if entity is None:
            return ""
        found: Actor | Place | Outlet | Side | Terms | Route | None = (
            self.actors.get(entity)
            or self.places.get(entity)
            or self.outlets.get(entity)
            or self.sides.get(entity)
            or self.terms.get(entity)
            or self.routes.get(entity)
        )
        return found.name if found else entity

    def side_of(self, entity: str | None) -> str | None:
        """The side of an actor or else of its nearest ancestor that has one, or the side an outlet stands near.

        An actor has the side that its own entry gives, or the first side that counts it among its members.
        """
        if entity is None:
            return None
        if entity in self.actors:
            sides = (self.actors[a].side or self._members.get(a) for a in self.lineage(entity) if a in self.actors)
            return next((s for s in sides if s), None)
        return self.outlets[entity].side if entity in self.outlets else None

    def is_only_place(self, entity: str | None) -> bool:
        """Whether an id is a place that nobody is: a state, when it acts or is addressed, is no place."""
        return entity is not None and entity in self.places and entity not in self.actors

    def lineage(self, actor: str) -> tuple[str, ...]:
        """The actor and its parents, nearest first."""
        return ancestry(actor, self._actor_parents)

    def within(self, place: str) -> tuple[str, ...]:
        """The place and its parents, nearest first; only the id itself where nothing is known of it."""
        outer = self.places[place].parent if place.startswith(gazetteer.PREFIX) and place in self.places else None
        return (place, *self.within(outer)) if outer else ancestry(place, self._place_parents)

    def locate(self, place: str) -> Location | None:
        """Where a place lies: its own coordinates or those of its nearest parent that has some; ``None`` without."""
        if place not in self._located:
            self._located[place] = locate(self.within(place), self.places)
        return self._located[place]

    def outlet(self, name: str | None) -> Outlet | None:
        """The outlet of that id, name, alias, domain or web address; ``None`` where no pack knows it."""
        if not name or not name.strip():
            return None
        if name in self.outlets:
            return self.outlets[name]
        plain = name.strip().casefold()
        host = plain.partition("://")[2].partition("/")[0] or plain.partition("/")[0]
        host = host.partition(":")[0].removeprefix("www.")
        labels = host.split(".")
        for domain in (".".join(labels[i:]) for i in range(len(labels) - 1)):
            if domain in self._outlet_domains:
                return self._outlet_domains[domain]
        return self._outlet_names.get(plain) or self._outlet_keys.get(key(name))

    @cached_property
    def outlines(self) -> Mapping[str, Outlines]:
        """The outlines of the packs that have some, by pack, read when first asked for.

        Raises:
            PackError: a file of outlines cannot be read.
        """
        return MappingProxyType({p.id: read(p.outlines, p.id) for p in self.packs if p.outlines})

    @cached_property
    def _members(self) -> dict[str, str]:
        return {m: s.id for s in reversed(tuple(self.sides.values())) for m in s.members}

    @cached_property
    def _actor_parents(self) -> dict[str, str | None]:
        return {a.id: a.parent for a in self.actors.values()}

    @cached_property
    def _place_parents(self) -> dict[str, str | None]:
        return {p.id: p.parent for p in self.places.values()}

    @cached_property
    def _outlet_domains(self) -> dict[str, Outlet]:
        return {d: o for o in reversed(tuple(self.outlets.values())) for d in o.domains}

    @cached_property
    def _outlet_names(self) -> dict[str, Outlet]:
        return {n.casefold(): o for o in reversed(tuple(self.outlets.values())) for n in reversed((o.name, *o.names))}

    @cached_property
    def _outlet_keys(self) -> dict[str, Outlet]:
        found: dict[str, Outlet | None] = {}
        for outlet in self.outlets.values():
            for k in {key(n) for n in outlet.names} - {""}:
                # A key that two outlets share tells neither.
                found[k] = outlet if found.get(k, outlet) is outlet else None
        return {k: o for k, o in found.items() if o}


class _Places(Mapping[str, Place]):
    """The places of the packs, and behind them those of the gazetteer, which is read when first asked for."""

    def __init__(self, places: dict[str, Place]) -> None:
        self._places = places
        self._known: dict[str, Place] = {}

    def __getitem__(self, place: str) -> Place:
        if place in self._places or not place.startswith(gazetteer.PREFIX):
            return self._places[place]
        if place not in self._known:
            self._known[place] = self._placed(gazetteer.place(place))
        return self._known[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _placed(self, place: Place) -> Place:
        """A place of the gazetteer among those of the packs, whose own division goes before the gazetteer's."""
        if place.parent is None:
            own = self._divisions.get(place.id)
            return self[own] if own else replace(place, parent=self._countries.get(key(gazetteer.country(place.id))))
        return replace(place, parent=self[place.parent].id)

    @cached_property
    def _divisions(self) -> dict[str, str]:
        return own_divisions(self._places)

    @cached_property
    def _countries(self) -> dict[str, str]:
        """Id of each country by the keys of its names."""
        countries = [p for p in self._places.values() if p.kind == "country"]
        return {key(n): p.id for p in reversed(countries) for n in p.names}
