"""A time line as SVG: a row a truce, with a band for its days and a mark for each dated step; below, events by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from truceline.plain import flat
from truceline.records import MONTHS

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One dated step: the type of it, its days, what to say of it, and whether it is told as fact."""

    kind: str
    first: date
    last: date
    title: str
    factual: bool = True


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One truce.

    Attributes:
        label, note: what to call it, and what to say below.
        href: where a click on the name leads.
        state: the furthest that accounts take it.
        first, last: from its first to its last dated step.
        marks: its dated steps.
        since, until: the days on which it is told to begin and to end; ``None`` where nobody tells.
    """

    label: str
    note: str
    href: str
    state: str
    first: date
    last: date
    marks: tuple[TimeMark, ...]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TimeBar:
    """How many events a strip has on some days, where a click leads, and what to say of them."""

    first: date
    last: date
    number: int
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class TimeStrip:
    """The events of one side: what to call it, its class in the style sheet, its sign, its bars in order of time."""

    label: str
    note: str
    css: str
    sign: str
    bars: tuple[TimeBar, ...]


KINDS: dict[str, str] = {
    "truce_call": "called for",
    "truce_agree": "agreed",
    "truce_start": "takes effect or holds",
    "truce_extend": "prolonged",
    "truce_violation": "said to be broken",
    "truce_end": "ends",
    "other": "something else that hangs on it",
}
"""The kinds of mark, each with what it stands for."""

# Each kind has a shape and a lane (pixels under the middle of the band), so that marks of one day stay apart.
_LANES = {"truce_call": -13, "truce_agree": -13, "truce_violation": 13, "other": 13}
_SHAPES = {
    "truce_call": '<circle class="hollow" r="5.5"/>',
    "truce_agree": '<circle class="solid" r="3.2"/>',
    "truce_start": '<path class="solid" d="M-5-6.5 6 0-5 6.5z"/>',
    "truce_extend": '<path class="hollow" d="M0-6.5 6 0 0 6.5-6 0z"/>',
    "truce_violation": '<path class="line" d="M-4-4 4 4M-4 4 4-4"/>',
    "truce_end": '<path class="solid" d="M-4.5-4.5h9v9h-9z"/>',
    "other": '<path class="line" d="M0-4V4"/>',
}


def symbol(kind: str) -> Markup:
    """The mark of a kind on its own, for a legend."""
    return Markup(f'<svg class="symbol" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">'
                  f'{_SHAPES.get(kind, _SHAPES["other"])}</svg>')  # fmt: skip


def draw(rows: Sequence[TimeRow], strips: Sequence[TimeStrip] = (), *, width: int, name: str) -> Markup:
    """The time line as one ``svg`` element.

    Args:
        rows: from top to bottom.
        strips: likewise, below them; of rows and strips together at least one. Bars grow with the square root.
        width: in pixels at natural size; under 600 the names stand above their bands, else beside them.
        name: what a screen reader calls the drawing.
    """
    scale = _Scale(rows, strips, width)
    below = scale.top + len(rows) * scale.row
    height = below + len(strips) * scale.strip + 6
    parts = [Markup('<svg class="timeline" role="group" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">')
             .format(name, width, height, width, height)]  # fmt: skip
    if strips:
        parts += _in_force(scale, rows, below, height)
    parts += _axis(scale, height)
    for number, row in enumerate(rows):
        parts += _row(scale, row, scale.top + number * scale.row)
    most = max((b.number for s in strips for b in s.bars), default=1)
    for number, strip in enumerate(strips):
        parts += _strip(scale, strip, below + number * scale.strip, most)
    return Markup("\n").join([*parts, Markup("</svg>")])


class _Scale:
    """Where days and rows stand."""

    top = 30

    def __init__(self, rows: Sequence[TimeRow], strips: Sequence[TimeStrip], width: int) -> None:
        self.beside = width >= 600
        self.row, self.strip = (52, 46) if self.beside else (80, 84)
        self.left, self.right = (340 if self.beside else 10), width - 12
        self.width = width
        bars = [b for s in strips for b in s.bars]
        self.first = min([r.first for r in rows] + [b.first for b in bars])
        self.last = max([r.last for r in rows] + [b.last for b in bars])
        days = (self.last - self.first).days + 1
        pad = max(0.5, days * 0.02)
        self._zero = self.first.toordinal() - pad
        self._per_day = (self.right - self.left) / (days + 2 * pad)

    def at(self, day: date, part: float = 0.0) -> float:
        """The x of a day, or of a part of it (0.5: noon)."""
        return round(self.left + (day.toordinal() + part - self._zero) * self._per_day, 1)


def _axis(scale: _Scale, height: int) -> Iterator[Markup]:
    yield Markup('<g class="axis" aria-hidden="true">')
    taken = 0.0
    for tick, words in ticks(scale.first, scale.last, 8 if scale.beside else 4):
        x = scale.at(tick)
        yield Markup('<path d="M{0} 22V{1}"/>').format(x, height - 4)
        room = len(words) * 3.6
        middle = round(min(max(x, scale.left + room - 8), scale.width - room), 1)
        if middle - room >= taken:
            yield Markup('<text x="{}" y="15">{}</text>').format(middle, words)
            taken = middle + room + 4
    yield Markup("</g>")


def ticks(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """At most about ``most`` round days of the span with their labels; always at least one."""
    span = (last - first).days + 1
    for step in (1, 2, 7, 14):
        if span / step <= most:
            days = [first + n * step * _ONE_DAY for n in range((span + step - 1) // step)]
            return [(d, _day_label(d, d == days[0] or d.timetuple().tm_yday <= step)) for d in days]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for step in (1, 2, 3, 6):
        if months / step <= most:
            starts = [_month(first.year * 12 + first.month - 1 + n) for n in range(months)]
            found = [d for d in starts if (d.month - 1) % step == 0 and first <= d <= last]
            if found:
                return [(d, f"{MONTHS[d.month - 1][:3]} {d.year}") for d in found]
    years = last.year - first.year + 1
    step = next(s for s in (1, 2, 5, 10, 25, 100, 1000, 10000) if years / s <= most)
    found = [date(y, 1, 1) for y in range(first.year, last.year + 1) if y % step == 0 and date(y, 1, 1) >= first]
    return [(d, str(d.year)) for d in found] or [(first, _day_label(first, True))]


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _day_label(day: date, with_year: bool) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if with_year else "")


def _in_force(scale: _Scale, rows: Sequence[TimeRow], top: int, bottom: int) -> Iterator[Markup]:
    """The days on which a truce is told to be in force, drawn through the events below."""
    for row in rows:
        if row.since:
            begin, end = scale.at(row.since), scale.at(row.until or max(row.last, row.since), 1)
            yield Markup('<rect class="force" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>').format(
                begin, top, round(max(end - begin, 2), 1), bottom - top - 4, flat(row.label)
            )


def _strip(scale: _Scale, strip: TimeStrip, top: int, most: int) -> Iterator[Markup]:
    foot = top + scale.strip - 4
    text_y = foot - 16 if scale.beside else top + 18
    yield Markup('<path class="rule" d="M0 {}H{}"/>').format(top, scale.width)
    yield Markup('<text class="of-side {}" x="0" y="{}"><tspan class="sign">{}</tspan> {}</text>').format(
        strip.css, text_y, strip.sign, flat(strip.label, 42)
    )
    yield Markup('<text class="note" x="0" y="{}">{}</text>').format(text_y + 16, flat(strip.note, 46))
    room = scale.strip - (10 if scale.beside else 46)
    for bar in strip.bars:
        begin, end = scale.at(bar.first), scale.at(bar.last, 1)
        tall = round(max(2.0, room * math.sqrt(bar.number / most)), 1)
        yield Markup(
            '<a href="{}"><title>{}</title><rect class="bar {}" x="{}" y="{}" width="{}" height="{}"/></a>'
        ).format(
            bar.href,
            flat(bar.title, 160),
            strip.css,
            begin,
            round(foot - tall, 1),
            round(max(end - begin - 0.6, 1.4), 1),
            tall,
        )


def _row(scale: _Scale, row: TimeRow, top: int) -> Iterator[Markup]:
    middle = top + (26 if scale.beside else 56)
    text_y = middle - 4 if scale.beside else top + 16
    letters = 40
    yield Markup('<path class="rule" d="M0 {}H{}"/>').format(top, scale.width)
    yield Markup('<a href="{}"><text class="name" x="0" y="{}">{}</text></a>').format(
        row.href, text_y, flat(row.label, letters)
    )
    yield Markup('<text class="note" x="0" y="{}">{}</text>').format(text_y + 16, flat(row.note, letters + 6))
    begin, end = scale.at(row.first), scale.at(row.last, 1)
    state = row.state.replace(" ", "-")
    yield Markup('<g class="{}"><title>{}: {}</title>').format(state, flat(row.label), flat(row.note))
    # Before it begins and after it ends there may be steps; where nobody says when it began, the whole is the band.
    inner = (scale.at(row.since), scale.at(row.until or max(row.last, row.since), 1)) if row.since else (begin, end)
    if row.since:
        yield Markup('<rect class="life" x="{}" y="{}" width="{}" height="4" rx="2"/>').format(
            begin, middle - 2, round(max(end - begin, 4), 1)
        )
    yield Markup('<rect class="band" x="{}" y="{}" width="{}" height="10" rx="2"/></g>').format(
        inner[0], middle - 5, round(max(inner[1] - inner[0], 4), 1)
    )
    for x, marks in _placed(scale, row.marks):
        kind = marks[0].kind
        y = middle + _LANES.get(kind, 0)
        reach = max(scale.at(m.last, 1) for m in marks), min(scale.at(m.first) for m in marks)
        titles = [flat(m.title, 160) for m in marks[:12]]
        if len(marks) > 12:
            titles.append(f"and {len(marks) - 12} more")
        yield Markup('<g class="mark {}{}"><title>{}</title>').format(
            kind.replace("_", "-"), "" if any(m.factual for m in marks) else " unsure", "\n".join(titles)
        )
        if any(m.first != m.last for m in marks):
            yield Markup('<path class="reach" d="M{} {}H{}"/>').format(reach[1], y, reach[0])
        yield Markup('<g transform="translate({} {})">').format(x, y) + Markup(_SHAPES[kind] + "</g></g>")


def _placed(scale: _Scale, marks: Sequence[TimeMark]) -> Iterator[tuple[float, list[TimeMark]]]:
    """Marks of one kind that would cover each other are drawn as one, at the place of the first."""
    for kind in KINDS:
        near: list[TimeMark] = []
        x = 0.0
        for mark in sorted((m for m in marks if m.kind == kind), key=lambda m: (m.first, m.last, m.title)):
            middle = (scale.at(mark.first) + scale.at(mark.last, 1)) / 2
            if near and middle - x > 6:
                yield round(x, 1), near
                near = []
            if not near:
                x = middle
            near.append(mark)
        if near:
            yield round(x, 1), near
