"""Which numbers of an account stand: those of its event that no later article of the same teller corrects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.matching.counts import Count, total
from truceline.matching.reports import Reports
from truceline.matching.setting import Setting, known_places, nested
from truceline.records import Claim, QuantityKind, Range

_SOON = 3
"""Days between the publication of two articles of which the later may correct a number that neither dates."""


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
    told = [(c, n) for c in claims if (n := reports.count(c, kind)) is not None and setting.counts(c, reports)]
    gone = set() if setting.sums else {c.id for c, n in told if _is_corrected(c, n, told, reports)}
    return Standing(tuple((c, n) for c, n in told if c.id not in gone), tuple(c for c, _ in told if c.id in gone))


def is_one_matter(one: Claim, other: Claim, reports: Reports) -> bool:
    """Whether two claims of different articles certainly tell of one thing: on shared days, at one place.

    Where neither tells a day the articles have to be published within a few days. What only one of them tells leaves
    open whether it is that of the other.
    """
    if one.date and other.date:
        shared = one.date.overlaps(other.date)
    else:
        days = reports.day(one), reports.day(other)
        shared = one.date is other.date and bool(days[0] and days[1] and abs((days[0] - days[1]).days) <= _SOON)
    if not shared:
        return False
    ones, others = (known_places(c, reports.knowledge) for c in (one, other))
    if ones and others:
        return any(nested(a, b, reports.knowledge) for a in ones for b in others)
    return not ones and not others and {m.text for m in one.place} == {m.text for m in other.place}


def _is_corrected(claim: Claim, count: Count, told: Sequence[tuple[Claim, Count]], reports: Reports) -> bool:
    """Whether a later article of the same teller gives another number for it, and not this one again."""
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
        and is_one_matter(claim, c, reports)
        for c, n in later
    )


def _holds(one: Range, other: Range) -> bool:
    """Whether one range reaches around the other: "dozens" after 65 is no other number."""
    below = one.least is None or (other.least is not None and one.least <= other.least)
    return below and (one.most is None or (other.most is not None and other.most <= one.most))
