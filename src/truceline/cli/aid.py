"""``truceline aid``: what was asked for, let through, refused and brought, and what is still open on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.cli.options import CaseFile, Json, Place, Since, Until, as_day, as_days, as_places, opened
from truceline.cli.terminal import console, notes, print_lines


def aid_command(
    case: CaseFile,
    json_: Json = False,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="The day on which requests are told as open; by default the last article's."),
    ] = None,
) -> None:
    """List aid asked for, let through, refused and brought, people in need, and what is open on a day."""
    from truceline.aid.ledger import Aid  # with the matcher: slow to import
    from truceline.views.aid import rows, table

    (first, last), day = as_days(since, until), as_day(on)
    with opened(case) as (record, knowledge):
        places = as_places(place, knowledge)
        found = Aid.of(record, knowledge).at(places, first, last)
        if json_:
            print_lines(rows(found, day or found.last, knowledge))
        else:
            console.print(table(found, day or found.last, knowledge))
            if not (found.threads or found.attacks or found.people):
                notes.print("nothing found", style="dim")
