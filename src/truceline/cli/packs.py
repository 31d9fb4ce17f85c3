"""``truceline pack``: check packs, and make new ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from truceline.cli.terminal import PARTLY, console, notes, print_lines, printing, told_plainly
from truceline.views import packs


def check_command(
    folders: Annotated[
        list[str], typer.Argument(metavar="FOLDER...", help="Folders of packs, or names of bundled ones.")
    ],
    json_: Annotated[bool, typer.Option("--json", help="Write JSON, one pack a line, instead of a table.")] = False,
) -> None:
    """Tell everything in packs that is wrong, and what is worth a look; only errors fail."""
    from truceline.pack.check import check  # reads the gazetteer

    with told_plainly():
        found = check(folders)
    with printing():
        if json_:
            print_lines(packs.row(c) for c in found)
        else:
            console.print(packs.summary(found))
            console.print(packs.listing(found), soft_wrap=True)
    raise typer.Exit(PARTLY if any(c.errors for c in found) else 0)


def new_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make; its name becomes the id.")],
    country: Annotated[list[str], typer.Option(help="A country of the conflict, again for each.")],
    name: Annotated[str, typer.Option(help="What the pack is about, as 'The war in Sudan'.")] = "",
) -> None:
    """Make a pack to start from: the countries' governments and forces, their divisions and towns."""
    from truceline.pack.new import make  # reads the gazetteer

    with told_plainly():
        made = make(folder, country, name)
    notes.print(packs.made(made), soft_wrap=True)
