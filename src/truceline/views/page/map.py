"""The map of the page: the places of events, the ways between them, and who holds them on any day by whose account."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from truceline import plain
from truceline.analysis.tally import Tally
from truceline.dateline import day_of
from truceline.pack import GENERAL, Location
from truceline.records import Event
from truceline.views import map as drawing
from truceline.views import tolls as toll_words
from truceline.views.page.context import Context, Side, anchor
from truceline.views.page.events import standing
from truceline.views.page.holding import STALE, ChangeView, Holder, Holdings, Spell
from truceline.views.page.ways import Ways, WayView
from truceline.views.projection import Window

WIDTH, PART_WIDTH = 700, 330
"""Of the map and of the drawings of its crowded parts, in pixels."""

_SETTLED = 2  # the last precision that is a spot or settlement (truceline.pack.Precision)
_COUNTRY = 6
_HOME = 0.1  # a country with this part of the events of the one with most is part of the map
_EARLY = 0.02  # this part of what has a day may lie before the first day of the slider


@dataclass(frozen=True, slots=True)
class EventLink:
    """An event at a place: where it stands on the page, what it is and when."""

    anchor: str
    name: str
    when: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A row of the table beside the map; ``killed`` and ``held`` are empty where nobody tells.

    ``deadly`` are the events, there and in what lies in it, of which the killed are added up.
    """

    number: int
    name: str
    killed: str
    deadly: tuple[EventLink, ...]
    events: tuple[EventLink, ...]
    held: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a case.

    Attributes:
        main, parts: the drawings, each part with its letter and name; ``main`` is ``None`` where nothing can be drawn.
        places: the table, those with most events first.
        ways: the roads and routes that the packs know of those days.
        voices: those to choose from, in the order of the data.
        sides: those that hold something, with their signs.
        last: the last day, in words; empty where no day is known.
        data: what the script needs, as JSON.
        left_out: why events are not on the map, each with how many.
        source: whose lines the map shows.
    """

    main: Markup | None
    parts: tuple[tuple[str, str, Markup], ...]
    places: tuple[PlaceView, ...]
    ways: tuple[WayView, ...]
    voices: tuple[str, ...]
    sides: tuple[tuple[Side, Markup], ...]
    last: str
    data: str
    left_out: tuple[tuple[int, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of the map: where it lies, the events of it, and who holds it by each group of voices."""

    id: str
    at: Location
    events: tuple[Event, ...]
    spells: tuple[tuple[Spell, ...], ...]


def view(context: Context) -> MapView:
    """The map of a case, with a table that holds the same."""
    holdings = Holdings(context)
    events, left_out = _events(context)
    places = _places(context, holdings, events)
    home = _home(places)
    inside = [p for p in places if p.at.country in home]
    beyond = sum(len(p.events) for p in places if p.at.country not in home)
    days = _days(context, events.values())
    numbers = {p.id: n for n, p in enumerate(places, 1)}
    last = days[1] if days else date.max
    views = _Views(context, holdings, numbers, last)
    ways = Ways(context, holdings, days or (last, last))
    spots = [views.spot(p) for p in inside]
    window = _window(spots)
    land, source = _land(context, window) if window else (drawing.Land(), "")
    parts = drawing.crowds(spots, window, width=PART_WIDTH) if window else []
    lines = list(ways.drawn(views.signs))
    return MapView(
        main=drawing.draw(window, spots, lines, land, name="Map of the events", parts=parts) if window else None,
        parts=tuple(
            (p.letter, p.name, drawing.draw(p.window, p.spots, lines, land, name=f"{p.letter}: {p.name}", inset=True))
            for p in parts
        ),
        places=tuple(views.row(p) for p in places),
        ways=ways.views,
        voices=tuple(name for name, _ in holdings.groups),
        sides=tuple(views.sides(places)),
        last=plain.day(last) if days else "",
        data=_data(context, places, days, views, ways) if days else "",
        left_out=tuple((n, why) for n, why in [*left_out, (beyond, "beyond the edge of the map")] if n),
        source=source,
    )


