"""Events become truces with dated steps: ``gather(record, knowledge)``.

Truce claims that agree on where, when and for how long are of one truce; written terms that a pack holds draw the
claims of their days, places and parties to them; what else is told beside a truce is related to it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from truceline.matching.reports import Reports
from truceline.pack import Knowledge
from truceline.records import MONTHS, Claim, Interval, Range, Record, Truce, TruceStep
from truceline.truces.gathering import Gathered, gathered
from truceline.truces.life import state
from truceline.truces.pieces import LASTING, STEPS, pieces
from truceline.truces.relations import related
from truceline.truces.steps import steps
from truceline.truces.traits import traits

VERSION = "lives-4"
"""Changes when the same events may become other truces."""

_SHORT = 100  # days; a longer span is named by its years
_AGAIN = re.compile(r"\b(?:daily|weekly|(?:every|each|a|per) (?:day|week))\b", re.IGNORECASE)


def gather(record: Record, knowledge: Knowledge) -> tuple[Truce, ...]:
    """The truces of a record, in order of their ids; every truce claim is behind a step of exactly one."""
    events = list(record.events.values())
    told = dict(record.claims.items())  # whole, in one walk: a record may ask its file anew for every single claim
    own = {c: claim for c, claim in told.items() if claim.type in STEPS}
    reports = Reports.of(record, knowledge)
    found = gathered(pieces(events, told, reports.published, knowledge), knowledge)
    hanging = related(events, told, set(own))
    return tuple(sorted((_truce(g, reports, hanging) for g in found), key=lambda t: t.id))


def _truce(found: Gathered, reports: Reports, hanging: dict[str, set[str]]) -> Truce:
    taken = steps(found.pieces, reports)
    terms = reports.knowledge.terms.get(found.terms or "")
    dates = [s.date for s in taken if s.date]
    span = Interval(min(d.first for d in dates), max(d.last for d in dates)) if dates else None
    claims = [c for p in found.pieces for c in p.claims]
    own = {e for s in taken for e in s.events}
    return Truce(
        id=found.terms or _id(found, taken),
        name=terms.name if terms else _name(found, span, reports.knowledge),
        state=state(taken),
        place=found.place,
        date=span,
        hours=_hours(claims),
        terms=found.terms,
        steps=taken,
        related=tuple(sorted({e for c in claims for e in hanging.get(c.id, ())} - own)),
        traits=traits(found.pieces, terms, found.place, reports),
        recurring=any(c.type in LASTING and _AGAIN.search(_sentence(c, reports)) for c in claims if c.numbers),
    )


def _sentence(claim: Claim, reports: Reports) -> str:
    return reports.article(claim.article).passage(claim.sentence)


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
    place = found.place or found.country
    where = f"Truce in {knowledge.label(place)}" if place else "Truce"
    if span and span.days <= _SHORT:
        return f"{where}, {MONTHS[span.first.month - 1]} {span.first.year}"
    if span:
        years = [str(y) for y in dict.fromkeys([span.first.year, span.last.year])]
        return f"{where}, {' to '.join(years)}"
    if day := found.reported:
        return f"{where}, reported {MONTHS[day.month - 1]} {day.year}"
    return f"{where}, date not told"


def _id(found: Gathered, taken: Sequence[TruceStep]) -> str:
    name = f"{found.place}\x1f{min(e for s in taken for e in s.events)}"
    return "t-" + hashlib.sha256(name.encode()).hexdigest()[:8]
