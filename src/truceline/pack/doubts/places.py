"""Places that lie nowhere, or where they cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.naming import gazetteer
from truceline.pack.doubts.view import Doubt, View
from truceline.pack.records import Place

_SMALL = frozenset(["quarter", "base", "crossing", "camp", "site", "village", "town", "city"])
"""Kinds with a middle that is near all of it; roads and areas may reach far."""

_REACH = {"quarter": 15, "village": 15, "town": 25, "city": 40, "camp": 10, "site": 15, "base": 15, "crossing": 15}
"""Kilometres from the middle of a place within which what lies in it does; by the kind of that place."""

_DISTRICT, _GOVERNORATE = 150, 1500
_FROM_COUNTRY = 250
"""Kilometres: no place is further from every other one of its country, but in deserts and at sea."""

_ORDER = ("country", "governorate", "district", "city", "town", "village", "quarter")
"""Kinds of which each may hold only those after it."""


def doubts(view: View) -> Iterator[Doubt]:
    """Places without coordinates, far from what holds them, outside of their country, in what is smaller."""
    for place in view.pack.places:
        lineage = view.within(place.id)
        yield from _held(place, lineage)
        if place.lat is None or place.lon is None:
            if not any(p.lat is not None for p in lineage if p.kind != "country"):
                what = "no coordinates, nor has what holds it; fill lat and lon, or give it a parent that has them"
                yield Doubt("places", place.id, what)
            continue
        yield from _distant(place, lineage, view)
        yield from _abroad(place, view)


def _held(place: Place, lineage: tuple[Place, ...]) -> Iterator[Doubt]:
    parent = lineage[1] if len(lineage) > 1 else None
    if lineage[-1].kind != "country" and place.kind in _ORDER[1:]:
        yield Doubt("places", place.id, f"it lies in no country ({lineage[-1].id!r} has no parent); add the parent")
    if (
        parent
        and place.kind in _ORDER
        and parent.kind in _ORDER
        and _ORDER.index(parent.kind) > _ORDER.index(place.kind)
    ):
        yield Doubt(
            "places", place.id, f"a {place.kind} in {parent.id!r}, a {parent.kind}; mend the kind or the parent"
        )


def _distant(place: Place, lineage: tuple[Place, ...], view: View) -> Iterator[Doubt]:
    holder = next((p for p in lineage[1:] if p.lat is not None and p.lon is not None), None)
    if holder is None or holder.lat is None or holder.lon is None or place.lat is None or place.lon is None:
        return
    far = gazetteer.distance(place.lat, place.lon, holder.lat, holder.lon)
    most = _REACH.get(holder.kind, {"district": _DISTRICT, "governorate": _GOVERNORATE}.get(holder.kind))
    if most and place.kind in _SMALL and far > most:
        what = f"{far:.0f} km from {view.short(holder.id)!r}, the {holder.kind} that holds it; mend lat, lon or parent"
        yield Doubt("places", place.id, what)


def _abroad(place: Place, view: View) -> Iterator[Doubt]:
    """A place far from all others of its country, as where lat and lon are swapped or a sign is lost."""
    country = view.country_of_place(place.id)
    if country is None or country is place or place.lat is None or place.lon is None:
        return
    for other in view.by_country.get(country.id, ()):
        if other.id == place.id or other.lat is None or other.lon is None:
            continue
        if gazetteer.distance(place.lat, place.lon, other.lat, other.lon) <= _FROM_COUNTRY:
            return
    far = gazetteer.nearest(place.lat, place.lon, country.names)
    if far is not None and far > _FROM_COUNTRY:
        what = f"{far:.0f} km from the nearest known place of {country.name}; mend lat, lon or parent"
        yield Doubt("places", place.id, what)
