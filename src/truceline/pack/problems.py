"""What is wrong with a pack, gathered while it is read, so that one run tells all of it."""

from __future__ import annotations

from pathlib import Path

from truceline.pack.records import PackError
from truceline.records import Problem


class Problems:
    """Problems in the order in which they were found, each at its file and line and with its mend."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def error(self, path: Path, line: int | None, reason: str) -> None:
        """Note something for which the pack cannot be used."""
        self.found.append(Problem(str(path), _place(line), reason))

    def doubt(self, path: Path, line: int | None, reason: str) -> None:
        """Note something that is allowed and worth a look."""
        self.found.append(Problem(str(path), _place(line), reason, "warning"))

    def raise_errors(self, folder: Path) -> None:
        """Raise the first error, if there is any.

        Raises:
            PackError: it says how many more there are, and what lists them.
        """
        errors = [p for p in self.found if p.severity == "error"]
        if errors:
            more = len(errors) - 1
            rest = f" ({more} more: `truceline pack check {folder}` lists all)" if more else ""
            raise PackError(told(errors[0]) + rest)


def told(problem: Problem) -> str:
    """A problem in one line."""
    where = f"{problem.path}, {problem.place}" if problem.place else problem.path
    return f"{where}: {problem.reason}"


def _place(line: int | None) -> str:
    return "" if line is None else f"line {line}"
