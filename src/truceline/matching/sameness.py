"""Whether two claims of one event certainly tell of one thing, so that they can contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from truceline.matching.reports import Reports
from truceline.matching.setting import Setting, finest, known_places, nested, same_scope
from truceline.matching.summaries import LONGEST
from truceline.records import Claim, Interval, Question

_BESIDE = 400
"""Characters between two triggers of one text up to which the later is still about what the earlier told."""
_WIDE = frozenset({"country", "governorate", "area", "city", "district"})
"""Kinds of places in which much happens in a day."""


class Sameness:
    """Compares claims of one event by day, place and where they stand.

    A claim that tells no day or place is of the one that all others of its article tell, where there is one.
    """

    def __init__(self, claims: Iterable[Claim], setting: Setting, reports: Reports) -> None:
        """Take all the claims of an event that tell of its kind."""
        self._setting = setting
        self._reports = reports
        self._told_days: dict[str, set[Interval]] = defaultdict(set)
        self._told_places: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            article = reports.original[claim.article]
            if claim.date and claim.date.days <= LONGEST:
                self._told_days[article].add(claim.date)
            self._told_places[article] |= known_places(claim, reports.knowledge)

    def is_one_thing(self, one: Claim, other: Claim, question: Question) -> bool:
        """Whether two claims are certainly of one day and place.

        A small place is enough where one of them tells no day, and the day where both stand in one article or where it
        is asked only whether it happened. Where the question is when or where, the other of the two has to show it. A
        denial or another culprit beside the claim in a text is of the same, whatever it tells, and so is all of an
        event of which neither day nor place is told. Numbers of a country or a governorate are not those of a place in
        it.
        """
        day = None if question == "date" else self._share_day(one, other)
        place = None if question == "place" else self._share_place(one, other, question in ("killed", "wounded"))
        if day is False or place is False:
            return False
        same_text = self._reports.original[one.article] == self._reports.original[other.article]
        a, b = one.trigger.span, other.trigger.span
        setting = self._setting
        no_day, no_place = setting.date is None or question == "date", setting.place is None or question == "place"
        return (
            bool(day and (place or same_text or no_place or question == "happened"))
            or bool(place and (no_day or self._is_small(one, other)))
            or (no_day and no_place)
            or (
                question in ("happened", "actor")
                and same_text
                and a.field == b.field
                and abs(a.begin - b.begin) <= _BESIDE
            )
        )

    def _share_day(self, one: Claim, other: Claim) -> bool | None:
        a, b = self._day(one), self._day(other)
        return a.overlaps(b) if a and b else None

    def _share_place(self, one: Claim, other: Claim, counted: bool) -> bool | None:
        a, b = self._places(one), self._places(other)
        share = same_scope if counted else nested
        return any(share(p, q, self._reports.knowledge) for p in a for q in b) if a and b else None

    def _is_small(self, one: Claim, other: Claim) -> bool:
        kinds = {self._reports.knowledge.places[p].kind for c in (one, other) for p in self._places(c)}
        return kinds.isdisjoint(_WIDE)

    def _day(self, claim: Claim) -> Interval | None:
        if claim.date:
            return claim.date if claim.date.days <= LONGEST else None
        told = self._told_days[self._reports.original[claim.article]]
        return next(iter(told)) if len(told) == 1 else None

    def _places(self, claim: Claim) -> frozenset[str]:
        own = known_places(claim, self._reports.knowledge)
        if own or claim.place:
            return finest(own, self._reports.knowledge)
        told = finest(self._told_places[self._reports.original[claim.article]], self._reports.knowledge)
        return told if len(told) == 1 else frozenset()
