"""Why the parts of an event are one, in words: how likely each two are, what speaks for it and what against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import exp
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from truceline.matching.compare import Reason
from truceline.matching.reasons import Join
from truceline.pack import Knowledge
from truceline.plain import count, day, flat, listed
from truceline.records import Event, Record, article_of
from truceline.views.jsonable import plain

_MOST, _MOST_IN_ONE = 12, 5
_MOST_FOR, _MOST_AGAINST, _MOST_WORDS = 4, 3, 3
_LEAST = 0.25
"""What a reason has to weigh to be told in the terminal; ``--json`` has all."""


def likely(join: Join) -> float:
    """How likely the two are one happening, by themselves: 0 to 1."""
    return 1 / (1 + exp(-join.log_odds))


def rows(joins: Sequence[Join]) -> list[dict[str, Any]]:
    """Joins as JSON values."""
    return [
        {
            "one": list(join.one),
            "other": list(join.other),
            "likely": round(likely(join), 3),
            "log_odds": round(join.log_odds, 3),
            "start": round(join.start, 3),
            "reasons": [{**plain(r), "weight": round(r.weight, 3)} for r in join.reasons],
        }
        for join in joins
    ]


def section(event: Event, joins: Sequence[Join], record: Record, knowledge: Knowledge) -> Iterator[RenderableType]:
    """The joins of an event, the least likely first; a count of those that are left out."""
    if not joins:
        return
    alone = len({article_of(c) for c in event.claims}) == 1
    most = _MOST_IN_ONE if alone else _MOST
    head = "How likely each two are one by themselves, the least likely first; + speaks for it, − against it."
    if any(join.log_odds < 0 for join in joins):
        head += " Under 50 %: doubtful, look at the words."
    table = Table.grid(padding=(0, 2))
    for join in joins[:most]:
        ids = (join.one, join.other)
        parts = [_words(ids, record)] if alone else [_teller(i, event, record, knowledge) for i in ids]
        table.add_row(Text(f"{_percent(join)} %", justify="right"), Group(*parts, *_reasons(join.reasons)))
    left = [Text(f"and {count(len(joins) - most, 'more join')}, likelier", style="dim")] if len(joins) > most else []
    yield Group(Text("\nWhy these are one", style="bold"), Text(head, style="dim"), table, *left)


def _percent(join: Join) -> int:
    return min(99, max(1, round(100 * likely(join))))


def _words(parts: Iterable[Sequence[str]], record: Record) -> Text:
    """Two claims of one article by their words."""
    return Text(" and ".join(f"“{flat(record.claims[c].trigger.text)}”" for part in parts for c in part))


def _teller(ids: Sequence[str], event: Event, record: Record, knowledge: Knowledge) -> Text:
    """Who tells it, by the numbers of the accounts, when, and by which words."""
    claims = [record.claims[c] for c in ids]
    article = record.articles[claims[0].article]
    outlet = knowledge.outlet(article.outlet)
    numbers = [str(n) for n, account in enumerate(event.accounts, 1) if set(ids) & set(account.claims)]
    told = list(dict.fromkeys(f"“{flat(c.trigger.text)}”" for c in claims))
    more = [f"{len(told) - _MOST_WORDS} more"] if len(told) > _MOST_WORDS else []
    when = day(article.published) if article.published else "date unknown"
    return Text.assemble(
        flat(outlet.name if outlet else article.outlet or "outlet unknown"),
        (f" ({', '.join(numbers)}), {when}, {flat(article.id)}: ", "dim"),
        listed(told[:_MOST_WORDS] + more),
    )


def _reasons(reasons: Sequence[Reason]) -> Iterator[RenderableType]:
    """The heaviest on each side, a line each."""
    for sign, most, own in (
        ("+", _MOST_FOR, [r for r in reasons if r.weight >= _LEAST]),
        ("−", _MOST_AGAINST, [r for r in reasons if r.weight <= -_LEAST]),
    ):
        if own:
            told = " · ".join(f"{r.about}: {r.finding} {abs(r.weight):.1f}" for r in own[:most])
            yield Padding(Text(f"{sign} {told}"), (0, 0, 0, 2))
