"""What commands that read a case share: their options, what these choose, and the case opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from truceline import DEFAULT_PACKS
from truceline.case import Case
from truceline.cli.terminal import fail, notes, printing, told_plainly
from truceline.pack import Knowledge
from truceline.views.selection import Selection, UnknownPlaceError, where

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file that `truceline build` made.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON, one record a line, instead of a table.")]
Outlet = Annotated[str | None, typer.Option(help="Only of this outlet (any name the packs know it by).")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only from this day on, as 2016-08-06.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day.")]
Place = Annotated[str | None, typer.Option(help="Only at this place or inside it (a name or an id).")]
Type = Annotated[str | None, typer.Option("--type", help="Only of this type of the codebook, as siege_break.")]


@contextmanager
def opened(path: Path) -> Iterator[tuple[Case, Knowledge]]:
    """The case and the packs it was built with; a case that is half built is told."""
    with told_plainly(), Case.open(path) as case:
        if not case.finished:
            notes.print(f"{path}: its last build was cut off; run that build again to finish it", style="yellow")
        with printing():
            yield case, Knowledge.of(case.packs or DEFAULT_PACKS)


def selection(
    outlet: str | None, since: str | None, until: str | None, place: str | None, kind: str | None
) -> Selection:
    """What the options of a listing choose."""
    return Selection(outlet, as_day(since), as_day(until), place, kind)


def as_day(text: str | None) -> date | None:
    """The day that an option gives."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fail(f"{text!r} is no day: write it as 2016-08-06")


def as_days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and last day that two options give."""
    first, last = as_day(since), as_day(until)
    if first and last and last < first:
        fail(f"{until} lies before {since}: give the earlier day first")
    return first, last


def as_places(place: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of the places that an option names; empty where it names none."""
    try:
        return where(place, knowledge) if place else ()
    except UnknownPlaceError as error:
        fail(str(error))
