"""The events of the time line: how much violence each side is told to have done, by day, week or month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from truceline import plain
from truceline.analysis.tally import By, fitting, period
from truceline.codebook import of_family
from truceline.records import Event, Interval
from truceline.views.page.context import Context, Side, anchor
from truceline.views.page.events import FACTUAL, standing
from truceline.views.timeline import TimeBar, TimeStrip

_VIOLENCE = of_family("violence")
_LEAST = timedelta(days=14)
_FAR = 0.02  # this part of the events, at either end, may lie beyond the drawing


def strips(context: Context, bands: Sequence[tuple[date, date]]) -> tuple[TimeStrip, ...]:
    """A strip for each side that an account names as having done violence, and one for the rest.

    An event that accounts lay to two sides counts for both; one that is not told as fact for none.

    Args:
        context: of the page.
        bands: the days of the truces that the time line shows; it reaches at least over these.
    """
    known = context.record.events.values()
    dated = [(e, e.date) for e in known if e.date and e.type in _VIOLENCE and not standing(e)]
    days = sorted(d.first for _, d in dated if d.days == 1)
    if not days:
        return ()
    span = _span(days, bands)
    by = fitting([span])
    counted: dict[str | None, dict[Interval | None, list[Event]]] = {}
    for event, when in sorted(dated, key=lambda d: (d[1].first, d[0].id)):
        for side in _doers(context, event):
            counted.setdefault(side, {}).setdefault(period(when, by, span.first, span.last), []).append(event)
    return tuple(_strip(context.sides[s], counted[s], by) for s in context.sides if s in counted)


def _span(days: Sequence[date], bands: Sequence[tuple[date, date]]) -> Interval:
    """The days to draw: those of the truces with half as many before and after, as far as events reach."""
    far = int(len(days) * _FAR)
    first, last = days[far], days[-1 - far]
    if bands:
        begin, end = min(b[0] for b in bands), max(b[1] for b in bands)
        around = max((end - begin) / 2, _LEAST)
        first, last = min(begin, max(first, begin - around)), max(end, min(last, end + around))
    return Interval(first, last)


def _doers(context: Context, event: Event) -> set[str | None]:
    """The sides of those that the accounts telling it as fact name; ``None`` alone where none has a side."""
    named = (a for account in event.accounts if account.stance in FACTUAL for a in account.actors)
    return {s for a in named if (s := context.knowledge.side_of(a))} or {None}


def _strip(side: Side, events: dict[Interval | None, list[Event]], by: By) -> TimeStrip:
    drawn = sorted((days, found) for days, found in events.items() if days)
    beyond = len(events.get(None, []))
    note = plain.count(sum(len(found) for _, found in drawn), "event")
    note += f", {beyond} more beyond or of no one {by}" if beyond else ""
    label = "nobody of a known side" if side.id is None else side.label
    return TimeStrip(label, note, side.css, side.sign, tuple(_bar(label, *d) for d in drawn))


def _bar(label: str, days: Interval, events: Sequence[Event]) -> TimeBar:
    title = f"{plain.upper_first(plain.when(days))}: {plain.count(len(events), 'event')} of violence, {label}"
    return TimeBar(days.first, days.last, len(events), f"#{anchor(events[0].id)}", title)
