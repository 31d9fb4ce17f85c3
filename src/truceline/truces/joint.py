"""The joint table: what each side alleges against the other in a truce, and what the other says to it.

What two guarantors would put on one table. ``docs/joint.md`` has the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from truceline.dateline import day_of
from truceline.matching.accounts import TELLING
from truceline.matching.answers import same_act
from truceline.matching.kinds import STRIKES
from truceline.matching.setting import nested
from truceline.matching.summaries import LONGEST
from truceline.pack import Knowledge
from truceline.records import Claim, Event, Interval, Range, Record, Truce
from truceline.truces.counted import Counted, General, allegations
from truceline.truces.positions import BREACHES, POSITIONS, Cell, Position, Positions, Word
from truceline.truces.weighing import Verdict, Weigher

Kind = Literal["violation", "incident"]
"""Whether an account calls an incident a violation, or it only lies in the truce's days and place."""

_WIDE = frozenset({"country", "governorate", "district", "area"})
"""Kinds of places in which much of a kind may happen on one day."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One row of the table.

    Attributes:
        event: id of the event; ``show`` has its accounts.
        kind: whether an account calls it a violation.
        type, place, date, killed, wounded: of the event.
        words: what each account says of who did it to whom.
        cells: how each side of the table stands to it, in the table's order.
        alike: ids of other rows that may be the same incident, told by other sides.
        verdict: whether what is alleged, if it is true, breaks the truce's written terms; ``None`` without terms.
        reason: why, in words.
    """

    event: str
    kind: Kind
    type: str
    place: str | None
    date: Interval | None
    killed: Range | None
    wounded: Range | None
    words: tuple[Word, ...]
    cells: tuple[Cell, ...]
    alike: tuple[str, ...] = ()
    verdict: Verdict | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    """What one side alleges against another.

    Attributes:
        side: whose voice, a side of the table; ``None`` for all other voices.
        other: who is said to have done it; ``None`` for fighters or a state of no side, and for whom nobody names.
        violations: incidents that an account calls a violation: from the fewest that they can be, since some may be
            one, to as many as there are rows.
        incidents: the others in the truce's days, likewise.
        counted: how many counted allegations there are.
        numbers: from the least to the most that one of these counts; never a sum.
        general: how many allegations give neither number, day nor place.
    """

    side: str | None
    other: str | None
    violations: Range
    incidents: Range
    counted: int
    numbers: Range | None
    general: int


@dataclass(frozen=True, slots=True)
class Answers:
    """How one side stands to the incidents that others say its people did.

    Attributes:
        side: its id.
        accused: how many rows.
        positions: how many of them it stands to in each way, in the order of ``POSITIONS``; a row may count in several.
    """

    side: str
    accused: int
    positions: tuple[tuple[Position, int], ...]


@dataclass(frozen=True, slots=True)
class JointTable:
    """The allegations of some days and places.

    Attributes:
        truce: id of the truce; ``None`` where days and places were asked for.
        days: the days of the table; ``None`` where the truce has none, as one that was only called for.
        places: ids of its places, with all that lies in them; empty for everywhere.
        sides: ids of its sides, those of the truce's parties and guarantors where they are known.
        incidents: those called a violation first, then by day.
        counted: allegations that are no single incident.
        against: who alleges how much against whom.
        answers: how each side stands to what it is accused of.
        unnamed: how many incidents of those days and places are left out since no account names who did it.
    """

    truce: str | None
    days: Interval | None
    places: tuple[str, ...]
    sides: tuple[str, ...]
    incidents: tuple[Incident, ...]
    counted: tuple[Counted, ...]
    against: tuple[Against, ...]
    answers: tuple[Answers, ...]
    unnamed: int


