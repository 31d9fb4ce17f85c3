"""Tolls over a place and some days: a table, the told totals beside it, and all of it as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.analysis.tally import Reason, Sum, Tally
from truceline.analysis.tolls import KINDS, Kind, Said, ToldTotal, Toll
from truceline.pack import Knowledge
from truceline.plain import amount, count, flat, listed, when
from truceline.records import Range
from truceline.views.jsonable import named, plain

REASONS: dict[Reason, str] = {
    "day": "without a day",
    "days": "partly outside these days",
    "place": "told of a wider place only, or of none",
}
"""Why tolls are in no sum, as said of them."""

MOST_TOTALS = 12
"""The told totals shown, those first that lie outside the sum of their events; ``--json`` lists all."""


def span(toll: Sum | Toll) -> str:
    """A toll or sum in words: "12 to 28", "12 to 28 or more", "at least 12"."""
    number = toll.number
    if number.most is None and toll.told > (number.least or 0):
        return f"{number.least or 0:,} to {toll.told:,} or more"
    return amount(number)


def first(totals: Iterable[ToldTotal]) -> list[ToldTotal]:
    """Told totals with those first that lie outside the sum of their events, then by kind, the largest first."""

    def order(told: ToldTotal) -> tuple[bool, int, int]:
        return not told.outside, KINDS.index(told.what), -max(told.number.least or 0, told.number.most or 0)

    return sorted(totals, key=order)


def total_words(told: ToldTotal, knowledge: Knowledge) -> str:
    """A told total in words: "at least 135 killed, Idlib, 4 to 7 December 2016"."""
    of = "" if told.of == "all" else f" {told.of}"
    by = f" by {listed([flat(knowledge.label(a)) for a in told.actors])}" if told.actors else ""
    place = listed([flat(knowledge.label(p)) for p in told.places]) or "place not told"
    return f"{amount(told.number)}{of} {told.what}{by}, {place}, {when(told.date)}"


def compared(told: ToldTotal) -> str:
    """What the events of a told total's place and days sum up to, in words; empty where that cannot be told."""
    return f"the events there: {amount(told.counted)}" if told.counted else ""


def teller(said: Said, knowledge: Knowledge) -> str:
    """Who gives a number: "SANA, citing a military source"."""
    name = flat(knowledge.label(said.outlet)) or "outlet unknown"
    return f"{name}, citing {flat(knowledge.label(said.source))}" if said.source else name


def table(tally: Tally, knowledge: Knowledge) -> RenderableType:
    """One row a period and one for all; the told totals and what is in no sum below."""
    out = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("when", "killed", "of them civilians", "of them fighters", "wounded", "events", "told totals"):
        out.add_column(name, no_wrap=True, justify="left" if name == "when" else "right")
    for period in tally.periods:
        _row(out, when(period.days), period.sums, len({t.event for t in period.tolls}), period.totals)
    events = {t.event for p in tally.periods for t in p.tolls} | {t.event for t in tally.across}
    totals = [t for p in tally.periods for t in p.totals] + list(tally.totals)
    if len(tally.periods) > 1 or tally.across or tally.totals:
        _row(out, "all of it", tally.sums, len(events), totals, style="bold")
    return Group(out, *_told(totals, knowledge), *_unplaced(tally))


def _row(
    out: Table, name: str, sums: Iterable[Sum], events: int, totals: Sequence[ToldTotal], style: str | None = None
) -> None:
    by_kind: dict[Kind, Sum] = {s.what: s for s in sums}
    killed, wounded = by_kind.get("killed"), by_kind.get("wounded")
    outside = sum(t.outside for t in totals)
    cells = (
        name,
        span(killed) if killed else "",
        _part(killed.civilians) if killed else "",
        _part(killed.fighters) if killed else "",
        span(wounded) if wounded else "",
        f"{events:,}",
        f"{len(totals):,}{f', {outside:,} outside' if outside else ''}" if totals else "",
    )
    out.add_row(*map(Text, cells), style=style)


def _part(number: Range) -> str:
    """Nothing where nothing is told of who they were."""
    return amount(number) if number.least else ""


def _told(totals: Sequence[ToldTotal], knowledge: Knowledge) -> Iterator[RenderableType]:
    if not totals:
        return
    yield Text("\nTold totals, in no sum", style="bold")
    grid = Table.grid(padding=(0, 2))
    shown = first(totals)
    for told in shown[:MOST_TOTALS]:
        more = f" and {len(told.said) - 1} more" if len(told.said) > 1 else ""
        words = Text(f"{total_words(told, knowledge)}: {teller(told.said[0], knowledge)}{more}")
        words.append(f" ({told.said[0].claim})", style="dim")
        if beside := compared(told):
            words.append(f" – {beside}", style="yellow" if told.outside else "dim")
        grid.add_row("≠" if told.outside else "", words)
    yield grid
    if len(shown) > MOST_TOTALS:
        yield Text(f"and {count(len(shown) - MOST_TOTALS, 'more told total')}; --json lists them", style="dim")


def _unplaced(tally: Tally) -> Iterator[RenderableType]:
    events = Counter(reason for _, reason in {t.event: (t.event, reason) for t, reason in tally.unplaced}.values())
    if events:
        parts = [f"{n:,} {REASONS[reason]}" for reason, n in sorted(events.items())]
        total = count(sum(events.values()), "more event")
        yield Text(f"\nIn no sum: {total} with tolls, {listed(parts)}; --json lists them", style="dim")


def rows(tally: Tally, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """One JSON object a period, each with its tolls and their sources, and a last one for all of the days.

    The last one lists only what lies in no one period, and under ``in_no_sum`` what is in no sum, with the reason.
    """
    asked = {"places": list(tally.places), "since": plain(tally.since), "until": plain(tally.until)}
    for p in tally.periods:
        listed_ = {"tolls": plain(p.tolls), "told_totals": plain(p.totals)}
        yield named({"by": tally.by, "period": str(p.days), **asked, "sums": _sums(p.sums), **listed_}, knowledge)
    beside = [{"reason": reason, **plain(toll)} for toll, reason in tally.unplaced]
    listed_ = {"tolls": plain(tally.across), "told_totals": plain(tally.totals), "in_no_sum": beside}
    yield named({"by": "all", "period": None, **asked, "sums": _sums(tally.sums), **listed_}, knowledge)


def _sums(sums: Iterable[Sum]) -> dict[str, Any]:
    return {s.what: {k: v for k, v in plain(s).items() if k != "what"} for s in sums}
