"""The ways of the map: their course, and by whose account each can be used on which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from truceline import plain
from truceline.ground.routes import RouteState
from truceline.naming.gazetteer import distance
from truceline.pack import Route
from truceline.views import map as drawing
from truceline.views.page.context import Context, Side
from truceline.views.page.holding import Holdings, Teller
from truceline.views.projection import Point

_COUNTRY = 6  # the precision of a place that is no point to draw a line to (truceline.pack.Precision)
_DETOUR = 1.25

Use = int
"""1 where a way can be used, 0 where it is cut, 2 where accounts differ."""


@dataclass(frozen=True, slots=True)
class WayView:
    """A way in words: what it joins, what the pack says of it, and who told last whether it can be used."""

    number: int
    name: str
    side: Side | None
    ends: str
    pack: str
    told: tuple[tuple[str, Teller], ...]


class Ways:
    """The routes of the packs that are of the days of the map, numbered from 1.

    Attributes:
        views: all of them, in words.
    """

    def __init__(self, context: Context, holdings: Holdings, days: tuple[date, date]) -> None:
        self._context, self._holdings = context, holdings
        routes = context.routes
        first, last = days
        of_then = [r for r in context.knowledge.routes.values() if _meets(r, first, last)]
        self._numbers = {r.id: n for n, r in enumerate(of_then, 1)}
        self._routes = of_then
        self._states = {day: routes.states(day) for day in context.ground.days}
        final = routes.states(last)
        self.views = tuple(self._view(r, [s for s in final if s.route == r.id]) for r in of_then)

    def drawn(self, signs: Mapping[str | None, int | None]) -> Iterator[drawing.Way]:
        """Each as it is drawn on the last day, by all accounts; no line without two places that lie somewhere."""
        last = self._uses(0)
        for route in self._routes:
            course = self._course(route)
            if len(course) > 1:
                number = self._numbers[route.id]
                use = last[number][-1][1] if last.get(number) else self.at_first(route)
                title = f"{route.name}{f' ({self._context.knowledge.label(route.side)})' if route.side else ''}"
                yield drawing.Way(number, course, title, f"#way-{number}", signs.get(route.side), use)

    def changes(self) -> dict[int, tuple[Use | None, list[list[tuple[date, Use]]]]]:
        """By number: how it was at first, and for each group of voices the days on which its use changes."""
        by_group = [self._uses(group) for group in range(len(self._holdings.groups))]
        return {
            n: (self.at_first(r), [uses.get(n, []) for uses in by_group])
            for r in self._routes
            for n in [self._numbers[r.id]]
        }

    def at_first(self, route: Route) -> Use | None:
        """As the pack says."""
        return None if route.open is None else int(route.open)

    def _uses(self, group: int) -> dict[int, list[tuple[date, Use]]]:
        found: dict[int, list[tuple[date, Use]]] = {}
        for day, states in sorted(self._states.items()):
            told: dict[int, set[bool]] = {}
            for state in states:
                if (
                    state.open is not None
                    and state.route in self._numbers
                    and self._holdings.speaks(state.voice, group)
                ):
                    told.setdefault(self._numbers[state.route], set()).add(state.open)
            for number, said in told.items():
                use = 2 if len(said) > 1 else int(True in said)
                own = found.setdefault(number, [])
                if not own or own[-1][1] != use:
                    own.append((day, use))
        return found

    def _view(self, route: Route, states: Sequence[RouteState]) -> WayView:
        label = self._context.knowledge.label
        ends = f"{label(route.ends[0])} to {label(route.ends[1])}"
        ends += f", by {plain.listed([label(p) for p in route.through])}" if route.through else ""
        pack = "" if route.open is None else "open" if route.open else "closed"
        pack += f" from {plain.day(route.first)}" if pack and route.first else ""
        told = tuple(
            ("can be used" if s.open else "is cut", teller)
            for s in states
            if s.open is not None
            for teller in self._holdings.tellers([s.since.told])
        )
        side = self._context.sides.get(route.side) if route.side else None
        return WayView(self._numbers[route.id], route.name, side, ends, pack, told)

    def _course(self, route: Route) -> tuple[Point, ...]:
        stops = [(p, at) for p in (route.ends[0], *route.through, route.ends[1]) if (at := self._at(p))]
        course: list[Point] = []
        for number, (stop, here) in enumerate(stops):
            after = next((at for _, at in stops[number + 1 :]), None)
            # Only the middle of a road is known, and that may lie behind where the way leaves it.
            road = self._context.knowledge.places[stop].kind == "road"
            if here not in course and not (road and course and after and _turns_back(course[-1], here, after)):
                course.append(here)
        return tuple(course)

    def _at(self, place: str) -> Point | None:
        at = self._context.knowledge.locate(place)
        return (at.lat, at.lon) if at and at.place == place and at.precision != _COUNTRY else None


def _meets(route: Route, first: date, last: date) -> bool:
    return (route.first or first) <= last and (route.last or last) >= first


def _turns_back(before: Point, here: Point, after: Point) -> bool:
    """Whether going by a point is a detour."""
    return distance(*before, *here) + distance(*here, *after) > _DETOUR * distance(*before, *after)
