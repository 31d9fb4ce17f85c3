"""A map drawn as SVG: land, borders, ways and the places of a case, with room found for their names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from truceline.naming.gazetteer import distance
from truceline.pack.outlines import Line
from truceline.plain import flat
from truceline.views import labels
from truceline.views.projection import Point, Window

SHAPES = (
    "M0-6 6 0 0 6-6 0z",
    "M0-6 6 5H-6z",
    "M-5-5H5V5H-5z",
    "M0-5.5A5.5 5.5 0 1 1 0 5.5 5.5 5.5 0 0 1 0-5.5z",
    "M0-6.6 1.9-2.2 6.4-2 2.8.9 4.1 5.4 0 2.8-4.1 5.4-2.8.9-6.4-2-1.9-2.2z",
    "M0 6 6-5H-6z",
    "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2z",
    "M-3-5.5H3L6 0 3 5.5H-3L-6 0z",
)
"""A shape for each sign that the page has for a side, in the order of its style sheet."""

_NONE = 3  # the shape for those of no side, who have no colour
_APART = 11  # pixels from one sign of a place to the next


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of who holds a place: the number of the side, if only a part is held, if it was told long ago."""

    side: int | None
    part: bool = False
    old: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the map.

    Attributes:
        number: of the place on the page; its mark in the drawing answers to it.
        point: where it lies.
        label: its name.
        title: what to say of it.
        href: where a click leads.
        weight: how many events it has.
        exact: whether they took place there; else they lie somewhere in an area around it.
        signs: of those that hold it.
        contested: whether it is fought for, or accounts differ.
    """

    number: int
    point: Point
    label: str
    title: str
    href: str
    weight: int
    exact: bool
    signs: tuple[Sign, ...] = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A road or a route.

    Attributes:
        number: of the way on the page; its line in the drawing answers to it.
        points: those that it joins, in order.
        title: what to say of it.
        href: where a click leads.
        side: the number of the side that relies on it.
        use: 1 where it can be used, 0 where it is cut, 2 where accounts differ, ``None`` where nobody tells.
    """

    number: int
    points: Line
    title: str
    href: str
    side: int | None = None
    use: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A crowded part of the map that has a drawing of its own: its letter, name and window."""

    letter: str
    name: str
    window: Window
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the ground: its name and its rings."""

    name: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """What lies under the places.

    Attributes:
        countries: all that may be seen.
        coasts, borders, divisions: lines; divisions lie within a country.
    """

    countries: tuple[Country, ...] = ()
    coasts: tuple[Line, ...] = ()
    borders: tuple[Line, ...] = ()
    divisions: tuple[Line, ...] = ()

    def within(self, window: Window) -> Land:
        """What of it may be seen in a window."""
        countries = (Country(c.name, tuple(filter(window.touches, c.rings))) for c in self.countries)
        return Land(
            tuple(c for c in countries if c.rings),
            *(tuple(filter(window.touches, lines)) for lines in (self.coasts, self.borders, self.divisions)),
        )


def draw(
    window: Window,
    spots: Sequence[Spot],
    ways: Sequence[Way],
    land: Land,
    *,
    name: str,
    parts: Sequence[Part] = (),
    inset: bool = False,
) -> Markup:
    """One drawing as an ``svg`` element.

    Args:
        window: the ground to show.
        spots: the places in it; those of ``parts`` are left to the parts' own drawings.
        ways: what joins them.
        land: what lies under them.
        name: what a screen reader calls the drawing.
        parts: those that have drawings of their own.
        inset: whether it is the drawing of a part, so that countries need no names.
    """
    width, height = window.width, window.height
    elsewhere = {s.number for p in parts for s in p.spots}
    shown = [s for s in spots if s.number not in elsewhere and window.holds(s.point)]
    shown.sort(key=lambda s: (-s.weight, s.label, s.number))
    parted = Markup('<svg class="map" role="group" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">')
    lines = [parted.format(flat(name), width, height, width, height)]
    lines += _ground(window, land, named=not inset)
    lines += [_way(window, w) for w in ways]
    # The smaller ones on top, so that each can be seen and clicked.
    lines += [_spot(window, s) for s in shown]
    lines += [_part(window, p) for p in parts]
    lines += _labels(window, shown, parts)
    lines += _scale(window)
    return Markup("\n").join([*lines, Markup("</svg>")])


