"""The outlines of a pack: the shapes of countries or of their divisions, for maps that need no network."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline.pack.records import PackError
from truceline.pack.rows import full

FILE = "outlines.json"
"""Its name in a pack's folder."""

Line = tuple[tuple[float, float], ...]
"""Points as latitude and longitude, in decimal degrees (WGS84)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of one place.

    Attributes:
        place: its full id; ``None`` for ground that the pack has no place for.
        rings: closed lines; what lies within an odd number of them belongs to the shape.
    """

    place: str | None
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """What one file of outlines holds.

    Attributes:
        source: who drew it, as the file says.
        shapes: in the order of the file.
        borders: the lines that two shapes share.
        edges: the lines of one shape only: coasts, and where the file ends.
    """

    source: str
    shapes: tuple[Shape, ...]
    borders: tuple[Line, ...]
    edges: tuple[Line, ...]


def read(path: Path, own: str) -> Outlines:
    """Read outlines in TopoJSON, of whose geometries the polygons count; the ``id`` of each is a place of the pack.

    Args:
        path: the file.
        own: id of the pack.

    Raises:
        PackError: the file cannot be read or is no TopoJSON.
    """
    try:
        topology = json.loads(path.read_text(encoding="utf-8-sig"))
        arcs = _arcs(topology)
        named = [
            (_place(shape.get("id"), own), list(_rings(shape)))
            for group in topology["objects"].values()
            for shape in group.get("geometries", [group])
            if shape.get("type") in ("Polygon", "MultiPolygon")
        ]
        shapes = tuple(Shape(place, tuple(_ring(r, arcs) for r in rings)) for place, rings in named)
        # An arc that a shape passes twice (there and back) is no border.
        passed = Counter(a for _, rings in named for a in {_own(a) for ring in rings for a in ring})
        source = str(topology.get("source", ""))
    except OSError as e:
        raise PackError(f"{path}: cannot be read ({e.strerror}); check that it is a file you may open") from e
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as e:
        raise PackError(f"{path}: no TopoJSON of polygons ({type(e).__name__}: {e}); export it again") from e
    return Outlines(
        source,
        shapes,
        borders=tuple(arcs[a] for a in sorted(passed) if passed[a] > 1),
        edges=tuple(arcs[a] for a in sorted(passed) if passed[a] == 1),
    )


def _place(own_id: object, own: str) -> str | None:
    return full(own, str(own_id)) if own_id is not None else None


def _arcs(topology: Mapping[str, Any]) -> list[Line]:
    if "transform" not in topology:
        return [tuple((float(p[1]), float(p[0])) for p in arc) for arc in topology["arcs"]]
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [tuple(_unpacked(arc, wide, high, west, south)) for arc in topology["arcs"]]


def _unpacked(
    arc: list[list[int]], wide: float, high: float, west: float, south: float
) -> Iterator[tuple[float, float]]:
    x = y = 0
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        yield y * high + south, x * wide + west


def _rings(shape: Mapping[str, Any]) -> Iterator[list[int]]:
    for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
        yield from polygon


def _own(arc: int) -> int:
    """The number of an arc; ``~n`` is arc n from its end."""
    return arc if arc >= 0 else ~arc


def _ring(numbers: list[int], arcs: list[Line]) -> Line:
    points: list[tuple[float, float]] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(part[1:] if points else part)
    return tuple(points)
