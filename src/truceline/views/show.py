"""One event, truce, claim or article in full for the terminal: accounts side by side, words in their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from truceline.analysis.silence import silent
from truceline.codebook import TYPES
from truceline.exports.claims import rows
from truceline.matching.reasons import Reasons
from truceline.pack import Knowledge
from truceline.plain import STANCES, STATUSES, amount, flat, listed, type_name, upper_first, when
from truceline.records import Article, Claim, Event, Question, Record, Truce
from truceline.views import findings, joins, truces
from truceline.views.jsonable import plain, with_silence
from truceline.views.quoted import legend, quoted

_MARKS = {"disputed": "≠", "agreed": "=", "unclear": "?", "single-sided": "·"}
_VERDICTSTYLES = {"disputed": "bold yellow", "agreed": "green", "unclear": "", "single-sided": "dim"}


class UnknownIdError(Exception):
    """Nothing in the case has that id."""


def show(record: Record, knowledge: Knowledge, name: str) -> RenderableType:
    """Whatever has that id, in full.

    Raises:
        UnknownIdError: it is no event, truce, claim or article of the record.
    """
    match found := _found(record, name):
        case Truce():
            return truces.shown(found, record, knowledge)
        case Event():
            return _event(found, record, knowledge)
        case Claim():
            return Group(*quoted(record, [found]), _claim(found, knowledge))
        case Article():
            return _article(found, record, knowledge)


def as_json(record: Record, knowledge: Knowledge, name: str) -> dict[str, Any]:
    """Whatever has that id as JSON values, with all the claims behind it under ``claims``.

    Raises:
        UnknownIdError: it is no event, truce, claim or article of the record.
    """
    match found := _found(record, name):
        case Claim():
            return next(iter(rows(record, [found])))
        case Article():
            own = [c for c in record.claims.values() if c.article == name]
            return {**plain(found), "claims": list(rows(record, own))}
        case Truce():
            told = next(truces.rows([found], record, knowledge))
            ids = sorted({c for s in found.steps for c in s.claims})
        case Event():
            told, ids = with_silence(found, silent(found, record, knowledge), knowledge), list(found.claims)
            told["joins"] = joins.rows(Reasons(record, knowledge).of(found))
    return {**told, "claims": list(rows(record, (record.claims[c] for c in ids)))}


def _found(record: Record, name: str) -> Truce | Event | Claim | Article:
    if name in record.truces:
        return record.truces[name]
    if name in record.events:
        return record.events[name]
    if name in record.claims:
        return record.claims[name]
    if name in record.articles:
        return record.articles[name]
    raise UnknownIdError(f"nothing in the case has the id {name!r}: `truceline events`, `truces` and `claims` list ids")


def _event(event: Event, record: Record, knowledge: Knowledge) -> RenderableType:
    head = Text(f"{event.id}  {upper_first(type_name(event.type))}", style="bold")
    head.append(f"\n{upper_first(TYPES[event.type].covers)}", style="dim")
    facts = [("where", knowledge.label(event.place) or "not told"), ("when", when(event.date))]
    facts += [("killed", amount(event.killed))] if event.killed else []
    facts += [("wounded", amount(event.wounded))] if event.wounded else []
    lines = Text("\n".join(f"{name}: {flat(value)}" for name, value in facts))
    silence = _silence(event, record, knowledge)
    accounts = _by_side(event, record, knowledge)
    why = joins.section(event, Reasons(record, knowledge).of(event), record, knowledge)
    return Group(head, lines, *_findings(event, knowledge), *silence, *accounts, *why, legend())


def _silence(event: Event, record: Record, knowledge: Knowledge) -> Iterator[RenderableType]:
    """The outlets that covered the place in those days and did not report the event, or may not have."""
    told = silent(event, record, knowledge)
    for words, found in (
        ("covered the area without reporting it", [s for s in told if not s.maybe]),
        ("covered the area, and may have reported it", [s for s in told if s.maybe]),
    ):
        if found:
            names = [f"{flat(knowledge.label(s.outlet))} ({flat((s.maybe or s.articles)[0])})" for s in found]
            yield Text(f"{words}: {listed(names)}", style="dim")


def _findings(event: Event, knowledge: Knowledge) -> Iterator[RenderableType]:
    """What the accounts agree on and what not, in a line each, where there is more than one."""
    if not event.findings:
        return
    table = Table.grid(padding=(0, 2))
    for found in sorted(event.findings, key=lambda f: list(findings.VERDICTS).index(f.verdict)):
        told = Text("; ").join(
            Text.assemble(flat(words), (f" ({', '.join(str(n + 1) for n in accounts)})", "dim"))
            for words, accounts in findings.answers(found, event, knowledge)
        )
        verdict = Text(f"{_MARKS[found.verdict]} {findings.VERDICTS[found.verdict]}", _VERDICTSTYLES[found.verdict])
        table.add_row(verdict, Text(findings.about(found)), told)
    yield Group(Text("\nHow the accounts compare, by number", style="bold"), table)


def _by_side(event: Event, record: Record, knowledge: Knowledge) -> Iterator[RenderableType]:
    sides: dict[str, list[int]] = {}
    for number, account in enumerate(event.accounts):
        sides.setdefault(knowledge.label(account.side) or "Near none, or unknown", []).append(number)
    panels = [
        Panel(Group(*(_account(event, n, record, knowledge) for n in own)), title=Text(flat(side)), width=64)
        for side, own in sorted(sides.items())
    ]
    yield Columns(panels)


def _account(event: Event, number: int, record: Record, knowledge: Knowledge) -> RenderableType:
    account = event.accounts[number]
    head = Text(f"{number + 1}  {flat(knowledge.label(account.outlet) or 'outlet unknown')}", style="bold")
    if account.source:
        head.append(f", citing {flat(knowledge.label(account.source))}")
        if account.voice in knowledge.sides and account.voice != account.side:
            head.append(f" (of {flat(knowledge.label(account.voice))})", style="dim")
    if account.stance != "attributes":
        head.append(f": {STANCES[account.stance]}", style="dim")
    if account.copies:
        head.append(f" (and {account.copies} more with the same text)", style="dim")
    told: list[tuple[Question, str, str]] = []
    if account.actors:
        told.append(("actor", "who", listed([flat(knowledge.label(a)) for a in account.actors])))
    if account.targets:
        told.append(("target", "to whom", listed([flat(knowledge.label(t)) for t in account.targets])))
    if account.places:
        told.append(("place", "where", listed([flat(knowledge.label(p)) for p in account.places])))
    if account.date:
        told.append(("date", "when", when(account.date)))
    if account.killed:
        civilians = f", of them civilians: {amount(account.civilians)}" if account.civilians else ""
        told.append(("killed", "killed", amount(account.killed) + civilians))
    if account.wounded:
        told.append(("wounded", "wounded", amount(account.wounded)))
    facts = [
        Text(f"≠ {label}: {value}", style="yellow") if question in event.disputed else Text(f"{label}: {value}")
        for question, label, value in told
    ]
    facts += [Text(f"earlier, {findings.earlier(before)} ({flat(before.article)})") for before in account.earlier]
    if missing := findings.left_out(event, number):
        facts.append(Text(f"leaves out {listed(missing)}", style="dim"))
    claims = [record.claims[c] for c in account.claims]
    for status in STATUSES:
        words = [flat(c.trigger.text) for c in claims if c.status == status]
        if words and status not in ("happened", findings.counted_as(account)):
            facts.append(Text(f"{STATUSES[status]}: {listed([f'“{t}”' for t in dict.fromkeys(words)])}"))
    return Group(head, *facts, *quoted(record, claims), Text(""))


def _article(article: Article, record: Record, knowledge: Knowledge) -> RenderableType:
    outlet = knowledge.outlet(article.outlet)
    head = Text(f"{article.id}\n{flat(article.title)}", style="bold")
    day = article.published.isoformat() if article.published else "date of publication unknown"
    head.append(f"\n{outlet.name if outlet else article.outlet or 'outlet unknown'}, {day}", style="dim")
    own = sorted(
        (c for c in record.claims.values() if c.article == article.id),
        key=lambda c: (c.trigger.span.field != "title", c.trigger.span.begin),
    )
    return Group(head, *(Text(note, style="yellow") for note in article.notes), *quoted(record, own), legend())


def _claim(claim: Claim, knowledge: Knowledge) -> Text:
    facts = [f"type: {type_name(claim.type)}", f"status: {STATUSES[claim.status]}", f"when: {when(claim.date)}"]
    for role in ("actor", "target", "place", "source"):
        facts += [f"{role}: {flat(m.text)} → {knowledge.label(m.entity) or 'open'}" for m in claim.mentions(role)]
    facts += [f"{q.kind}: {amount(q)} “{flat(q.text)}”" for q in claim.numbers]
    return Text("\n".join(facts))
