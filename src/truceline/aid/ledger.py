"""Aid: what was asked for, let through, refused and brought, place by place, as threads of steps.

A thread is one story of access: a request, what was answered, what came, in one place within days of each other.
``docs/aid.md`` has the rules and what they get wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from truceline.aid.need import People, read_people
from truceline.aid.steps import Step, StepKind, Telling, Unsure, innermost, read_steps
from truceline.aid.threads import gather, may_be_one
from truceline.matching.reports import Reports
from truceline.pack import Knowledge
from truceline.records import Interval, Range, Record, Truce

Answer = Literal[
    "delivered",
    "perhaps delivered",
    "refused",
    "hindered",
    "suspended",
    "nothing came",
    "permitted",
    "announced",
    "unanswered",
]
"""What has become of a request by some day, as told: the last word on it, but that a delivery stands above all."""

How = Literal["told beside", "in its days and place"]
"""How a thread hangs on a truce: some account tells both in one breath, or it only falls into its days and place."""

_NO = frozenset({"refusal", "obstruction"})
_ANSWERS: dict[StepKind, Answer] = {
    "refusal": "refused",
    "obstruction": "hindered",
    "suspension": "suspended",
    "no_delivery": "nothing came",
    "permission": "permitted",
    "announcement": "announced",
}


@dataclass(frozen=True, slots=True)
class Blame:
    """Who kept aid out by some accounts; ``actors`` is empty where they name nobody."""

    actors: tuple[str, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """From a request to what came of it.

    Attributes:
        request: id of its step.
        delivery: id of the step of the first delivery of its thread that may have come after it; ``None``: none.
        days: the fewest and the most days that can lie between, open where a day is not told; ``None``: none.
    """

    request: str
    delivery: str | None
    days: Range | None


@dataclass(frozen=True, slots=True)
class TruceLink:
    """A truce that a thread hangs on."""

    truce: str
    how: How


@dataclass(frozen=True, slots=True)
class Thread:
    """One story of access.

    Attributes:
        id: ``a-`` and eight hexadecimal digits, after its first step.
        places: entity ids or words of the narrowest places that its steps tell.
        date: from the first to the last dated step; ``None`` when none is dated.
        steps: by day.
        waits: of each request.
        kept_out: who refused or hindered, by account.
        named_differently: whether two voices name actors of different sides for that.
        contradicted: whether one voice tells a delivery of days and a place in which another says that none came.
        truces: those that it hangs on.
    """

    id: str
    places: tuple[str, ...]
    date: Interval | None
    steps: tuple[Step, ...]
    waits: tuple[Wait, ...] = ()
    kept_out: tuple[Blame, ...] = ()
    named_differently: bool = False
    contradicted: bool = False
    truces: tuple[TruceLink, ...] = ()

    def of(self, *kinds: str) -> tuple[Step, ...]:
        """Its steps of some kinds."""
        return tuple(s for s in self.steps if s.kind in kinds)


@dataclass(frozen=True, slots=True)
class Standing:
    """A request on some day.

    Attributes:
        thread: id of its thread.
        request: its step.
        answer: what has become of it.
        by: the step that says so; ``None`` where nothing does.
        open: how many days it has been open on that day, or was until the delivery; open ends where days are not told.
        later: id of the first delivery to the place that is told later, in another thread.
    """

    thread: str
    request: Step
    answer: Answer
    by: Step | None
    open: Range
    later: str | None = None


@dataclass(frozen=True, slots=True)
class TruceAid:
    """What was promised of aid with a truce, and what is told to have come of it.

    Attributes:
        truce: its id.
        told_beside, in_days_and_place: ids of the threads that hang on it, by how they do.
        promised: ids of their steps that let aid through or announce it.
        brought, kept_out: ids of their steps that bring it, that refuse or hinder it or say that none came.
    """

    truce: str
    told_beside: tuple[str, ...]
    in_days_and_place: tuple[str, ...]
    promised: tuple[str, ...]
    brought: tuple[str, ...]
    kept_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aid:
    """All that a record tells of aid.

    Attributes:
        threads: by day.
        attacks: on those who help and what they use, none of which is a step of a thread.
        people: in need, besieged, reached, as told.
        unsure: claims typed as aid that are in no step.
        last: the last day that an article was published; ``None`` when none is known.
    """

    threads: tuple[Thread, ...]
    attacks: tuple[Step, ...]
    people: tuple[People, ...]
    unsure: tuple[Unsure, ...]
    last: date | None
    knowledge: Knowledge = field(repr=False)

    @classmethod
    def of(cls, record: Record, knowledge: Knowledge) -> Aid:
        """Read from a record; the same record gives the same."""
        reports = Reports.of(record, knowledge)
        claims = dict(record.claims.items())
        events = list(record.events.values())
        steps, unsure = read_steps(events, claims, reports)
        truces = sorted(record.truces.values(), key=lambda t: t.id)
        threads = [_thread(found, truces, knowledge) for found in gather(steps, knowledge)]
        threads.sort(key=lambda t: (t.steps[0].when or Interval.day(date.max), t.id))
        return cls(
            threads=tuple(threads),
            attacks=tuple(s for s in steps if s.kind == "attack" and not s.on_convoy),
            people=read_people(record, claims, events, reports),
            unsure=unsure,
            last=max((d for d in reports.published.values() if d), default=None),
            knowledge=knowledge,
        )

    def at(self, places: Collection[str] = (), since: date | None = None, until: date | None = None) -> Aid:
        """What concerns some places, with what lies in them and what they lie in, and meets some days."""

        def kept(told: Sequence[str], when: Interval | None) -> bool:
            return concerns(told, places, self.knowledge) and _meets(when, since, until)

        return Aid(
            threads=tuple(t for t in self.threads if kept(t.places, _span(t.steps, told=False))),
            attacks=tuple(s for s in self.attacks if kept(s.places, s.when)),
            people=tuple(p for p in self.people if kept(p.places, p.month)),
            unsure=self.unsure,
            last=self.last,
            knowledge=self.knowledge,
        )

    def by_truce(self) -> tuple[TruceAid, ...]:
        """For each truce that threads hang on, in order of id."""
        hanging: dict[str, list[tuple[How, Thread]]] = {}
        for thread in self.threads:
            for link in thread.truces:
                hanging.setdefault(link.truce, []).append((link.how, thread))

        def steps(truce: str, *kinds: StepKind) -> tuple[str, ...]:
            return tuple(s.id for _, t in hanging[truce] for s in t.of(*kinds))

        return tuple(
            TruceAid(
                truce=truce,
                told_beside=tuple(t.id for how, t in hanging[truce] if how == "told beside"),
                in_days_and_place=tuple(t.id for how, t in hanging[truce] if how != "told beside"),
                promised=steps(truce, "permission", "announcement"),
                brought=steps(truce, "delivery"),
                kept_out=steps(truce, "refusal", "obstruction", "no_delivery", "suspension"),
            )
            for truce in sorted(hanging)
        )

    def standing(self, day: date) -> tuple[Standing, ...]:
        """Every request made by a day, with what has become of it by then, those open longest first."""
        deliveries = [s for t in self.threads for s in t.of("delivery")]
        found = [
            _standing(t, r, day, deliveries, self.knowledge)
            for t in self.threads
            for r in t.of("request")
            if r.when and r.when.first <= day
        ]
        return tuple(sorted(found, key=lambda s: (s.answer == "delivered", -(s.open.least or 0), s.request.id)))


def concerns(told: Iterable[str], places: Collection[str], knowledge: Knowledge) -> bool:
    """Whether one of the places told lies in one asked for, or holds it; everything does where none is asked for."""
    if not places:
        return True
    around = {a for p in places for a in knowledge.within(p)}
    return any(t in around or not set(knowledge.within(t)).isdisjoint(places) for t in told)


def _thread(steps: Sequence[Step], truces: Sequence[Truce], knowledge: Knowledge) -> Thread:
    ordered = tuple(sorted(steps, key=lambda s: (s.when is None, s.when or Interval.day(date.max), s.id)))
    places = innermost((p for s in ordered for p in s.places), knowledge)
    span = _span(ordered)
    kept_out = _kept_out(ordered)
    return Thread(
        id="a-" + hashlib.sha256(ordered[0].id.encode()).hexdigest()[:8],
        places=places,
        date=span,
        steps=ordered,
        waits=tuple(_wait(r, ordered) for r in ordered if r.kind == "request"),
        kept_out=kept_out,
        named_differently=_differ(kept_out, knowledge),
        contradicted=_contradicted(ordered, knowledge),
        truces=tuple(link for t in truces if (link := _link(t, ordered, places, span, knowledge))),
    )


def _span(steps: Sequence[Step], *, told: bool = True) -> Interval | None:
    days = [d for s in steps if (d := s.date if told else s.when)]
    return Interval.between(min(days), max(days, key=lambda d: (d.last, d))) if days else None


def _kept_out(steps: Iterable[Step]) -> tuple[Blame, ...]:
    by: dict[tuple[str, ...], list[Telling]] = {}
    for step in steps:
        if step.kind in _NO and step.status == "happened":
            for t in step.tellings:
                by.setdefault(t.actors, []).append(t)
    return tuple(Blame(actors, tuple(by[actors])) for actors in sorted(by, key=lambda a: (not a, a)))


def _differ(blames: Sequence[Blame], knowledge: Knowledge) -> bool:
    told = [
        ({s for a in b.actors if (s := knowledge.side_of(a))}, {t.voice for t in b.tellings})
        for b in blames
        if b.actors
    ]
    return any(
        s and o and s.isdisjoint(o) and len(v | w) > 1 for n, (s, v) in enumerate(told) for o, w in told[n + 1 :]
    )


def _contradicted(steps: Sequence[Step], knowledge: Knowledge) -> bool:
    """Days and places certainly the same, told by two voices."""
    for brought in (s for s in steps if s.kind == "delivery" and s.date):
        for none in (s for s in steps if s.kind == "no_delivery" and s.date):
            assert brought.date and none.date
            within = none.date.first <= brought.date.first and brought.date.last <= none.date.last
            voices = {t.voice for t in brought.tellings}, {t.voice for t in none.tellings}
            if within and voices[0] != voices[1] and may_be_one(brought.places, none.places, knowledge):
                return True
        if "happened" in brought.disputed:
            return True
    return False


def after(first: Interval | None, first_by: date | None, then: Interval | None, then_by: date | None) -> Range:
    """How many days lie between two things of which the second came after the first.

    Args:
        first: the days of the first; ``None`` when not told.
        first_by: the day by which it was told, so that it was no later.
        then: the days of the second.
        then_by: the day by which that was told.

    Returns:
        The fewest and the most days that agree with what is told; the most is open where the first has no day.
    """
    latest_first = first.last if first else first_by
    latest_then = then.last if then else then_by
    earliest_then = then.first if then else None
    least = (earliest_then - latest_first).days if earliest_then and latest_first else 0
    most = (latest_then - first.first).days if latest_then and first else None
    return Range(max(0, least), None if most is None else max(0, least, most))


def _wait(request: Step, steps: Iterable[Step]) -> Wait:
    """Its first delivery is no earlier than the first that may have followed it, no later than the first that must."""
    found = [s for s in steps if s.kind == "delivery" and _may_follow(request, s)]
    if not found:
        return Wait(request.id, None, None)
    first = found[0]
    sure = next((s for s in found if _must_follow(request, s)), first)
    least = min((_days(request, s).least or 0) for s in found)
    return Wait(request.id, sure.id, Range(least, _days(request, sure).most))


def _days(request: Step, delivery: Step) -> Range:
    return after(request.date, request.reported, delivery.date, delivery.reported)


def _may_follow(request: Step, step: Step) -> bool:
    """Whether a step may have come after a request; of one without a day it is only known that it was no later."""
    return step.when is not None and (request.date is None or step.when.last >= request.date.first)


def _must_follow(request: Step, step: Step) -> bool:
    """Whether a step came on the last day that a request can have been made, or later."""
    return step.date is not None and request.when is not None and step.date.first >= request.when.last


def _standing(thread: Thread, request: Step, day: date, deliveries: Iterable[Step], knowledge: Knowledge) -> Standing:
    known = [s for s in thread.steps if s.when and s.when.first <= day and _may_follow(request, s)]
    if came := [s for s in known if s.kind == "delivery"]:
        sure = next((s for s in came if _must_follow(request, s) and s.date and s.date.last <= day), None)
        brought = sure or came[0]
        answer: Answer = "delivered" if sure and not thread.contradicted else "perhaps delivered"
        return Standing(thread.id, request, answer, brought, _days(request, brought))
    last = next((s for s in reversed(known) if s.kind in _ANSWERS), None)
    answer = _ANSWERS[last.kind] if last else "unanswered"
    if last and last.kind == "permission" and last.status != "happened":
        answer = "announced"
    waiting = after(request.date, request.reported, Interval.day(day), None)
    asked = request.when.last if request.when else day
    later = next(
        (
            s.id
            for s in deliveries
            if s.date and asked < s.date.first <= day and may_be_one(s.places, request.places, knowledge)
        ),
        None,
    )
    return Standing(thread.id, request, answer, last, waiting, later)


def _link(
    truce: Truce, steps: Sequence[Step], places: Sequence[str], span: Interval | None, knowledge: Knowledge
) -> TruceLink | None:
    if not {s.event for s in steps}.isdisjoint(truce.related):
        return TruceLink(truce.id, "told beside")
    first = truce.start.first if truce.start else truce.date.first if truce.date else None
    last = truce.end.last if truce.end else truce.date.last if truce.date else None
    if not (span and first and last and truce.place and truce.place in knowledge.places):
        return None
    within = any(p in knowledge.places and (truce.place in knowledge.within(p)) for p in places)
    meets = span.first <= max(first, last) and first <= span.last
    return TruceLink(truce.id, "in its days and place") if within and meets else None


def _meets(when: Interval | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return when is not None and (since is None or when.last >= since) and (until is None or when.first <= until)
