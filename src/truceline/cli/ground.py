"""``truceline ground``: places that change hands, who has them on a day, and what is cut off, by account."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.cli.options import CaseFile, Json, Place, Since, Until, as_day, as_days, as_places, opened
from truceline.cli.terminal import console, fail, notes, print_lines


def ground_command(
    case: CaseFile,
    json_: Json = False,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="Who had each place on this day, according to whom.")
    ] = None,
) -> None:
    """List places and roads that change hands, or with --on who had them on a day; and what was cut off."""
    from truceline.ground.holding import Ground  # with the matcher: slow to import
    from truceline.ground.routes import Routes
    from truceline.views.ground import Chosen, rows, table

    (first, last), day = as_days(since, until), as_day(on)
    if day and (first or last):
        fail("give --on for one day, or --since and --until for the changes of some days")
    with opened(case) as (record, knowledge):
        places = as_places(place, knowledge)
        ground = Ground(record, knowledge)
        chosen = Chosen(ground, Routes(ground, record, knowledge), knowledge, places, first, last, day)
        if json_:
            print_lines(rows(chosen))
            return
        console.print(table(chosen))
        if not (chosen.standings if day else chosen.changes):
            notes.print("nothing found", style="dim")
        if ground.open and not place:
            notes.print(f"{ground.open:,} more claims tell of places that the packs do not know", style="dim")
