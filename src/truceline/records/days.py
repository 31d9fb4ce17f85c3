"""Days as texts give them: stretches of time, each end known to the day, the month or the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
"""The months in English, not from the calendar module or strftime: those follow the computer's language."""

Grain = Literal["day", "month", "year"]
"""How fine an end of an interval is known."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of days, both ends included, each known to the day, the month or the year.

    >>> Interval.parse("2016-09").last
    datetime.date(2016, 9, 30)
    >>> str(Interval.parse("2013/2016-09-27"))
    '2013/2016-09-27'
    """

    first: date
    last: date
    first_grain: Grain = "day"
    last_grain: Grain = "day"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval cannot end before it begins: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> Interval:
        """The interval of one day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """The interval of one calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), "month", "month")

    @classmethod
    def year(cls, year: int) -> Interval:
        """The interval of one calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year", "year")

    @classmethod
    def between(cls, begin: Interval, end: Interval) -> Interval:
        """From the begin of one to the end of the other."""
        return cls(begin.first, end.last, begin.first_grain, end.last_grain)

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read ``2016``, ``2016-09``, ``2016-09-25`` or two of these with a slash between.

        Raises:
            ValueError: the text is none of these.
        """
        begin, _, end = text.partition("/")
        first = cls._point(begin)
        return cls.between(first, cls._point(end)) if end else first

    @classmethod
    def _point(cls, text: str) -> Interval:
        if not (m := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)):
            raise ValueError(f"not an ISO day, month or year: {text!r}")
        year, month, day = (int(g) if g else 0 for g in m.groups())
        if day:
            return cls.day(date(year, month, day))
        return cls.month(year, month) if month else cls.year(year)

    @property
    def days(self) -> int:
        """How many days the interval holds; at least 1."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        first = self.first.isoformat()[: _WIDTH[self.first_grain]]
        last = self.last.isoformat()[: _WIDTH[self.last_grain]]
        return first if first == last else f"{first}/{last}"


_WIDTH: dict[Grain, int] = {"day": 10, "month": 7, "year": 4}
