"""What goes to the terminal and into files, and how a command ends that cannot go on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import EPIPE
from pathlib import Path
from typing import NoReturn, TextIO

import typer
from rich.console import Console
from rich.table import Table

from truceline.case import CaseError
from truceline.crew import CrewError
from truceline.pack import PackError

PARTLY, CANNOT = 1, 2
"""Exit codes: something was not read, everything else was; nothing could be done."""

# What is piped is not cut to the width that no terminal has.
console = Console(width=None if sys.stdout.isatty() else 1000)
notes = Console(stderr=True)


def print_lines(found: Iterable[Mapping[str, object]]) -> None:
    """Records as JSON, one a line; in ASCII where the output holds no more."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    for row in found:
        typer.echo(json.dumps(row, ensure_ascii=plain))


def print_table(table: Table) -> None:
    """A table, or a note that there is nothing in it."""
    console.print(table)
    if not table.row_count:
        notes.print("nothing found", style="dim")


@contextmanager
def printing() -> Iterator[None]:
    """An output that cannot be written is told in a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno == EPIPE:  # whoever reads the output has enough of it
            raise
        fail(f"the output cannot be written ({error.strerror}); write it elsewhere")


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A text file written whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        fail(f"{path} cannot be written ({error.strerror}); choose another place with -o")
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def told_plainly() -> Iterator[None]:
    """What a user can mend is told in a sentence, without a traceback."""
    try:
        yield
    except (CaseError, PackError, CrewError) as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail("interrupted; the case holds what was done, the same command goes on from there")


def fail(message: str) -> NoReturn:
    """End the command with a sentence that says what a user can mend."""
    notes.print(f"truceline: {message}", style="red", markup=False, highlight=False)
    raise typer.Exit(CANNOT)
