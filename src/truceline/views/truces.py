"""Truces for the terminal: a list, how each stood on a day, and one in full; and all of it as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from truceline.pack import Knowledge, Terms
from truceline.plain import STATUSES, amount, count, day, flat, listed, type_name, when
from truceline.records import Aspect, Event, Record, Truce, TruceStep
from truceline.truces.life import Saying, Standing
from truceline.truces.tellers import tellers
from truceline.truces.weighing import Asked, Weighed, Weigher, Weighing
from truceline.views.jsonable import named, plain
from truceline.views.quoted import legend, quoted
from truceline.views.tables import QUESTION, add, columns

TRAITS: Mapping[Aspect, str] = {
    "class": "class",
    "purpose": "purpose",
    "scope": "scope",
    "kind": "by",
    "party": "parties",
    "broker": "brokered by",
    "guarantor": "guaranteed by",
    "excluded": "left out",
}
"""What may be said of a truce as a whole, as headings."""

ASKED: Mapping[Asked, str] = {
    "period": "in the period",
    "zone": "in the zone",
    "by": "by a party",
    "against": "against whom the terms cover",
    "obligation": "of an obligation",
}
"""The questions put to an alleged violation, in words."""

_BESIDE = 3  # claims shown of each event beside a truce; `show` of the event has all


def table(found: Iterable[Truce], knowledge: Knowledge, width: int) -> Table:
    """One line a truce: its state, where and when, for how long, whose it is, and its steps."""
    out = columns(
        "id", "state", "truce", "start", "end", "hours", "parties", "steps", "where", "beside it", width=width
    )
    for t in found:
        steps = Counter(type_name(s.type) for s in t.steps)
        add(
            out,
            t.id,
            t.state,
            t.name,
            str(t.start or ""),
            str(t.end or ""),
            amount(t.hours) if t.hours else "",
            listed([knowledge.label(a) for a in t.told("party")]),
            ", ".join(f"{n} × {name}" for name, n in steps.items()),
            knowledge.label(t.place),
            str(len(t.related)),
        )
    return out


def on_day(found: Iterable[tuple[Truce, Standing]], knowledge: Knowledge, width: int) -> Table:
    """One line a truce: how it stood on a day, according to whom, and what its written terms say of that day."""
    out = columns(
        "id", "status", "truce", "according to", "by its written terms", "alleged breaches", "last told", width=width
    )
    for truce, at in found:
        add(
            out,
            truce.id,
            at.status,
            truce.name,
            "; ".join(saying(s, knowledge) for s in at.sayings),
            at.terms or "",
            str(at.violations or ""),
            str(at.last or ""),
        )
    return out


def saying(said: Saying, knowledge: Knowledge) -> str:
    """A voice and what it says: "Government and allies: in force since 12 September 2016"."""
    told = f"as told on {day(said.reported)}" if said.reported else ""
    return f"{flat(knowledge.label(said.voice))}: {said.state} {f'since {when(said.since)}' if said.since else told}"


def shown(truce: Truce, record: Record, knowledge: Knowledge) -> RenderableType:
    """A truce with its steps, who tells each in which words, and what hangs on it."""
    head = Text(f"{truce.id}  {flat(truce.name)}", style="bold")
    head.append(f"\nstate: {truce.state}   where: {flat(knowledge.label(truce.place)) or 'not told'}")
    head.append(f"   when: {when(truce.date)}   hours: {amount(truce.hours) if truce.hours else 'not told'}")
    head.append(", again and again" if truce.recurring else "")
    parts: list[RenderableType] = [head, *_traits(truce, knowledge)]
    if terms := knowledge.terms.get(truce.terms or ""):
        parts.append(_written(terms, knowledge))
    events = {e: record.events[e] for s in truce.steps for e in s.events}
    weighed = Weigher(record, knowledge).of(truce) if truce.terms else {}
    parts.append(Text("\nSteps", style="bold"))
    for step in truce.steps:
        parts += _step(step, events, record, knowledge)
        parts += [_weighed(weighed[e], step, events, knowledge) for e in step.events if e in weighed]
        parts.append(Text(""))
    if truce.related:
        parts.append(Text("Beside it", style="bold"))
        parts += [_line(record.events[e], record, knowledge) for e in truce.related]
    return Group(*parts, legend())


def _traits(truce: Truce, knowledge: Knowledge) -> Iterator[Text]:
    for what, heading in TRAITS.items():
        own = [t for t in truce.traits if t.what == what]
        if own:
            values = [flat(knowledge.label(t.value)) + (f" ({', '.join(t.claims)})" if t.claims else "") for t in own]
            yield Text(f"{heading}: {listed(values)}")


def _written(terms: Terms, knowledge: Knowledge) -> Panel:
    days = [day(d) if d else "not told" for d in (terms.announced, terms.starts, terms.ends)]
    facts = [
        ("announced, starts, ends", ", ".join(days)),
        ("parties", listed([knowledge.label(p) for p in terms.parties])),
        ("guarantors", listed([knowledge.label(p) for p in terms.guarantors])),
        ("excluded", listed([knowledge.label(p) for p in terms.excluded])),
        *(("obligation", o.text) for o in terms.obligations),
        ("source", "; ".join(terms.sources)),
    ]
    return Panel(Text("\n".join(f"{n}: {v}" for n, v in facts if v)), title="Written terms, from the pack")


def _step(step: TruceStep, events: dict[str, Event], record: Record, knowledge: Knowledge) -> Iterator[RenderableType]:
    told = when(step.date)
    if step.date is None and step.reported:
        told = f"by {day(step.reported)}, when it was told"
    head = Text(f"{told}  {type_name(step.type)}", style="bold")
    if step.status != "happened":
        head.append(f" [{STATUSES[step.status]}]", style="yellow")
    if step.actors:
        head.append(f", by {listed([flat(knowledge.label(a)) for a in step.actors])}")
    if step.disputed:
        head.append(f", disputed: {listed([QUESTION[q] for q in step.disputed])}", style="yellow")
    head.append(f"  ({', '.join(step.events)}; {step.confidence:.0%})", style="dim")
    yield head
    for _, _, account, claims in tellers(step, events):
        name = flat(knowledge.label(account.outlet)) or "outlet unknown"
        citing = f", citing {flat(knowledge.label(account.source))}" if account.source else ""
        own = [record.claims[c] for c in claims]
        days = listed([when(d) for d in dict.fromkeys(c.date for c in own) if d])
        yield Text(f"  {name}{citing}{f': {days}' if days else ''}  ({', '.join(claims)})", style="dim")
        yield from quoted(record, own)


def alleging(found: Weighing, step: TruceStep, events: Mapping[str, Event]) -> Iterator[Weighed]:
    """The weighed accounts that tell the step itself; others of its event tell only of what is alleged."""
    own = {number for event, number, _, _ in tellers(step, events) if event.id == found.event}
    yield from (account for account in found.accounts if account.account in own)


def _weighed(found: Weighing, step: TruceStep, events: Mapping[str, Event], knowledge: Knowledge) -> Text:
    """What an alleged breach is by the written terms, and what each question put to each account came to."""
    out = Text(f"  By the written terms: {found.verdict}: {flat(found.reason)}", style="bold")
    for account in alleging(found, step, events):
        for check in account.checks:
            on = f" ({', '.join(check.claims)})" if check.claims else ""
            voice = flat(knowledge.label(account.voice))
            out.append(
                f"\n    {voice}: {ASKED[check.asked]}: {check.says}: {flat(check.reason)}{on}", style="not bold dim"
            )
    return out


def _line(event: Event, record: Record, knowledge: Knowledge) -> RenderableType:
    head = Text(f"{when(event.date)}  {type_name(event.type)}", style="bold")
    if event.place:
        head.append(f", {flat(knowledge.label(event.place))}")
    head.append(f"  ({event.id}, {count(len(event.claims), 'claim')})", style="dim")
    return Group(head, *quoted(record, [record.claims[c] for c in event.claims[:_BESIDE]]))


def rows(found: Iterable[Truce], record: Record, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Truces as JSON values: each step with the sides of who takes it and the accounts that tell it.

    An alleged violation of a truce with written terms has what it is by them under ``weighing``. ``violations`` counts
    the alleged violations by the side, or else the actor, that is said to have broken the truce.
    """
    weigher = Weigher(record, knowledge)
    return (_row(truce, weigher, record, knowledge) for truce in found)


