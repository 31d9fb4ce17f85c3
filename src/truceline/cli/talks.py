"""``truceline talks``: diplomacy as a network."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.cli.options import CaseFile, Json, Since, Type, Until, as_days, opened
from truceline.cli.terminal import console, fail, notes, print_lines


def talks_command(
    case: CaseFile,
    json_: Json = False,
    actor: Annotated[
        str | None, typer.Option(help="Only with this actor or side, and with who belongs to it or acts for it.")
    ] = None,
    since: Since = None,
    until: Until = None,
    type_: Type = None,
    by: Annotated[str | None, typer.Option(help="month: each month apart; by default all of them together.")] = None,
) -> None:
    """List who met, urged, backed, accused or threatened whom, and what came of threats."""
    from truceline.diplomacy.acts import Acts  # with the matcher: slow to import
    from truceline.diplomacy.network import TYPES, Asked, network
    from truceline.diplomacy.threats import suspensions, threats
    from truceline.views.talks import rows, table
    from truceline.views.wording import UnknownActorError, whom

    if by not in (None, "month"):
        fail(f"--by {by}: choose month, or leave it out")
    if type_ and type_ not in TYPES:
        fail(f"--type {type_}: choose {', '.join(TYPES)}")
    first, last = as_days(since, until)
    with opened(case) as (record, knowledge):
        try:
            about = whom(actor, knowledge) if actor else None
        except UnknownActorError as error:
            fail(str(error))
        acts, asked = Acts(record, knowledge), Asked(first, last, about, (type_,) if type_ else TYPES)
        found = network(acts, asked, by_month=by == "month")
        made, broken = threats(acts, asked), suspensions(acts, asked)
        if json_:
            print_lines(rows(found, made, broken, knowledge))
        elif found.edges or made or broken:
            console.print(table(found, made, broken, knowledge, months=by == "month"))
        else:
            notes.print("nothing found", style="dim")
