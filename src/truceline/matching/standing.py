"""Which numbers of an account stand: those of its event that no later article of the same teller corrects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.matching.counts import Count, total
from truceline.matching.reports import Reports
from truceline.matching.setting import Setting, finest, is_head, known_places, nested, same_scope
from truceline.matching.summaries import LONGEST
from truceline.records import Claim, Interval, QuantityKind, Range

_SOON = 3
"""Days between the publication of two articles of which the later may correct a number that neither dates."""

_PART = 2
"""How many times a number in the body goes into the one at the head of its article where it counts a part of that."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of one kind that an account gives of its event.

    Attributes:
        told: the claims that give its number as it stands, and what each counts.
        corrected: the claims that a later one corrects.
    """

    told: tuple[tuple[Claim, Count], ...]
    corrected: tuple[Claim, ...]

    @property
    def number(self) -> Range | None:
        """All that stands as one range."""
        return total(n for _, n in self.told)


def standing(claims: Iterable[Claim], kind: QuantityKind, setting: Setting, reports: Reports) -> Standing:
    """The numbers of one kind by the claims of one account that give it its values, one claim for each text."""
    own = list(claims)
    told = [(c, n) for c in own if (n := reports.count(c, kind)) is not None and setting.counts(c, kind, reports)]
    if setting.sums:
        return Standing(tuple(told), ())
    told = [(c, n) for c, n in told if not _is_part(c, n, told, reports) and not _is_vaguer(c, n, told, reports)]
    around = _Around(own, reports)
    gone = {c.id for c, n in told if _is_corrected(c, n, told, around)}
    return Standing(tuple((c, n) for c, n in told if c.id not in gone), tuple(c for c, _ in told if c.id in gone))


def without_parts(told: Sequence[tuple[Claim, Count, str]], reports: Reports) -> list[tuple[Claim, Count]]:
    """The numbers of several accounts, each with its voice, without those that count only part of what others do.

    A number in the body of an article is part of one at its head by the same voice where that is far larger; one of
    civilians, women or children only is part of a far larger one of all the dead, whoever tells that.
    """
    every = [_size(n.number) for _, n, _ in told if not _is_of_civilians(n)]
    most = max(every, default=0)
    by_voice: dict[str, list[tuple[Claim, Count]]] = defaultdict(list)
    for claim, number, voice in told:
        by_voice[voice].append((claim, number))
    return [
        (claim, number)
        for claim, number, voice in told
        if not _is_part(claim, number, by_voice[voice], reports)
        and (is_head(claim) or not _is_of_civilians(number) or _PART * _size(number.number) > most)
    ]


def _is_of_civilians(count: Count) -> bool:
    return count.of == "young" or count.civilians == count.number


def _size(number: Range) -> int:
    return number.most or number.least or 0


def is_one_matter(one: Claim, other: Claim, reports: Reports) -> bool:
    """Whether two claims of different articles certainly tell of one thing: on shared days, at one place.

    Where neither tells a day the articles have to be published within a few days. What only one of them tells leaves
    open whether it is that of the other, and so does a country or a governorate that holds the place of the other.
    """
    if one.date and other.date:
        shared = one.date.overlaps(other.date)
    else:
        days = reports.day(one), reports.day(other)
        shared = one.date is other.date and bool(days[0] and days[1] and abs((days[0] - days[1]).days) <= _SOON)
    ones, others = (finest(known_places(c, reports.knowledge), reports.knowledge) for c in (one, other))
    if ones and others:
        return shared and any(same_scope(a, b, reports.knowledge) for a in ones for b in others)
    return shared and not ones and not others and {m.text for m in one.place} == {m.text for m in other.place}


class _Around:
    """What an account tells of its event article by article: a claim without a day or an exact place is of these."""

    def __init__(self, claims: Iterable[Claim], reports: Reports) -> None:
        self.reports = reports
        self._days: dict[str, set[Interval]] = defaultdict(set)
        self._places: dict[str, set[str]] = defaultdict(set)
        for c in claims:
            article = reports.original[c.article]
            self._days[article] |= {c.date} if c.date and c.date.days <= LONGEST else set()
            self._places[article] |= known_places(c, reports.knowledge)

    def are_one(self, one: Claim, other: Claim) -> bool:
        """Whether two claims are certainly of one thing, and nothing told around them sets their articles apart."""
        a, b = (self.reports.original[c.article] for c in (one, other))
        days = [(d, e) for d in self._days[a] for e in self._days[b]]
        exact = [finest(places, self.reports.knowledge) for places in (self._places[a], self._places[b])]
        places = [(p, q) for p in exact[0] for q in exact[1]]
        return (
            is_one_matter(one, other, self.reports)
            and (not days or any(d.overlaps(e) for d, e in days))
            and (not places or any(nested(p, q, self.reports.knowledge) for p, q in places))
        )


def _is_part(claim: Claim, count: Count, told: Sequence[tuple[Claim, Count]], reports: Reports) -> bool:
    """Whether a number in the body of an article is far under the one at its head: what it counts is part of that."""
    head = [
        n.number.least or n.number.most or 0
        for c, n in told
        if n.of == "all" and is_head(c) and reports.original[c.article] == reports.original[claim.article]
    ]
    return bool(head) and not is_head(claim) and _PART * _size(count.number) <= min(head)


def _is_vaguer(claim: Claim, count: Count, told: Sequence[tuple[Claim, Count]], reports: Reports) -> bool:
    """Whether a later article says less exactly what an earlier one said: "dozens" after 65."""
    day = reports.day(claim)
    earlier = [n.number for c, n in told if day and (d := reports.day(c)) is not None and d < day]
    return any(n != count.number and _holds(count.number, n) for n in earlier)


def _is_corrected(claim: Claim, count: Count, told: Sequence[tuple[Claim, Count]], around: _Around) -> bool:
    """Whether a later article of the same teller gives another number for it, and not this one again.

    Tolls grow; a smaller one corrects a larger one only where both tell the day.
    """
    reports = around.reports
    day = reports.day(claim)
    if day is None:
        return False
    later = [(c, n) for c, n in told if (d := reports.day(c)) is not None and d > day]
    again = {reports.original[c.article] for c, n in later if n.number == count.number}
    return any(
        reports.original[c.article] not in again
        and n.of == count.of == "all"
        and (n.civilians == n.number) == (count.civilians == count.number)
        and not _holds(n.number, count.number)
        and (claim.date is not None or (n.number.least or 0) >= (count.number.least or 0))
        and around.are_one(claim, c)
        for c, n in later
    )


def _holds(one: Range, other: Range) -> bool:
    """Whether one range reaches around the other: "dozens" after 65 is no other number."""
    below = one.least is None or (other.least is not None and one.least <= other.least)
    return below and (one.most is None or (other.most is not None and other.most <= one.most))
