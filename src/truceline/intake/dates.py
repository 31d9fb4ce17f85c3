"""Days of publication as files write them. What could be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_CLOCK = r"(?:[T,\s]+\d{1,2}:\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_CLOCK}", re.S)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T\d{4,6}.*)?", re.S)
_DAY_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m>[a-z]{{3,9}})\.?,?[\s-]+(?P<y>\d{{4}}){_CLOCK}",
    re.I | re.S,
)
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)?(?P<m>[a-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_CLOCK}",
    re.I | re.S,
)


def read_day(text: str) -> date | None:
    """The day that a text gives, as it is written there (no change of time zone); ``None`` when it gives none surely.

    Reads ISO 8601 days and times, RFC 2822, and days with an English month name. ``03/04/2016`` could be March or April
    and is not read, nor is a month or a year alone.

    >>> read_day("Wed, 10 Aug 2016 23:30:00 -0500")
    datetime.date(2016, 8, 10)
    >>> read_day("03/04/2016") is None
    True
    """
    text = text.strip()
    for shape in (_YEAR_FIRST, _COMPACT, _DAY_FIRST, _MONTH_FIRST):
        if m := shape.fullmatch(text):
            month = _MONTHS.get(m["m"].lower()) or (int(m["m"]) if m["m"].isdecimal() else 0)
            try:
                return date(int(m["y"]), month, int(m["d"]))
            except ValueError:
                continue
    return None


def day_or_doubt(text: str) -> tuple[date | None, str | None]:
    """The day, and what to tell the user when the text is there and gives none."""
    shown = text.strip()
    day = read_day(shown)
    if day or not shown:
        return day, None
    return None, f"date of publication {shown[:40]!r} cannot be read for sure; write it as YYYY-MM-DD"
