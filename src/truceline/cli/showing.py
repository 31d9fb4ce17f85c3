"""Commands that show one thing, or write the whole record to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.options import CaseFile, opened
from truceline.cli.terminal import console, fail, notes, print_lines, writing
from truceline.exports import FORMATS

_PAGE = 132
"""Columns that what is read rather than looked up may take."""


def show(
    case: CaseFile,
    name: Annotated[str, typer.Argument(metavar="ID", help="Of an event, truce, claim or article.")],
    json_: Annotated[bool, typer.Option("--json", help="Write one JSON object, with the claims behind it.")] = False,
) -> None:
    """Show one event or truce with its accounts side by side and the words that say it."""
    from truceline.views.show import UnknownIdError, as_json  # with the matcher: slow to import
    from truceline.views.show import show as show_one

    with opened(case) as (record, knowledge):
        try:
            if json_:
                print_lines([as_json(record, knowledge, name)])
            else:
                console.print(show_one(record, knowledge, name), width=min(console.width, _PAGE))
        except UnknownIdError as error:
            fail(str(error))


def dossier(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The HTML file to write.")],
    title: Annotated[str | None, typer.Option(help="Its heading; by default the name of the case.")] = None,
) -> None:
    """Write one self-contained page to look at and send on; it needs no network."""
    from truceline.views.dossier import render  # slow to import, and nothing else needs it

    with opened(case) as (record, knowledge):
        page = render(record, knowledge, title=title or case.stem)
    with writing(out) as stream:
        stream.write(page)
    notes.print(f"wrote {out}", highlight=False)


def export(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")],
    to: Annotated[str, typer.Option(help=f"The form: {', '.join(FORMATS)}.")] = "claims",
) -> None:
    """Write the record in a form that other programs read."""
    if to not in FORMATS:
        fail(f"--to {to}: there is no such form; choose one of {', '.join(FORMATS)}")
    with opened(case) as (record, knowledge), writing(out) as stream:
        number = FORMATS[to](record, knowledge, stream)
    notes.print(f"wrote {number:,} rows to {out}", highlight=False)
