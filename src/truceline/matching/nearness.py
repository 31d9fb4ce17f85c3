"""How near what two tellings say lies: their places, days, actors and tolls, each comparison in words.

The words are what the weights are learned for and what a user reads as the reason for a join.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache, cached_property, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

from truceline.matching.facets import Facets
from truceline.naming.spelling import key
from truceline.pack import Knowledge
from truceline.records import Interval, Range

_T = TypeVar("_T")

_NEAR, _FAR = 8.0, 30.0
"""Kilometres up to which two places may be one for two reporters, and from which they are certainly two."""
_EARTH = 6371.0
_SMALL = frozenset({"village", "quarter", "town", "base", "camp", "site", "crossing", "road", "district"})
_LARGE_TOLL = 10
"""A number that two accounts hardly share by chance."""
_ALIKE = 0.75

UNTOLD = "untold"

SAME_SMALL, SAME_CITY, INSIDE, NEARBY, SAME_SEAT, SAME_WIDE, IN_GOVERNORATE, NOT_NEAR, IN_COUNTRY, APART = PLACES = (
    "the same small place",
    "the same city",
    "one inside the other",
    f"within {_NEAR:.0f} km",
    "the same name of a city and its governorate",
    "the same governorate or country",
    "a governorate and a place in it",
    "neither near nor far",
    "a country and a place in it",
    "far apart",
)
"""How two places lie, the nearest first."""

_DAYS = (
    "the same day",
    "overlapping days",
    "a day apart",
    "overlapping spans",
    "two or three days apart",
    "four to ten days apart",
    "longer apart",
)
"""How two intervals lie, the nearest first."""

_ORDER = {name: n for names in (PLACES, _DAYS) for n, name in enumerate(names)}


class Nearness:
    """Compares by what packs know; keeps what it found for each pair of places."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._place = lru_cache(maxsize=None)(self._place_anew)

    # Places

    def places(self, one: Facets, other: Facets) -> str:
        """How the nearest of their places lie; where one tells none, how those told around it do."""
        if one.places and other.places:
            return self._nearest(one.places, other.places)
        side = "neither tells" if not one.places and not other.places else "one does not tell"
        around = self._nearest(one.around, other.around) if one.around and other.around else None
        if around is None:
            return side
        if around == APART:
            return f"{side}; told around them: far apart"
        near = around in (SAME_SMALL, SAME_CITY, INSIDE, NEARBY, SAME_SEAT)
        return f"{side}; told around them: {'near' if near else 'perhaps near'}"

    def claims_places(self, one: Facets, other: Facets) -> str:
        """How the nearest of the places that two claims themselves tell lie."""
        return self._nearest(one.places, other.places) if one.places and other.places else UNTOLD

    def between(self, one: Facets, other: Facets, others: Collection[Facets]) -> str:
        """Whether what an article tells between two of its claims is set elsewhere."""
        first, last = sorted((one.sentence, other.sentence))
        told = one.places or other.places
        inside = [o for o in others if first < o.sentence < last]
        if not inside:
            return "nothing told between them"
        away = told and any(o.places and self._nearest(o.places, told) in (APART, NOT_NEAR) for o in inside)
        return "another place told between them" if away else "no other place told between them"

    def _nearest(self, ones: Iterable[str], others: Collection[str]) -> str:
        return min((self._place(a, b) for a in ones for b in others), key=_ORDER.__getitem__)

    def _place_anew(self, a: str, b: str) -> str:
        if a == b:
            wide = self._width(a)
            if wide:
                return SAME_SEAT if wide == 1 else SAME_WIDE
            return SAME_SMALL if self.is_small(a) else SAME_CITY
        within = self._knowledge.within
        inside = a in within(b) or b in within(a)
        widest = max(self._width(a), self._width(b))
        if widest == _COUNTRY:
            return IN_COUNTRY if self._country(a) == self._country(b) else APART
        if inside and widest < _GOVERNORATE:
            return INSIDE
        distance = self._distance(a, b)
        if inside or (widest == 1 and self.governorate(a) == self.governorate(b)):
            return NEARBY if widest == 1 and distance is not None and distance < _NEAR else IN_GOVERNORATE
        if distance is None:
            governorates = self.governorate(a), self.governorate(b)
            return NOT_NEAR if governorates[0] and governorates[0] == governorates[1] else APART
        return NEARBY if distance < _NEAR else NOT_NEAR if distance < _FAR else APART

    def _kind(self, place: str) -> str:
        known = self._knowledge.places.get(place)
        return known.kind if known else ""

    def _width(self, place: str) -> int:
        """0 for a place on the ground, 1 for a city that may stand for its governorate, 2, 3 for what is wider."""
        return self._widths(place)

    @cached_property
    def _widths(self) -> Callable[[str], int]:
        @cache
        def width(place: str) -> int:
            known = self._knowledge.places.get(place)
            if known is None:
                return 0
            above = self._kind(known.parent) if known.parent else ""
            if known.kind == "country" or (known.kind == "area" and above in ("", "country")):
                return _COUNTRY
            if known.kind == "governorate":
                return _GOVERNORATE
            named = above == "governorate" and key(known.name) == key(
                _SEAT.sub("", self._knowledge.label(known.parent))
            )
            return 1 if named else 0

        return width

    def is_small(self, place: str) -> bool:
        """Whether a place is so small that not much happens there in a year."""
        return self._kind(place) in _SMALL

    def governorate(self, place: str) -> str | None:
        """The governorate that a place is or lies in."""
        return next((p for p in self._knowledge.within(place) if self._kind(p) == "governorate"), None)

    def _country(self, place: str) -> str | None:
        return next((p for p in self._knowledge.within(place) if self._kind(p) == "country"), None)

    def _distance(self, a: str, b: str) -> float | None:
        points = [self._point(p) for p in (a, b)]
        return _kilometres(*points[0], *points[1]) if points[0] and points[1] else None

    def _point(self, place: str) -> tuple[float, float] | None:
        """Where it lies, or the next place that holds it; ``None`` for what is as wide as a governorate."""
        for holder in self._knowledge.within(place):
            known = self._knowledge.places.get(holder)
            if known and known.lat is not None and known.lon is not None:
                return None if known.kind in ("governorate", "country") else (known.lat, known.lon)
        return None

    # Actors

    def actors(self, one: Facets, other: Facets) -> str:
        """Whether the same are told to act."""
        if not one.actors or not other.actors:
            return UNTOLD
        if one.actors & other.actors:
            return "the same"
        lineage, side = self._knowledge.lineage, self._knowledge.side_of
        if any(a in lineage(b) or b in lineage(a) for a in one.actors for b in other.actors):
            return "one part of the other"
        sides = [{s for a in actors if (s := side(a))} for actors in (one.actors, other.actors)]
        if not sides[0] or not sides[1]:
            return "different ones"
        return "of the same side" if sides[0] & sides[1] else "of different sides"


