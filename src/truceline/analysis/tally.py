"""Tolls of many events together: over a place, some days, and each day, week or month of them.

Deaths count once: an event that holds others, as the toll of a province holds those of its towns, may be their sum told
over again. ``docs/tolls.md`` has the rules with an example.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args

from truceline.analysis.chains import heaviest
from truceline.analysis.tolls import KINDS, EventTolls, Kind, ToldTotal, Toll
from truceline.matching.summaries import LONGEST
from truceline.pack import Knowledge
from truceline.records import Interval, Range, Record

By = Literal["day", "week", "month"]
"""How long the periods of a tally are; weeks begin on Monday."""

PERIODS: tuple[By, ...] = get_args(By)

Reason = Literal["day", "days", "place"]
"""Why an event is in no sum: its day is not told; its days lie partly outside those asked for; it is told only of a
wider place than asked for, or of none."""

_MOST_PERIODS = 62
_WIDE = frozenset({"country", "governorate", "district", "area"})
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the tolls of several events come to.

    Attributes:
        what: what is counted.
        number: from the fewest that there can be by what is told as fact, to the most; open where one event's is.
        told: the sum of the highest numbers told, which the most is not under where it is open.
        events: how many events have such a toll.
        possible: how many of these are only said to be possible.
        civilians, fighters: how many of them can be that by what is told of who the victims were.
    """

    what: Kind
    number: Range
    told: int
    events: int
    possible: int
    civilians: Range
    fighters: Range


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week or month with the tolls of the events and the told totals that lie wholly in it."""

    days: Interval
    sums: tuple[Sum, ...]
    tolls: tuple[Toll, ...]
    totals: tuple[ToldTotal, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The tolls over a place and some days.

    Attributes:
        places: ids of the places asked for, with all that lies in them; empty for everywhere.
        since, until: the days asked for, both included; ``None`` for all before or after.
        by: how long the periods are.
        periods: those in which something lies, oldest first.
        sums: over all days, with what lies in no one period.
        across: the tolls in ``sums`` that lie in no one period.
        totals: told totals that lie in no one period; those without days only where all days are asked for.
        unplaced: tolls that are in no sum though they may belong there, with the reason.
    """

    places: tuple[str, ...]
    since: date | None
    until: date | None
    by: By
    periods: tuple[Period, ...]
    sums: tuple[Sum, ...]
    across: tuple[Toll, ...]
    totals: tuple[ToldTotal, ...]
    unplaced: tuple[tuple[Toll, Reason], ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where and when an event lies.

    ``around`` is its nearest known place with all that hold it, empty where none is known. ``vague`` is an event that
    may be any other one there: of no exact place, or deaths of which nothing tells the cause.
    """

    event: str
    around: tuple[str, ...]
    days: Interval
    vague: bool


class Tallies:
    """Adds up the tolls of a record."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._within: Callable[[str | None], tuple[str, ...]] = cache(
            lambda place: knowledge.within(place) if place and place in knowledge.places else ()
        )
        self._knowledge = knowledge
        self._events = EventTolls(record, knowledge)
        self._around: dict[str, tuple[str, ...]] = {}
        self._cells: dict[str, _Cell] = {}
        for name in self._events.tolls:
            event = self._events.events[name]
            around = self._within(event.place)
            self._around[name] = around or self._beside(self._events.near[name])
            if event.date and event.date.days <= LONGEST:
                vague = not around or event.type == "toll"
                self._cells[name] = _Cell(name, self._around[name], event.date, vague)
        self._below = _below(self._cells.values())
        self.totals = tuple(map(self._compared, self._events.totals))

    @property
    def tolls(self) -> Mapping[str, tuple[Toll, ...]]:
        """The tolls of each event by its id, in the order of ``KINDS``; only events that have any."""
        return self._events.tolls

    def over(
        self,
        places: Collection[str] = (),
        since: date | None = None,
        until: date | None = None,
        by: By | None = None,
    ) -> Tally:
        """The tolls over a place and some days.

        Args:
            places: ids of places, each with everything inside it; everywhere when empty.
            since: first day.
            until: last day, included.
            by: how long the periods are; as short as gives no more than about 60 when ``None``.
        """
        inside = [c for c in self._cells.values() if _lies_in(c.around, places)]
        counted = [c for c in inside if _during(c.days, since, until)]
        by = by or fitting([c.days for c in counted])
        lying: dict[Interval | None, list[_Cell]] = defaultdict(list)
        told: dict[Interval | None, list[ToldTotal]] = defaultdict(list)
        for cell in counted:
            lying[period(cell.days, by, since, until)].append(cell)
        for t in self.totals:
            if self._all_in(t.places, places) and _meets(t.date, since, until):
                told[period(t.date, by, since, until)].append(t)
        periods = tuple(
            Period(p, self._sums(lying.get(p, [])), self._of(lying.get(p, [])), tuple(told.get(p, ())))
            for p in sorted(p for p in {*lying, *told} if p)
        )
        return Tally(
            places=tuple(sorted(places)),
            since=since,
            until=until,
            by=by,
            periods=periods,
            sums=self._sums(counted),
            across=self._of(lying.get(None, [])),
            totals=tuple(told.get(None, ())),
            unplaced=tuple(self._unplaced(places, since, until)),
        )

    def _all_in(self, told: Sequence[str], places: Collection[str]) -> bool:
        return not places or (bool(told) and all(_lies_in(self._within(p), places) for p in told))

    def _of(self, cells: Iterable[_Cell]) -> tuple[Toll, ...]:
        ordered = sorted(cells, key=lambda c: (c.days.first, c.days.last, c.event))
        return tuple(t for c in ordered for t in self.tolls[c.event])

    def _sums(self, cells: Iterable[_Cell]) -> tuple[Sum, ...]:
        tolls = self._of(cells)
        return tuple(self._sum(own) for kind in KINDS if (own := [t for t in tolls if t.what == kind]))

    def _sum(self, tolls: Sequence[Toll]) -> Sum:
        """The sum of tolls of one kind, at least one."""
        factual = [t for t in tolls if t.factual]
        least = heaviest({t.event: t.number.least or 0 for t in factual}, self._below)
        known = any(t.number.least is not None for t in factual)
        return Sum(
            what=tolls[0].what,
            number=Range(least if known else None, _added(t.number.most for t in tolls)),
            told=sum(t.told for t in tolls),
            events=len(tolls),
            possible=len(tolls) - len(factual),
            civilians=self._part(tolls, [(t.civilians, t.fighters) for t in tolls]),
            fighters=self._part(tolls, [(t.fighters, t.civilians) for t in tolls]),
        )

    def _part(self, tolls: Sequence[Toll], parts: Sequence[tuple[Range | None, Range | None]]) -> Range:
        """How many of the victims can be of one sort: those said to be, up to all not said to be of the other."""
        told = {t.event: (own.least or 0) for t, (own, _) in zip(tolls, parts, strict=True) if own and t.factual}
        most = [
            own.most if own and own.most is not None else _less(t.number.most, other)
            for t, (own, other) in zip(tolls, parts, strict=True)
        ]
        least, added = heaviest(told, self._below), _added(most)
        return Range(least, None if added is None else max(least, added))

    def _compared(self, told: ToldTotal) -> ToldTotal:
        """A told total beside the sum of the events that lie in its place and days."""
        if not told.date or not told.places or not all(map(self._within, told.places)):
            return told
        first, last = told.date.first, told.date.last
        cells = [c for c in self._cells.values() if _during(c.days, first, last) and _lies_in(c.around, told.places)]
        found = next((s for s in self._sums(cells) if s.what == told.what), None)
        if found is None:
            return told
        counted = {"all": found.number, "civilians": found.civilians, "fighters": found.fighters}[told.of]
        above = counted.most is not None and told.number.least is not None and counted.most < told.number.least
        below = counted.least is not None and told.number.most is not None and told.number.most < counted.least
        return replace(told, counted=counted, outside=above or (below and not told.actors))

    def _unplaced(
        self, places: Collection[str], since: date | None, until: date | None
    ) -> Iterator[tuple[Toll, Reason]]:
        holding = {p for place in places for p in self._within(place)}
        for name, tolls in self.tolls.items():
            around, cell = self._around[name], self._cells.get(name)
            fits = _lies_in(around, places)
            if not fits and around and around[0] not in holding:
                continue
            reason: Reason | None = None
            if cell is None:
                reason = "day"
            elif not _during(cell.days, since, until):
                reason = "days" if _meets(cell.days, since, until) else None
            elif not fits:
                reason = "place"
            if reason:
                yield from ((t, reason) for t in tolls)

    def _beside(self, near: Iterable[str]) -> tuple[str, ...]:
        """What holds a place that no pack knows, by the known place that it is told in or beside."""
        for place in near:
            if around := self._within(place):
                return around if self._knowledge.places[around[0]].kind in _WIDE else around[1:]
        return ()


