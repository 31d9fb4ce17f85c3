"""``truceline truces``: the truces of a case, or how each stood on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.cli.options import CaseFile, Json, Outlet, Place, Since, Until, as_day, opened, selection
from truceline.cli.terminal import console, notes, print_lines, print_table


def truces_command(
    case: CaseFile,
    json_: Json = False,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="How each truce stood on this day, according to whom.")
    ] = None,
) -> None:
    """List truces with their state and steps, or with --on how each stood on a day."""
    from truceline.truces.life import standing  # with the matcher: slow to import
    from truceline.views import truces as views

    chosen, on_day = selection(outlet, since, until, place, None), as_day(on)
    with opened(case) as (record, knowledge):
        found = chosen.truces(record, knowledge)
        if on_day is None:
            if json_:
                print_lines(views.rows(found, record, knowledge))
            else:
                print_table(views.table(found, knowledge, console.width))
            return
        stood = [(t, at) for t in found if (at := standing(t, on_day, record, knowledge))]
        current = [(t, at) for t, at in stood if at.status != "not heard of since"]
        if json_:
            print_lines(views.day_row(t, at, knowledge) for t, at in stood)
            return
        print_table(views.on_day(current, knowledge, console.width))
        if quiet := len(stood) - len(current):
            notes.print(f"{quiet} more not heard of for 60 days by then; --json lists them", style="dim")
