"""Listings for the terminal: one table for each kind of record. Article text goes in as plain text, never as markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from truceline.pack import Knowledge
from truceline.records import Article, Claim, Event, Mention, Record, Truce
from truceline.views.plain import STATUSES, amount, flat, type_name, when

_CELL = 90  # characters; what is longer is shown whole by `truceline show`


def claims(found: Iterable[Claim], record: Record, knowledge: Knowledge) -> Table:
    """One line a claim: who says who did what to whom, where and when."""
    outlets = {a.id: a.outlet for a in record.articles.values()}
    table = _table("id", "outlet", "says", "who", "to whom", "where", "when", "citing", "status")
    for c in found:
        says = f"{type_name(c.type)}: {flat(c.trigger.text, 30)}"
        numbers = ", ".join(f"{amount(q)} {q.kind}" for q in c.numbers)
        table.add_row(
            *_cells(
                c.id,
                _outlet(outlets[c.article], knowledge),
                f"{says} ({numbers})" if numbers else says,
                _mentions(c.actor, knowledge),
                _mentions(c.target, knowledge),
                _mentions(c.place, knowledge),
                when(c.date) if c.date else "",
                _mentions(c.source, knowledge),
                STATUSES[c.status],
            )
        )
    return table


def events(found: Iterable[Event], knowledge: Knowledge) -> Table:
    """One line an event: what, where, when, by whom according to how many, with deaths as a range."""
    table = _table("id", "when", "what", "where", "who, by account", "killed", "accounts", "sides")
    for e in found:
        actors = Counter(a for account in e.accounts for a in account.actors[:1])
        table.add_row(
            *_cells(
                e.id,
                when(e.date) if e.date else "",
                type_name(e.type),
                knowledge.label(e.place),
                ", ".join(f"{knowledge.label(a)} ({n})" for a, n in actors.most_common(3)),
                amount(e.killed) if e.killed else "",
                str(len(e.accounts)),
                ", ".join(knowledge.label(s) for s in e.sides),
            )
        )
    return table


def truces(found: Iterable[Truce], knowledge: Knowledge) -> Table:
    """One line a truce: its state, where and when, for how long, and its steps."""
    table = _table("id", "truce", "state", "where", "when", "hours", "steps", "beside it")
    for t in found:
        steps = Counter(type_name(s.type) for s in t.steps)
        table.add_row(
            *_cells(
                t.id,
                t.name,
                t.state,
                knowledge.label(t.place),
                when(t.date) if t.date else "",
                amount(t.hours) if t.hours else "",
                ", ".join(f"{n} × {name}" for name, n in steps.items()),
                str(len(t.related)),
            )
        )
    return table


def outlets(found: Iterable[Article], record: Record, knowledge: Knowledge) -> Table:
    """One line an outlet: who owns it, the side it stands near, and how much of it was read."""
    table = _table("outlet", "side", "owner", "country", "articles", "copies", "claims", "first", "last")
    for row in outlet_rows(found, record, knowledge):
        table.add_row(*_cells(*("" if value is None else str(value) for value in row.values())))
    return table


def outlet_rows(found: Iterable[Article], record: Record, knowledge: Knowledge) -> list[dict[str, str | int | None]]:
    """Per outlet its name, side, owner and country as labels, its counts, and its first and last day."""
    articles: dict[str | None, list[Article]] = {}
    for a in found:
        known = knowledge.outlet(a.outlet)
        articles.setdefault(known.id if known else a.outlet, []).append(a)
    claimed = Counter(c.article for c in record.claims.values())
    copies = dict(record.copies)
    rows: list[dict[str, str | int | None]] = []
    for outlet, own in sorted(articles.items(), key=lambda item: (-len(item[1]), str(item[0]))):
        known = knowledge.outlets.get(outlet or "")
        days = sorted(a.published for a in own if a.published)
        rows.append(
            {
                "outlet": _outlet(outlet, knowledge),
                "side": knowledge.label(known.side) or "near none" if known else "not in the packs",
                "owner": known.owner if known else None,
                "country": knowledge.label(known.country) if known else None,
                "articles": len(own),
                "copies": sum(a.id in copies for a in own),
                "claims": sum(claimed[a.id] for a in own),
                "first": days[0].isoformat() if days else None,
                "last": days[-1].isoformat() if days else None,
            }
        )
    return rows


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    return table


def _cells(*values: str) -> list[Text]:
    return [Text(flat(value, _CELL)) for value in values]


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
