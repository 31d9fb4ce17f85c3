from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sample import KNOWLEDGE, RECORD, Sample
from truceline.records import Event, Interval
from truceline.views.page.context import Context
from truceline.views.page.strips import strips
from truceline.views.timeline import TimeStrip


def found(*events: Event, bands: tuple[tuple[date, date], ...] = ()) -> dict[str, TimeStrip]:
    record: Sample = replace(RECORD, events={e.id: e for e in events})
    return {s.label: s for s in strips(Context(record, KNOWLEDGE), bands)}


SHELLING = RECORD.events["e-00000002"]
LAID_TO_BOTH = RECORD.events["e-00000008"]


def on(event: Event, days: str, name: str = "e-1") -> Event:
    return replace(event, id=name, date=Interval.parse(days))


def test_an_event_counts_with_the_side_that_is_told_to_have_done_it_not_with_who_tells_it() -> None:
    (strip,) = found(SHELLING).values()
    assert strip.label == "the government"
    (bar,) = strip.bars
    assert (bar.first, bar.number, bar.href) == (date(2016, 8, 7), 1, "#e-00000002")


def test_an_event_that_accounts_lay_to_two_sides_counts_with_both() -> None:
    assert {s: len(f.bars) for s, f in found(LAID_TO_BOTH).items()} == {"the government": 1, "the opposition": 1}


def test_an_event_laid_to_nobody_of_a_side_stands_apart() -> None:
    nobody = replace(SHELLING, accounts=tuple(replace(a, actors=("masked men",)) for a in SHELLING.accounts))
    assert list(found(nobody)) == ["nobody of a known side"]


def test_what_is_planned_denied_or_no_violence_is_in_no_strip() -> None:
    planned = replace(SHELLING, accounts=tuple(replace(a, stance="plans") for a in SHELLING.accounts))
    assert found(planned, replace(SHELLING, id="e-2", type="talks")) == {}


@pytest.mark.parametrize(
    ("last", "days"), [("2016-08-27", 1), ("2016-12-30", 7), ("2018-12-30", 31)], ids=["weeks", "half a year", "years"]
)
def test_bars_are_as_long_as_keeps_the_drawing_readable(last: str, days: int) -> None:
    strip = found(on(SHELLING, "2016-08-07"), on(SHELLING, last, "e-2"))["the government"]
    assert len(strip.bars) == 2
    first = strip.bars[0]
    assert (first.last - first.first).days + 1 <= days


def test_days_that_nobody_tells_exactly_are_counted_beside() -> None:
    strip = found(on(SHELLING, "2016-08-07"), on(SHELLING, "2016-08-08", "e-2"), on(SHELLING, "2016-08", "e-3"))
    assert strip["the government"].note == "2 events, 1 more beyond or of no one day"


def test_the_truces_are_what_it_is_about() -> None:
    old, new = on(SHELLING, "1967-06-05"), on(SHELLING, "2016-09-14", "e-2")
    strip = found(old, new, bands=((date(2016, 9, 9), date(2016, 9, 20)),))["the government"]
    assert [b.first for b in strip.bars] == [date(2016, 9, 14)]
    assert strip.note == "1 event, 1 more beyond or of no one day"
