"""What a person types: ``truceline build``, the listings, ``show``, ``dossier``, ``export`` and ``evaluate``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from errno import EPIPE
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO, get_args

import typer
from rich.console import Console
from rich.table import Table

from truceline import DEFAULT_PACKS, __version__
from truceline.case import Case, CaseError
from truceline.crew import CrewError
from truceline.exports import FORMATS
from truceline.exports.claims import rows
from truceline.matching.silence import Silences
from truceline.matching.tally import PERIODS, Tallies
from truceline.matching.wording import By, wording
from truceline.naming.unknown import unknown
from truceline.pack import Knowledge, PackError
from truceline.views import packs, summary, tables
from truceline.views.dossier import render
from truceline.views.jsonable import named, with_silence
from truceline.views.progress import Bars
from truceline.views.selection import Selection
from truceline.views.show import UnknownIdError, as_json
from truceline.views.show import show as show_one
from truceline.views.tolls import UnknownPlaceError, where
from truceline.views.tolls import rows as toll_rows
from truceline.views.tolls import table as toll_table
from truceline.views.unknown import pack_rows
from truceline.views.wording import UnknownActorError, whom
from truceline.views.wording import table as wording_table

if TYPE_CHECKING:
    from truceline.pipeline import Report

_PAGE = 132
"""Columns that what is read rather than looked up may take."""

PARTLY, CANNOT = 1, 2
"""Exit codes: something was not read, everything else was; nothing could be done."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
packs_app = typer.Typer(no_args_is_help=True, help="Check packs, and make new ones.")
app.add_typer(packs_app, name="pack")
# What is piped is not cut to the width that no terminal has.
_out = Console(width=None if sys.stdout.isatty() else 1000)
_err = Console(stderr=True)

_PACK_HELP = (
    "A bundled pack's name or a pack's folder, again for each; by default world and syria, or those of the case."
)
_CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file that `truceline build` made.")]
_Json = Annotated[bool, typer.Option("--json", help="Write JSON, one record a line, instead of a table.")]
_Outlet = Annotated[str | None, typer.Option(help="Only of this outlet (any name the packs know it by).")]
_Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only from this day on, as 2016-08-06.")]
_Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day.")]
_Place = Annotated[str | None, typer.Option(help="Only at this place or inside it (a name or an id).")]
_Type = Annotated[str | None, typer.Option("--type", help="Only of this type of the codebook, as siege_break.")]


@app.callback()
def prepare() -> None:
    """One sourced record of a conflict from every side's press."""
    # No letter that the terminal cannot show may stop a command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@app.command("build")
