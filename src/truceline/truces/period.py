"""Whether what an account alleges falls into the time of written terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from truceline.pack import Terms
from truceline.plain import day, when
from truceline.records import Interval, Truce, TruceStep
from truceline.truces.allegation import Allegation
from truceline.truces.replies import Reply


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when terms hold.

    Attributes:
        first, last: the first and the last day; ``last`` is ``None`` where the terms set no end.
        first_at, last_at: the hour of those days; ``None`` where the whole day counts.
    """

    first: date
    last: date | None
    first_at: time | None = None
    last_at: time | None = None

    @classmethod
    def of(cls, terms: Terms) -> Span | None:
        """By the terms' own days, or else by how long they were to last; ``None`` where they give no first day."""
        if terms.starts is None:
            return None
        if terms.ends or not terms.duration_hours or terms.hours:
            return cls(terms.starts, terms.ends, terms.starts_at, terms.ends_at)
        end = datetime.combine(terms.starts, terms.starts_at or time()) + timedelta(hours=terms.duration_hours)
        if end.time() == time():  # midnight: the day before is the last
            return cls(terms.starts, end.date() - timedelta(days=1), terms.starts_at)
        return cls(terms.starts, end.date(), terms.starts_at, end.time())

    def place(self, days: Interval) -> Reply:
        """Whether some days lie within."""
        told = when(days)
        if days.last < self.first:
            return Reply("no", f"{told} is before {day(self.first)}, when the terms begin")
        if self.last and days.first > self.last:
            return Reply("no", f"{told} is after {day(self.last)}, when the terms end")
        for edge, at, verb in ((self.first, self.first_at, "begin"), (self.last, self.last_at, "end")):
            if edge and at and days.first <= edge <= days.last:
                hour = f"at {at:%H:%M} on {day(edge)}"
                return Reply("cannot be told", f"the terms {verb} {hour}, and no account gives the hour of {told}")
        if days.first < self.first or (self.last and days.last > self.last):
            return Reply("cannot be told", f"of {told} only some days lie in the time of the terms, {self}")
        return Reply("yes", f"{told} lies in the time of the terms, {self}")

    def __str__(self) -> str:
        return when(Interval(self.first, self.last)) if self.last else f"from {day(self.first)} on"


def in_period(own: Allegation, terms: Terms, truce: Truce) -> Reply:
    """Whether an account's allegation falls into the time of the terms.

    Where it tells no day, a breach of a truce is taken to come after the truce began and no later than its report.
    """
    span = Span.of(terms)
    if span is None:
        return _undated(own, terms)
    if own.dates:
        days, claim = own.dates[0]
        reply = span.place(days)
        claims: tuple[str, ...] = (claim,)
    elif own.reported is None:
        return Reply("cannot be told", "neither a day nor that of the article is told")
    else:
        days, claims = Interval.day(own.reported), own.claims
        told = f"no day is told; reported on {day(own.reported)}"
        reply = span.place(days)
        if days.last < span.first:
            return Reply("no", f"{told}, before the terms begin", claims)
        if span.last and days.first > span.last:
            return Reply("cannot be told", f"{told}, after the terms end", claims)
        if not own.called:
            return Reply("cannot be told", told, claims)
        reply = Reply("yes", f"{told} as a breach of these terms, which then held", claims)
    return _hours(_as_told(reply, days, span, truce), terms, claims)


def _undated(own: Allegation, terms: Terms) -> Reply:
    days = own.dates[0][0] if own.dates else Interval.day(own.reported) if own.reported else None
    if terms.announced and days and days.last < terms.announced:
        reason = f"{when(days)} is before {day(terms.announced)}, when the terms were announced"
        return Reply("no", reason, own.claims)
    return Reply("cannot be told", "the terms give no day on which they begin", own.claims)


def _as_told(reply: Reply, days: Interval, span: Span, truce: Truce) -> Reply:
    """What accounts tell of how long the truce held, where the terms' own days do not settle it."""
    if reply.says == "yes" and span.last is None:
        for step in _dated(truce, "truce_end"):
            if step.date and step.date.last < days.first:
                told = f"the terms set no end, and the truce is said to have ended, {when(step.date)}"
                return Reply("cannot be told", told, step.claims)
    if reply.says == "no" and span.last and days.first > span.last:
        ends = [s.date for s in _dated(truce, "truce_end") if s.date and s.date.first <= days.last]
        for step in _dated(truce, "truce_extend"):
            over = any(step.date and e.last >= step.date.first for e in ends)
            if step.date and step.date.first <= days.last and not over:
                told = f"{reply.reason}, but the truce is said to have been prolonged, {when(step.date)}"
                return Reply("cannot be told", told, step.claims)
    return reply


def _dated(truce: Truce, kind: str) -> Iterator[TruceStep]:
    return (s for s in truce.steps if s.type == kind and s.status == "happened" and s.date)


def _hours(reply: Reply, terms: Terms, claims: tuple[str, ...]) -> Reply:
    claims = reply.claims or claims
    if reply.says == "yes" and terms.hours:
        begin, end = (f"{h:%H:%M}" for h in terms.hours)
        reason = f"the terms hold from {begin} to {end} every day, and no account gives the hour"
        return Reply("cannot be told", reason, claims)
    return Reply(reply.says, reply.reason, claims)


def within_own_days(own: Allegation, starts: date | None, ends: date | None) -> Reply:
    """Whether an allegation falls into the days that an obligation has of its own."""
    if starts is None and ends is None:
        return Reply("yes", "")
    days = own.dates[0][0] if own.dates else Interval.day(own.reported) if own.reported else None
    if days is None:
        return Reply("cannot be told", "neither a day nor that of the article is told")
    if not own.dates and ends is not None:
        return Reply("cannot be told", "no day is told")
    return Span(starts or date.min, ends).place(days)