class JointTables:
    """Makes joint tables of a record. Made once, it answers for every truce."""

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._weigher = Weigher(record, knowledge)
        self._claims = dict(record.claims.items())
        self._events = dict(record.events.items())
        self._published = {a.id: day_of(a) for a in record.articles.values()}
        self._general = General(self._claims.values(), cache(record.articles.__getitem__))
        breaches = (c for c in self._claims.values() if c.type == "truce_violation")
        general = {c.id for c in breaches if self._general.holds(c)}
        self._positions = Positions(record, self._claims, knowledge, general)
        self._words: dict[str, tuple[Word, ...]] = {}
        self._held = {e.id for e in self._events.values() if self._may_break(e)}

    def of(self, truce: Truce) -> JointTable:
        """The table of one truce: the violations it is said to have seen, and what happened in its days and place."""
        terms = self._knowledge.terms.get(truce.terms or "")
        places = terms.places if terms and terms.places else tuple(p for p in (truce.place,) if p)
        known = tuple(p for p in places if p in self._knowledge.places)
        actors = (*truce.told("party"), *truce.told("guarantor"))
        if terms:
            actors += (*terms.parties, *terms.guarantors)
        breaches = [c for s in truce.steps if s.type == "truce_violation" for c in s.claims]
        days = days_of(truce, self._knowledge)
        table = self._table(truce.id, days, known, self._sides(actors), breaches)
        return replace(table, incidents=tuple(self._weighed(r, truce) for r in table.incidents))

    def over(self, places: Collection[str], since: date, until: date) -> JointTable:
        """The table of some days and places, whatever truce held in them; everywhere where no place is given."""
        days = Interval(since, until)
        lying = [e for e in self._events.values() if self._lies_in(e, places) and _during(e.date, days)]
        breaches = [c for e in lying for c in e.claims if self._claims[c].type == "truce_violation"]
        return self._table(None, days, tuple(sorted(places)), (), breaches)

    def _table(
        self,
        truce: str | None,
        days: Interval | None,
        places: tuple[str, ...],
        sides: tuple[str, ...],
        breaches: Iterable[str],
    ) -> JointTable:
        told = {c.id for c in map(self._claims.__getitem__, breaches) if c.status in ("happened", "denied")}
        called = [(e, own) for e in self._events.values() if (own := told & set(e.claims))]
        counted = allegations(called, self._claims, self._published, self._positions, self._general)
        single = {e.id for e, own in called if any(self._calls(self._claims[c], e) for c in own)}
        inside = [e for e in self._of_days(days, places) if e.id not in single]
        named = [e for e in inside if self._names(e, sides)]
        chosen = [self._events[n] for n in single] + named
        sides = sides if len(sides) > 1 else self._acting(chosen, counted)
        rows = sorted((self._row(e, e.id in single, sides) for e in chosen), key=_in_order)
        rows = [replace(r, alike=tuple(_alike(r, rows, self._knowledge))) for r in rows]
        return JointTable(
            truce=truce,
            days=days,
            places=places,
            sides=sides,
            incidents=tuple(rows),
            counted=counted,
            against=tuple(self._against(rows, counted, sides)),
            answers=tuple(_answers(s, rows) for s in sides),
            unnamed=sum(not any(w.by for w in self._told(e)) for e in inside),
        )

    def _weighed(self, row: Incident, truce: Truce) -> Incident:
        found = self._weigher.weigh(self._events[row.event], truce)
        return replace(row, verdict=found.verdict, reason=found.reason) if found else row

    # What belongs to a table

    def _calls(self, claim: Claim, event: Event) -> bool:
        """Whether a claim calls this one incident a violation, or is the denial of one that nobody else tells of."""
        told = claim.status == "happened" or event.type == "truce_violation"
        return told and not self._general.holds(claim)

    def _of_days(self, days: Interval | None, places: Collection[str]) -> list[Event]:
        if days is None:
            return []
        return [
            e
            for e in map(self._events.__getitem__, sorted(self._held))
            if e.date and e.date.days <= LONGEST and _during(e.date, days) and self._lies_in(e, places)
        ]

    def _may_break(self, event: Event) -> bool:
        """Whether an event is of a kind that a truce forbids, and an account tells it as fact."""
        return event.type in BREACHES and any(a.stance in TELLING for a in event.accounts)

    def _lies_in(self, event: Event, places: Collection[str]) -> bool:
        if not places:
            return True
        around = self._around(event)
        return any(p in around for p in places)

    def _around(self, event: Event) -> tuple[str, ...]:
        """The known place of an event with all that hold it, or of one that is told near it; empty where none is."""
        if event.place and event.place in self._knowledge.places:
            return self._knowledge.within(event.place)
        near = (m.near for c in event.claims for m in self._claims[c].place if m.near)
        return next((self._knowledge.within(p) for p in near), ())

    def _told(self, event: Event) -> tuple[Word, ...]:
        if event.id not in self._words:
            self._words[event.id] = self._positions.words(event)
        return self._words[event.id]

    def _names(self, event: Event, sides: Sequence[str]) -> bool:
        """Whether an account names somebody who did it: of one of these sides, or fighters of no side."""
        by = {s for w in self._told(event) if w.stance in TELLING for s in w.by}
        return bool(by) and (len(sides) < 2 or not by.isdisjoint({None, *sides}))

    def _sides(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The sides of some actors, in the packs' order."""
        found = {self._knowledge.side_of(a) for a in actors}
        return tuple(s for s in self._knowledge.sides if s in found)

    def _acting(self, events: Iterable[Event], counted: Iterable[Counted]) -> tuple[str, ...]:
        """The sides that act or speak in what is told, where the truce's own are not known."""
        found: set[str | None] = {s for e in events for w in self._told(e) for s in (w.side, *w.by)}
        found |= {s for c in counted for s in (c.side, *c.by)}
        return tuple(s for s in self._knowledge.sides if s in found)

    def _row(self, event: Event, called: bool, sides: Sequence[str]) -> Incident:
        words = self._told(event)
        return Incident(
            event=event.id,
            kind="violation" if called else "incident",
            type=event.type,
            place=event.place,
            date=event.date,
            killed=event.killed,
            wounded=event.wounded,
            words=words,
            cells=self._positions.of(event, words, sides),
        )

    # What the rows come to

    def _against(self, rows: Sequence[Incident], counted: Sequence[Counted], sides: Sequence[str]) -> Iterator[Against]:
        alleged: dict[tuple[str | None, str | None], list[Incident]] = defaultdict(list)
        said: dict[tuple[str | None, str | None], list[Counted]] = defaultdict(list)

        def of_table(side: str | None) -> str | None:
            return side if side in sides else None

        for row in rows:
            pairs = {(of_table(side), other) for w in row.words for side, other in _pairs(w)}
            for pair in pairs:
                alleged[pair].append(row)
        for c in counted:
            for other in c.by or (None,):
                if c.says == "broken" and (other != c.side or other is None):
                    said[of_table(c.side), other].append(c)
        others: list[str | None] = [*self._knowledge.sides, None]
        for side in (*sides, None):
            for other in others:
                own, told = alleged[side, other], said[side, other]
                if own or told:
                    numbers = [c.number for c in told if c.number]
                    yield Against(
                        side=side,
                        other=other,
                        violations=self._range([r for r in own if r.kind == "violation"]),
                        incidents=self._range([r for r in own if r.kind == "incident"]),
                        counted=len(numbers),
                        numbers=Range.around(numbers),
                        general=len(told) - len(numbers),
                    )

    def _range(self, rows: Sequence[Incident]) -> Range:
        """How many incidents some rows can be, from the fewest: those that may be the same are counted once."""
        groups: list[list[Incident]] = []
        for row in rows:
            joined = [g for g in groups if any(_may_be_one(row, r, self._knowledge) for r in g)]
            groups = [g for g in groups if g not in joined] + [[row, *(r for g in joined for r in g)]]
        return Range(len(groups), len(rows))


def days_of(truce: Truce, knowledge: Knowledge) -> Interval | None:
    """The days in which a truce held or was to hold; ``None`` for one that nobody agreed to, or of no known day.

    By its written terms where a pack has them, else by the steps told: from the day it took effect, or else was agreed,
    to the day it ended, or else as long as it was to last, or else to the last day that a step of it was told.
    """
    terms = knowledge.terms.get(truce.terms or "")
    agreed = [s.date for s in truce.steps if s.type == "truce_agree" and s.date and s.status == "happened"]
    told = truce.start or (agreed[0] if agreed else None)
    known = told is not None and told.first_grain == "day"  # of "in 2017" nobody knows what lies in it
    begin = terms.starts if terms and terms.starts else told.first if told and known else None
    if begin is None or truce.state == "called for":
        return None
    if terms and terms.ends:
        return Interval(begin, max(begin, terms.ends))
    if truce.end and truce.end.last >= begin:
        return Interval(begin, truce.end.last)
    hours = terms.duration_hours if terms else truce.hours.most if truce.hours else None
    if hours and not (truce.recurring or (terms and terms.hours)):
        return Interval(begin, begin + timedelta(hours=hours))
    last = [d for s in truce.steps for d in (s.date.last if s.date else None, s.reported) if d]
    return Interval(begin, max([begin, *last]))


def _during(date_: Interval | None, days: Interval) -> bool:
    """Whether something lies in some days; of what is told of more days than one all have to."""
    return date_ is not None and days.first <= date_.first and date_.last <= days.last


def _in_order(row: Incident) -> tuple[bool, date, str]:
    return row.kind != "violation", row.date.first if row.date else date.max, row.event


def _pairs(word: Word) -> Iterator[tuple[str | None, str | None]]:
    """Whose voice says of whom that they did it; what a side says of its own is no allegation."""
    if word.stance in TELLING:
        yield from ((word.side, other) for other in word.by if other != word.side or other is None)


def _answers(side: str, rows: Sequence[Incident]) -> Answers:
    """How a side stands to the rows in which another voice names its own people."""
    accused = [r for r in rows if any(pair[1] == side for w in r.words for pair in _pairs(w))]
    cells = [c for r in accused for c in r.cells if c.side == side]
    counts = ((p, sum(p in c.positions for c in cells)) for p in POSITIONS)
    return Answers(side, len(accused), tuple((p, n) for p, n in counts if n))


def _alike(row: Incident, rows: Iterable[Incident], knowledge: Knowledge) -> Iterator[str]:
    """Other rows that may be the same incident, told by none of the sides that tell this one."""
    own = _telling(row)
    for other in rows:
        told = _telling(other)
        apart = own and told and own.isdisjoint(told)
        if apart and other.event != row.event and _may_be_one(row, other, knowledge):
            yield other.event


def _telling(row: Incident) -> frozenset[str]:
    return frozenset(w.side for w in row.words if w.side)


def _may_be_one(one: Incident, other: Incident, knowledge: Knowledge) -> bool:
    """Whether two rows are of the same day, exact place and kind, so that they may be one incident told twice."""
    if not one.date or not other.date or max(one.date.days, other.date.days) > LONGEST:
        return False
    if not one.date.overlaps(other.date) or not _same_kind(one, other):
        return False
    exact = [p for r in (one, other) if (p := r.place) and p in knowledge.places]
    if len(exact) < 2 or any(knowledge.places[p].kind in _WIDE for p in exact):
        return False
    return nested(exact[0], exact[1], knowledge)


def _same_kind(one: Incident, other: Incident) -> bool:
    types = [{r.type} for r in (one, other)]
    if types[0] == types[1]:
        return True
    vague = {"toll", "truce_violation"}
    if any(t <= vague for t in types):
        return True
    return all(t <= STRIKES for t in types) and same_act(tuple(types[0]), tuple(types[1])) is not False