def build_command(
    articles: Annotated[list[Path], typer.Argument(metavar="ARTICLES...", help="Files and folders of articles.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="CASE", help="The case file to make or add to.")],
    pack: Annotated[list[str] | None, typer.Option(help=_PACK_HELP)] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of articles that name none.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of publication of articles that tell none.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a processor.")] = None,
) -> None:
    """Read articles into a case; again with more files, or after an interruption, does only what is new."""
    from truceline.pipeline import build  # slow to import, and no listing needs it

    day = _day(published)
    with _told_plainly():
        if pack:
            Knowledge.of(pack)  # before a case is made that no build could fill
        with Case.at(out) as case:
            packs = tuple(pack) if pack else case.packs or DEFAULT_PACKS
            with Bars(_err) as bars:
                report = build(
                    articles,
                    case,
                    packs=packs,
                    outlet=outlet,
                    published=day,
                    workers=workers,
                    progress=bars,
                )
    _err.print(summary.summary(report, out), soft_wrap=True)  # so that a log has a line for each problem
    raise typer.Exit(_exit_code(report))


@app.command()
def claims(
    case: _CaseFile,
    json_: _Json = False,
    outlet: _Outlet = None,
    since: _Since = None,
    until: _Until = None,
    place: _Place = None,
    type_: _Type = None,
) -> None:
    """List claims: who says who did what to whom, where and when."""
    chosen = _selection(outlet, since, until, place, type_)
    with _opened(case) as (record, knowledge):
        found = chosen.claims(record, knowledge)
        if json_:
            _lines(rows(record, found))
        else:
            _print(tables.claims(found, record, knowledge, _out.width))


@app.command()
def events(
    case: _CaseFile,
    json_: _Json = False,
    outlet: _Outlet = None,
    since: _Since = None,
    until: _Until = None,
    place: _Place = None,
    type_: _Type = None,
) -> None:
    """List events: what happened by how many accounts, with deaths as ranges."""
    chosen = _selection(outlet, since, until, place, type_)
    with _opened(case) as (record, knowledge):
        found = chosen.events(record, knowledge)
        if json_:
            silences = Silences(record, knowledge)
            _lines(with_silence(e, silences.of(e), knowledge) for e in found)
        else:
            _print(tables.events(found, knowledge, _out.width))


@app.command()
def truces(
    case: _CaseFile,
    json_: _Json = False,
    outlet: _Outlet = None,
    since: _Since = None,
    until: _Until = None,
    place: _Place = None,
) -> None:
    """List truces with their state and steps."""
    chosen = _selection(outlet, since, until, place, None)
    with _opened(case) as (record, knowledge):
        found = chosen.truces(record, knowledge)
        if json_:
            _lines(named(t, knowledge) for t in found)
        else:
            _print(tables.truces(found, knowledge, _out.width))


@app.command()
def outlets(
    case: _CaseFile, json_: _Json = False, outlet: _Outlet = None, since: _Since = None, until: _Until = None
) -> None:
    """List outlets: owner, side, and how much of each was read."""
    chosen = _selection(outlet, since, until, None, None)
    with _opened(case) as (record, knowledge):
        found = chosen.articles(record, knowledge)
        if json_:
            _lines(tables.outlet_rows(found, record, knowledge))
        else:
            _print(tables.outlets(found, record, knowledge, _out.width))


@app.command()
def tolls(
    case: _CaseFile,
    json_: _Json = False,
    place: _Place = None,
    since: _Since = None,
    until: _Until = None,
    by: Annotated[
        str | None,
        typer.Option(help="How long a period is: day, week or month; by default what gives 60 or so."),
    ] = None,
) -> None:
    """Add up the killed and wounded over a place and some days, as ranges, nobody counted twice in the least."""
    period = next((p for p in PERIODS if p == by), None)
    if by and not period:
        _fail(f"--by {by}: choose {', '.join(PERIODS)}")
    first, last = _day(since), _day(until)
    if first and last and last < first:
        _fail(f"--until {until} lies before --since {since}")
    with _opened(case) as (record, knowledge):
        try:
            places = where(place, knowledge) if place else ()
        except UnknownPlaceError as error:
            _fail(str(error))
        found = Tallies(record, knowledge).over(places, first, last, period)
        if json_:
            _lines(toll_rows(found, knowledge))
        else:
            _out.print(toll_table(found, knowledge))
            if not (found.periods or found.totals or found.unplaced):
                _err.print("nothing found", style="dim")


@app.command("wording")
def wording_command(
    case: _CaseFile,
    json_: _Json = False,
    by: Annotated[str, typer.Option(help="Whose words are counted together: side or outlet.")] = "side",
    actor: Annotated[
        str | None, typer.Option(help="Only words for this actor or side, who fights it, and what it does.")
    ] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Only words for acts of this type, as capture.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet's words, compared with all others.")] = None,
) -> None:
    """List what each side or outlet calls whom and what, and how sure it is that they differ."""
    if by not in get_args(By):
        _fail(f"--by {by}: choose side or outlet")
    by_whom: By = "outlet" if by == "outlet" or outlet else "side"
    with _opened(case) as (record, knowledge):
        try:
            about = whom(actor, knowledge) if actor else None
        except UnknownActorError as error:
            _fail(str(error))
        found = wording(record, knowledge, by=by_whom, about=about, kind=type_)
        if outlet:
            known = knowledge.outlet(outlet)
            name = known.id if known else outlet
            found = tuple(c for c in found if (c.teller or "").casefold() == name.casefold())
        if json_:
            _lines(named(c, knowledge) for c in found)
        else:
            narrowed = bool(actor or type_)
            _print(wording_table(found, by_whom, knowledge, width=_out.width, narrowed=narrowed))


@app.command("unknown")
def unknown_command(
    case: _CaseFile,
    json_: _Json = False,
    role: Annotated[str | None, typer.Option(help="Only names of this role: actor or place.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="With --role: rows of a pack's table to write, to fill in."),
    ] = None,
) -> None:
    """List names that no pack knows, the most frequent first: what to add to a pack."""
    if role not in ("actor", "place", None) or (out and not role):
        _fail("--role: choose actor or place" + (", the table of a pack that -o is to write" if out else ""))
    with _opened(case) as (record, knowledge):
        found = [u for u in unknown(record, knowledge) if role in (None, u.role)]
        if out and role:
            with _writing(out) as stream:
                pack_rows(found, knowledge, stream, places=role == "place")
            _err.print(f"wrote {len(found):,} rows to {out}", highlight=False)
        elif json_:
            _lines(named(u, knowledge) for u in found)
        else:
            _print(tables.unknown(found, knowledge, _out.width))


@app.command()
def show(
    case: _CaseFile,
    name: Annotated[str, typer.Argument(metavar="ID", help="Of an event, truce, claim or article.")],
    json_: Annotated[bool, typer.Option("--json", help="Write one JSON object, with the claims behind it.")] = False,
) -> None:
    """Show one event or truce with its accounts side by side and the words that say it."""
    with _opened(case) as (record, knowledge):
        try:
            if json_:
                _lines([as_json(record, knowledge, name)])
            else:
                _out.print(show_one(record, knowledge, name), width=min(_out.width, _PAGE))
        except UnknownIdError as error:
            _fail(str(error))


@app.command()
def dossier(
    case: _CaseFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The HTML file to write.")],
    title: Annotated[str | None, typer.Option(help="Its heading; by default the name of the case.")] = None,
) -> None:
    """Write one self-contained page to look at and send on; it needs no network."""
    with _opened(case) as (record, knowledge):
        page = render(record, knowledge, title=title or case.stem)
    with _writing(out) as stream:
        stream.write(page)
    _err.print(f"wrote {out}", highlight=False)


@app.command()
def export(
    case: _CaseFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write.")],
    to: Annotated[str, typer.Option(help=f"The form: {', '.join(FORMATS)}.")] = "claims",
) -> None:
    """Write the record in a form that other programs read."""
    if to not in FORMATS:
        _fail(f"--to {to}: there is no such form; choose one of {', '.join(FORMATS)}")
    with _opened(case) as (record, _), _writing(out) as stream:
        number = FORMATS[to](record, stream)
    _err.print(f"wrote {number:,} rows to {out}", highlight=False)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The folder of annotated articles, one <id>.json each.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="An HTML page of the differences to write.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Write one JSON object instead of tables.")] = False,
) -> None:
    """Measure how often the reader is right: read annotated articles and compare."""
    from truceline import evaluation, reading  # slow to import, and no listing needs it
    from truceline.views import errors, figures

    try:
        annotated = evaluation.load(gold)
    except evaluation.GoldError as error:
        _fail(str(error))
    if annotated.problems:
        _err.print(summary.listing(annotated.problems, "the page that -o writes"), soft_wrap=True)
    if not annotated.articles:
        _fail(f"{gold}: none of its files can be read; mend them as told above")
    with Bars(_err) as bars:
        bars.start("reading", len(annotated.articles))
        results = []
        for result in evaluation.results(annotated.articles):
            results.append(result)
            bars.advance(1)
    whole, outlets, reader = evaluation.figures(results), evaluation.by_outlet(results), reading.VERSION
    with _printing():
        if json_:
            _lines([figures.as_json(whole, outlets, annotated.problems, reader)])
        else:
            for table in figures.tables(whole, outlets, _out.width):
                _out.print(table, "")
    if out:
        title = gold.resolve().name
        page = errors.render(results, whole, outlets, annotated.problems, title=title, reader=reader)
        with _writing(out) as stream:
            stream.write(page)
        _err.print(f"wrote {out}", highlight=False)
    raise typer.Exit(PARTLY if annotated.problems else 0)


