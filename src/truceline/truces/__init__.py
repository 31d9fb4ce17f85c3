"""Events become truces with dated steps: ``gather(record, knowledge)``.

The first version: truce events that agree on where, when and for how long are one truce; written terms that a pack
holds draw the events of their days and places to them; what else is told beside a truce is related to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from truceline.codebook import of_family
from truceline.dateline import day_of
from truceline.pack import Knowledge
from truceline.records import MONTHS, Claim, Event, Interval, Range, Record, Status, Truce, TruceStep
from truceline.truces.gathering import LASTING, Gathered, gather_steps
from truceline.truces.relations import related

VERSION = "scopes-3"
"""Changes when the same events may become other truces."""

STEPS = of_family("truce") | {"truce_violation"}
"""The types of claim that are steps in a truce's life."""

_FACTUAL: tuple[Status, ...] = ("happened", "denied", "planned", "possible")
_SHORT = 100  # days; a longer span is named by its years
_STATES = (
    ("ended", {"truce_end"}),
    ("in force", {"truce_start", "truce_extend"}),
    ("agreed", {"truce_agree", "truce_violation"}),  # what is said to be broken was at least agreed
)


def gather(record: Record, knowledge: Knowledge) -> tuple[Truce, ...]:
    """The truces of a record, in order of their ids; every truce event is a step of exactly one."""
    events = list(record.events.values())
    steps = [e for e in events if e.type in STEPS]
    own = {c for e in steps for c in e.claims}
    told = dict(record.claims.items())  # whole, in one walk: a record may ask its file anew for every single claim
    claims = {c: told[c] for c in own}
    published = {a.id: day_of(a) for a in record.articles.values()}
    found = gather_steps(steps, claims, published, knowledge)
    hanging = related(events, told, own)
    return tuple(sorted((_truce(g, claims, knowledge, hanging) for g in found), key=lambda t: t.id))


def _truce(found: Gathered, claims: dict[str, Claim], knowledge: Knowledge, hanging: dict[str, set[str]]) -> Truce:
    steps = tuple(sorted((_step(e, claims) for e in found.events), key=_in_order))
    dates = [s.date for s in steps if s.date]
    span = Interval(min(d.first for d in dates), max(d.last for d in dates)) if dates else None
    own = {e.id for e in found.events}
    return Truce(
        id=found.terms or _id(found, steps),
        name=knowledge.label(found.terms) if found.terms else _name(found, span, knowledge),
        state=_state(steps),
        place=found.place,
        date=span,
        hours=_hours(claims[c] for s in steps for c in s.claims),
        terms=found.terms,
        steps=steps,
        related=tuple(sorted({e for s in steps for c in s.claims for e in hanging.get(c, ())} - own)),
    )


def _step(event: Event, claims: dict[str, Claim]) -> TruceStep:
    own = [claims[c] for c in event.claims]
    actors = [a for account in event.accounts for a in account.actors]
    return TruceStep(
        type=event.type,
        event=event.id,
        date=event.date,
        status=next(s for s in _FACTUAL if any(c.status == s for c in own)),
        actors=tuple(dict.fromkeys(actors)),
        claims=event.claims,
    )


def _in_order(step: TruceStep) -> tuple[bool, date, str]:
    return step.date is None, step.date.first if step.date else date.min, step.event


def _state(steps: Sequence[TruceStep]) -> str:
    """The furthest that the accounts take it; what is planned, possible or denied takes it nowhere."""
    reached = {s.type for s in steps if s.status == "happened"}
    return next((state for state, types in _STATES if reached & types), "called for")


def _hours(claims: Iterable[Claim]) -> Range | None:
    """For how long, where the claims say: days count as 24 hours."""
    told = []
    for claim in claims:
        if claim.type not in LASTING:
            continue
        for q in claim.numbers:
            if q.kind in {"hours", "days"}:
                unit = 24 if q.kind == "days" else 1
                told.append(Range(q.least and q.least * unit, q.most and q.most * unit))
    return Range.around(told)


def _name(found: Gathered, span: Interval | None, knowledge: Knowledge) -> str:
    where = f"Truce in {knowledge.label(found.place)}" if found.place else "Truce"
    if span and span.days <= _SHORT:
        return f"{where}, {MONTHS[span.first.month - 1]} {span.first.year}"
    if span:
        years = [str(y) for y in dict.fromkeys([span.first.year, span.last.year])]
        return f"{where}, {' to '.join(years)}"
    if day := found.reported:
        return f"{where}, reported {MONTHS[day.month - 1]} {day.year}"
    return f"{where}, date not told"


def _id(found: Gathered, steps: Sequence[TruceStep]) -> str:
    name = f"{found.place}\x1f{min(s.event for s in steps)}"
    return "t-" + hashlib.sha256(name.encode()).hexdigest()[:8]
