"""The tables of a pack: lines of a CSV file, read so that every error can say where it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from truceline.pack.problems import Problems
from truceline.pack.records import Office
from truceline.records import Interval

_OFFICE = re.compile(r"(?:(?P<title>.+) of )?(?P<of>\S+) (?P<first>[\d-]*)/(?P<last>[\d-]*)")


def full(own: str, reference: str) -> str:
    """An id with its pack; one without a colon is of the pack itself."""
    return f"{own}:{reference}" if reference and ":" not in reference else reference


def _days(text: str) -> Interval | None:
    return Interval.parse(text) if text else None


class Row:
    """One line of a table, with what is needed to say where it is wrong.

    What it holds is read as far as it can be: a cell that is wrong is noted and counts as empty.
    """

    def __init__(self, path: Path, line: int, cells: Mapping[str, str], problems: Problems) -> None:
        self.path, self.line, self.cells, self.problems = path, line, cells, problems

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, what: str) -> None:
        """Note an error of this line."""
        self.problems.error(self.path, self.line, what)

    def parts(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, ``|`` between them."""
        return tuple(p for p in (" ".join(p.split()) for p in self.cells[column].split("|")) if p)

    def names(self) -> tuple[str, ...]:
        """The name and the aliases that are no descriptions and no offices, each once."""
        return tuple(dict.fromkeys([self["name"], *(a for a in self.parts("aliases") if a[0] not in "~@")]))

    def descriptions(self) -> tuple[str, ...]:
        """The aliases that are descriptions, each once, without their mark."""
        marked = (a[1:].strip() for a in self.parts("aliases") if a.startswith("~"))
        return tuple(dict.fromkeys(a for a in marked if a))

    def offices(self, own: str) -> tuple[Office, ...]:
        """The aliases that are offices."""
        found = (self._office(own, a[1:].strip()) for a in self.parts("aliases") if a.startswith("@"))
        return tuple(o for o in found if o)

    def _office(self, own: str, text: str) -> Office | None:
        if told := _OFFICE.fullmatch(text):
            try:
                first, last = _days(told["first"]), _days(told["last"])
            except ValueError:
                pass
            else:
                if first is None or last is None or first.first <= last.last:
                    of = full(own, told["of"])
                    begin, end = first.first if first else None, last.last if last else None
                    return Office(told["title"] or "", of, begin, end)
        self.wrong(f"no office with its days: {text!r}; write @foreign minister of russia 2004-03-09/2012-05-21")
        return None

    def kind(self, known: Collection[str]) -> str:
        """The kind."""
        if self["kind"] not in known:
            self.wrong(f"unknown kind {self['kind']!r}; use one of {', '.join(sorted(known))}")
        return self["kind"]

    def days(self, column: str) -> Interval | None:
        """The days of a cell that holds a day, a month or a year."""
        if not self[column]:
            return None
        try:
            return Interval.parse(self[column])
        except ValueError:
            self.wrong(f"{column} is no date: {self[column]!r}; write 2016-07-28, 2016-07 or 2016")
            return None

    def yes_or_no(self, column: str) -> bool | None:
        """What a cell that holds yes or no says, ``None`` when it is empty."""
        known = {"": None, "yes": True, "no": False}
        if self[column] not in known:
            self.wrong(f"{column} is {self[column]!r}; write yes or no, or leave it empty")
        return known.get(self[column])

    def degrees(self, column: str, most: int) -> float | None:
        """A coordinate, ``None`` when the cell is empty."""
        if not self[column]:
            return None
        try:
            value = float(self[column])
        except ValueError:
            self.wrong(f"{column} is no number: {self[column]!r}; write decimal degrees, as 36.2021")
            return None
        if not -most <= value <= most:
            self.wrong(f"{column} is {value}, outside -{most} to {most}; are lat and lon swapped?")
            return None
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table.

    Attributes:
        rows: those that can be read.
        lines: the line of every id, those of lines that cannot be read among them.
        whole: whether the file could be read to its end.
    """

    rows: tuple[Row, ...] = ()
    lines: Mapping[str, int] | None = None
    whole: bool = True


def table(path: Path, text: str, columns: tuple[str, ...], problems: Problems) -> Table:
    """The lines of a table that has these columns, in any order; empty lines are skipped.

    Notes as errors a column too many or missing, a line of another width, no id or name, an id given twice.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    found: list[Row] = []
    seen: dict[str, int] = {}
    try:
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if header is None:
                header = [c.strip() for c in cells]
                if not _has(path, header, columns, problems):
                    return Table((), seen, whole=False)
                continue
            row = Row(
                path, reader.line_num, dict(zip(header, (" ".join(c.split()) for c in cells), strict=False)), problems
            )
            if _usable(row, len(cells), len(header), seen):
                found.append(row)
            if short := row.cells.get("id"):
                seen.setdefault(short, row.line)
    except csv.Error as e:
        problems.error(path, reader.line_num, f"{e}; mend the quotation marks (what follows could not be checked)")
        return Table(tuple(found), seen, whole=False)
    return Table(tuple(found), seen)


def _usable(row: Row, width: int, due: int, seen: Mapping[str, int]) -> bool:
    if width != due:
        row.wrong(f"{width} cells where {due} are due; put cells with commas in quotes")
    elif not row["id"] or not row["name"] or ":" in row["id"]:
        row.wrong("id and name are needed, and the id has no colon")
    elif row["id"] in seen:
        row.wrong(f"id {row['id']!r} is taken by line {seen[row['id']]}; give one of them another")
    else:
        return True
    return False


def _has(path: Path, header: list[str], columns: tuple[str, ...], problems: Problems) -> bool:
    """Whether a table has the columns that are due; notes those too many or missing."""
    wrong = [(f"unknown column {c!r}") for c in header if c not in columns]
    wrong += [(f"missing column {c!r}") for c in columns if c not in header]
    for what in wrong:
        problems.error(path, 1, f"{what}; the columns are {','.join(columns)}")
    return not wrong