def radius(weight: int) -> float:
    """Of the circle for so many events, in pixels; its area grows with them."""
    return round(min(20.0, 2.5 + 1.35 * math.sqrt(weight)), 1) if weight else 0.0


def crowds(spots: Sequence[Spot], window: Window, *, width: int, most: int = 2) -> list[Part]:
    """The parts of a map where many places stand close together: at most so many, the most crowded first.

    Args:
        spots: the places of the map.
        window: of the map.
        width: of the drawing of each part, in pixels.
        most: how many.
    """
    # What lies within this of a place would be covered by the marks around it.
    reach = min(max(16 / window.km, 3.0), 12.0)
    left = [s for s in spots if s.exact and window.holds(s.point)]
    found: list[Part] = []
    while len(found) < most:
        groups = [[o for o in left if distance(*s.point, *o.point) <= reach] for s in left]
        group = max(groups, key=lambda g: (len(g), sum(s.weight for s in g)), default=[])
        if len(group) < 6:
            break
        largest = max(group, key=lambda s: (s.weight, s.label))
        inset = Window.around([s.point for s in group], width=width, tall=(240, 330), least_km=4.0)
        if inset.km < 2 * window.km:
            break
        inside = tuple(s for s in spots if inset.holds(s.point))
        found.append(Part("AB"[len(found)], largest.label, inset, inside))
        left = [s for s in left if s not in inside]
    return found


def sign(number: int | None) -> Markup:
    """The mark of a side on its own, for a legend."""
    return Markup(
        '<svg class="symbol" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{}</svg>'
    ).format(_sign(Sign(number), 0.0))


def _sign(sign: Sign, x: float) -> Markup:
    of = None if sign.side is None else sign.side % len(SHAPES)
    moved = Markup(' transform="translate({} 0)"').format(x) if x else ""
    css, shape = ("none", SHAPES[_NONE]) if of is None else (of, SHAPES[of])
    how = (" partly" if sign.part else "") + (" old" if sign.old else "")
    return Markup('<path class="sign-mark sign-{}{}" d="{}"{}/>').format(css, how, shape, moved)


def _ground(window: Window, land: Land, *, named: bool) -> Iterator[Markup]:
    under = "sea" if land.countries else "land"
    yield Markup('<g class="ground" aria-hidden="true"><path class="{}" d="M0 0H{}V{}H0z"/>').format(
        under, window.width, window.height
    )
    areas = [(c, [r for ring in c.rings if len(r := window.cut(ring)) > 2]) for c in land.countries]
    yield Markup('<path class="land" fill-rule="evenodd" d="{}"/>').format("".join(window.area(a) for _, a in areas))
    for css, lines in (("division", land.divisions), ("coast", land.coasts), ("border", land.borders)):
        data = "".join(map(window.line, lines))
        if data:
            yield Markup('<path class="{}" d="{}"/>').format(css, data)
    for country, rings in areas if named else ():
        if rings and country.name and (at := _middle(window, max(rings, key=_size), country.name)):
            yield Markup('<text class="country" x="{}" y="{}">{}</text>').format(*at, flat(country.name, 30))
    yield Markup("</g>")


