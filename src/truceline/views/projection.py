"""From degrees to the page: a window on the ground, and the lines that lie in it as SVG paths."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
"""Latitude and longitude in decimal degrees (WGS84), or across and down in pixels."""

KM = 111.2
"""Kilometres in a degree of latitude."""

_NEAR = 0.6  # pixels; a line need not bend more often than the eye can follow


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle on the ground and the pixels that show it.

    The projection is equirectangular, true to scale at the middle of the window; at the size of a country that draws
    distances right within a hundredth or so.

    Attributes:
        south, west, north, east: its edges, in degrees.
        width: in pixels.
    """

    south: float
    west: float
    north: float
    east: float
    width: int

    @classmethod
    def around(cls, points: Iterable[Point], *, width: int, tall: tuple[int, int], least_km: float) -> Window:
        """The smallest window that shows the points with a margin around them.

        Args:
            points: at least one.
            width: of the window, in pixels.
            tall: the least and the most that it may be high, in pixels.
            least_km: how much of the ground it shows at least, from left to right.
        """
        known = list(points)
        south, north = min(p[0] for p in known), max(p[0] for p in known)
        west, east = min(p[1] for p in known), max(p[1] for p in known)
        lat, lon = (south + north) / 2, (west + east) / 2
        narrow = max(math.cos(math.radians(lat)), 0.05)
        across = max((east - west) * 1.16, least_km / KM / narrow)
        down = (north - south) * 1.16
        least, most = (across * narrow * t / width for t in tall)
        if down > most:
            across, down = across * down / most, down
        down = max(down, least * across / max(across, 1e-9))
        return cls(lat - down / 2, lon - across / 2, lat + down / 2, lon + across / 2, width)

    @property
    def scale(self) -> float:
        """Pixels in a degree of latitude."""
        return self.width / ((self.east - self.west) * self._narrow)

    @property
    def height(self) -> int:
        """In pixels."""
        return round((self.north - self.south) * self.scale)

    @property
    def km(self) -> float:
        """Pixels in a kilometre."""
        return self.scale / KM

    @property
    def _narrow(self) -> float:
        return max(math.cos(math.radians((self.south + self.north) / 2)), 0.05)

    def at(self, point: Point) -> Point:
        """Where a point on the ground stands on the page, from the upper left corner."""
        lat, lon = point
        return round((lon - self.west) * self._narrow * self.scale, 1), round((self.north - lat) * self.scale, 1)

    def holds(self, point: Point) -> bool:
        """Whether a point on the ground lies in it."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east

    def touches(self, line: Sequence[Point]) -> bool:
        """Whether the rectangle around a line meets it."""
        lats, lons = [p[0] for p in line], [p[1] for p in line]
        return max(lats) >= self.south and min(lats) <= self.north and max(lons) >= self.west and min(lons) <= self.east

    def area(self, rings: Iterable[Iterable[Point]]) -> str:
        """The rings as the data of one SVG path, cut at the edges; empty where none of them lies in the window."""
        return "".join(f"M{'L'.join(p)}Z" for ring in rings if len(p := list(self._bent(self.cut(ring)))) > 2)

    def line(self, points: Iterable[Point]) -> str:
        """A line as the data of one SVG path: of all its pieces that touch the window."""
        pieces: list[list[Point]] = []
        before: Point | None = None
        joined = False
        for point in points:
            meets = before is not None and self._meets(before, point)
            if meets and before is not None:
                if not joined:
                    pieces.append([before])
                pieces[-1].append(point)
            before, joined = point, meets
        return "".join(f"M{'L'.join(p)}" for piece in pieces if len(p := list(self._bent(piece))) > 1)

    def cut(self, ring: Iterable[Point]) -> list[Point]:
        """A ring cut at the edges (Sutherland and Hodgman 1974), which it then runs along."""
        found = list(ring)
        edges: list[tuple[int, float, Callable[[float, float], bool]]] = [
            (0, self.south, operator.ge),
            (0, self.north, operator.le),
            (1, self.west, operator.ge),
            (1, self.east, operator.le),
        ]
        for axis, edge, inside in edges:
            if all(inside(p[axis], edge) for p in found):
                continue
            found = list(_cut(found, axis, edge, inside))
            if not found:
                break
        return found

    def _meets(self, a: Point, b: Point) -> bool:
        """Whether a stretch may touch the window."""
        return (
            max(a[0], b[0]) >= self.south
            and min(a[0], b[0]) <= self.north
            and max(a[1], b[1]) >= self.west
            and min(a[1], b[1]) <= self.east
        )

    def _bent(self, points: Iterable[Point]) -> Iterator[str]:
        """The points on the page without those that stand on each other."""
        known = [self.at(p) for p in points]
        last: Point | None = None
        for n, (x, y) in enumerate(known):
            if last is None or n == len(known) - 1 or math.hypot(x - last[0], y - last[1]) >= _NEAR:
                yield f"{x:g} {y:g}"
                last = (x, y)


def _cut(ring: list[Point], axis: int, edge: float, inside: Callable[[float, float], bool]) -> Iterator[Point]:
    before = ring[-1]
    for point in ring:
        now, then = inside(point[axis], edge), inside(before[axis], edge)
        if now != then:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            crossing = [a + part * (b - a) for a, b in zip(before, point, strict=True)]
            crossing[axis] = edge
            yield crossing[0], crossing[1]
        if now:
            yield point
        before = point
