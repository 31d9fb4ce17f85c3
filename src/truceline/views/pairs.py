"""Pairs over time, drawn as SVG: one row a pair, in each month half a disc above the line and half a disc below it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from truceline.plain import flat
from truceline.views.timeline import ticks

_TOP, _LEFT = 30, 350
_LARGEST, _SMALLEST = 15.0, 3.0  # radii in pixels


@dataclass(frozen=True, slots=True)
class Half:
    """How much there is on one side of the line; ``factual`` if any of it is told as fact, the rest being hollow."""

    number: int
    factual: bool = True


@dataclass(frozen=True, slots=True)
class Month:
    """What a pair has in one month: where a click leads, what to say of it, its days, and the two halves."""

    href: str
    title: str
    first: date
    last: date
    above: Half
    below: Half


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: what to call it, and its months."""

    label: str
    months: tuple[Month, ...]


def draw(pairs: Sequence[Pair], *, width: int, name: str) -> Markup:
    """The drawing as one ``svg`` element. The areas of the half discs grow with the numbers.

    Args:
        pairs: at least one, each with a month, from top to bottom.
        width: in pixels at natural size; under 600 the names stand above their rows, else beside them.
        name: what a screen reader calls the drawing.
    """
    scale = _Scale(pairs, width)
    height = _TOP + len(pairs) * scale.row + 6
    parts = [Markup('<svg class="pairs" role="group" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">')
             .format(name, width, height, width, height)]  # fmt: skip
    parts += _axis(scale, height)
    for number, pair in enumerate(pairs):
        parts += _row(scale, pair, _TOP + number * scale.row)
    return Markup("\n").join([*parts, Markup("</svg>")])


class _Scale:
    """Where months stand, and how large numbers are."""

    def __init__(self, pairs: Sequence[Pair], width: int) -> None:
        months = [m for p in pairs for m in p.months]
        self.beside = width >= 600
        self.row = 40 if self.beside else 62
        self.width, self.left = width, (_LEFT if self.beside else 0) + _LARGEST
        self.first, self.last = min(m.first for m in months), max(m.last for m in months)
        self._per_day = (width - self.left - _LARGEST) / ((self.last - self.first).days + 1)
        self._most = max(max(m.above.number, m.below.number) for m in months)

    def x(self, day: date, part: float = 0.0) -> float:
        """The x of a day, or of a part of it."""
        return round(self.left + ((day - self.first).days + part) * self._per_day, 1)

    def radius(self, number: int) -> float:
        """How large half a disc is."""
        return round(max(_SMALLEST, _LARGEST * math.sqrt(number / self._most)), 1)


def _axis(scale: _Scale, height: int) -> Iterator[Markup]:
    yield Markup('<g class="axis" aria-hidden="true">')
    for day, words in ticks(scale.first, scale.last, 8 if scale.beside else 4):
        x = scale.x(day)
        room = len(words) * 3.6
        yield Markup('<path d="M{} 22V{}"/><text x="{}" y="15">{}</text>').format(
            x, height - 4, round(min(max(x, room), scale.width - room), 1), words
        )
    yield Markup("</g>")


def _row(scale: _Scale, pair: Pair, top: int) -> Iterator[Markup]:
    middle = top + (20 if scale.beside else 42)
    yield Markup('<text class="name" x="0" y="{}">{}</text>').format(
        middle + 4 if scale.beside else top + 18, flat(pair.label, 52)
    )
    yield Markup('<path class="rule" d="M{} {}H{}"/>').format(_LEFT if scale.beside else 0, middle, scale.width)
    for month in pair.months:
        x = round((scale.x(month.first) + scale.x(month.last, 1)) / 2, 1)
        halves = [_half(scale, month.above, x, middle, "above"), _half(scale, month.below, x, middle, "below")]
        yield Markup('<a href="{}"><title>{}</title>{}</a>').format(
            month.href, flat(month.title, 300), Markup("").join(halves)
        )


def _half(scale: _Scale, half: Half, x: float, y: int, where: str) -> Markup:
    if not half.number:
        return Markup("")
    r = scale.radius(half.number)
    return Markup('<path class="{}{}" d="M{} {}a{} {} 0 0 {} {} 0z"/>').format(
        where, "" if half.factual else " unsure", round(x - r, 1), y, r, r, int(where == "above"), round(2 * r, 1)
    )
