"""Rows of CSV files of any size, by the names in their header."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.intake.limits import MAX_RECORD_BYTES
from truceline.intake.lines import Line, read_lines, too_long
from truceline.intake.part import Part, UnreadableError

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row, or why it could not be read.

    Attributes:
        line: the number of the line it begins in.
        values: by the header's names, in lower case without blanks around; a value the row lacks is missing.
        lacks: how many values fewer than the header's names it has.
        doubt: a guessed encoding.
        fault: why it could not be read, for a ``Problem``.
    """

    line: int
    values: Mapping[str, str]
    lacks: int = 0
    doubt: str | None = None
    fault: str | None = None


class _Feed:
    """Lines for ``csv.reader``; goes on after an error, which a generator could not."""

    def __init__(self, part: Part) -> None:
        self._lines = read_lines(part)
        self.begin = 0
        self.number = 0
        self.size = 0
        self.doubt: str | None = None

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line: Line = next(self._lines)
        self.number = line.number
        self.begin = self.begin or line.number
        self.doubt = self.doubt or line.doubt
        self.size += len(line.text)
        if line.fault or self.size > MAX_RECORD_BYTES:
            raise UnreadableError(line.fault or too_long())
        return line.text

    def new_row(self) -> None:
        self.begin = self.size = 0
        self.doubt = None


def read_rows(part: Part, names: frozenset[str], needed: Sequence[str]) -> Iterator[CsvRow]:
    """The rows of a CSV file whose values stand between commas, semicolons or tabs.

    Args:
        part: the file.
        names: names that its header may hold; the delimiter is the one that shows the most of them.
        needed: names of which its header must hold one.

    Raises:
        OSError: the bytes cannot be had.
        UnreadableError: there is no such header.
    """
    # The limit belongs to the whole process; it is only ever raised, to what this package allows anyway.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD_BYTES))
    feed = _Feed(part)
    first = next(feed, None)
    if first is None:
        raise UnreadableError("no text: it is empty")
    delimiter = max(_DELIMITERS, key=lambda d: len(names.intersection(_names(first, d))))
    header = _names(first, delimiter)
    if not set(needed).intersection(header):
        raise UnreadableError(f"no column `{needed[0]}` in the first line; name the columns there")
    feed.new_row()
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = f"no CSV row ({error}); put values with quotes, delimiters or line ends in quotes, quotes doubled"
            yield CsvRow(feed.begin, {}, fault=fault)
        except UnreadableError as error:
            yield CsvRow(feed.begin, {}, fault=str(error))
        else:
            if len(cells) > len(header):
                fault = (
                    f"{len(cells)} values where the header has {len(header)}; put values with {delimiter!r} in quotes"
                )
                yield CsvRow(feed.begin, {}, fault=fault)
            elif cells:
                values = dict(zip(header, cells, strict=False))
                yield CsvRow(feed.begin, values, len(header) - len(cells), feed.doubt)
        feed.new_row()


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []
