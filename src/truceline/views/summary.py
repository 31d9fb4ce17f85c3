"""What a command did and could not do, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from truceline.plain import count, flat, listed
from truceline.records import Problem

if TYPE_CHECKING:
    from truceline.pipeline import Report

_LISTED = 40  # lines of problems printed; the case and the dossier hold all
_PLACES = 3  # places named where one thing is wrong with many of a file


def summary(report: Report, case: Path) -> Text:
    """The report of a build for the terminal: what was read, what the case holds, what could not be read."""
    out = Text()
    out.append(f"{case}: ", style="bold")
    out.append(
        f"{count(report.articles, 'article')} ({report.articles_new:,} new, {report.copies:,} of them copies), "
        f"{count(report.claims, 'claim')}, {count(report.events, 'event')}, {count(report.truces, 'truce')}; "
        f"{count(report.files_read, 'file')} read, {report.files_skipped:,} known before; {report.seconds:.1f} s\n"
    )
    if report.unread:
        out.append(f"{count(report.unread, 'article')} kept but not read, see below\n", style="yellow")
    out.append(listing(report.problems, "the dossier"))
    return out


def listing(problems: Iterable[Problem], whole: str) -> Text:
    """A line for each thing that is wrong, for the terminal; ``whole`` is what lists them all where they are many."""
    out = Text()
    lines = list(_lines(problems))
    for severity, line in lines[:_LISTED]:
        out.append(f"{severity}: {line}\n", style="red" if severity == "error" else "yellow")
    if len(lines) > _LISTED:
        out.append(f"and {len(lines) - _LISTED:,} more, all listed in {whole}\n", style="yellow")
    return out


def _lines(problems: Iterable[Problem]) -> Iterable[tuple[str, str]]:
    """A line for each thing that is wrong with a file, errors first, with the places it is found at."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for p in problems:
        places.setdefault((p.severity, p.path, p.reason), []).append(p.place)
    for (severity, path, reason), found in sorted(places.items(), key=lambda item: item[0][0] != "error"):
        named = [p for p in found if p]
        if len(named) > _PLACES:
            named = [*named[: _PLACES - 1], count(len(named) - _PLACES + 1, "more place")]
        where = f"{flat(path)}, {listed(named)}" if named else flat(path)
        yield severity, f"{where}: {flat(reason, 300)}"