def _row(truce: Truce, weigher: Weigher, record: Record, knowledge: Knowledge) -> dict[str, Any]:
    events = {e: record.events[e] for s in truce.steps for e in s.events}
    out = plain(truce)
    out |= {"start": plain(truce.start), "end": plain(truce.end)}
    weighed = weigher.of(truce)
    out["steps"] = [_step_row(s, events, weighed, record, knowledge) for s in truce.steps]
    broken = [s for s in truce.steps if s.type == "truce_violation" and s.status == "happened"]
    accused = Counter(a for s in broken for a in _accused(s, knowledge))
    out["violations"] = [{"by": by or None, "alleged": n} for by, n in sorted(accused.items())]
    return named(out, knowledge)


def _accused(step: TruceStep, knowledge: Knowledge) -> set[str]:
    return {knowledge.side_of(a) or a for a in step.actors} or {""}


def _step_row(
    step: TruceStep,
    events: Mapping[str, Event],
    weighed: Mapping[str, Weighing],
    record: Record,
    knowledge: Knowledge,
) -> dict[str, Any]:
    accounts = [
        {
            "outlet": account.outlet,
            "source": account.source,
            "side": account.side,
            "voice": account.voice,
            "stance": account.stance,
            "dates": plain(list(dict.fromkeys(d for c in claims if (d := record.claims[c].date)))),
            "claims": list(claims),
        }
        for _, _, account, claims in tellers(step, events)
    ]
    verdicts = [plain(weighed[e]) for e in step.events if e in weighed]
    return {**plain(step), "sides": _sides(step.actors, knowledge), "accounts": accounts, "weighing": verdicts}


def _sides(actors: Sequence[str], knowledge: Knowledge) -> list[str]:
    return sorted({s for a in actors if (s := knowledge.side_of(a))})


def day_row(truce: Truce, at: Standing, knowledge: Knowledge) -> dict[str, Any]:
    """How a truce stood on a day, as JSON values."""
    return named({**plain(at), "name": truce.name, "place": truce.place, "state": truce.state}, knowledge)
