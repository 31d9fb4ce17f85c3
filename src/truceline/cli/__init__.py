"""What a person types: ``truceline build``, the listings, ``show``, ``dossier``, ``export`` and ``evaluate``."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import typer

from truceline import __version__
from truceline.cli import aid, building, ground, joint, listings, packs, showing, sitrep, talks, truces
from truceline.cli.terminal import CANNOT, PARTLY, console

__all__ = ["CANNOT", "PARTLY", "app"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def prepare() -> None:
    """One sourced record of a conflict from every side's press."""
    # No letter that the terminal cannot show may stop a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def version() -> None:
    """Print the version."""
    console.print(__version__, highlight=False)


# The order of the help.
app.command("build")(building.build_command)
app.command("claims")(listings.claims)
app.command("events")(listings.events)
app.command("truces")(truces.truces_command)
app.command("outlets")(listings.outlets)
app.command("aid")(aid.aid_command)
app.command("ground")(ground.ground_command)
app.command("joint")(joint.joint_command)
app.command("talks")(talks.talks_command)
app.command("tolls")(listings.tolls)
app.command("wording")(listings.wording_command)
app.command("unknown")(listings.unknown_command)
app.command("show")(showing.show)
app.command("sitrep")(sitrep.sitrep_command)
app.command("dossier")(showing.dossier)
app.command("export")(showing.export)
app.command("evaluate")(building.evaluate)
app.command("version")(version)

packs_app = typer.Typer(no_args_is_help=True, help="Check packs, and make new ones.")
packs_app.command("check")(packs.check_command)
packs_app.command("new")(packs.new_command)
app.add_typer(packs_app, name="pack")
