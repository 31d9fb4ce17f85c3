"""What a build did, in a few lines."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from truceline.build import Report
from truceline.views.plain import count, flat

_LISTED = 40  # problems printed; the case and the dossier hold all


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
    for problem in report.problems[:_LISTED]:
        where = f"{problem.path}, {problem.place}" if problem.place else problem.path
        style = "red" if problem.severity == "error" else "yellow"
        out.append(f"{problem.severity}: {flat(where)}: {flat(problem.reason, 300)}\n", style=style)
    if len(report.problems) > _LISTED:
        out.append(f"and {len(report.problems) - _LISTED:,} more, all listed in the dossier\n", style="yellow")
    return out
