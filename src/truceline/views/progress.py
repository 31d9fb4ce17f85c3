"""How far a build is, as bars in the terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Bars:
    """One bar for each step of a build; satisfies ``truceline.pipeline.Progress``. A context manager."""

    def __init__(self, console: Console) -> None:
        """Draw on a console; where it is no terminal, a line is printed for each step instead."""
        self._console = console
        columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task: TaskID | None = None

    def start(self, step: str, total: int | None) -> None:
        """A step begins; the one before is done."""
        self._finish()
        self._task = self._progress.add_task(step, total=total)
        if not self._console.is_terminal:
            self._console.print(step if total is None else f"{step}: {total:,}", highlight=False)

    def advance(self, number: int) -> None:
        """So many more things of the step are done."""
        if self._task is not None:
            self._progress.advance(self._task, number)

    def _finish(self) -> None:
        if self._task is not None:
            done = self._progress.tasks[self._task].total or 1
            self._progress.update(self._task, total=done, completed=done)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None:
            self._finish()
        self._progress.stop()
