"""Reading the TOML files of a pack, so that every error can say where it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from truceline.pack.problems import Problems
from truceline.pack.records import Terms
from truceline.pack.rows import full
from truceline.records import Interval

TERMS = frozenset(
    "id name class purpose announced starts ends duration_hours parties guarantors excluded places obligations "
    "sources".split()
)
"""The keys of a file of terms."""

_LINE = re.compile(r"\(at line (\d+), column \d+\)")


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
        heads = [n for n, line in enumerate(self._lines, 1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]
        starts = heads if len(heads) == len(value) else [0] * len(value)
        text = "\n".join(self._lines)
        return tuple(Section(self.path, text, v, self.problems, s) for v, s in zip(value, starts, strict=True))

    def line(self, key: str = "") -> int | None:
        """Where a key stands; without one or where it is not found, where the section begins."""
        for n, line in enumerate(self._lines[self.start :], self.start + 1):
            if self.start and line.lstrip().startswith("["):
                break
            if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return n
        return self.start or None

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


def terms(own: str, file: Section) -> Terms | None:
    """The terms in a file of ``terms/``; ``None``, and noted, where it has no id."""
    for unknown in sorted(file.data.keys() - TERMS):
        file.wrong(unknown, f"unknown key {unknown!r}; the keys are {', '.join(sorted(TERMS))}")
    hours = file.data.get("duration_hours")
    if hours is not None and (not isinstance(hours, int) or isinstance(hours, bool) or hours <= 0):
        file.wrong("duration_hours", f"duration_hours is {hours!r}; write a whole number above 0")
        hours = None
    announced, starts, ends = (file.days(key) for key in ("announced", "starts", "ends"))
    if starts and ends and ends.last < starts.first:
        file.wrong("ends", f"ends ({file.data['ends']}) lies before starts ({file.data['starts']}); swap or mend them")
    actors = {key: tuple(full(own, i) for i in file.listed(key)) for key in ("parties", "guarantors", "excluded")}
    short = file.word("id")
    if not short or ":" in short:
        file.wrong("id", "'id' is needed, a short word without a colon")
        return None
    return Terms(
        id=full(own, short),
        name=file.word("name") or short,
        class_=file.word("class"),
        purpose=file.word("purpose"),
        announced=announced.first if announced else None,
        starts=starts.first if starts else None,
        ends=ends.last if ends else None,
        duration_hours=hours,
        **actors,
        places=tuple(full(own, i) for i in file.listed("places")),
        obligations=file.listed("obligations"),
        sources=file.listed("sources"),
    )
