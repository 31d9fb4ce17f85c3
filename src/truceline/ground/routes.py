"""Routes: which places are cut off, since when and by the loss of which road, and what opened them again, by account.

The ways are those of the packs (``routes.csv``); whether one can be used is told by each voice on its own.
``docs/ground.md`` says what cuts and what opens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import networkx as nx

from truceline.codebook import of_family
from truceline.ground.holding import Ground
from truceline.ground.taking import STALE, Kind, Telling, Told
from truceline.pack import Knowledge, Route
from truceline.records import Record

_ACTS = (of_family("violence") | {"capture", "siege", "siege_break"}) - {"clash"}
"""Acts that tell who fights beside whom, and against whom; in a clash both are told to act."""

_SETTLED = frozenset(["city", "town", "village"])
_FEWEST = 3
"""So often a record has to tell that two fight together, or each other: a reader may be wrong once or twice."""

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
        fell: by whom the place itself was taken while it was cut off; ``None`` where it was not.
    """

    place: str
    side: str | None
    voice: str
    since: Turn
    losses: tuple[Turn, ...] = ()
    sieges: tuple[Told, ...] = ()
    reopened: Turn | None = None
    fell: Turn | None = None

    @property
    def end(self) -> date | None:
        """The day from which it is cut off no more."""
        over = self.reopened or self.fell
        return over.day if over else None

    def lasts_on(self, day: date) -> bool:
        """Whether the place is cut off on a day."""
        return self.since.day <= day and (self.end is None or day < self.end)


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
        roads = {t.told.claim for t in tellings if t.kind == "besieged" and self._is_road(t.place)}
        account = _Account(voice, {r.id: _Way(r) for r in self._knowledge.routes.values()})
        for t in tellings:
            assert t.since
            known = account.lasting.get(t.place)
            if known and t.kind == "taken" and self._falls(t, known.side):
                fell = Turn(None, t.place, t.kind, t.holder, t.since, t.told)
                yield replace(account.lasting.pop(t.place), fell=fell)
            turns = list(self._turns(t, t.since, account))
            for route, turn, opens in turns:
                yield from self._at_ends(route, turn, account, opens=opens)
            # Of "cut the road into the city" the city is only where the road leads.
            if t.kind in ("besieged", "opened") and not turns and t.told.claim not in roads:
                yield from self._at_place(t, Turn(None, t.place, t.kind, t.holder, t.since, t.told), account)
        yield from account.lasting.values()

    def _turns(self, t: Telling, day: date, account: _Account) -> Iterator[tuple[Route, Turn, bool]]:
        """The ways that a telling cuts or opens."""
        around = self._knowledge.within(t.place)
        for way in account.ways.values():
            through = next((p for p in way.route.through if p in around), None)
            if through is None or not _speaks_of(way.route, day):
                continue
            opens = self._opens(t, through, way)
            if opens is None:
                continue
            turn = Turn(way.route.id, t.place, t.kind, t.holder, day, t.told)
            changed = way.take(through, turn, opens=opens)
            if changed:
                self._states.append(RouteState(way.route.id, account.voice, way.open, turn))
            if changed or opens:
                yield way.route, turn, opens

    def _opens(self, t: Telling, through: str, way: _Way) -> bool | None:
        """Whether a telling opens a way (``True``), cuts it (``False``), or does neither."""
        bond = self._bonds.between(t.holder, way.route.side)
        friendly = bond in ("own", "with")
        if t.kind == "opened":
            return True if bond != "against" else None
        if t.kind == "besieged":
            # A besieged quarter is a road cut only where it is told who cuts it.
            return False if not friendly and (t.holder or self._is_road(t.place)) else None
        if t.kind not in ("taken", "held") or t.holder is None:
            return None
        gained = True if t.place == through and not t.part else None
        if bond == "unknown":
            # A third party takes it from whom it was lost to; what nobody had lost, only one of the sides can cut.
            if way.lost:
                return gained if t.kind == "taken" else None
            return False if t.holder in self._knowledge.sides else None
        return gained if friendly else False

    def _at_ends(self, route: Route, turn: Turn, account: _Account, *, opens: bool) -> Iterator[Cutoff]:
        """What the turn of a way makes of the places that ways of its side lead to."""
        lasting = account.lasting
        if opens:
            account.opened(route.ends[1], turn)
        same = (r for r in self._knowledge.routes.values() if r.side == route.side and _speaks_of(r, turn.day))
        for place in sorted({r.ends[1] for r in same}):
            cut, losses = account.cut(place, route.side, turn.day)
            known = lasting.get(place)
            if cut and not opens:
                lasting[place] = (
                    replace(known, losses=losses) if known else Cutoff(place, route.side, account.voice, turn, losses)
                )
            elif known and opens and not cut and (known.losses or place == route.ends[1]):
                yield replace(lasting.pop(place), reopened=turn)

    def _at_place(self, t: Telling, turn: Turn, account: _Account) -> Iterator[Cutoff]:
        """What a siege, or its end, makes of the place that it is told of."""
        passed = any(t.place in r.through for r in self._knowledge.routes.values())
        if self._is_road(t.place) or passed:
            return  # of a place on the way nobody tells who is besieged in it
        place, side = self._meant(t, turn.day, account)
        bond = self._bonds.between(t.holder, side)
        known = account.lasting.get(place)
        if t.kind == "opened" and bond != "against":
            account.opened(place, turn)
            if known:
                yield replace(account.lasting.pop(place), reopened=turn)
        elif t.kind == "besieged" and bond not in ("own", "with"):
            if known:
                account.lasting[place] = replace(known, sieges=(*known.sieges, t.told))
            elif not (t.told.reported and account.opened_lately(place, turn.day)):
                account.lasting[place] = Cutoff(place, side, account.voice, turn, (), (t.told,))

    def _falls(self, t: Telling, side: str | None) -> bool:
        """Whether all of a place is taken from the side that is cut off in it."""
        return not t.part and t.holder is not None and self._bonds.between(t.holder, side) not in ("own", "with")

    def _is_road(self, place: str) -> bool:
        return self._knowledge.places[place].kind == "road"

    def _meant(self, t: Telling, day: date, account: _Account) -> tuple[str, str | None]:
        """The place that a siege is told of, and the side that is in it.

        "The siege of the city" is that of the one part of it that has ways of its own and whose side does not besiege.
        """
        ends = sorted({(r.ends[1], r.side) for r in self._knowledge.routes.values() if _speaks_of(r, day)}, key=str)
        own = next((e for e in ends if e[0] == t.place), None)
        if own or self._knowledge.places[t.place].kind not in _SETTLED:
            return own or (t.place, None)
        bonds = {e: self._bonds.between(t.holder, e[1]) for e in ends if t.place in self._knowledge.within(e[0])[1:]}
        likely = ("own", "with") if t.kind == "opened" else ("against",)
        fit = [e for e in bonds if bonds[e] in likely] or [e for e in bonds if bonds[e] == "unknown"]
        if t.kind == "opened" and len(fit) > 1:
            fit = [e for e in fit if e[0] in account.lasting]
        return fit[0] if len(fit) == 1 else (t.place, None)


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
        """Whether it can be used; ``None`` while nothing tells."""
        return not self.lost if self._settled else None

    def take(self, through: str, turn: Turn, *, opens: bool) -> bool:
        """Take in what happens at a place or road of it; whether that changes anything."""
        before = self.open, dict(self.lost)
        self._settled = True
        if not opens:
            self.lost.setdefault(through, turn)
        elif turn.kind == "opened":
            self.lost.clear()
        else:
            self.lost.pop(through, None)
            self.lost.pop("", None)
        return before != (self.open, self.lost)