_GOVERNORATE, _COUNTRY = 2, 3
_SEAT = re.compile(r" (?:governorate|province|oblast|region)$", re.IGNORECASE)


def claims_days(one: Facets, other: Facets) -> str:
    """How the days that two claims tell lie."""
    if not one.dates or not other.dates:
        return UNTOLD
    return _nearest(one.dates, other.dates, _days)


def days(one: Facets, other: Facets) -> str:
    """How the days told lie; where one tells none, how the day of its article lies to those of the other."""
    if one.dates and other.dates:
        return _nearest(one.dates, other.dates, _days)
    if not one.dates and not other.dates:
        return f"neither tells; published {_published(one, other)}"
    dated, undated = (one, other) if one.dates else (other, one)
    if undated.published is None:
        return "one does not tell"
    gap = min((undated.published - d.last).days for d in dated.dates)
    for most, text in ((1, "a day"), (4, "four days"), (15, "two weeks")):
        if -1 <= gap <= most:
            return f"one does not tell; published within {text} of the other's day"
    return "one does not tell; published at another time"


def days_apart(one: Facets, other: Facets) -> bool:
    """Whether both tell days, and none of one's is one of the other's or next to it."""
    return bool(one.dates and other.dates) and _nearest(one.dates, other.dates, _days) in _DAYS[4:]


def _published(one: Facets, other: Facets) -> str:
    if one.published is None or other.published is None:
        return "when is not known"
    gap = abs((one.published - other.published).days)
    for most, text in ((0, "on one day"), (1, "a day apart"), (3, "three days apart"), (10, "ten days apart")):
        if gap <= most:
            return text if most < 2 else f"up to {text}"
    return "up to a month apart" if gap <= 30 else "longer apart"


def _days(one: Interval, other: Interval) -> str:
    if one.overlaps(other):
        longest = max(one.days, other.days)
        return _DAYS[0] if longest == 1 else _DAYS[1] if longest <= 7 else _DAYS[3]
    gap = max((other.first - one.last).days, (one.first - other.last).days)
    return _DAYS[2] if gap == 1 else _DAYS[4] if gap <= 3 else _DAYS[5] if gap <= 10 else _DAYS[6]


def tolls(one: Facets, other: Facets) -> str:
    """How the numbers killed agree, by the two that agree most."""
    if not one.killed or not other.killed:
        return UNTOLD
    return _TOLLS[min(_toll(a, b) for a in one.killed for b in other.killed)]


def lasting(one: Facets, other: Facets) -> str:
    """Whether a truce is to last as long."""
    if not one.lasting or not other.lasting:
        return UNTOLD
    return "as long" if any(_toll(a, b) <= _MAY_BE for a in one.lasting for b in other.lasting) else "they differ"


_MAY_BE = 2
_TOLLS = ("the same large number", "the same number", "they may be the same", "much alike", "they differ")


def _toll(one: Range, other: Range) -> int:
    if one == other:
        return 0 if (one.least or one.most or 0) >= _LARGE_TOLL else 1
    least = [r.least or 0 for r in (one, other)]
    most = [r.most if r.most is not None else None for r in (one, other)]
    if (most[1] is None or least[0] <= most[1]) and (most[0] is None or least[1] <= most[0]):
        return 2
    low, high = sorted(max(n, 1) for n in least)
    return 3 if low / high > _ALIKE else 4


def _nearest(ones: Iterable[_T], others: Collection[_T], compare: Callable[[_T, _T], str]) -> str:
    return min((compare(a, b) for a in ones for b in others), key=_ORDER.__getitem__)


def _kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b, c, d = map(radians, (lat, lon, lat2, lon2))
    return 2 * _EARTH * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