def _below(cells: Iterable[_Cell]) -> dict[str, set[str]]:
    """All that each event holds."""
    by_day: dict[date, list[_Cell]] = defaultdict(list)
    found: dict[str, set[str]] = defaultdict(set)
    ordered = list(cells)
    for cell in ordered:
        by_day[cell.days.first].append(cell)
    for cell in ordered:
        for n in range(cell.days.days):
            for other in by_day.get(cell.days.first + n * _ONE_DAY, ()):
                if other is not cell and _holds(cell, other):
                    found[cell.event].add(other.event)
    return found


def _holds(one: _Cell, other: _Cell) -> bool:
    """Whether the deaths of one event may be those of the other told more widely.

    Of two that nothing sets apart but their names the first does, so that they count once.
    """
    if one.around and one.around[0] not in other.around:
        return False
    if not (one.days.first <= other.days.first and other.days.last <= one.days.last):
        return False
    if one.around[:1] != other.around[:1] or one.days.days != other.days.days:
        return True
    return one.vague and (not other.vague or one.event < other.event)


def _lies_in(around: tuple[str, ...], places: Collection[str]) -> bool:
    return not places or any(p in places for p in around)


def _during(days: Interval, since: date | None, until: date | None) -> bool:
    return (since is None or days.first >= since) and (until is None or days.last <= until)


