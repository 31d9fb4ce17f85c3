"""Commands that read articles: into a case, or to measure the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from truceline import DEFAULT_PACKS
from truceline.case import Case
from truceline.cli.options import as_day
from truceline.cli.terminal import PARTLY, console, fail, notes, print_lines, printing, told_plainly, writing
from truceline.pack import Knowledge
from truceline.views import summary
from truceline.views.progress import Bars

if TYPE_CHECKING:
    from truceline.pipeline import Report

_PACK_HELP = (
    "A bundled pack's name or a pack's folder, again for each; by default world and syria, or those of the case."
)


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

    day = as_day(published)
    with told_plainly():
        if pack:
            Knowledge.of(pack)  # before a case is made that no build could fill
        with Case.at(out) as case:
            packs = tuple(pack) if pack else case.packs or DEFAULT_PACKS
            with Bars(notes) as bars:
                report = build(
                    articles,
                    case,
                    packs=packs,
                    outlet=outlet,
                    published=day,
                    workers=workers,
                    progress=bars,
                )
    notes.print(summary.summary(report, out), soft_wrap=True)  # so that a log has a line for each problem
    raise typer.Exit(_exit_code(report))


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
        fail(str(error))
    if annotated.problems:
        notes.print(summary.listing(annotated.problems, "the page that -o writes"), soft_wrap=True)
    if not annotated.articles:
        fail(f"{gold}: none of its files can be read; mend them as told above")
    with Bars(notes) as bars:
        bars.start("reading", len(annotated.articles))
        results = []
        for result in evaluation.results(annotated.articles):
            results.append(result)
            bars.advance(1)
    whole, outlets, reader = evaluation.figures(results), evaluation.by_outlet(results), reading.VERSION
    with printing():
        if json_:
            print_lines([figures.as_json(whole, outlets, annotated.problems, reader)])
        else:
            for table in figures.tables(whole, outlets, console.width):
                console.print(table, "")
    if out:
        title = gold.resolve().name
        page = errors.render(results, whole, outlets, annotated.problems, title=title, reader=reader)
        with writing(out) as stream:
            stream.write(page)
        notes.print(f"wrote {out}", highlight=False)
    raise typer.Exit(PARTLY if annotated.problems else 0)


def _exit_code(report: Report) -> int:
    return PARTLY if any(p.severity == "error" for p in report.problems) else 0
