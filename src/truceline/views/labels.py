"""Room for names in a drawing: beside, above or below what they name, the most important first, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

LETTER, LINE = 6.4, 13.0
"""Pixels that a letter takes across and a line takes down, about, at the size of the small names."""

LARGE = 2.0
"""How much larger the names of the main things are on a narrow screen, so that they need more room."""

_MAIN = 12  # so many may be main
_FIRST = 3  # the names of so many may cover smaller marks, so that they are not lost in a crowd
_MOST = 60


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants room: the middle of what it names, how far that reaches, and how much it matters."""

    text: str
    x: float
    y: float
    reach: float
    weight: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with the point that it is anchored at; ``main`` if there is room for it in large letters."""

    text: str
    x: float
    y: float
    anchor: str
    main: bool


def place(names: Sequence[Name], taken: Iterable[Box], width: int, height: int) -> Iterator[Placed]:
    """The names that there is room for.

    Args:
        names: the most important first.
        taken: where nothing may be written.
        width: of the drawing, in pixels.
        height: likewise.
    """
    full = list(taken)
    marks = [_around(n) for n in names]
    placed = 0
    for number, name in enumerate(names):
        others = [m for m, n in zip(marks, names, strict=True) if n is not name and (number >= _FIRST or n.weight > 3)]
        for large in (LARGE, 1.0) if number < _MAIN else (1.0,):
            found = next((f for f in _beside(name, large) if _fits(f[1], full, others, width, height)), None)
            if found:
                full.append(found[1])
                placed += 1
                yield found[0]
                break
        if placed == _MOST:
            return


def _beside(name: Name, large: float) -> Iterator[tuple[Placed, Box]]:
    wide, high, away = len(name.text) * LETTER * large, LINE * large, name.reach + 2
    for dx, dy, anchor, begin in (
        (away, high * 0.3, "start", away),
        (-away, high * 0.3, "end", -away - wide),
        (0.0, -away, "middle", -wide / 2),
        (0.0, away + LINE * 0.9, "middle", -wide / 2),
    ):
        x, y, left = name.x + dx, name.y + dy, name.x + begin
        at = Placed(name.text, round(x, 1), round(y, 1), anchor, large > 1)
        yield at, (left, y - high * 0.8, left + wide, y + high * 0.2)


def _around(name: Name) -> Box:
    near = name.reach * 0.8
    return name.x - near, name.y - near, name.x + near, name.y + near


def _fits(box: Box, full: Iterable[Box], others: Iterable[Box], width: int, height: int) -> bool:
    within = box[0] >= 2 and box[1] >= 2 and box[2] <= width - 2 and box[3] <= height - 2
    return within and not any(_meet(box, b) for b in full) and not any(_meet(box, b) for b in others)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
