"""The tables of a pack: lines of a CSV file, read so that every error can say where it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from truceline.pack.records import PackError
from truceline.records import Interval


def full(own: str, reference: str) -> str:
    """An id with its pack; one without a colon is of the pack itself."""
    return f"{own}:{reference}" if reference and ":" not in reference else reference


class Row:
    """One line of a table, with what is needed to say where it is wrong."""

    def __init__(self, path: Path, line: int, cells: Mapping[str, str]) -> None:
        self.path, self.line, self.cells = path, line, cells

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, what: str) -> PackError:
        """The error to raise for this line."""
        return PackError(f"{self.path}, line {self.line}: {what}")

    def parts(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, ``|`` between them."""
        return tuple(p for p in (" ".join(p.split()) for p in self.cells[column].split("|")) if p)

    def names(self) -> tuple[str, ...]:
        """The name and the aliases that are no descriptions, each once."""
        return tuple(dict.fromkeys([self["name"], *(a for a in self.parts("aliases") if not a.startswith("~"))]))

    def descriptions(self) -> tuple[str, ...]:
        """The aliases that are descriptions, each once, without their mark."""
        marked = (a[1:].strip() for a in self.parts("aliases") if a.startswith("~"))
        return tuple(dict.fromkeys(a for a in marked if a))

    def kind(self, known: Collection[str]) -> str:
        """The kind."""
        if self["kind"] not in known:
            raise self.error(f"unknown kind {self['kind']!r}; use one of {', '.join(sorted(known))}")
        return self["kind"]

    def days(self, column: str) -> Interval | None:
        """The days of a cell that holds a day, a month or a year."""
        if not self[column]:
            return None
        try:
            return Interval.parse(self[column])
        except ValueError:
            raise self.error(f"{column} is no date: {self[column]!r}; write 2016-07-28, 2016-07 or 2016") from None

    def degrees(self, column: str, most: int) -> float | None:
        """A coordinate, ``None`` when the cell is empty."""
        if not self[column]:
            return None
        try:
            value = float(self[column])
        except ValueError:
            raise self.error(f"{column} is no number: {self[column]!r}; write decimal degrees, as 36.2021") from None
        if not -most <= value <= most:
            raise self.error(f"{column} is {value}, outside -{most} to {most}; are lat and lon swapped?")
        return value


def rows(path: Path, text: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The lines of a table that has these columns, in any order; empty lines are skipped.

    Raises:
        PackError: a column too many or missing, a line of another width, no id or name, an id given twice.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    seen: dict[str, int] = {}
    try:
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if header is None:
                header = _header(path, [c.strip() for c in cells], columns)
                continue
            row = Row(path, reader.line_num, dict(zip(header, (" ".join(c.split()) for c in cells), strict=False)))
            if len(cells) != len(header):
                raise row.error(f"{len(cells)} cells where {len(header)} are due; put cells with commas in quotes")
            if not row["id"] or not row["name"] or ":" in row["id"]:
                raise row.error("id and name are needed, and the id has no colon")
            if row["id"] in seen:
                raise row.error(f"id {row['id']!r} is taken by line {seen[row['id']]}; give one of them another")
            seen[row["id"]] = row.line
            yield row
    except csv.Error as e:
        raise PackError(f"{path}, line {reader.line_num}: {e}; mend the quotation marks") from None


def _header(path: Path, header: list[str], columns: tuple[str, ...]) -> list[str]:
    for wrong, what in ((set(header) - set(columns), "unknown"), (set(columns) - set(header), "missing")):
        if wrong:
            raise PackError(f"{path}, line 1: {what} column {min(wrong)!r}; the columns are {','.join(columns)}")
    return header