def _events(context: Context) -> tuple[dict[str, Event], list[tuple[int, str]]]:
    """The events that have a place on a map, and how many have none, with the reason."""
    found = {}
    left: Counter[str] = Counter()
    for event in context.record.events.values():
        at = context.knowledge.locate(event.place) if event.place else None
        if standing(event):
            left["not told as fact"] += 1
        elif at is None:
            left["of no place, or of one that no pack knows"] += 1
        elif at.precision == _COUNTRY:
            left["of a country only"] += 1
        else:
            found[event.id] = event
    return found, [(n, why) for why, n in left.most_common()]


def _places(context: Context, holdings: Holdings, events: Mapping[str, Event]) -> list[_Place]:
    """Every place with an event or a holder, those with most events first."""
    grouped: dict[str, list[Event]] = {}
    located: dict[str, Location] = {}
    told: list[tuple[str | None, Event | None]] = [(e.place, e) for e in events.values()]
    for place, event in told + [(p, None) for p in holdings.places]:
        at = context.knowledge.locate(place) if place else None
        if place and at and at.precision != _COUNTRY:
            # An event of what has no coordinates of its own stands where the place does that it lies in.
            own = at.place if event else place
            located[own] = context.knowledge.locate(own) or at
            grouped.setdefault(own, []).extend([event] if event else [])
    found = [
        _Place(p, located[p], tuple(sorted(own, key=_when)), holdings.spells(p) if _clear(context, located[p]) else ())
        for p, own in grouped.items()
    ]
    return sorted(found, key=lambda p: (-len(p.events), context.knowledge.label(p.id), p.id))


def _clear(context: Context, at: Location) -> bool:
    """Whether one sign can stand for who holds a place; of a governorate or "the north" everybody holds some."""
    if at.precision <= _SETTLED:
        return True
    place = context.knowledge.places[at.place]
    return place.kind == "area" and place.parent != at.country


def _when(event: Event) -> tuple[date, date, str]:
    days = event.date
    return (days.first, days.last, event.id) if days else (date.max, date.max, event.id)


def _home(places: Sequence[_Place]) -> set[str | None]:
    """The countries that the map is of."""
    counts = Counter[str | None]()
    for place in places:
        counts[place.at.country] += len(place.events)
    most = max(counts.values(), default=0)
    return {country for country, number in counts.items() if number >= max(_HOME * most, 1)}


def _window(spots: Sequence[drawing.Spot]) -> Window | None:
    """Around the places told exactly, or else around all."""
    points = [s.point for s in spots if s.exact and s.weight] or [s.point for s in spots]
    return Window.around(points, width=WIDTH, tall=(380, 760), least_km=12.0) if points else None


def _land(context: Context, window: Window) -> tuple[drawing.Land, str]:
    known = context.knowledge.outlines
    world = [o for pack, o in known.items() if pack == GENERAL]
    others = [o for pack, o in known.items() if pack != GENERAL]
    label = context.knowledge.label
    whole = drawing.Land(
        countries=tuple(drawing.Country(label(s.place), s.rings) for o in world for s in o.shapes),
        coasts=tuple(line for o in world for line in o.edges),
        borders=tuple(line for o in world for line in o.borders),
        divisions=tuple(line for o in others for line in o.borders),
    )
    return whole.within(window), "; ".join(dict.fromkeys(o.source for o in [*world, *others] if o.source))


def _days(context: Context, events: Iterable[Event]) -> tuple[date, date] | None:
    """The days of the slider, to the last that anything tells of; what lies far earlier counts for the first."""
    told = [*context.ground.days, *(e.date.first for e in events if e.date)]
    read = [d for a in context.record.articles.values() if (d := day_of(a))]
    if not told:
        return None
    told.sort()
    last = max([*read, *context.ground.days], default=told[-1])
    first = told[int(len(told) * _EARLY)]
    return min(first, last), last