@packs_app.command("check")
def check_command(
    folders: Annotated[
        list[str], typer.Argument(metavar="FOLDER...", help="Folders of packs, or names of bundled ones.")
    ],
    json_: Annotated[bool, typer.Option("--json", help="Write JSON, one pack a line, instead of a table.")] = False,
) -> None:
    """Tell everything in packs that is wrong, and what is worth a look; only errors fail."""
    from truceline.pack.check import check  # reads the gazetteer

    with _told_plainly():
        found = check(folders)
    with _printing():
        if json_:
            _lines(packs.row(c) for c in found)
        else:
            _out.print(packs.summary(found))
            _out.print(packs.listing(found), soft_wrap=True)
    raise typer.Exit(PARTLY if any(c.errors for c in found) else 0)


@packs_app.command("new")
def new_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make; its name becomes the id.")],
    country: Annotated[list[str], typer.Option(help="A country of the conflict, again for each.")],
    name: Annotated[str, typer.Option(help="What the pack is about, as 'The war in Sudan'.")] = "",
) -> None:
    """Make a pack to start from: the countries' governments and forces, their divisions and towns."""
    from truceline.pack.new import make  # reads the gazetteer

    with _told_plainly():
        made = make(folder, country, name)
    _err.print(packs.made(made), soft_wrap=True)