class _Account:
    """What one voice has told up to a point in time.

    Attributes:
        voice: whose account it is.
        ways: the ways of the packs by id.
        lasting: the cut-offs that nothing has ended yet, by place.
    """

    def __init__(self, voice: str, ways: Mapping[str, _Way]) -> None:
        self.voice = voice
        self.ways = ways
        self.lasting: dict[str, Cutoff] = {}
        self._opened: dict[str, date] = {}

    def opened(self, place: str, turn: Turn) -> None:
        """Keep the day that a place was told to be opened on."""
        self._opened[place] = turn.day

    def opened_lately(self, place: str, day: date) -> bool:
        """Whether a siege told without a day may be one that the same voice told the end of."""
        return place in self._opened and day - self._opened[place] <= STALE

    def cut(self, place: str, side: str | None, day: date) -> tuple[bool, tuple[Turn, ...]]:
        """Whether a side has no way left that may be open to a place, from one that no way of it leads to; and why."""
        own = [w for w in self.ways.values() if w.route.side == side and _speaks_of(w.route, day)]
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(e for w in own for e in w.route.ends)
        graph.add_edges_from(w.route.ends for w in own if w.open is not False)
        reached = nx.node_connected_component(graph, place)
        if not reached <= {w.route.ends[1] for w in own}:
            return False, ()
        around = [w for w in own if w.open is False and reached & set(w.route.ends)]
        lost = [turn for w in around for turn in w.lost.values() if turn]
        return bool(lost), tuple(sorted(lost, key=lambda turn: (turn.day, str(turn.route), turn.place)))


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
        if beside >= _FEWEST and beside > 2 * against:
            return "with"
        return "against" if against >= _FEWEST and against > beside else "unknown"


def _speaks_of(route: Route, day: date) -> bool:
    return (route.first is None or route.first <= day) and (route.last is None or day <= route.last)


def _in_time(t: Telling) -> tuple[object, ...]:
    """By day; of one day what cuts goes before what opens, so that what was cut and opened is open."""
    return t.since or date.max, t.kind == "opened", t.told.claim, t.place, str(t.holder)