def _data(context: Context, places: Sequence[_Place], days: tuple[date, date], views: _Views, ways: Ways) -> str:
    """What the script needs: for each place the days of its events and its holders, days counted from the first."""
    first, last = days
    signs = _signs(context)

    def number(day: date) -> int:
        """Before the first day, -1: it is so then, and did not change then."""
        return max(-1, (min(day, last) - first).days)

    def spells(found: Sequence[Spell]) -> list[object]:
        return [
            [number(s.day), [[signs[h.side], (h.told - first).days, int(h.part)] for h in s.held], int(s.fought)]
            for s in found
        ]

    return json.dumps(
        {
            "first": first.isoformat(),
            "last": (last - first).days,
            "sides": [plain.flat(s.label) for s in context.sides.values()],
            "shapes": drawing.SHAPES,
            "stale": STALE.days,
            "places": {
                views.numbers[p.id]: {
                    "name": plain.flat(context.place(p.id)),
                    "killed": views.killed(p.id),
                    "events": [n for e in p.events if e.date for n in _span(e.date.first, e.date.last, first)],
                    "undated": sum(e.date is None for e in p.events),
                    "held": [spells(s) for s in p.spells],
                }
                for p in places
            },
            "ways": {
                n: {"first": first, "use": [[[number(day), use] for day, use in uses] for uses in groups]}
                for n, (first, groups) in ways.changes().items()
            },
        },
        separators=(",", ":"),
    )


def _link(event: Event) -> EventLink:
    return EventLink(anchor(event.id), plain.type_name(event.type), plain.when(event.date))


def _span(begin: date, end: date, first: date) -> tuple[int, int]:
    return (begin - first).days, (end - first).days


def _signs(context: Context) -> dict[str | None, int]:
    """The number of each side's sign; those of no side have the last."""
    return {side: n for n, side in enumerate(context.sides)}


class _Views:
    """Turns places and ways into what the page shows of them."""

    def __init__(self, context: Context, holdings: Holdings, numbers: Mapping[str, int], last: date) -> None:
        self._context, self._holdings, self._last = context, holdings, last
        self.numbers = numbers
        self._tallied: dict[str, Tally] = {}
        self.signs = {side: None if side is None else n for side, n in _signs(context).items()}

    def spot(self, place: _Place) -> drawing.Spot:
        """A place as it is drawn, on the last day and by all accounts."""
        now = place.spells[0][-1] if place.spells and place.spells[0] else None
        number, killed = self.numbers[place.id], self.killed(place.id)
        words = [self._context.place(place.id), plain.count(len(place.events), "event")]
        words += [f"killed there, all days: {killed}"] if killed else []
        words += [self._holdings.now(place.id)] if now else []
        return drawing.Spot(
            number=number,
            point=(place.at.lat, place.at.lon),
            label=self._context.knowledge.label(place.id),
            title=". ".join(plain.upper_first(w) for w in words if w) + ".",
            href=f"#place-{number}",
            weight=len(place.events),
            exact=place.at.precision <= _SETTLED,
            signs=tuple(self._sign(h) for h in now.held) if now else (),
            contested=bool(now and now.differs(self._last)),
        )

    def _sign(self, held: Holder) -> drawing.Sign:
        return drawing.Sign(self.signs[held.side], held.part, self._last - held.told > STALE)

    def row(self, place: _Place) -> PlaceView:
        """A place in the table."""
        return PlaceView(
            number=self.numbers[place.id],
            name=self._context.place(place.id),
            killed=self.killed(place.id),
            deadly=tuple(self._deadly(place.id)),
            events=tuple(map(_link, place.events)),
            held=self._holdings.now(place.id),
            changes=self._holdings.changes(place.id),
        )

    def sides(self, places: Iterable[_Place]) -> Iterator[tuple[Side, Markup]]:
        """The sides that somebody says hold something, with their signs."""
        holders = {h.side for p in places for group in p.spells for s in group for h in s.held}
        for key, side in self._context.sides.items():
            if key in holders:
                yield side, drawing.sign(self.signs[key])

    def killed(self, place: str) -> str:
        """How many were killed there and in what lies in it, as a range in words; empty where nobody tells."""
        return next((toll_words.span(s) for s in self._tally(place).sums if s.what == "killed"), "")

    def _deadly(self, place: str) -> Iterator[EventLink]:
        tally = self._tally(place)
        tolls = [t for p in tally.periods for t in p.tolls] + list(tally.across)
        for event in dict.fromkeys(t.event for t in tolls if t.what == "killed"):
            yield _link(self._context.record.events[event])

    def _tally(self, place: str) -> Tally:
        if place not in self._tallied:
            self._tallied[place] = self._context.tallies.over((place,))
        return self._tallied[place]
