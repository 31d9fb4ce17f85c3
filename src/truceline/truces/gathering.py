"""Which truce events belong to one truce."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.pack import Knowledge, Terms
from truceline.records import Claim, Event

_GAP = timedelta(days=10)  # steps further apart than this, with nothing between them, are of two truces
_BEFORE, _AFTER = timedelta(days=14), timedelta(days=21)  # talk of written terms before they begin and after they end


@dataclass(frozen=True, slots=True)
class Gathered:
    """The events of one truce, where it holds, and the id of its written terms where a pack has them."""

    events: tuple[Event, ...]
    place: str | None
    terms: str | None


@dataclass(frozen=True, slots=True)
class _Step:
    event: Event
    scope: tuple[str, ...]  # the place and its parents, nearest first; empty when not told
    at: date | None  # a day to sort by: the event's, or that of publication; never shown as the event's date
    hours: frozenset[int]


@dataclass(slots=True)
class _Open:
    """A truce still growing: its place is the narrowest that all its steps fit in."""

    steps: list[_Step] = field(default_factory=list)

    @property
    def scope(self) -> tuple[str, ...]:
        return max((s.scope for s in self.steps), key=len, default=())

    @property
    def last(self) -> date | None:
        return max((s.at for s in self.steps if s.at), default=None)

    @property
    def hours(self) -> frozenset[int]:
        return frozenset(h for s in self.steps for h in s.hours)


def gather_steps(
    events: Sequence[Event], claims: Mapping[str, Claim], published: Mapping[str, date | None], knowledge: Knowledge
) -> list[Gathered]:
    """Each truce event in exactly one truce.

    An event goes to the written terms whose days, places and duration it fits, the nearest in time first; the rest
    are chained by time where their places do not contradict each other.
    """
    steps = sorted(
        (_step(e, claims, published, knowledge) for e in events), key=lambda s: (s.at or date.min, s.event.id)
    )
    by_terms: dict[str, list[_Step]] = {}
    growing: list[_Open] = []
    for step in steps:
        if terms := _terms_for(step, knowledge):
            by_terms.setdefault(terms.id, []).append(step)
            continue
        fitting = [o for o in growing if _joins(step, o)]
        if fitting:
            max(fitting, key=lambda o: (o.last or date.min, len(o.steps))).steps.append(step)
        else:
            growing.append(_Open([step]))
    out = [
        Gathered(tuple(s.event for s in found), _terms_place(name, knowledge), name) for name, found in by_terms.items()
    ]
    return out + [Gathered(tuple(s.event for s in o.steps), o.scope[0] if o.scope else None, None) for o in growing]


def _step(
    event: Event, claims: Mapping[str, Claim], published: Mapping[str, date | None], knowledge: Knowledge
) -> _Step:
    own = [claims[c] for c in event.claims]
    days = [d for d in (published[c.article] for c in own) if d]
    at = event.date.first if event.date else min(days, default=None)
    return _Step(event, _scope(event.place, knowledge), at, frozenset(_hours(own)))


def _scope(place: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    if place is None or place not in knowledge.places:
        return ()  # words that no pack knows ("the city") do not tell two truces apart
    return knowledge.within(place)


def _hours(claims: Iterable[Claim]) -> Iterable[int]:
    for claim in claims:
        for q in claim.numbers:
            if q.kind in {"hours", "days"} and q.least is not None and q.least == q.most:
                yield q.least * (24 if q.kind == "days" else 1)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one place lies in the other, or one of the two is not told."""
    return not one or not other or one[0] in other or other[0] in one


def _joins(step: _Step, truce: _Open) -> bool:
    if not _compatible(step.scope, truce.scope):
        return False
    if step.hours and truce.hours and not step.hours & truce.hours and step.event.type == "truce_call":
        return False  # a call for another duration is a call for another truce
    if step.at is None or truce.last is None:
        return False
    return step.at - truce.last <= _GAP


def _terms_for(step: _Step, knowledge: Knowledge) -> Terms | None:
    if step.at is None:
        return None
    fitting = []
    for terms in knowledge.terms.values():
        begin = terms.announced or terms.starts
        if begin is None:
            continue
        end = terms.ends or terms.starts or begin
        if not begin - _BEFORE <= step.at <= end + _AFTER:
            continue
        scopes = [_scope(p, knowledge) for p in terms.places]
        if scopes and not any(_compatible(step.scope, s) for s in scopes):
            continue
        if step.hours and terms.duration_hours and terms.duration_hours not in step.hours:
            continue
        told = bool(step.hours) and terms.duration_hours is not None
        inside = begin <= step.at <= end
        fitting.append((not told, not inside, abs((step.at - begin).days), terms.id, terms))
    return min(fitting)[-1] if fitting else None


def _terms_place(terms: str, knowledge: Knowledge) -> str | None:
    places = knowledge.terms[terms].places
    return places[0] if places else None
