"""``truceline joint``: the joint table of a truce, or of some days and a place."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.cli.options import CaseFile, Json, Place, Since, Until, as_days, as_places, opened
from truceline.cli.terminal import console, fail, print_lines


def joint_command(
    case: CaseFile,
    truce: Annotated[
        str | None,
        typer.Argument(metavar="[TRUCE]", help="Id of a truce as `truces` lists it; or else give --since and --until."),
    ] = None,
    json_: Json = False,
    place: Place = None,
    since: Since = None,
    until: Until = None,
) -> None:
    """Put what each side alleges against the others beside what these admit, deny or leave out, row by row."""
    from truceline.truces.joint import JointTables  # with the matcher: slow to import
    from truceline.views.joint import rows, table

    first, last = as_days(since, until)
    if bool(truce) == bool(place or first or last):
        fail("give a truce, or else --since and --until (and --place)")
    with opened(case) as (record, knowledge):
        if truce:
            if truce not in record.truces:
                fail(f"no truce of this case has the id {truce!r}; `truceline truces` lists them")
            found = JointTables(record, knowledge).of(record.truces[truce])
        else:
            if first is None or last is None or last < first:
                fail("give both --since and --until, the first not after the last")
            places = as_places(place, knowledge)
            found = JointTables(record, knowledge).over(places, first, last)
        if json_:
            print_lines(rows(found, knowledge))
        else:
            console.print(table(found, knowledge))
