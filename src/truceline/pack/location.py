"""Where places lie: coordinates, how near these are to what is meant, first-order division and country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from truceline.naming import gazetteer
from truceline.pack.links import ancestry
from truceline.pack.records import Place

Precision = Literal[1, 2, 3, 4, 5, 6]
"""The scale of UCDP GED (``where_prec``, Högbladh 2023): 1 the spot or settlement itself; 2 near it or somewhere within
it, some 25 km at most; 3 a second-order division; 4 a first-order division; 5 a line or an area with no clear bounds (a
long road, a border, "the north"); 6 a country. Its 7, international waters and air space, is not used.
"""

ACLED: Mapping[Precision, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}
"""ACLED's ``geo_precision`` for each: 1 the town, 2 the part of a region around it, 3 a region."""

_SETTLED = frozenset(["city", "town", "village", "quarter", "base", "crossing", "camp", "site"])
_NEAR_KM, _SAME_KM = 50.0, 10.0
_GENERIC = re.compile(
    r"^(?:governorate|province|region|state) of | (?:governorate|province|region|oblast|state)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place lies on the map.

    Attributes:
        place: id of the place that the coordinates are of: the one asked for or else its nearest parent with some.
        lat, lon: decimal degrees, WGS84; of what is wide a point within it.
        precision: see ``Precision``.
        admin1: id of the first-order division (governorate, oblast, state) that it is or lies in, a pack's own where
            that has one, else ``geonames:SY.09``; ``None`` for countries and what goes across divisions.
        country: id of the country, ``None`` when no pack knows it.
    """

    place: str
    lat: float
    lon: float
    precision: Precision
    admin1: str | None
    country: str | None

    def loosened(self, least: Precision) -> Location:
        """The same where the words tell less than the name does ("near X"): precision at least of that number."""
        return self if self.precision >= least else replace(self, precision=least)


def locate(around: tuple[str, ...], places: Mapping[str, Place]) -> Location | None:
    """Where a place lies; ``None`` where neither it nor a parent of it has coordinates.

    Args:
        around: the place and its parents, nearest first.
        places: places by id.
    """
    known = [places[p] for p in around if p in places]
    holder = next((p for p in known if p.lat is not None and p.lon is not None), None)
    if holder is None or holder.lat is None or holder.lon is None:
        return None
    borrowed = holder is not known[0]
    precision = _precision(known[0] if not borrowed else holder, borrowed, known)
    country = next((p for p in known if p.kind == "country"), None)
    admin1 = next((p.id for p in known if p.kind == "governorate"), None)
    if admin1 is None and country and holder is not country and precision < 5:
        # A city that the pack puts right under its country: the division of the nearest city known to the gazetteer.
        division = gazetteer.division_at(holder.lat, holder.lon, country.names, _NEAR_KM)
        admin1 = places[division].id if division else None
    return Location(holder.id, holder.lat, holder.lon, precision, admin1, country.id if country else None)


def own_divisions(places: Mapping[str, Place]) -> dict[str, str]:
    """The division of the packs for each division of the gazetteer: the one that most of their common cities lie in.

    Where they have no city in common, one of the same name.
    """
    votes: dict[str, Counter[str]] = {}
    parents = {i: p.parent for i, p in places.items()}
    for place in places.values():
        if place.kind not in ("city", "town") or place.lat is None or place.lon is None:
            continue
        around = [places[p] for p in ancestry(place.id, parents)]
        own = next((p.id for p in around if p.kind == "governorate"), None)
        country = next((p.name for p in around if p.kind == "country"), None)
        same = {c.id for n in place.names for c in gazetteer.cities(n, [country])} if own and country else ()
        for city in same:
            found = gazetteer.place(city)
            assert found.lat is not None and found.lon is not None
            if found.parent and gazetteer.distance(place.lat, place.lon, found.lat, found.lon) <= _SAME_KM:
                votes.setdefault(found.parent, Counter())[own or ""] += 1
    known = {division: max(sorted(counts), key=lambda i: counts[i]) for division, counts in votes.items()}
    for place in (p for p in places.values() if p.kind == "governorate" and p.id not in known.values()):
        countries = [places[p].name for p in ancestry(place.id, parents) if places[p].kind == "country"]
        for division in {d for n in place.names for d in gazetteer.divisions(_GENERIC.sub("", n), countries)}:
            known.setdefault(division, place.id)
    return known


def _precision(place: Place, borrowed: bool, known: Iterable[Place]) -> Precision:
    match place.kind:
        case "country":
            return 6
        case "governorate":
            return 4
        case "district":
            return 3
        case "road" | "area":
            # A street or part of a town is somewhere within it; a highway or region has no clear bounds.
            return 2 if any(p.kind in _SETTLED for p in known if p is not place) else 5
        case _:
            return 2 if borrowed else 1