def _size(ring: Sequence[Point]) -> float:
    """Twice its area, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))


def _middle(window: Window, ring: Sequence[Point], name: str) -> Point | None:
    """Where a country's name has room: on the widest level stretch of the part that is seen."""
    points = [window.at(p) for p in ring]
    room = len(name) * 9.0 + 16
    best: tuple[float, float, float] | None = None
    for y in range(24, window.height - 12, 16):
        crossings = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in zip(points, [*points[1:], points[0]], strict=True)
            if (a[1] > y) != (b[1] > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left >= room and (best is None or right - left > best[0]):
                best = (right - left, (left + right) / 2, float(y))
    return (round(best[1], 1), best[2]) if best else None


def _way(window: Window, way: Way) -> Markup:
    data = window.line(way.points)
    if not data:
        return Markup("")
    css = "sign-none" if way.side is None else f"sign-{way.side % len(SHAPES)}"
    return Markup('<a href="{}" class="way {}{}" data-way="{}"><title>{}</title><path d="{}"/></a>').format(
        way.href,
        css,
        {0: " cut", 2: " differs"}.get(way.use if way.use is not None else -1, ""),
        way.number,
        flat(way.title, 300),
        data,
    )


def _part(window: Window, part: Part) -> Markup:
    left, top, right, bottom = _box(window, part.window)
    total = sum(s.weight for s in part.spots)
    words = f"{part.name}: {len(part.spots)} places with {total} events, drawn larger as {part.letter}"
    return Markup(
        '<a href="#map-{}" class="part"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="tab" x="{}" y="{}" width="16" height="16"/><text x="{}" y="{}">{}</text></a>'
    ).format(
        part.letter,
        flat(words),
        *(round(n, 1) for n in (left, top, right - left, bottom - top, left - 16, top, left - 8, top + 12.5)),
        part.letter,
    )


def _spot(window: Window, spot: Spot) -> Markup:
    size = radius(spot.weight)
    parts = [
        Markup("<title>{}</title>").format(flat(spot.title, 400)),
        Markup('<circle class="dot" r="1.5"/>'),
        Markup('<circle class="events{}" r="{}"/>').format("" if spot.exact else " wide", size) if size else Markup(""),
        Markup('<circle class="ring" r="10"/><circle class="ring-new" r="13"/><g class="held">'),
        *(_sign(s, (n - (len(spot.signs) - 1) / 2) * _APART) for n, s in enumerate(spot.signs)),
        Markup("</g></a>"),
    ]
    return Markup('<a href="{}" class="spot{}" data-place="{}" transform="translate({} {})">').format(
        spot.href,
        " contested" if spot.contested else "",
        spot.number,
        *window.at(spot.point),
    ) + Markup("").join(parts)


def _labels(window: Window, spots: Sequence[Spot], parts: Sequence[Part]) -> Iterator[Markup]:
    """The names of places as far as there is room, the places with most events first."""
    names = [
        labels.Name(flat(s.label, 28), *window.at(s.point), max(radius(s.weight), _signs_reach(s)), s.weight)
        for s in spots
    ]
    taken = [_box(window, p.window) for p in parts]
    taken.append((0.0, window.height - 30.0, window.width / 6 + 20, float(window.height)))
    yield Markup('<g class="labels" aria-hidden="true">')
    for name in labels.place(names, taken, window.width, window.height):
        yield Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            "major" if name.main else "minor", name.x, name.y, name.anchor, name.text
        )
    yield Markup("</g>")


def _signs_reach(spot: Spot) -> float:
    """Half the width of the signs of a place."""
    return 6.5 + _APART / 2 * (len(spot.signs) - 1) if spot.signs else 0.0


def _box(window: Window, part: Window) -> labels.Box:
    """Where the window of a part lies in that of the map; a square that can be seen."""
    (left, top), (right, bottom) = window.at((part.north, part.west)), window.at((part.south, part.east))
    half = max(right - left, bottom - top, 22.0) / 2
    x, y = (left + right) / 2, (top + bottom) / 2
    return x - half, y - half, x + half, y + half


def _scale(window: Window) -> Iterator[Markup]:
    """A bar of a round length, and that length in words."""
    lengths = [n * 10**e for e in range(-1, 4) for n in (1, 2, 5)]
    length = max((n for n in lengths if n * window.km <= window.width / 6), default=lengths[0])
    x, y = 12, window.height - 10
    words = f"{length:g} km"
    yield Markup(
        '<g class="scale" aria-hidden="true"><path d="M{} {}v5h{}v-5"/><text x="{}" y="{}">{}</text></g>'
    ).format(x, y - 5, round(length * window.km, 1), x + 6, y - 6, words)
