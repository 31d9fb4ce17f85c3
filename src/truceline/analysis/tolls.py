"""How many were killed, wounded, missing or displaced: of each event as a range with who gives either end.

Accounts of one event are never added up. ``docs/tolls.md`` says how tolls of several events are, and when not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, get_args

from truceline.analysis.terms import FIGHTERS
from truceline.matching.accounts import counting
from truceline.matching.counts import Count, civilians, total
from truceline.matching.reports import Reports
from truceline.matching.setting import Setting
from truceline.matching.standing import standing
from truceline.matching.summaries import LONGEST, sums_up
from truceline.pack import Knowledge
from truceline.records import Account, Claim, Event, Interval, Mention, Range, Record

Kind = Literal["killed", "wounded", "missing", "displaced"]
"""What a toll counts."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Said:
    """Who gives a number, and in which words.

    Attributes:
        outlet: id of the outlet, or its name where no pack knows it; ``None`` when unknown.
        source: whom it cites, by entity id or words; ``None`` when it says so itself.
        side: the side whose voice it is, see :class:`truceline.records.Account`; ``None`` when of none.
        claim: id of the claim.
        words: the words of the number, of a denial those that deny.
        published: day of its article; ``None`` when unknown.
        number: the number that the account gives; ``None`` for a denial.
    """

    outlet: str | None
    source: str | None
    side: str | None
    claim: str
    words: str
    published: date | None
    number: Range | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """One number of one event, over all its accounts.

    Attributes:
        event: its id.
        what: what is counted.
        number: from the least to the most that an account gives, never a sum.
        told: the highest number that an account gives, which the most is not under where it is open.
        factual: whether an account tells it as fact; if not, it is only said to be possible.
        lowest, highest: who gives the lowest number and the highest, one claim an account.
        sides: the range by whose voice it is, ``None`` for accounts of no side.
        civilians, fighters: how many of them are said to be that; part of ``number``, nothing to add to it.
        victims: who they are, by entity id or words, those told most often first.
        denied: who denies the event, or that there were any such victims.
    """

    event: str
    what: Kind
    number: Range
    told: int
    factual: bool
    lowest: tuple[Said, ...]
    highest: tuple[Said, ...]
    sides: tuple[tuple[str | None, Range], ...] = ()
    civilians: Range | None = None
    fighters: Range | None = None
    victims: tuple[str, ...] = ()
    denied: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldTotal:
    """A number that somebody gives for a stretch of time: "40 killed in a week", "300,000 since the war began".

    Attributes:
        what: what is counted.
        number: how many.
        of: whether it counts all victims, or only civilians or fighters.
        actors: who is said to have done it, by entity id or words; it then counts their victims only.
        places: where, by entity id or words; not a place that another of them lies in.
        date: the days up to that of its article; ``None`` when not told.
        said: who gives it, one claim for each that tells it, the earliest first.
        counted: what the events at these places within those days sum up to; ``None`` where there are none, or places
            or days are not known.
        outside: whether it lies outside ``counted``. One of somebody's victims only may well lie under it.
    """

    what: Kind
    number: Range
    of: Literal["all", "civilians", "fighters"]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    date: Interval | None
    said: tuple[Said, ...]
    counted: Range | None = None
    outside: bool = False


class EventTolls:
    """The tolls of a record: of every event, and the totals that are told beside them.

    Attributes:
        tolls: by event id, in the order of ``KINDS``; only events that have any.
        events: these events, by id.
        near: by event id, the known places that places without an id are told in or beside.
        totals: by kind, place, days and number.
    """

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._reports = Reports.of(record, knowledge)
        self._copies = dict(record.copies.items())
        claims = dict(record.claims.items())
        counting = {c.id for c in claims.values() if any(q.kind in KINDS for q in c.numbers)}
        self.tolls: dict[str, tuple[Toll, ...]] = {}
        self.events: dict[str, Event] = {}
        self.near: dict[str, tuple[str, ...]] = {}
        totals: list[ToldTotal] = []
        for event in record.events.values():
            if counting.isdisjoint(event.claims):
                continue
            told = [[claims[c] for c in a.claims] for a in event.accounts]
            long = event.date is not None and event.date.days > LONGEST
            own = [c for account in told for c in account if c.id in counting]
            by_words = {c.id for c in own if sums_up(c, self._reports.article(c.article))}
            sums = {c.id for c in own} if long else by_words
            denied = tuple(d for a, own in zip(event.accounts, told, strict=True) for d in self._denial(a, own))
            single = [[c for c in own if c.id not in sums] for own in told]
            found = (self._toll(event, single, kind, denied) for kind in KINDS)
            if tolls := tuple(t for t in found if t):
                self.tolls[event.id], self.events[event.id] = tolls, event
                self.near[event.id] = tuple(m.near for account in told for c in account for m in c.place if m.near)
            totals += self._totals(event, [[c for c in own if c.id in sums] for own in told], by_words)
        self.totals = tuple(_gathered(totals))

    def _toll(
        self, event: Event, claims: Sequence[Sequence[Claim]], kind: Kind, denied: tuple[Said, ...]
    ) -> Toll | None:
        told = [
            (account, stands)
            for account, own in zip(event.accounts, claims, strict=True)
            if (stands := self._standing(own, kind, event)) and stands[0][0].status in ("happened", "possible")
        ]
        factual = [(a, s) for a, s in told if s[0][0].status == "happened"]
        numbers = [(a, s, n) for a, s in factual or told if (n := total(c for _, c in s))]
        number = Range.around(n for *_, n in numbers)
        if number is None:
            return None
        ends = [e for *_, n in numbers for e in (n.least, n.most) if e is not None]
        by_side: dict[str | None, list[Range]] = defaultdict(list)
        for account, _, n in numbers:
            by_side[self._side(account)].append(n)
        victims = Counter(v for _, s, _ in numbers for c, _ in s for v in self._parties(c.target))
        return Toll(
            event=event.id,
            what=kind,
            number=number,
            told=max(ends),
            factual=bool(factual),
            lowest=tuple(self._said(a, s, n, min(ends)) for a, s, n in numbers if min(ends) in (n.least, n.most)),
            highest=tuple(self._said(a, s, n, max(ends)) for a, s, n in numbers if max(ends) in (n.least, n.most)),
            sides=tuple((s, r) for s in sorted(by_side, key=str) if (r := Range.around(by_side[s]))),
            civilians=_within(Range.around(civilians(c for _, c in s) for _, s, _ in numbers), number),
            fighters=_within(
                Range.around(total(c for claim, c in s if self._fights(claim)) for _, s, _ in numbers), number
            ),
            victims=tuple(sorted(victims, key=lambda v: (-victims[v], v))),
            denied=denied,
        )

    def _said(self, account: Account, stands: Iterable[tuple[Claim, Count]], number: Range, end: int) -> Said:
        told = list(stands)
        claim = next((c for c, n in told if end in (n.number.least, n.number.most)), told[0][0])
        return self._saying(account, claim, end, number)

    def _saying(self, account: Account, claim: Claim, end: int | None, number: Range) -> Said:
        quantities = [q for q in claim.numbers if q.kind in KINDS]
        words = [q.text for q in quantities if end in (q.least, q.most)][:1] or [q.text for q in quantities]
        return replace(self._telling(account, claim), words=" and ".join(words), number=number)

    def _telling(self, account: Account, claim: Claim) -> Said:
        return Said(
            outlet=account.outlet,
            source=account.source,
            side=self._side(account),
            claim=claim.id,
            words=claim.trigger.text,
            published=self._reports.published[claim.article],
        )

    def _denial(self, account: Account, claims: Iterable[Claim]) -> list[Said]:
        denied = [c for c in claims if c.status == "denied" and (account.stance == "denies" or c.type == "toll")]
        return [self._telling(account, c) for c in denied[:1]]

    def _side(self, account: Account) -> str | None:
        return account.voice if account.voice in self._knowledge.sides else None

    def _parties(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.entity or m.text for m in mentions if not self._knowledge.is_only_place(m.entity)))

    def _fights(self, claim: Claim) -> bool:
        kinds = [a.kind for m in claim.target if (a := self._knowledge.actors.get(m.entity or ""))]
        return bool(kinds) and len(kinds) == len(claim.target) and FIGHTERS.issuperset(kinds)

    def _standing(self, claims: Sequence[Claim], kind: Kind, event: Event) -> tuple[tuple[Claim, Count], ...]:
        setting = Setting(event.type, event.place, event.date)
        return standing(counting(claims, self._reports), kind, setting, self._reports).told

    def _totals(self, event: Event, claims: Sequence[Sequence[Claim]], by_words: Container[str]) -> Iterable[ToldTotal]:
        """The totals told; what sums up by its own words takes neither place nor days from what is told beside it."""
        for account, own in zip(event.accounts, claims, strict=True):
            for claim in own:
                if claim.status != "happened" or claim.article in self._copies:
                    continue
                around = None if claim.id in by_words else event
                date, places = self._days(claim, around), self._places(claim, around)
                actors = self._parties(claim.actor)
                for kind in KINDS:
                    if (n := self._reports.count(claim, kind)) and n.of != "some":
                        of: Literal["all", "civilians", "fighters"]
                        of = "civilians" if n.civilians == n.number else "fighters" if self._fights(claim) else "all"
                        said = self._saying(account, claim, n.number.least or n.number.most, n.number)
                        yield ToldTotal(kind, n.number, of, actors, places, date, (said,))

    def _days(self, claim: Claim, around: Event | None) -> Interval | None:
        """The days that a told total counts, none after its article; a day or a few are of something told beside it."""
        days = next((d for d in (claim.date, around and around.date) if d and d.days > LONGEST), None)
        published = self._reports.published[claim.article]
        if days and published and days.first <= published < days.last:
            same_month = days.first_grain == "month" and days.first.month == published.month
            return Interval(days.first, published, "day" if same_month else days.first_grain)
        return days

    def _places(self, claim: Claim, around: Event | None) -> tuple[str, ...]:
        known = dict.fromkeys(m.entity for m in claim.place if m.entity)
        outer = {p for n in known for p in self._knowledge.within(n)[1:]}
        words = tuple(m.text for m in claim.place[:1])
        told = tuple(n for n in known if n not in outer) or words
        return told or ((around.place,) if around and around.place else ())


def _within(part: Range | None, whole: Range) -> Range | None:
    """A part that is no larger than the whole, of which another account may give less."""
    if part is None:
        return None
    least = min(part.least or 0, whole.least or 0)
    most = min((n for n in (part.most, whole.most) if n is not None), default=None)
    return Range(least, most)


def _gathered(totals: Iterable[ToldTotal]) -> Iterable[ToldTotal]:
    """One for the same number told by several, or by one of them twice."""

    def key(t: ToldTotal) -> tuple[object, ...]:
        days = (t.date.first, t.date.last) if t.date else ()
        ends = (t.number.least is None, t.number.least or 0, t.number.most is None, t.number.most or 0)
        return KINDS.index(t.what), t.places, days, ends, t.of, t.actors

    for _, same in groupby(sorted(totals, key=key), key=key):
        group = list(same)
        said: dict[tuple[str | None, str | None], Said] = {}
        for s in sorted((s for t in group for s in t.said), key=lambda s: (s.published or date.max, s.claim)):
            said.setdefault((s.outlet, s.source), s)
        yield replace(group[0], said=tuple(said.values()))
