"""Who is silent: outlets that covered a place in the days after an event there and did not report it.

``docs/tolls.md`` says when an outlet covered a place, and when it is not called silent although it may be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from truceline.codebook import TYPES
from truceline.dateline import day_of
from truceline.matching.accounts import TELLING
from truceline.matching.summaries import LONGEST
from truceline.pack import Knowledge
from truceline.records import Event, Interval, Record, article_of

AFTER = 3
"""Days after an event in which an outlet that covers its place could have reported it."""


@dataclass(frozen=True, slots=True)
class Silence:
    """An outlet that did not report an event though it covered the place.

    Attributes:
        outlet: its id, or its name where no pack knows it.
        side: the side it stands near; ``None`` when near none or unknown.
        articles: ids of its articles that cover the place in those days, the earliest first.
        maybe: ids of its claims of those days that may tell of the event all the same: of a like kind, at a place or on
            a day that may be its, and in another event. Only without any is it surely silent, as far as was read.
    """

    outlet: str
    side: str | None
    articles: tuple[str, ...]
    maybe: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What a claim tells of: a kind of thing, at a place with all that hold it (empty when not known), on some days."""

    family: str
    around: tuple[str, ...]
    days: Interval | None


@dataclass(frozen=True, slots=True)
class _Report:
    """An article: the divisions that it covers, and what it tells."""

    day: date
    article: str
    outlet: str
    divisions: set[str] = field(default_factory=set)
    told: list[tuple[_Told, str]] = field(default_factory=list)


class Silences:
    """The outlets silent about the events of a record. Made once, it answers for every event."""

    def __init__(self, record: Record, knowledge: Knowledge, only: Event | None = None) -> None:
        """Read what the articles of a record cover; where one event ``only`` is asked about, those of its days."""
        begin, end = _window(only.date) if only and only.date else (date.min, date.max)
        self._knowledge = knowledge
        self._within: Callable[[str], tuple[str, ...]] = cache(
            lambda place: knowledge.within(place) if place in knowledge.places else ()
        )
        self._division = cache(self._of_division)
        copies = dict(record.copies.items())
        self._outlet: dict[str, str | None] = {}
        reports: dict[str, _Report] = {}
        for article in record.articles.values():
            known = knowledge.outlet(article.outlet)
            self._outlet[article.id] = outlet = known.id if known else article.outlet
            if outlet and article.id not in copies and (day := day_of(article)) and begin <= day <= end:
                reports[article.id] = _Report(day, article.id, outlet)
        claims = record.claims
        for claim in (claims[c] for c in claims if article_of(c) in reports) if only else claims.values():
            if report := reports.get(claim.article):
                places = [self._within(p) for m in claim.place if (p := m.entity or m.near)]
                report.divisions.update(d for around in places if around and (d := self._division(around[0])))
                told = [(_Told(_family(claim.type), p, claim.date), claim.id) for p in places or [()]]
                report.told.extend(told)
        self._reports = sorted(reports.values(), key=lambda r: (r.day, r.article))
        self._days = [r.day for r in self._reports]

    def of(self, event: Event) -> tuple[Silence, ...]:
        """The outlets silent about an event: those that surely are first, otherwise in order of their ids.

        Nobody is silent about what no account tells as fact, about what has no day, or no place within a country.
        """
        around = self._within(event.place) if event.place else ()
        division = self._division(around[0]) if around else None
        if event.date is None or division is None or not self.tellable(event):
            return ()
        told = _Told(_family(event.type), around, event.date)
        telling = {self._outlet[article_of(c)] for c in event.claims}
        covering: dict[str, list[str]] = defaultdict(list)
        maybe: dict[str, list[str]] = defaultdict(list)
        begin, end = _window(event.date)
        for report in self._reports[bisect_left(self._days, begin) : bisect_right(self._days, end)]:
            if report.outlet not in telling:
                if division in report.divisions:
                    covering[report.outlet].append(report.article)
                maybe[report.outlet] += dict.fromkeys(c for other, c in report.told if _may_be(told, other))
        silent = sorted(covering, key=lambda outlet: (bool(maybe[outlet]), outlet))
        return tuple(
            Silence(outlet, self._knowledge.side_of(outlet), tuple(covering[outlet]), tuple(maybe[outlet]))
            for outlet in silent
        )

    def tellable(self, event: Event) -> bool:
        """Whether it can be told who is silent: an account tells it as fact, its day is known, and its area."""
        known = event.place is not None and self._division(event.place) is not None
        days = event.date is not None and event.date.days <= LONGEST
        return known and days and any(a.stance in TELLING for a in event.accounts)

    def _of_division(self, place: str) -> str | None:
        """The governorate that a place is or lies in, or else the widest place around it that is no country."""
        around = self._within(place)
        known = [(p, self._knowledge.places[p].kind) for p in around if p in self._knowledge.places]
        inner = [p for p, kind in known if kind != "country"]
        return next((p for p, kind in known if kind == "governorate"), inner[-1] if inner else None)


def silent(event: Event, record: Record, knowledge: Knowledge) -> tuple[Silence, ...]:
    """The outlets silent about one event, as :meth:`Silences.of` gives them."""
    return Silences(record, knowledge, only=event).of(event)


def _window(days: Interval) -> tuple[date, date]:
    """The days on which an outlet could have reported what happened on these."""
    return days.first, days.last + timedelta(days=AFTER)


def _may_be(event: _Told, claim: _Told) -> bool:
    """Whether a claim of another event may tell of this one: of a like kind, at a place or on a day that may be its."""
    if claim.family != event.family:
        return False
    same_days = claim.days is not None and event.days is not None and claim.days.overlaps(event.days)
    if not claim.around:
        return same_days
    same_place = claim.around[0] in event.around or event.around[0] in claim.around
    return same_place and (same_days or claim.days is None)


def _family(type_: str) -> str:
    """The family of a type; a toll is of something violent."""
    return "violence" if type_ == "toll" else TYPES[type_].family