@app.command()
def version() -> None:
    """Print the version."""
    _out.print(__version__, highlight=False)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Case, Knowledge]]:
    with _told_plainly(), Case.open(path) as case:
        if not case.finished:
            _err.print(f"{path}: its last build was cut off; run that build again to finish it", style="yellow")
        with _printing():
            yield case, Knowledge.of(case.packs or DEFAULT_PACKS)


@contextmanager
def _printing() -> Iterator[None]:
    """An output that cannot be written is told in a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno == EPIPE:  # whoever reads the output has enough of it
            raise
        _fail(f"the output cannot be written ({error.strerror}); write it elsewhere")


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What a user can mend is told in a sentence, without a traceback."""
    try:
        yield
    except (CaseError, PackError, CrewError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("interrupted; the case holds what was done, the same command goes on from there")


@contextmanager
def _writing(path: Path) -> Iterator[TextIO]:
    """A text file written whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        _fail(f"{path} cannot be written ({error.strerror}); choose another place with -o")
    finally:
        part.unlink(missing_ok=True)


def _selection(
    outlet: str | None, since: str | None, until: str | None, place: str | None, kind: str | None
) -> Selection:
    return Selection(outlet, _day(since), _day(until), place, kind)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _fail(f"{text!r} is no day: write it as 2016-08-06")


def _lines(found: Iterable[Mapping[str, object]]) -> None:
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    for row in found:
        typer.echo(json.dumps(row, ensure_ascii=plain))


def _print(table: Table) -> None:
    _out.print(table)
    if not table.row_count:
        _err.print("nothing found", style="dim")


def _exit_code(report: Report) -> int:
    return PARTLY if any(p.severity == "error" for p in report.problems) else 0


def _fail(message: str) -> NoReturn:
    _err.print(f"truceline: {message}", style="red", markup=False, highlight=False)
    raise typer.Exit(CANNOT)
