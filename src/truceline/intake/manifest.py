"""``manifest.csv``: what the user writes about the files beside it, one row a file.

Columns: ``file`` (needed), and any of ``outlet``, ``published``, ``url``, ``note``, ``title``, ``language``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from truceline.intake.dates import day_or_doubt
from truceline.intake.part import Part, UnreadableError
from truceline.intake.rows import read_rows
from truceline.intake.table import language_code
from truceline.records import Problem

NAME = "manifest.csv"
"""What the file is called."""

_COLUMNS = frozenset({"file", "outlet", "published", "url", "note", "title", "language"})


@dataclass(frozen=True, slots=True)
class Row:
    """What a manifest says of one file; ``None`` where it says nothing."""

    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    note: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of one manifest.

    Attributes:
        label: its path.
        rows: by the name of the file they are about.
        lines: the line of each row.
        problems: rows that could not be read, or only in part.
    """

    label: str
    rows: Mapping[str, Row]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]

    def strangers(self, present: frozenset[str]) -> tuple[Problem, ...]:
        """A warning for each row whose file is not among those present."""
        return tuple(
            Problem(
                self.label, f"line {line}", f"there is no file {name!r} beside the manifest; mend its name", "warning"
            )
            for name, line in self.lines.items()
            if name not in present
        )


def read_manifest(part: Part) -> Manifest:
    """The manifest that a file holds; what is wrong with it stands in its ``problems``."""
    rows: dict[str, Row] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    try:
        for row in read_rows(part, _COLUMNS, ("file",)):
            place = f"line {row.line}"
            name = row.values.get("file", "").strip().removeprefix("./")
            if row.fault or not name:
                problems.append(
                    Problem(part.label, place, row.fault or "the row names no `file`; name the one it is about")
                )
                continue
            if name in rows:
                problems.append(
                    Problem(part.label, place, f"a second row for {name!r}; the first one counts", "warning")
                )
                continue
            value = {column: text.strip() for column, text in row.values.items() if text.strip()}
            published, doubt = day_or_doubt(value.get("published", ""))
            problems += [Problem(part.label, place, told, "warning") for told in (doubt, row.doubt) if told]
            rows[name] = Row(
                outlet=value.get("outlet"),
                published=published,
                url=value.get("url"),
                note=value.get("note"),
                title=value.get("title"),
                language=language_code(value.get("language")),
            )
            lines[name] = row.line
    except (OSError, UnreadableError) as error:
        problems.append(Problem(part.label, "", f"the manifest cannot be read: {error}"))
    return Manifest(part.label, MappingProxyType(rows), MappingProxyType(lines), tuple(problems))
