"""Commands that list what a case holds, one kind of thing each: a table, or JSON, one record a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from truceline.cli.options import (
    CaseFile,
    Json,
    Outlet,
    Place,
    Since,
    Type,
    Until,
    as_days,
    as_places,
    opened,
    selection,
)
from truceline.cli.terminal import console, fail, notes, print_lines, print_table, writing
from truceline.exports.claims import rows
from truceline.views import tables
from truceline.views.jsonable import named, with_silence


def claims(
    case: CaseFile,
    json_: Json = False,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type_: Type = None,
) -> None:
    """List claims: who says who did what to whom, where and when."""
    chosen = selection(outlet, since, until, place, type_)
    with opened(case) as (record, knowledge):
        found = chosen.claims(record, knowledge)
        if json_:
            print_lines(rows(record, found))
        else:
            print_table(tables.claims(found, record, knowledge, console.width))


def events(
    case: CaseFile,
    json_: Json = False,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type_: Type = None,
) -> None:
    """List events: what happened by how many accounts, with deaths as ranges."""
    chosen = selection(outlet, since, until, place, type_)
    with opened(case) as (record, knowledge):
        found = chosen.events(record, knowledge)
        if json_:
            from truceline.analysis.silence import Silences  # with the matcher: slow to import

            silences = Silences(record, knowledge)
            print_lines(with_silence(e, silences.of(e), knowledge) for e in found)
        else:
            print_table(tables.events(found, knowledge, console.width))


def outlets(
    case: CaseFile, json_: Json = False, outlet: Outlet = None, since: Since = None, until: Until = None
) -> None:
    """List outlets: owner, side, and how much of each was read."""
    chosen = selection(outlet, since, until, None, None)
    with opened(case) as (record, knowledge):
        found = chosen.articles(record, knowledge)
        if json_:
            print_lines(tables.outlet_rows(found, record, knowledge))
        else:
            print_table(tables.outlets(found, record, knowledge, console.width))


def tolls(
    case: CaseFile,
    json_: Json = False,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        str | None,
        typer.Option(help="How long a period is: day, week or month; by default what gives 60 or so."),
    ] = None,
    truce: Annotated[
        str | None, typer.Option(metavar="ID", help="Instead: before, during and after this truce, where it holds.")
    ] = None,
) -> None:
    """Add up the killed and wounded over a place and some days, as ranges, nobody counted twice in the least."""
    if truce:
        if place or since or until or by:
            fail("--truce: its own place and days are taken; leave out --place, --since, --until and --by")
        _tolls_by_truce(case, truce, json_)
        return
    from truceline.analysis.tally import PERIODS, Tallies  # no other listing needs it
    from truceline.views.tolls import rows, table

    period = next((p for p in PERIODS if p == by), None)
    if by and not period:
        fail(f"--by {by}: choose {', '.join(PERIODS)}")
    first, last = as_days(since, until)
    with opened(case) as (record, knowledge):
        places = as_places(place, knowledge)
        found = Tallies(record, knowledge).over(places, first, last, period)
        if json_:
            print_lines(rows(found, knowledge))
        else:
            console.print(table(found, knowledge))
            if not (found.periods or found.totals or found.unplaced):
                notes.print("nothing found", style="dim")


def _tolls_by_truce(case: Path, truce: str, json_: bool) -> None:
    from truceline.truces.deaths import Deaths
    from truceline.views.truce_tolls import rows, table

    with opened(case) as (record, knowledge):
        if truce not in record.truces:
            fail(f"no truce of this case has the id {truce!r}; `truceline truces` lists them")
        found = Deaths(record, knowledge).around(record.truces[truce])
        if found is None:
            fail(f"{truce}: nobody is told to have agreed to it, or its first day is not known")
        if json_:
            print_lines(rows(found, knowledge))
        else:
            console.print(table(found, knowledge))


def wording_command(
    case: CaseFile,
    json_: Json = False,
    by: Annotated[str, typer.Option(help="Whose words are counted together: side or outlet.")] = "side",
    actor: Annotated[
        str | None, typer.Option(help="Only words for this actor or side, who fights it, and what it does.")
    ] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Only words for acts of this type, as capture.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's words, compared with all others.")] = None,
) -> None:
    """List what each side or outlet calls whom and what, and how sure it is that they differ."""
    from truceline.analysis.wording import By, wording  # no other listing needs it
    from truceline.views.wording import UnknownActorError, table, whom

    if by not in get_args(By):
        fail(f"--by {by}: choose side or outlet")
    by_whom: By = "outlet" if by == "outlet" or outlet else "side"
    with opened(case) as (record, knowledge):
        try:
            about = whom(actor, knowledge) if actor else None
        except UnknownActorError as error:
            fail(str(error))
        found = wording(record, knowledge, by=by_whom, about=about, kind=type_)
        if outlet:
            known = knowledge.outlet(outlet)
            name = known.id if known else outlet
            found = tuple(c for c in found if (c.teller or "").casefold() == name.casefold())
        if json_:
            print_lines(named(c, knowledge) for c in found)
        else:
            narrowed = bool(actor or type_)
            print_table(table(found, by_whom, knowledge, width=console.width, narrowed=narrowed))


def unknown_command(
    case: CaseFile,
    json_: Json = False,
    role: Annotated[str | None, typer.Option(help="Only names of this role: actor or place.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="With --role: rows of a pack's table to write, to fill in."),
    ] = None,
) -> None:
    """List names that no pack knows, the most frequent first: what to add to a pack."""
    from truceline.naming.unknown import unknown  # no other listing needs it
    from truceline.views.unknown import pack_rows

    if role not in ("actor", "place", None) or (out and not role):
        fail("--role: choose actor or place" + (", the table of a pack that -o is to write" if out else ""))
    with opened(case) as (record, knowledge):
        found = [u for u in unknown(record, knowledge) if role in (None, u.role)]
        if out and role:
            with writing(out) as stream:
                pack_rows(found, knowledge, stream, places=role == "place")
            notes.print(f"wrote {len(found):,} rows to {out}", highlight=False)
        elif json_:
            print_lines(named(u, knowledge) for u in found)
        else:
            print_table(tables.unknown(found, knowledge, console.width))
