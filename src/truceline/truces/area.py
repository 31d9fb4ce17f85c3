"""Whether a place lies in the area of written terms: by the packs' graph of places, or by coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, radians

from truceline.naming.gazetteer import distance
from truceline.pack import Knowledge, Zone
from truceline.plain import listed
from truceline.truces.replies import Reply

_KM_OF_DEGREE = 111.195  # of latitude, on the sphere that the gazetteer measures on
_LOOSE = frozenset({"area", "road"})
"""Kinds of places whose bounds no pack gives; their coordinates are those of some middle."""

_NEAR = 25.0  # km; so close to the middle of a loose place something may still lie in it
_EXTENT = {"city": 8.0, "town": 3.0, "area": 25.0, "road": 25.0, "district": 30.0, "governorate": 90.0}
"""How far from its coordinates, in km, something told to be in a place of each kind may be; others: ``_SPOT``."""

_SPOT = 1.0


def lies_in(place: str, places: Sequence[str], zones: Sequence[Zone], knowledge: Knowledge) -> Reply:
    """Whether a place lies in one of some places, or in one of some zones.

    Args:
        place: id of a place that a pack or the gazetteer knows.
        places: ids of places.
        zones: as terms mark them out.
        knowledge: what the packs know of where places lie.
    """
    found = [_in_place(place, p, knowledge) for p in places] + [_in_zone(place, z, knowledge) for z in zones]
    for says in ("yes", "cannot be told"):
        if reply := next((f for f in found if f.says == says), None):
            return reply
    if not found:
        return Reply("cannot be told", "the terms name no place")
    where = listed([*(knowledge.label(p) for p in places), *(f"the zone “{z.name}”" for z in zones)])
    return Reply("no", f"{knowledge.label(place)} lies outside of {where}")


def _in_place(place: str, outer: str, knowledge: Knowledge) -> Reply:
    """By the parents of both, which say for sure that one lies in the other, and less surely that it does not."""
    around, beyond = knowledge.within(place), knowledge.within(outer)
    name, area = knowledge.label(place), knowledge.label(outer)
    if place == outer:
        return Reply("yes", f"told of {area}")
    if outer in around:
        return Reply("yes", f"{name} lies in {area}")
    if place in beyond:
        return Reply("cannot be told", f"{name} is wider than {area}")
    if _reaches(outer, around, knowledge) or _reaches(place, beyond, knowledge):
        return Reply("cannot be told", f"no pack says whether {name} lies in {area}")
    loose = any(knowledge.places[p].kind in _LOOSE for p in (place, outer) if p in knowledge.places)
    if loose and (apart := _apart(place, outer, knowledge)) is not None and apart < _NEAR:
        return Reply(
            "cannot be told", f"{name} is {apart:.0f} km from the middle of {area}, and no pack has its bounds"
        )
    return Reply("no", "")


def _reaches(place: str, around: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether a place has no clear bounds and what holds it holds another as well, so that it may reach there."""
    known = knowledge.places.get(place)
    return known is not None and known.kind in _LOOSE and known.parent in around


def _apart(one: str, other: str, knowledge: Knowledge) -> float | None:
    here, there = knowledge.locate(one), knowledge.locate(other)
    if here is None or there is None or here.place != one or there.place != other:
        return None
    return distance(here.lat, here.lon, there.lat, there.lon)


def _in_zone(place: str, zone: Zone, knowledge: Knowledge) -> Reply:
    """By the places that make it up, or else by how far inside or outside its bounds the place's coordinates are."""
    name = knowledge.label(place)
    by_graph = [_in_place(place, p, knowledge) for p in zone.places]
    if any(f.says == "yes" for f in by_graph):
        return Reply("yes", f"{name} is of the zone “{zone.name}”")
    if not zone.places and not zone.around and not zone.points:
        return Reply("cannot be told", f"where the zone “{zone.name}” lies is not known")
    if not zone.around and not zone.points:
        return next((f for f in by_graph if f.says == "cannot be told"), Reply("no", ""))
    located = knowledge.locate(place)
    if located is None:
        return Reply("cannot be told", f"no pack has coordinates of {name}")
    inside = depth(located.lat, located.lon, zone)
    held = knowledge.places[located.place]
    if held.kind == "country" or abs(inside) < _EXTENT.get(held.kind, _SPOT):
        return Reply("cannot be told", f"{name} is too near the bounds of the zone “{zone.name}”, or too wide")
    if inside > 0:
        return Reply("yes", f"{name} lies in the zone “{zone.name}”, {inside:.0f} km within its bounds")
    return Reply("no", "")


def depth(lat: float, lon: float, zone: Zone) -> float:
    """How far within the bounds of a zone a point is, in km; below 0 how far outside. The zone has bounds.

    A circle is measured over a sphere, a polygon on the plane that touches it at the point: right to well under one
    part in a hundred over the tens of kilometres that such zones span.
    """
    if zone.around:
        middle_lat, middle_lon, radius = zone.around
        return radius - distance(lat, lon, middle_lat, middle_lon)
    corners = [((x - lon) * cos(radians(lat)) * _KM_OF_DEGREE, (y - lat) * _KM_OF_DEGREE) for y, x in zone.points]
    edges = list(pairwise([*corners, corners[0]]))
    nearest = min(_from_origin(*e) for e in edges)
    return nearest if _holds_origin(edges) else -nearest


Point = tuple[float, float]


def _from_origin(begin: Point, end: Point) -> float:
    """The distance of a line between two points from the origin."""
    (x, y), across, up = begin, end[0] - begin[0], end[1] - begin[1]
    length = across * across + up * up
    share = max(0.0, min(1.0, -(x * across + y * up) / length)) if length else 0.0
    return hypot(x + share * across, y + share * up)


def _holds_origin(edges: Iterable[tuple[Point, Point]]) -> bool:
    """Whether a polygon holds the origin: whether a ray from there crosses its edges an odd number of times."""
    crossed = 0
    for (x, y), (to_x, to_y) in edges:
        if (y > 0) != (to_y > 0) and x - y * (to_x - x) / (to_y - y) > 0:
            crossed += 1
    return crossed % 2 == 1
