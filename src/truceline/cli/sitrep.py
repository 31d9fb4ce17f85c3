"""``truceline sitrep``: a situation report of some days."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.options import CaseFile, Place, as_days, as_places, opened
from truceline.cli.terminal import fail, notes, writing


def sitrep_command(
    case: CaseFile,
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, as 2016-08-06.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day.")],
    place: Place = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The file to write, .md or .html; without it, Markdown here."),
    ] = None,
) -> None:
    """Write a situation report of some days: every sentence with references to the words it rests on."""
    from truceline.views.sitrep.compose import compose  # slow to import, and nothing else needs it
    from truceline.views.sitrep.render import markdown, page

    begin, end = as_days(first, last)
    if begin is None or end is None:
        fail("give both --from and --to")
    if out and out.suffix not in (".md", ".html"):
        fail(f"-o {out}: name the file .md for Markdown or .html for a page")
    with opened(case) as (record, knowledge):
        places = as_places(place, knowledge)
        report = compose(record, knowledge, begin, end, places)
        text = page(report) if out and out.suffix == ".html" else markdown(report)
    if out is None:
        typer.echo(text, nl=False)
        return
    with writing(out) as stream:
        stream.write(text)
    notes.print(f"wrote {out}", highlight=False)
