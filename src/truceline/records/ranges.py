"""Ranges: what several accounts give for one number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """The least and most that a set of accounts gives for a number; an open end is ``None``."""

    least: int | None
    most: int | None

    @classmethod
    def around(cls, ranges: Iterable[Range | None]) -> Range | None:
        """From the least to the most of several ranges, never a sum; ``None`` where there is none.

        An end stays open only where no range closes it: 5 or more and exactly 7 are 5 to 7.
        """
        known = [r for r in ranges if r is not None]
        if not known:
            return None
        ends = [n for r in known for n in (r.least, r.most) if n is not None]
        top, bottom = max(ends), min(ends)
        open_below = all(r.least is None for r in known)
        return cls(None if open_below else bottom, top if any(r.most == top for r in known) else None)
