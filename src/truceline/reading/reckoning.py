"""Days counted on and back: months and years by the calendar, days of the week, dates that lack their year."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from truceline.reading.quantities import NUMBER_WORDS
from truceline.reading.tense import Tense

_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14}
_AHEAD_DAYS = 45  # a date without its year may lie this far ahead, otherwise it has passed
_PLANNED_DAYS = 183  # of what is planned, the nearest such date is meant


def number(word: str) -> int | None:
    """What a count of days or weeks stands for; ``None`` for "several"."""
    word = word.lower()
    if word in {"a", "an"}:
        return 1
    if word.isdigit():
        return int(word)
    return NUMBER_WORDS.get(word, {"couple of": 2}.get(word))


def shifted_month(day: date, months: int) -> date:
    """The same day of another month, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def back(anchor: date, count: int, unit: str) -> date:
    """The day so many hours, days, nights, weeks, fortnights, months or years before; after it where negative."""
    if unit == "month":
        return shifted_month(anchor, -count)
    if unit == "year":
        return shifted_month(anchor, -12 * count)
    return anchor - timedelta(days=round(count * _DAYS[unit] + (0.49 if unit == "hour" else 0)))


def weekday(day: date, number: int, tense: Tense) -> date:
    """The last such day of the week up to a day (0 Monday), or the first from it on where it lies ahead."""
    passed = (day.weekday() - number) % 7
    return day + timedelta(days=-passed % 7) if tense == "ahead" else day - timedelta(days=passed)


def near(anchor: date, month: int, day: int, tense: Tense) -> date | None:
    """The day of that month nearest before the anchor, or not far after it."""
    limit = anchor + timedelta(days=_PLANNED_DAYS if tense == "ahead" else _AHEAD_DAYS)
    for year in (anchor.year + 1, anchor.year, anchor.year - 1):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= limit:
            return date(year, month, day)
    return None
