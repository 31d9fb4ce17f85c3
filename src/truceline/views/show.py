"""One event, truce, claim or article in full for the terminal: accounts side by side, words in their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from truceline.codebook import TYPES
from truceline.pack import Knowledge
from truceline.records import Account, Article, Claim, Event, Record, Truce, TruceStep
from truceline.views.passage import MEANINGS, Mark, Segment, passages
from truceline.views.plain import STANCES, STATUSES, amount, flat, listed, showable, type_name, upper_first, when

_STYLES: dict[Mark, str] = {
    "trigger": "bold underline",
    "actor": "bold red",
    "target": "magenta",
    "place": "green",
    "time": "cyan",
    "source": "italic yellow",
    "condition": "italic",
    "number": "bold blue",
}


class UnknownIdError(Exception):
    """Nothing in the case has that id."""


def show(record: Record, knowledge: Knowledge, name: str) -> RenderableType:
    """Whatever has that id, in full.

    Raises:
        UnknownIdError: it is no event, truce, claim or article of the record.
    """
    if name in record.truces:
        return _truce(record.truces[name], record, knowledge)
    if name in record.events:
        return _event(record.events[name], record, knowledge)
    if name in record.claims:
        claim = record.claims[name]
        return Group(*_words(record, [claim]), _claim(claim, knowledge))
    if name in record.articles:
        return _article(record.articles[name], record, knowledge)
    raise UnknownIdError(f"nothing in the case has the id {name!r}: `truceline events`, `truces` and `claims` list ids")


def _event(event: Event, record: Record, knowledge: Knowledge) -> RenderableType:
    head = Text(f"{event.id}  {upper_first(type_name(event.type))}", style="bold")
    head.append(f"\n{upper_first(TYPES[event.type].covers)}", style="dim")
    facts = [("where", knowledge.label(event.place) or "not told"), ("when", when(event.date))]
    facts += [("killed", amount(event.killed))] if event.killed else []
    facts += [("wounded", amount(event.wounded))] if event.wounded else []
    lines = Text("\n".join(f"{name}: {flat(value)}" for name, value in facts))
    return Group(head, lines, _differences(event, knowledge), *_by_side(event.accounts, record, knowledge), _legend())


def _differences(event: Event, knowledge: Knowledge) -> Text:
    """What the accounts do not agree on, in a line each."""
    out = Text(style="yellow")
    actors = {a.actors[0] for a in event.accounts if a.actors}
    if len(actors) > 1:
        out.append(f"who did it differs: {listed(sorted(flat(knowledge.label(a)) for a in actors))}\n")
    killed = {amount(a.killed) for a in event.accounts if a.killed}
    if len(killed) > 1:
        out.append(f"killed differs: {'; '.join(sorted(killed))}\n")
    return out


def _by_side(accounts: Sequence[Account], record: Record, knowledge: Knowledge) -> Iterator[RenderableType]:
    sides: dict[str, list[Account]] = {}
    for account in accounts:
        sides.setdefault(knowledge.label(account.side) or "Near none, or unknown", []).append(account)
    panels = [
        Panel(Group(*(_account(a, record, knowledge) for a in own)), title=Text(flat(side)), width=64)
        for side, own in sorted(sides.items())
    ]
    yield Columns(panels)


def _account(account: Account, record: Record, knowledge: Knowledge) -> RenderableType:
    head = Text(flat(knowledge.label(account.outlet) or "outlet unknown"), style="bold")
    if account.source:
        head.append(f", citing {flat(knowledge.label(account.source))}")
    head.append(f": {STANCES[account.stance]}", style="dim")
    if account.copies:
        head.append(f" (and {account.copies} more with the same text)", style="dim")
    facts = []
    if account.actors:
        facts.append(f"who: {listed([flat(knowledge.label(a)) for a in account.actors])}")
    if account.targets:
        facts.append(f"to whom: {listed([flat(knowledge.label(t)) for t in account.targets])}")
    if account.killed:
        facts.append(f"killed: {amount(account.killed)}")
    claims = [record.claims[c] for c in account.claims]
    for status in ("planned", "possible", "denied"):
        told = [flat(c.trigger.text) for c in claims if c.status == status]
        facts += [f"{STATUSES[status]}: {listed([f'“{t}”' for t in dict.fromkeys(told)])}"] if told else []
    return Group(head, *(Text(f) for f in facts), *_words(record, claims), Text(""))


def _truce(truce: Truce, record: Record, knowledge: Knowledge) -> RenderableType:
    head = Text(f"{truce.id}  {flat(truce.name)}", style="bold")
    head.append(f"\nstate: {truce.state}   where: {flat(knowledge.label(truce.place)) or 'not told'}")
    head.append(f"   when: {when(truce.date)}   hours: {amount(truce.hours) if truce.hours else 'not told'}")
    parts: list[RenderableType] = [head]
    if truce.terms and (terms := knowledge.terms.get(truce.terms)):
        written = [
            ("parties", listed([knowledge.label(p) for p in terms.parties])),
            ("guarantors", listed([knowledge.label(p) for p in terms.guarantors])),
            ("excluded", listed([knowledge.label(p) for p in terms.excluded])),
            *(("obligation", o) for o in terms.obligations),
            ("source", "; ".join(terms.sources)),
        ]
        body = "\n".join(f"{name}: {value}" for name, value in written if value)
        parts.append(Panel(Text(body), title="Written terms, from the pack"))
    parts.append(Text("\nSteps", style="bold"))
    for step in truce.steps:
        parts += _step(step, record, knowledge)
    if truce.related:
        parts.append(Text("Beside it", style="bold"))
        parts += [_line(record.events[e], record, knowledge) for e in truce.related]
    return Group(*parts, _legend())


def _step(step: TruceStep, record: Record, knowledge: Knowledge) -> Iterator[RenderableType]:
    head = Text(f"{when(step.date)}  {type_name(step.type)}", style="bold")
    if step.status != "happened":
        head.append(f" [{STATUSES[step.status]}]", style="yellow")
    if step.actors:
        head.append(f", by {listed([flat(knowledge.label(a)) for a in step.actors])}")
    head.append(f"  ({step.event})", style="dim")
    yield head
    yield from (_told(record, claim, knowledge) for claim in (record.claims[c] for c in step.claims))
    yield Text("")


def _line(event: Event, record: Record, knowledge: Knowledge) -> RenderableType:
    head = Text(f"{when(event.date)}  {type_name(event.type)}", style="bold")
    if event.place:
        head.append(f", {flat(knowledge.label(event.place))}")
    head.append(f"  ({event.id})", style="dim")
    return Group(head, *(_told(record, record.claims[c], knowledge) for c in event.claims[:3]))


def _told(record: Record, claim: Claim, knowledge: Knowledge) -> RenderableType:
    outlet = knowledge.outlet(record.articles[claim.article].outlet)
    name = outlet.name if outlet else record.articles[claim.article].outlet or "outlet unknown"
    return Group(Text(f"  {flat(name)} ({claim.id})", style="dim"), *_words(record, [claim]))


def _article(article: Article, record: Record, knowledge: Knowledge) -> RenderableType:
    outlet = knowledge.outlet(article.outlet)
    head = Text(f"{article.id}\n{flat(article.title)}", style="bold")
    day = article.published.isoformat() if article.published else "date of publication unknown"
    head.append(f"\n{outlet.name if outlet else article.outlet or 'outlet unknown'}, {day}", style="dim")
    own = sorted(
        (c for c in record.claims.values() if c.article == article.id),
        key=lambda c: (c.trigger.span.field != "title", c.trigger.span.begin),
    )
    return Group(head, *(Text(note, style="yellow") for note in article.notes), *_words(record, own), _legend())


def _claim(claim: Claim, knowledge: Knowledge) -> Text:
    facts = [f"type: {type_name(claim.type)}", f"status: {STATUSES[claim.status]}", f"when: {when(claim.date)}"]
    for role in ("actor", "target", "place", "source"):
        facts += [f"{role}: {flat(m.text)} → {knowledge.label(m.entity) or 'open'}" for m in claim.mentions(role)]
    facts += [f"{q.kind}: {amount(q)} “{flat(q.text)}”" for q in claim.numbers]
    return Text("\n".join(facts))


def _words(record: Record, claims: Iterable[Claim]) -> Iterator[RenderableType]:
    """The sentences of the claims with their words marked, in the order of each article."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    for article, own in by_article.items():
        for passage in passages(record.articles[article], own):
            yield Text.assemble("  “", *(_segment(s) for s in passage.segments), "”")


def _segment(segment: Segment) -> tuple[str, str]:
    return showable(segment.text).replace("\n", " "), " ".join(_STYLES[m] for m in segment.marks)


def _legend() -> Text:
    out = Text("\n", style="dim")
    for mark, meaning in MEANINGS.items():
        out.append(meaning, style=_STYLES[mark])
        out.append("  ")
    return out
