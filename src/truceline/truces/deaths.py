"""Tolls by truce: how many are told to have been killed and wounded before it, while it held, and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Literal

from truceline.analysis.tally import Reason, Sum, Tallies
from truceline.analysis.tolls import Toll
from truceline.matching.reports import Reports
from truceline.pack import Knowledge
from truceline.records import Interval, Record, Truce, article_of
from truceline.truces.joint import days_of

When = Literal["before", "during", "after"]
"""How some days lie to a truce's."""

Known = Literal["terms", "told", "duration", "last heard of"]
"""How the first or last day of a truce is known: by its written terms; as accounts tell it; as long after its first day
as it was to last; or no account tells an end, and this is the last day that anything of it is told."""

LEAST_DAYS = 7
"""The days before and after a truce are as many as it lasted, and at least so many."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tolls of some days before, in or after a truce.

    Attributes:
        when: how the days lie to the truce's.
        days: the days, both ends included.
        sums: what is counted, see :class:`truceline.analysis.tally.Sum`.
        tolls: of each event behind the sums, with who gives either end.
        articles: how many articles were published in these days, copies not counted: how much was reported at all.
        telling: how many articles tell of the events behind the sums, whenever they were published.
        others: ids of other truces of which days lie in these.
        unplaced: tolls that are in no sum though they may belong there, with the reason.
    """

    when: When
    days: Interval
    sums: tuple[Sum, ...]
    tolls: tuple[Toll, ...]
    articles: int
    telling: int
    others: tuple[str, ...]
    unplaced: tuple[tuple[Toll, Reason], ...]


@dataclass(frozen=True, slots=True)
class TruceTolls:
    """The tolls around one truce.

    Attributes:
        truce: its id.
        name: what to call it.
        places: ids of the places counted, each with all that lies in it; empty for everywhere, where none is known.
        begins, ends: how its first and last day are known.
        stretches: before, during and after, in this order.
    """

    truce: str
    name: str
    places: tuple[str, ...]
    begins: Known
    ends: Known
    stretches: tuple[Stretch, ...]


class Deaths:
    """Adds up tolls around truces of a record. Events' deaths count once, see :class:`Tallies`."""

    def __init__(self, record: Record, knowledge: Knowledge, tallies: Tallies | None = None) -> None:
        """``tallies`` of the record are made where none are at hand."""
        self._knowledge = knowledge
        self._record = record
        self._tallies = tallies or Tallies(record, knowledge)
        self._reports = Reports.of(record, knowledge)

    @cached_property
    def _truces(self) -> Mapping[str, Truce]:
        return dict(self._record.truces.items())

    @cached_property
    def _telling(self) -> dict[str, frozenset[str]]:
        """The articles that tell of each event, by their first texts."""
        told = self._record.events.items()
        return {e: frozenset(self._reports.original[article_of(c)] for c in event.claims) for e, event in told}

    def around(self, truce: Truce) -> TruceTolls | None:
        """The tolls around a truce; ``None`` where nobody agreed to it, or its first day is not known."""
        days = days_of(truce, self._knowledge)
        if days is None:
            return None
        places = _places(truce, self._knowledge)
        begins, ends = _known(truce, days, self._knowledge)
        spans = _spans(days)
        stretches = tuple(self._stretch(when, span, places, truce.id) for when, span in spans)
        return TruceTolls(truce.id, truce.name, places, begins, ends, stretches)

    def _stretch(self, when: When, days: Interval, places: tuple[str, ...], truce: str) -> Stretch:
        tally = self._tallies.over(places, days.first, days.last, "month")
        tolls = (*(t for p in tally.periods for t in p.tolls), *tally.across)
        published = {
            original
            for article, original in self._reports.original.items()
            if article == original and (d := self._reports.published[article]) and days.first <= d <= days.last
        }
        return Stretch(
            when=when,
            days=days,
            sums=tally.sums,
            tolls=tolls,
            articles=len(published),
            telling=len(frozenset[str]().union(*(self._telling[t.event] for t in tolls))),
            others=tuple(self._others(days, places, truce)),
            unplaced=tally.unplaced,
        )

    def _others(self, days: Interval, places: tuple[str, ...], truce: str) -> Iterator[str]:
        for name, other in sorted(self._truces.items()):
            held = days_of(other, self._knowledge) if name != truce else None
            if held and held.overlaps(days):
                own = _places(other, self._knowledge)
                if not own or not places or any(self._nested(p, q) for p in own for q in places):
                    yield name

    def _nested(self, one: str, other: str) -> bool:
        return one in self._knowledge.within(other) or other in self._knowledge.within(one)


def _spans(days: Interval) -> tuple[tuple[When, Interval], ...]:
    length = max(days.days, LEAST_DAYS)
    before = Interval(days.first - length * _ONE_DAY, days.first - _ONE_DAY)
    after = Interval(days.last + _ONE_DAY, days.last + length * _ONE_DAY)
    return ("before", before), ("during", days), ("after", after)


def _places(truce: Truce, knowledge: Knowledge) -> tuple[str, ...]:
    """Where a truce holds, by its written terms or else as told."""
    terms = knowledge.terms.get(truce.terms or "")
    told = terms.places if terms and terms.places else tuple(p for p in (truce.place,) if p)
    return tuple(p for p in told if p in knowledge.places)


def _known(truce: Truce, days: Interval, knowledge: Knowledge) -> tuple[Known, Known]:
    """How the first and last day of ``days_of`` are known."""
    terms = knowledge.terms.get(truce.terms or "")
    begins: Known = "terms" if terms and terms.starts else "told"
    if terms and terms.ends:
        return begins, "terms"
    if truce.end and truce.end.last == days.last:
        return begins, "told"
    hours = terms.duration_hours if terms else truce.hours.most if truce.hours else None
    lasts = hours is not None and days.last == days.first + timedelta(hours=hours)
    return begins, "duration" if lasts else "last heard of"
