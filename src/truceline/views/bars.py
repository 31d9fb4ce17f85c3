"""Numbers as ranges over time, drawn as SVG: one bar a period, from the least to the most."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from truceline.plain import flat
from truceline.views.timeline import ticks

_HEIGHT, _TOP, _FOOT, _LEFT = 260, 14, 30, 52


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: where a click leads, what to say of it, its days, and the range.

    ``most`` is the highest number told; with ``open_``, there may be more.
    """

    href: str
    title: str
    first: date
    last: date
    least: int
    most: int
    open_: bool


def draw(bars: Sequence[Bar], *, width: int, name: str) -> Markup:
    """The drawing as one ``svg`` element. Heights grow with the square root, so that small numbers stay visible.

    Args:
        bars: at least one, in order of time.
        width: in pixels at natural size.
        name: what a screen reader calls the drawing.
    """
    scale = _Scale(bars, width)
    parts = [Markup('<svg class="bars" role="group" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">')
             .format(name, width, _HEIGHT, width, _HEIGHT)]  # fmt: skip
    parts += _axes(scale)
    parts += [_bar(scale, bar) for bar in bars]
    return Markup("\n").join([*parts, Markup("</svg>")])


class _Scale:
    """Where days and numbers stand."""

    def __init__(self, bars: Sequence[Bar], width: int) -> None:
        self.width = width
        self.first, self.last = bars[0].first, max(b.last for b in bars)
        self.highest = max(max(b.most for b in bars), 1)
        self._per_day = (width - _LEFT - 4) / ((self.last - self.first).days + 1)

    def x(self, day: date, after: int = 0) -> float:
        """The left edge of a day, or of the one after it."""
        return round(_LEFT + ((day - self.first).days + after) * self._per_day, 1)

    def y(self, number: int) -> float:
        """The height of a number, downwards."""
        room = _HEIGHT - _TOP - _FOOT
        return round(_TOP + room * (1 - math.sqrt(number / self.highest)), 1)


def _axes(scale: _Scale) -> Iterator[Markup]:
    yield Markup('<g class="axis" aria-hidden="true">')
    for number in _numbers(scale.highest):
        y = scale.y(number)
        yield Markup('<path d="M{} {}H{}"/><text class="n" x="{}" y="{}">{:,}</text>').format(
            _LEFT - 4, y, scale.width, _LEFT - 8, y + 4, number
        )
    for day, words in ticks(scale.first, scale.last, 8 if scale.width >= 600 else 3):
        x = scale.x(day)
        room = len(words) * 3.6
        yield Markup('<path d="M{0} {1}V{2}"/><text x="{3}" y="{4}">{5}</text>').format(
            x, _HEIGHT - _FOOT, _HEIGHT - _FOOT + 6, round(min(max(x, room), scale.width - room), 1), _HEIGHT - 8, words
        )
    yield Markup("</g>")


def _numbers(highest: int) -> list[int]:
    """Round numbers to mark, from 0 to the highest, at even distances as far as they are round."""
    found = {0}
    for part in (0.25, 0.5, 0.75, 1.0):
        wanted = highest * part * part
        size = 10 ** max(0, math.floor(math.log10(wanted))) if wanted >= 1 else 1
        found.add(max(1, int(wanted // size * size)))
    return sorted(found)


def _bar(scale: _Scale, bar: Bar) -> Markup:
    left, right = scale.x(bar.first), scale.x(bar.last, 1)
    width = round(max(2.0, min(right - left - 1, 36)), 1)
    left = round((left + right - width) / 2, 1)
    top, bottom = scale.y(bar.most), scale.y(bar.least)
    if bottom - top < 3:
        top = round(bottom - 3, 1)
    height = round(bottom - top, 1)
    mark = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="1"/>').format(left, top, width, height)
    if bar.open_:
        reach = min(width / 2 + 2, 6)
        mark += Markup('<path class="open" d="M{} {}l{} -{}l{} {}"/>').format(
            round(left + width / 2 - reach, 1), round(top - 2, 1), reach, reach, reach, reach
        )
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(bar.href, flat(bar.title), mark)
