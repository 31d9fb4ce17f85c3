"""What checking and making packs says, for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from truceline.pack import GENERAL
from truceline.plain import count, flat

if TYPE_CHECKING:
    from truceline.pack.check import Check
    from truceline.pack.new import Made
    from truceline.records import Problem


def summary(checks: Sequence[Check]) -> Table:
    """What each pack holds, and how much is wrong or doubtful."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("pack")
    for name in (*checks[0].counts, "errors", "doubts"):
        table.add_column(name, justify="right")
    for found in checks:
        errors, doubts = len(found.errors), len(found.doubts)
        table.add_row(
            flat(found.id),
            *(f"{n:,}" for n in found.counts.values()),
            Text(f"{errors:,}", style="red" if errors else "green"),
            Text(f"{doubts:,}", style="yellow" if doubts else "green"),
        )
    return table


def listing(checks: Sequence[Check]) -> Text:
    """A line for each error, then one for each doubt; and what that means."""
    out = Text()
    for found in checks:
        for severity, style, problems in (("error", "red", found.errors), ("doubt", "yellow", found.doubts)):
            for problem in problems:
                out.append(f"{severity} ", style=style)
                out.append(f"{_where(problem)}: ", style="bold")
                out.append(f"{flat(problem.reason, 400)}\n")
    errors = sum(len(c.errors) for c in checks)
    if errors:
        out.append(f"{count(errors, 'error')} to mend before this can be used; doubts are worth a look", style="red")
    elif any(c.doubts for c in checks):
        out.append("can be used; doubts are worth a look", style="green")
    else:
        out.append("can be used; nothing is doubtful", style="green")
    return out


def made(new: Made) -> Text:
    """What a new pack holds, and what to do next."""
    out = Text()
    out.append(f"{new.folder}: ", style="bold")
    out.append(", ".join(count(n, table[:-1]) for table, n in new.counts.items()) + "\n")
    for country, people in new.least.items():
        if people:
            out.append(f"{country} has more towns than a pack starts with: only those of {people:,} people and more\n")
    out.append(
        f"now: truceline pack check {new.folder}\n"
        f"     truceline build ARTICLES -o x.case --pack {GENERAL} --pack {new.folder}"
    )
    return out


def row(found: Check) -> dict[str, object]:
    """A pack's check as a row of JSON."""
    return {
        "pack": found.id,
        "folder": str(found.folder),
        "counts": dict(found.counts),
        "errors": [_problem(p) for p in found.errors],
        "doubts": [_problem(p) for p in found.doubts],
    }


def _problem(problem: Problem) -> dict[str, object]:
    line = problem.place.removeprefix("line ")
    return {"file": problem.path, "line": int(line) if line.isdigit() else None, "what": problem.reason}


def _where(problem: Problem) -> str:
    return flat(f"{problem.path}, {problem.place}" if problem.place else problem.path)
