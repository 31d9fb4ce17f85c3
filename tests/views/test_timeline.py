from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from truceline.views.timeline import KINDS, TimeBar, TimeMark, TimeRow, TimeStrip, draw

NAMESPACE = "{http://www.w3.org/2000/svg}"


def row(number: int, first: date, days: int, *marks: TimeMark) -> TimeRow:
    return TimeRow(f"Truce {number}", "in force", f"#t-{number}", "in force", first, first + timedelta(days - 1), marks)


def parsed(rows: list[TimeRow], width: int) -> etree._Element:
    return etree.fromstring(str(draw(rows, width=width, name="Truces")))


@pytest.mark.parametrize("width", [343, 1040])
@pytest.mark.parametrize(
    ("rows", "days"), [(1, 1), (1, 3), (2, 20), (7, 45), (60, 200), (12, 700), (3, 2500), (5, 20_000)]
)
def test_everything_stands_inside_the_drawing(rows: int, days: int, width: int) -> None:
    begin = date(2011, 3, 15)
    drawn = parsed(
        [
            row(
                n,
                begin + timedelta(n * days // rows),
                max(days // 4, 1),
                TimeMark("truce_start", begin, begin, "starts"),
            )
            for n in range(rows)
        ],
        width,
    )
    high = int(drawn.get("height", "0"))
    bands = list(drawn.iter("rect"))
    assert len(bands) == rows
    for band in bands:
        x, y, wide = (float(band.get(k, "-1")) for k in ("x", "y", "width"))
        assert x >= 0 and x + wide <= width and 0 <= y <= high - 10 and wide >= 4
    labels = [e for e in drawn.iter("text") if e.get("y") == "15"]
    assert 1 <= len(labels) <= 10
    places = [float(e.get("x", "0")) for e in labels]
    room = 3.6 * max(len(e.text or "") for e in labels)
    assert all(b - a >= room for a, b in pairwise(places)), "labels of the axis overlap"
    assert all(0 <= p <= width for p in places)
    assert len({e.get("y") for e in drawn.iter("text") if e.get("class") == "name"}) == rows


def test_dates_go_from_left_to_right() -> None:
    first, later = date(2016, 8, 1), date(2016, 9, 1)
    drawn = parsed([row(1, first, 3), row(2, later, 3)], 1040)
    left, right = (float(e.get("x", "0")) for e in drawn.iter("rect"))
    assert left < right


def test_each_kind_of_step_has_its_mark_and_says_what_it_is() -> None:
    day = date(2016, 9, 12)
    drawn = parsed([row(1, day, 1, *(TimeMark(k, day, day, f"{k} told") for k in KINDS))], 1040)
    marks = [e for e in drawn.iter("g") if (e.get("class") or "").startswith("mark")]
    assert [e.findtext("title") for e in marks] == [f"{k} told" for k in KINDS]
    shapes = [etree.tostring(e[-1][0]) for e in marks]
    assert len(set(shapes)) == len(KINDS)


def test_marks_that_would_cover_each_other_are_one_that_names_all() -> None:
    day = date(2016, 9, 12)
    breaches = [TimeMark("truce_violation", day, day, f"breach {n}") for n in range(3)]
    drawn = parsed([row(1, date(2016, 1, 1), 300, *breaches)], 1040)
    (mark,) = [e for e in drawn.iter("g") if (e.get("class") or "").startswith("mark")]
    assert mark.findtext("title") == "breach 0\nbreach 1\nbreach 2"


def test_what_is_not_told_as_fact_is_drawn_otherwise() -> None:
    day = date(2016, 9, 12)
    drawn = str(draw([row(1, day, 1, TimeMark("truce_start", day, day, "planned", False))], width=343, name="n"))
    assert 'class="mark truce-start unsure"' in drawn


def test_names_are_text_and_cut_to_their_room() -> None:
    day = date(2016, 9, 12)
    hostile = TimeRow("</text><script>x</script>" * 9, "\u202enote", '#"><a>', "in force", day, day, ())
    drawn = parsed([hostile], 343)
    assert not list(drawn.iter("script"))
    (name,) = [e.text or "" for e in drawn.iter("text") if e.get("class") == "name"]
    assert name.startswith("</text><script>") and len(name) <= 40
    assert not re.search("\u202e", etree.tostring(drawn, encoding="unicode"))


def strip(label: str, *bars: TimeBar) -> TimeStrip:
    return TimeStrip(label, f"{len(bars)} events", "side-0", "◆", bars)


def bar(day: date, number: int, days: int = 1) -> TimeBar:
    return TimeBar(day, day + timedelta(days - 1), number, "#e-1", f"{number} events")


@pytest.mark.parametrize("width", [343, 1040])
@pytest.mark.parametrize(("rows", "days"), [(0, 21), (1, 21), (12, 2600)])
def test_bars_stand_below_the_truces_inside_the_drawing_and_grow_with_their_number(
    rows: int, days: int, width: int
) -> None:
    begin = date(2011, 3, 15)
    step = max(days // 60, 1)
    bars = [bar(begin + timedelta(n), 1 + n % 9, step) for n in range(0, days, step)]
    truces = [row(n, begin + timedelta(n * days // rows), 3) for n in range(rows)]
    drawn = etree.fromstring(str(draw(truces, [strip("One", *bars), strip("Two", bars[0])], width=width, name="n")))
    found = [e for e in drawn.iter("rect") if (e.get("class") or "").startswith("bar")]
    assert len(found) == len(bars) + 1
    lowest = max([float(e.get("y", "0")) for e in drawn.iter("rect") if e.get("class") == "band"], default=0)
    for e in found:
        x, y, wide, tall = (float(e.get(k, "-1")) for k in ("x", "y", "width", "height"))
        assert x >= 0 and x + wide <= width and lowest < y and y + tall <= float(drawn.get("height", "0"))
    assert float(found[8].get("height", "0")) > float(found[0].get("height", "0"))
    labels = [e.text or "" for e in drawn.iter("text") if e.get("y") == "15"]
    assert 1 <= len(labels) <= 10


def test_the_band_is_the_time_told_in_force_and_runs_on_behind_the_events() -> None:
    first = date(2016, 9, 9)
    truce = TimeRow("T", "ended", "#t", "ended", first, date(2016, 9, 20), (), date(2016, 9, 12), date(2016, 9, 19))
    drawn = etree.fromstring(str(draw([truce], [strip("One", bar(first, 1))], width=1040, name="n")))
    parts = {e.get("class"): e for e in drawn.iter("rect")}
    life, band, force = (
        [float(parts[k].get("x", "0")), float(parts[k].get("x", "0")) + float(parts[k].get("width", "0"))]
        for k in ("life", "band", "force")
    )
    assert life[0] < band[0] < band[1] < life[1] and band == force
