"""Which truce events belong to one truce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.pack import GENERAL, Knowledge, Terms
from truceline.records import Claim, Event, Interval

LASTING = frozenset({"truce_call", "truce_agree", "truce_start"})
"""The steps whose hours tell how long a truce is to last; those of an extension tell how much longer."""

_GAP = timedelta(days=10)  # steps further apart than this, with nothing between them, are of two truces
_VAGUE = 62  # days; what is dated no closer than this is told too vaguely to be laid to any other step
_BEFORE, _AFTER = timedelta(days=14), timedelta(days=21)  # talk of written terms before they begin and after they end


@dataclass(frozen=True, slots=True)
class Gathered:
    """The events of one truce.

    Attributes:
        events: its steps, in no order.
        place: id of the place it holds in; ``None`` when not told.
        reported: the first day that an article tells of it; ``None`` when no date of publication is known.
        terms: id of its written terms, where a pack has them.
    """

    events: tuple[Event, ...]
    place: str | None
    reported: date | None
    terms: str | None


@dataclass(frozen=True, slots=True)
class _Step:
    event: Event
    scope: tuple[str, ...]  # the place and its parents, nearest first; empty when not told
    when: Interval | None  # what the event begins in, or else the day of publication; never shown as its date
    reported: date | None
    hours: frozenset[int]


@dataclass(slots=True)
class _Open:
    """A truce still growing: its place is the narrowest that any step tells."""

    steps: list[_Step] = field(default_factory=list)

    @property
    def scope(self) -> tuple[str, ...]:
        return max((s.scope for s in self.steps), key=len, default=())

    @property
    def last(self) -> date | None:
        return max((s.when.last for s in self.steps if s.when), default=None)

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
    ground = _conflict_countries(knowledge)
    told = _hours_by_article(claims.values())
    steps = sorted((_step(e, claims, published, told, knowledge, ground) for e in events), key=_in_time)
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
    written = [_gathered(found, _terms_place(name, knowledge), name) for name, found in by_terms.items()]
    return written + [_gathered(o.steps, o.scope[0] if o.scope else None, None) for o in growing]


def _in_time(step: _Step) -> tuple[date, str]:
    return step.when.first if step.when else date.min, step.event.id


def _gathered(steps: Sequence[_Step], place: str | None, terms: str | None) -> Gathered:
    reported = min((s.reported for s in steps if s.reported), default=None)
    return Gathered(tuple(s.event for s in steps), place, reported, terms)


def _step(
    event: Event,
    claims: Mapping[str, Claim],
    published: Mapping[str, date | None],
    told: Mapping[str, set[int]],
    knowledge: Knowledge,
    ground: frozenset[str],
) -> _Step:
    own = [claims[c] for c in event.claims]
    reported = min((d for d in (published[c.article] for c in own) if d), default=None)
    when = _beginning(event.date) if event.date else Interval.day(reported) if reported else None
    scope = _scope(event.place, knowledge)
    if ground and not ground & set(scope):
        scope = ()  # a truce signed in Astana does not hold in Astana
    hours = set(_hours(own))
    if not hours:  # an article that tells of one duration only tells of one truce
        beside = {h for c in own for h in told[c.article]}
        hours = beside if len(beside) == 1 else set()
    return _Step(event, scope, when, reported, frozenset(hours))


def _hours_by_article(claims: Iterable[Claim]) -> dict[str, set[int]]:
    hours: dict[str, set[int]] = defaultdict(set)
    for claim in claims:
        hours[claim.article].update(_hours([claim]))
    return hours


def _beginning(days: Interval) -> Interval:
    """The day, month or year that a span begins in: "since 27 February" tells of 27 February."""
    if days.first_grain == "day":
        return Interval.day(days.first)
    if days.first_grain == "month":
        return Interval.month(days.first.year, days.first.month)
    return Interval.year(days.first.year)


def _conflict_countries(knowledge: Knowledge) -> frozenset[str]:
    """The countries that packs of a conflict have places in; empty where only the general pack is loaded."""
    own = [p for pack in knowledge.packs if pack.id != GENERAL for p in pack.places]
    inside = {a for p in own for a in knowledge.within(p.id)}
    return frozenset(a for a in inside if knowledge.places[a].kind == "country")


def _scope(place: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    if place is None or place not in knowledge.places:
        return ()  # words that no pack knows ("the city") do not tell two truces apart
    return knowledge.within(place)


def _hours(claims: Iterable[Claim]) -> Iterable[int]:
    for claim in claims:
        if claim.type not in LASTING:
            continue
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
    if step.when is None or truce.last is None or any(s.when and s.when.days > _VAGUE for s in (step, *truce.steps)):
        return False
    return step.when.first - truce.last <= _GAP


def _terms_for(step: _Step, knowledge: Knowledge) -> Terms | None:
    if step.when is None or step.when.days > _VAGUE:
        return None
    fitting = []
    for terms in knowledge.terms.values():
        begin = terms.announced or terms.starts
        if begin is None:
            continue
        end = max(begin, terms.ends or terms.starts or begin)
        if not step.when.overlaps(Interval(begin - _BEFORE, end + _AFTER)):
            continue
        scopes = [_scope(p, knowledge) for p in terms.places]
        if scopes and not any(_compatible(step.scope, s) for s in scopes):
            continue
        if step.hours and terms.duration_hours and terms.duration_hours not in step.hours:
            continue
        same_duration = bool(step.hours) and terms.duration_hours is not None
        inside = step.when.overlaps(Interval(begin, end))
        away = max((step.when.first - begin).days, (begin - step.when.last).days, 0)
        fitting.append((not same_duration, not inside, away, terms.id))
    return knowledge.terms[min(fitting)[-1]] if fitting else None


def _terms_place(terms: str, knowledge: Knowledge) -> str | None:
    places = knowledge.terms[terms].places
    return places[0] if places else None
