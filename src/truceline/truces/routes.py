"""Routes: which places are cut off, since when and by the loss of which road, and what opened them again, by account.

The ways are those of the packs (``routes.csv``); whether one can be used is told by each voice on its own. ``docs/ground.md``
says what cuts and what opens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

import networkx as nx

from truceline.codebook import of_family
from truceline.pack import Knowledge, Route
from truceline.records import Record
from truceline.truces.ground import Ground
from truceline.truces.taking import WIDE, Kind, Telling, Told

_ACTS = (of_family("violence") | {"capture", "siege", "siege_break"}) - {"clash"}
"""Acts that tell who fights beside whom, and against whom; in a clash both are told to act."""

_SETTLED = frozenset(["city", "town", "village"])
_Bond = Literal["own", "with", "against", "unknown"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What cut a way or a place, or opened it.

    Attributes:
        route: id of the way; ``None`` where it is told of the place itself.
        place: id of the place or road that was lost, regained, besieged or opened.
        kind: what is told of it.
        by: who did it: the side, else the actor, else words; ``None`` when not told.
        day: the day that it counts from.
        told: by whom.
    """

    route: str | None
    place: str
    kind: Kind
    by: str | None
    day: date
    told: Told


@dataclass(frozen=True, slots=True)
class RouteState:
    """Whether a way can be used, by one voice.

    Attributes:
        open: ``None`` where the pack does not say how it was and the voice tells nothing that settles it.
        since: what made it so.
    """

    route: str
    voice: str
    open: bool | None
    since: Turn


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A place that is cut off, by one voice.

    Attributes:
        place: its id.
        side: the side that is cut off in it; ``None`` where no way of the packs leads there.
        voice: whose account it is.
        since: what cut it off: the loss of the last way, or a siege told of the place itself.
        losses: what had cut each way that was not open then.
        sieges: who tells of a siege of the place while it lasts.
        reopened: what opened it again; ``None`` while nothing is told to have.
    """

    place: str
    side: str | None
    voice: str
    since: Turn
    losses: tuple[Turn, ...] = ()
    sieges: tuple[Told, ...] = ()
    reopened: Turn | None = None

    def lasts_on(self, day: date) -> bool:
        """Whether the place is cut off on a day."""
        return self.since.day <= day and (self.reopened is None or day < self.reopened.day)


class Routes:
    """The ways of the packs and the places at their ends, by each voice's account.

    A way leads from where supplies come (``Route.ends[0]``) to the place that relies on it; a place that no way of its
    side leads to is outside, and cannot be cut off.

    Attributes:
        cutoffs: by place, voice and day.
    """

    def __init__(self, ground: Ground, record: Record, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._bonds = _Bonds(record, knowledge)
        self._states: list[RouteState] = []
        told = sorted((t for t in ground.tellings.all if t.since and not t.denied), key=_in_time)
        by_voice: dict[str, list[Telling]] = defaultdict(list)
        for t in told:
            by_voice[t.told.voice].append(t)
        found = [c for voice in sorted(by_voice) for c in self._voice(voice, by_voice[voice])]
        self.cutoffs = tuple(sorted(found, key=lambda c: (c.place, c.voice, c.since.day, c.since.told.claim)))

    def on(self, day: date) -> tuple[Cutoff, ...]:
        """The cut-offs that last on a day."""
        return tuple(c for c in self.cutoffs if c.lasts_on(day))

    def states(self, day: date) -> tuple[RouteState, ...]:
        """Whether each way can be used on a day, by every voice that told something of it up to then."""
        last: dict[tuple[str, str], RouteState] = {}
        for state in self._states:
            route = self._knowledge.routes[state.route]
            if state.since.day <= day and _speaks_of(route, day):
                last[state.route, state.voice] = state
        return tuple(last[key] for key in sorted(last))

    def _voice(self, voice: str, tellings: Sequence[Telling]) -> Iterator[Cutoff]:
        """What one voice's account, read in the order of time, makes of the ways and of the places at their ends."""
        openings = [(t, t.place) for t in tellings if t.kind == "opened" and not t.told.reported]
        ways = {r.id: _Way(r) for r in self._knowledge.routes.values()}
        lasting: dict[str, Cutoff] = {}
        for t in tellings:
            if t.kind == "besieged" and t.told.reported and any(self._opens(o, place, t) for o, place in openings):
                continue  # the siege that it told the end of, not a new one
            yield from self._read(t, voice, ways, lasting)
        yield from lasting.values()

    def _opens(self, opening: Telling, place: str, siege: Telling) -> bool:
        """Whether a siege told without a day may be the one that the same voice told the end of, in the month before."""
        assert opening.since and siege.since
        near = place in self._knowledge.within(siege.place) or siege.place in self._knowledge.within(place)
        return near and 0 <= (siege.since - opening.since).days <= 31

    def _read(self, t: Telling, voice: str, ways: Mapping[str, _Way], lasting: dict[str, Cutoff]) -> Iterator[Cutoff]:
        assert t.since
        touched = []
        for way in ways.values():
            if _speaks_of(way.route, t.since) and (through := self._through(t, way.route)):
                turn = Turn(way.route.id, t.place, t.kind, t.holder, t.since, t.told)
                bond = self._bonds.between(t.holder, way.route.side)
                effect = self._effect(t, bond, through, way)
                if effect is not None and way.turn(through, turn, effect, told_of_road=t.kind == "opened"):
                    self._states.append(RouteState(way.route.id, voice, way.open, turn))
                    touched.append((way.route, turn, effect))
        for route, turn, effect in touched:
            for place, side in sorted({(r.ends[1], r.side) for r in self._same_side(route, t.since)}, key=str):
                cut, losses = self._cut(place, side, t.since, ways)
                if cut and not effect and place not in lasting:
                    lasting[place] = Cutoff(place, side, voice, turn, losses)
                elif not cut and effect and place in lasting and lasting[place].losses:
                    yield replace(lasting.pop(place), reopened=turn)
        if t.kind in ("besieged", "opened") and not touched:
            yield from self._told_of_place(t, voice, lasting)

    def _told_of_place(self, t: Telling, voice: str, lasting: dict[str, Cutoff]) -> Iterator[Cutoff]:
        """A siege or its end told of the place itself, or of the town around the one place that it can mean."""
        assert t.since
        if self._knowledge.places[t.place].kind in (*WIDE, "road"):
            return
        turn = Turn(None, t.place, t.kind, t.holder, t.since, t.told)
        place, side = self._meant(t, lasting)
        if t.kind == "besieged" and not (side and self._bonds.between(t.holder, side) in ("own", "with")):
            known = lasting.get(place)
            lasting[place] = (
                replace(known, sieges=(*known.sieges, t.told))
                if known
                else Cutoff(place, side, voice, turn, (), (t.told,))
            )
        elif t.kind == "opened" and place in lasting and self._bonds.between(t.holder, side) != "against":
            yield replace(lasting.pop(place), reopened=turn)

    def _meant(self, t: Telling, lasting: Mapping[str, Cutoff]) -> tuple[str, str | None]:
        """The place that a siege is told of, and the side that is in it.

        "The siege of the city" is that of the one part of it that has ways of its own, if the besieger is not of its
        side.
        """
        assert t.since
        ends = {(r.ends[1], r.side) for r in self._knowledge.routes.values() if _speaks_of(r, t.since)}
        if own := sorted((e for e in ends if e[0] == t.place), key=str):
            return own[0]
        inner = [e for e in ends if t.place in self._knowledge.within(e[0])[1:]]
        if self._knowledge.places[t.place].kind in _SETTLED:
            bonds = {e: self._bonds.between(t.holder, e[1]) for e in inner}
            ours = ("own", "with") if t.kind == "opened" else ("against",)
            fit = [e for e in inner if bonds[e] in ours] or [e for e in inner if bonds[e] == "unknown"]
            if t.kind == "opened" and len(fit) > 1:
                fit = [e for e in fit if e[0] in lasting]
            if len(fit) == 1:
                return fit[0]
        return t.place, None

    def _through(self, t: Telling, route: Route) -> str | None:
        """What of a way's places and roads a telling is of."""
        around = self._knowledge.within(t.place)
        return next((p for p in route.through if p in around), None)

    def _effect(self, t: Telling, bond: _Bond, through: str, way: _Way) -> bool | None:
        """Whether a telling opens a way (``True``), cuts it (``False``), or neither."""
        whole = t.place == through and not t.part
        friendly = bond in ("own", "with")
        if t.kind == "opened":
            return True if bond != "against" else None
        if t.kind == "besieged":
            # A quarter that somebody besieges is no road cut unless it is told who cuts it.
            road = self._knowledge.places[t.place].kind == "road"
            return False if not friendly and (t.holder or road) else None
        if t.kind not in ("taken", "held") or t.holder is None:
            return None
        if bond == "unknown":
            # Taken by a third: not by whom it was lost to; what nobody had lost is only lost to a known side.
            return (True if whole else None) if way.lost else (False if t.holder in self._knowledge.sides else None)
        return (True if whole else None) if friendly else False

    def _same_side(self, route: Route, day: date) -> list[Route]:
        return [r for r in self._knowledge.routes.values() if r.side == route.side and _speaks_of(r, day)]

    def _cut(self, place: str, side: str | None, day: date, ways: Mapping[str, _Way]) -> tuple[bool, tuple[Turn, ...]]:
        """Whether no way that may be open leads on from a place to where its side is not cut off, and what cut them."""
        own = [w for w in ways.values() if w.route.side == side and _speaks_of(w.route, day)]
        ends = {w.route.ends[1] for w in own}
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(e for w in own for e in w.route.ends)
        graph.add_edges_from(w.route.ends for w in own if w.open is not False)
        if any(e not in ends for e in nx.node_connected_component(graph, place)):
            return False, ()
        reached = nx.node_connected_component(graph, place)
        lost = [
            turn for w in own if w.open is False and reached & set(w.route.ends) for turn in w.lost.values() if turn
        ]
        return bool(lost), tuple(sorted(lost, key=lambda turn: (turn.day, str(turn.route), turn.place)))


