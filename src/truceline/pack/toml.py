"""Reading the TOML files of a pack, so that every error can say where it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from truceline.pack.problems import Problems
from truceline.records import Interval

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d{1,2}:\d\d)")
_NTH = re.compile(r"(\w+) (\d+)")
_HEADER = re.compile(r"\s*\[\[?\s*[A-Za-z_]")


class Section:
    """A file, or one table of a list in it, with what is needed to say where it is wrong.

    What it holds is read as far as it can be: a value that is wrong is noted and counts as not given.
    """

    def __init__(self, path: Path, text: str, data: Mapping[str, Any], problems: Problems, start: int = 0) -> None:
        self.path, self.data, self.problems, self.start = path, data, problems, start
        self._lines = text.splitlines()

    @classmethod
    def of(cls, path: Path, text: str, problems: Problems) -> Section | None:
        """The whole of a file; ``None``, and noted, where it is no TOML."""
        try:
            return cls(path, text, tomllib.loads(text), problems)
        except tomllib.TOMLDecodeError as e:
            at = _LINE.search(str(e))
            problems.error(path, int(at[1]) if at else None, f"{_LINE.sub('', str(e)).strip()}; mend the TOML there")
            return None

    def sections(self, key: str) -> tuple[Section, ...]:
        """The tables of a list of tables (``[[sides]]``)."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.wrong(key, f"{key} must be tables, each under a line [[{key}]]")
            return ()
        heads = self._heads(key)
        starts = heads if len(heads) == len(value) else [0] * len(value)
        text = "\n".join(self._lines)
        return tuple(Section(self.path, text, v, self.problems, s) for v, s in zip(value, starts, strict=True))

    def line(self, key: str = "") -> int | None:
        """Where a key stands; without one or where it is not found, where the section begins.

        Of a file, ``zone 2`` stands for the second table of its list ``zones``.
        """
        if not self.start and (nth := _NTH.fullmatch(key)):
            heads = self._heads(f"{nth[1]}s")
            return heads[int(nth[2]) - 1] if int(nth[2]) <= len(heads) else None
        for n, line in enumerate(self._lines[self.start :], self.start + 1):
            if self.start and _HEADER.match(line):
                break
            if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return n
        return self.start or None

    def _heads(self, key: str) -> list[int]:
        """The lines that begin a table of a list of tables."""
        return [n for n, line in enumerate(self._lines, 1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]

    def wrong(self, key: str, what: str) -> None:
        """Note an error of what stands under a key."""
        self.problems.error(self.path, self.line(key), what)

    def expect(self, keys: Collection[str]) -> None:
        """Note keys that nothing reads."""
        for key in sorted(self.data.keys() - set(keys)):
            self.problems.doubt(
                self.path, self.line(key), f"key {key!r} is not read; the keys are {', '.join(sorted(keys))}"
            )

    def word(self, key: str) -> str:
        """The text under a key, empty where there is none."""
        if not isinstance(value := self.data.get(key, ""), str):
            self.wrong(key, f"{key} is {value!r}; put it in quotation marks")
            return ""
        return value.strip()

    def listed(self, key: str) -> tuple[str, ...]:
        """The texts in the list under a key, empty where there is none."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.wrong(key, f"{key} must be a list of texts")
            return ()
        return tuple(v.strip() for v in value)

    def days(self, key: str) -> Interval | None:
        """The days under a key that holds a day, a month or a year."""
        value = self.data.get(key, "")
        if isinstance(value, date):
            return Interval.day(value.date() if isinstance(value, datetime) else value)
        if not value:
            return None
        try:
            return Interval.parse(str(value))
        except ValueError:
            self.wrong(key, f"{key} is no date: {value!r}; write 2016-09-12, 2016-09 or 2016")
            return None

    def moment(self, key: str) -> tuple[Interval | None, time | None]:
        """The days under a key, and the hour where it gives one."""
        value = self.data.get(key)
        if isinstance(value, datetime):
            return Interval.day(value.date()), value.time()
        if isinstance(value, str) and (told := _MOMENT.fullmatch(value.strip())):
            try:
                return Interval.parse(told[1]), _clock(told[2])
            except ValueError:
                self.wrong(key, f"{key} is no day with its hour: {value!r}; write 2016-09-12 19:00")
                return None, None
        return self.days(key), None

    def clock(self, key: str) -> tuple[time, time] | None:
        """The two hours under a key, ``None`` where there are none."""
        if key not in self.data:
            return None
        try:
            begin, end = (_clock(h) for h in self.data[key])
        except (TypeError, ValueError):
            begin = end = time()
        if begin < end:
            return begin, end
        self.wrong(key, f'{key} is {self.data[key]!r}; write the first and the last hour, as ["10:00", "13:00"]')
        return None

    def whole(self, key: str) -> int | None:
        """The whole number above 0 under a key, ``None`` where there is none."""
        value = self.data.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.wrong(key, f"{key} is {value!r}; write a whole number above 0")
        return None


def _clock(text: str) -> time:
    """An hour written as 9:30 or 19:00.

    Raises:
        ValueError: it is none.
    """
    return time.fromisoformat(text.strip().zfill(5))
