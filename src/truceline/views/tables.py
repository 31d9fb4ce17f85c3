"""Listings for the terminal: one table for each kind of record. Article text goes in as plain text, never as markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from truceline.naming.unknown import Unknown
from truceline.pack import Knowledge
from truceline.plain import STATUSES, amount, count, flat, type_name
from truceline.records import Article, Claim, Event, Mention, Question, Record

_WIDE = 150  # columns of a terminal that has room for everything
_WHOLE = {"when", "killed", "first", "last"}
QUESTION: Mapping[Question, str] = {
    "happened": "whether",
    "act": "what",
    "actor": "who",
    "target": "to whom",
    "place": "where",
    "date": "when",
    "killed": "killed",
    "wounded": "wounded",
}
"""What accounts may dispute, in a word."""

_CELL = 90  # characters; what is longer is shown whole by `truceline show`


def claims(found: Iterable[Claim], record: Record, knowledge: Knowledge, width: int) -> Table:
    """One line a claim: who says who did what to whom, where and when, and how sure the reader is of it."""
    outlets = {a.id: a.outlet for a in record.articles.values()}
    table = columns("id", "outlet", "says", "who", "to whom", "where", "when", "citing", "status", "sure", width=width)
    for c in found:
        says = f"{type_name(c.type)}: {flat(c.trigger.text, 30)}"
        numbers = ", ".join(f"{amount(q)} {q.kind}" for q in c.numbers)
        add(
            table,
            c.id,
            _outlet(outlets[c.article], knowledge),
            f"{says} ({numbers})" if numbers else says,
            _mentions(c.actor, knowledge),
            _mentions(c.target, knowledge),
            _mentions(c.place, knowledge),
            str(c.date or ""),
            _mentions(c.source, knowledge),
            STATUSES[c.status],
            f"{c.confidence:.0%}",
        )
    return table


def events(found: Iterable[Event], knowledge: Knowledge, width: int) -> Table:
    """One line an event: what, where, when, who tells it, what they dispute, with deaths as a range."""
    table = columns(
        "id", "when", "what", "where", "killed", "told by", "disputed", "sides", "who, by account", width=width
    )
    for e in found:
        actors = Counter(a for account in e.accounts for a in account.actors[:1])
        outlets = len({a.outlet or a.voice for a in e.accounts})
        told = count(outlets, "outlet")
        add(
            table,
            e.id,
            str(e.date or ""),
            type_name(e.type),
            knowledge.label(e.place),
            amount(e.killed) if e.killed else "",
            told if outlets == len(e.accounts) else f"{told}, {count(len(e.accounts), 'account')}",
            ", ".join(QUESTION[q] for q in e.disputed),
            ", ".join(knowledge.label(s) for s in e.sides),
            ", ".join(f"{knowledge.label(a)} ({n})" for a, n in actors.most_common(3)),
        )
    return table


def outlets(found: Iterable[Article], record: Record, knowledge: Knowledge, width: int) -> Table:
    """One line an outlet: who owns it, the side it stands near, and how much of it was read."""
    table = columns("outlet", "side", "articles", "copies", "claims", "first", "last", "country", "owner", width=width)
    for row in outlet_rows(found, record, knowledge):
        add(table, *("" if value is None else str(value) for value in row.values()))
    return table


def unknown(found: Iterable[Unknown], knowledge: Knowledge, width: int) -> Table:
    """One line a name that no pack knows: how often, near which place, like which known name, and a sentence."""
    table = columns("name", "role", "articles", "outlets", "mentions", "near", "perhaps", "sentence", width=width)
    for u in found:
        numbers = (str(u.articles), str(u.outlets), str(u.mentions))
        add(table, u.name, u.role, *numbers, knowledge.label(u.near), knowledge.label(u.alike), flat(u.sentence))
    return table


def outlet_rows(found: Iterable[Article], record: Record, knowledge: Knowledge) -> list[dict[str, str | int | None]]:
    """Per outlet its name, side, owner and country as labels, its counts, and its first and last day."""
    articles: dict[str | None, list[Article]] = {}
    for a in found:
        known = knowledge.outlet(a.outlet)
        articles.setdefault(known.id if known else a.outlet, []).append(a)
    claimed = Counter(c.article for c in record.claims.values())
    copies = dict(record.copies.items())
    rows: list[dict[str, str | int | None]] = []
    for outlet, own in sorted(articles.items(), key=lambda item: (-len(item[1]), str(item[0]))):
        known = knowledge.outlets.get(outlet or "")
        days = sorted(a.published for a in own if a.published)
        rows.append(
            {
                "outlet": _outlet(outlet, knowledge),
                "side": knowledge.label(known.side) or "near none" if known else "not in the packs",
                "articles": len(own),
                "copies": sum(a.id in copies for a in own),
                "claims": sum(claimed[a.id] for a in own),
                "first": days[0].isoformat() if days else None,
                "last": days[-1].isoformat() if days else None,
                "country": knowledge.label(known.country) if known else None,
                "owner": known.owner if known else None,
            }
        )
    return rows


def columns(*columns: str, width: int) -> Table:
    """A table whose last columns, the least needed, are left out where the terminal is narrow."""
    shown = columns if width >= _WIDE else columns[: max(4, len(columns) * width // _WIDE)]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in shown:
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=10 if name in _WHOLE else None)
    return table


def add(table: Table, *values: str) -> None:
    """Add a row, its values as plain text."""
    first = table.columns[0]
    first.min_width = max(first.min_width or 0, len(values[0]))  # an id that is cut cannot be typed
    table.add_row(*(Text(flat(value, _CELL)) for value in values[: len(table.columns)]))


def _mentions(mentions: Iterable[Mention], knowledge: Knowledge) -> str:
    """The neutral names, with the outlet's own words where they differ."""
    out = []
    for m in mentions:
        label = knowledge.label(m.entity)
        words = flat(m.text)
        out.append(f"{label} “{words}”" if label and label.casefold() != words.casefold() else words)
    return ", ".join(out)


def _outlet(outlet: str | None, knowledge: Knowledge) -> str:
    known = knowledge.outlet(outlet)
    return known.name if known else outlet or "outlet unknown"