class _Way:
    """A way as one voice's account leaves it.

    Attributes:
        lost: by place or road, what cut it there; under an empty name what the pack says was shut from the first.
    """

    def __init__(self, route: Route) -> None:
        self.route = route
        self.lost: dict[str, Turn | None] = {"": None} if route.open is False else {}
        self._settled = route.open is not None

    @property
    def open(self) -> bool | None:
        return not self.lost if self._settled else None

    def turn(self, through: str, turn: Turn, effect: bool, *, told_of_road: bool) -> bool:
        """Take in what a telling does; whether it changed anything."""
        before = self.open, dict(self.lost)
        self._settled = True
        if not effect:
            self.lost.setdefault(through, turn)
        elif told_of_road:
            self.lost.clear()
        else:
            self.lost.pop(through, None)
            self.lost.pop("", None)
        return before != (self.open, self.lost)


class _Bonds:
    """Who fights beside whom and against whom, by how often the record tells either as fact."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._beside: Counter[tuple[str, str]] = Counter()
        self._against: Counter[tuple[str, str]] = Counter()
        for claim in record.claims.values():
            if claim.type in _ACTS and claim.status == "happened":
                actors, targets = (
                    {knowledge.side_of(m.entity) or m.entity for m in mentions if m.entity in knowledge.actors}
                    for mentions in (claim.actor, claim.target)
                )
                self._beside.update((a, b) for a in actors for b in actors if a and b and a != b)
                self._against.update(p for a in actors for b in targets if a and b and a != b for p in ((a, b), (b, a)))

    def between(self, holder: str | None, side: str | None) -> _Bond:
        """How somebody stands to a side; a way of no side is everybody's to lose."""
        if holder is None or side is None:
            return "unknown"
        if holder == side:
            return "own"
        beside, against = self._beside[holder, side], self._against[holder, side]
        return "with" if beside > against else "against" if against > beside else "unknown"


def _speaks_of(route: Route, day: date) -> bool:
    return (route.first is None or route.first <= day) and (route.last is None or day <= route.last)


def _in_time(t: Telling) -> tuple[object, ...]:
    """By day; of one day what cuts goes before what opens, so that what was cut and opened is open."""
    return t.since or date.max, t.kind == "opened", t.told.claim, t.place, str(t.holder)
