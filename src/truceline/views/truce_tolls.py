"""Tolls around a truce: a table of the days before, in and after it, and the same as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.pack import Knowledge
from truceline.plain import count, flat, listed, upper_first, when
from truceline.truces.deaths import Known, Stretch, TruceTolls
from truceline.views.jsonable import named, plain
from truceline.views.tolls import REASONS, span

KNOWN: Mapping[Known, str] = {
    "terms": "by its written terms",
    "told": "as told",
    "duration": "as long as it was to last",
    "last heard of": "no end is told; the last day that anything of it is",
}
"""How the first or last day of a truce is known, in words."""


def table(found: TruceTolls, knowledge: Knowledge) -> RenderableType:
    """A line for the days before, in and after a truce, each with how much was reported."""
    out = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("", "days", "killed", "wounded", "events", "articles of these days", "telling of it"):
        out.add_column(column, justify="left" if column in ("", "days") else "right")
    for s in found.stretches:
        sums = {x.what: span(x) for x in s.sums}
        events = len({t.event for t in s.tolls})
        numbers = (f"{events:,}", f"{s.articles:,}", f"{s.telling:,}")
        days = f"{when(s.days)} ({s.days.days:,})"
        out.add_row(*map(Text, (s.when, days, sums.get("killed", ""), sums.get("wounded", ""), *numbers)))
    where = listed([knowledge.label(p) for p in found.places]) or "everywhere, since its place is not known"
    first, last = KNOWN[found.begins], KNOWN[found.ends]
    return Group(
        Text(f"{found.name} ({found.truce}): {where}", style="bold"),
        Text(f"First day: {first}. Last day: {last}.\n", style="dim"),
        out,
        Text(f"\n{caution(found)}"),
        *_notes(found, knowledge),
    )


def caution(found: TruceTolls) -> str:
    """What keeps the numbers from being compared as they stand."""
    articles = listed([f"{s.articles:,}" for s in found.stretches])
    words = f"The days before, in and after it have {articles} articles: where fewer report, fewer deaths are told."
    days = [s.days.days for s in found.stretches]
    return words + (f" They are {listed([f'{d:,}' for d in days])} days." if len(set(days)) > 1 else "")


def _notes(found: TruceTolls, knowledge: Knowledge) -> Iterator[Text]:
    for s in found.stretches:
        notes = []
        if possible := sum(x.possible for x in s.sums):
            notes.append(f"{count(possible, 'toll is', 'tolls are')} only said to be possible")
        if reasons := Counter(r for _, r in {(t.event, r) for t, r in s.unplaced if r != "day"}):
            listed_ = listed([f"{n:,} {REASONS[r]}" for r, n in sorted(reasons.items())])
            notes.append(f"in no sum: {listed_}")
        if s.others:
            notes.append(f"other truces of these days: {listed([flat(knowledge.label(o), 60) for o in s.others])}")
        if notes:
            yield Text(f"{upper_first(s.when)}: {'; '.join(notes)}", style="dim")


def rows(found: TruceTolls, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """One JSON object for each of the days before, in and after a truce."""
    whole = plain(found)
    about = {k: whole[k] for k in ("truce", "name", "places", "begins", "ends")}
    for stretch in found.stretches:
        yield named({**about, **_stretch(stretch)}, knowledge)


def _stretch(stretch: Stretch) -> dict[str, Any]:
    beside = [{"reason": reason, **plain(toll)} for toll, reason in stretch.unplaced]
    sums = {s.what: {k: v for k, v in plain(s).items() if k != "what"} for s in stretch.sums}
    kept = {k: v for k, v in plain(stretch).items() if k not in ("sums", "unplaced")}
    return {**kept, "number_of_days": stretch.days.days, "sums": sums, "in_no_sum": beside}