def _meets(days: Interval | None, since: date | None, until: date | None) -> bool:
    """Whether days share one with those asked for; unknown ones only where all are asked for."""
    if days is None:
        return since is None and until is None
    return (since is None or days.last >= since) and (until is None or days.first <= until)


def period(days: Interval | None, by: By, since: date | None, until: date | None) -> Interval | None:
    """The period that days lie in, cut to the days asked for; ``None`` where they lie in none."""
    if days is None or not _during(days, since, until):
        return None
    match by:
        case "day":
            first = last = days.first
        case "week":
            first = days.first - days.first.weekday() * _ONE_DAY
            last = first + 6 * _ONE_DAY
        case "month":
            month = Interval.month(days.first.year, days.first.month)
            first, last = month.first, month.last
            if days.last <= last and _during(month, since, until):
                return month
    return Interval(max(first, since or first), min(last, until or last)) if days.last <= last else None


def fitting(days: Sequence[Interval]) -> By:
    """The shortest periods of which these days make no more than about 60."""
    if not days:
        return "week"
    span = (max(d.last for d in days) - min(d.first for d in days)).days + 1
    return "day" if span <= _MOST_PERIODS else "week" if span <= 7 * _MOST_PERIODS else "month"


def _added(numbers: Iterable[int | None]) -> int | None:
    """The sum, open where one of them is."""
    found = list(numbers)
    return None if None in found else sum(n for n in found if n is not None)


def _less(most: int | None, other: Range | None) -> int | None:
    return None if most is None else max(0, most - ((other.least or 0) if other else 0))
