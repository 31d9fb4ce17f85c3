"""Aid in words: threads, requests on a day, people in need and reached; a table, and all of it as JSON values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.aid.ledger import Aid, Answer, Blame, Standing, Thread, Wait
from truceline.aid.need import Figure, People, PeopleKind
from truceline.aid.steps import Step, StepKind, Telling
from truceline.aid.words import Doubt
from truceline.pack import Knowledge
from truceline.plain import STATUSES, amount, count, flat, listed, upper_first, when
from truceline.records import Range
from truceline.views.jsonable import named, plain

STEPS: dict[StepKind, str] = {
    "request": "asked for",
    "permission": "let through",
    "refusal": "refused",
    "obstruction": "hindered",
    "announcement": "announced",
    "delivery": "brought",
    "no_delivery": "did not come",
    "suspension": "suspended",
    "attack": "attacked",
}
"""The kinds of step, as what is said of aid."""

PEOPLE: dict[PeopleKind, str] = {
    "besieged": "besieged or trapped",
    "hard to reach": "besieged or hard to reach",
    "in need": "in need",
    "reached": "reached by aid",
    "meant for": "that aid was meant for",
}
"""What is said of people."""

DOUBTS: dict[Doubt, str] = {
    "service": "of people without water, power or care",
    "object": "of a delivery that is only prevented or asked for",
    "words": "in whose sentence nothing speaks of aid",
}
"""Why claims typed as aid are in no step."""

DONE: frozenset[Answer] = frozenset({"delivered"})
"""What ends the wait of a request."""

MOST_ATTACKS = 10
"""The attacks shown; ``--json`` lists all."""


def teller(telling: Telling | Figure, knowledge: Knowledge) -> str:
    """Who says so: "SANA, citing a military source"."""
    name = flat(knowledge.label(telling.outlet)) or "outlet unknown"
    if telling.source:
        return f"{name}, citing {flat(knowledge.label(telling.source))}"
    unread = isinstance(telling, Figure) and telling.unread
    return f"{name}, citing somebody who was not made out" if unread else name


def names(entities: Iterable[str], knowledge: Knowledge) -> str:
    """Names of ids, words as they are."""
    return listed([flat(knowledge.label(e), 60) for e in entities])


def where(places: Sequence[str], knowledge: Knowledge) -> str:
    """Places in words."""
    return names(places[:3], knowledge) + (" …" if len(places) > 3 else "") or "place not told"


def blame(found: Blame, knowledge: Knowledge) -> str:
    """Who kept aid out according to whom: "Army according to A and B"."""
    who = names(found.actors, knowledge) or "nobody named"
    tellers = list(dict.fromkeys(teller(t, knowledge) for t in found.tellings))
    return f"{who} according to {listed(tellers)}"


def waited(wait: Wait) -> str:
    """The days from a request to a delivery in words; empty where nothing is known."""
    return days(wait.days) if wait.days else ""


def days(number: Range) -> str:
    """A number of days in words; empty where any is possible."""
    if number.most is None and not number.least:
        return ""
    return f"{amount(number)} {'day' if number.most == 1 else 'days'}"


def standing(found: Standing, knowledge: Knowledge) -> str:
    """What has become of a request, in words: "refused by the Army", "permitted"."""
    by = f" by {names(found.by.actors, knowledge)}" if found.by and found.by.actors else ""
    told = f" ({STATUSES[found.by.status]})" if found.by and found.by.status in ("possible", "denied") else ""
    return f"{found.answer}{by}{told}"


def table(aid: Aid, day: date | None, knowledge: Knowledge) -> RenderableType:
    """The threads, the requests still open on a day, people, attacks, and what is in none of these."""
    out = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("thread", "when", "where", "steps"):
        out.add_column(name, no_wrap=name in ("thread", "when"))
    for thread in aid.threads:
        out.add_row(*map(Text, (thread.id, _when(thread), where(thread.places, knowledge))), _steps(thread, knowledge))
    parts = [*_requests(aid, day, knowledge), *_people(aid.people, knowledge), *_attacks(aid.attacks, knowledge)]
    return Group(out, *parts, *_unsure(aid))


def _when(thread: Thread) -> str:
    if thread.date:
        return str(thread.date)
    reported = thread.steps[0].reported
    return f"by {reported}" if reported else ""


def _steps(thread: Thread, knowledge: Knowledge) -> Text:
    lines = [Text("; ").join(_step(s, knowledge) for s in thread.steps)]
    lines += [Text(f"kept out: {blame(b, knowledge)}") for b in thread.kept_out]
    if told := [w for wait in thread.waits if (w := waited(wait))]:
        lines.append(Text(f"from request to delivery: {listed(told)}"))
    if thread.contradicted:
        lines.append(Text("≠ whether it came is disputed", style="yellow"))
    if thread.named_differently:
        lines.append(Text("≠ accounts name different sides", style="yellow"))
    return Text("\n").join(lines)


def _step(step: Step, knowledge: Knowledge) -> Text:
    by = f" by {names(step.actors[:2], knowledge)}" if step.actors else ""
    numbers = "".join(f", {amount(a.number)} {a.what}" for a in step.amounts)
    day = f" {step.date}" if step.date else ""
    text = Text(f"{STEPS[step.kind]}{by}{day}{numbers}")
    if step.status != "happened":
        text.append(f" ({STATUSES[step.status]})", style="yellow")
    text.append(f" [{count(len(step.tellings), 'account')}]", style="dim")
    return text


def _requests(aid: Aid, day: date | None, knowledge: Knowledge) -> Iterator[RenderableType]:
    found = [s for s in aid.standing(day) if s.answer not in DONE] if day else []
    if not found:
        return
    yield Text(f"\nRequests open on {when_day(day)}, as far as told", style="bold")
    grid = Table.grid(padding=(0, 2))
    for s in found:
        asked = names(s.request.actors, knowledge) or "nobody named"
        open_ = f"open {days(s.open)}" if days(s.open) else "open, since when is not told"
        if s.answer == "perhaps delivered":
            open_ = ""
        later = "later delivery told" if s.later else ""
        row = (s.thread, asked, where(s.request.places, knowledge), standing(s, knowledge), open_, later)
        grid.add_row(*map(Text, row))
    yield grid


def when_day(day: date | None) -> str:
    """A day as ISO 8601 writes it, or that none is known."""
    return day.isoformat() if day else "no known day"


def _people(people: Sequence[People], knowledge: Knowledge) -> Iterator[RenderableType]:
    if not people:
        return
    yield Text("\nPeople, never added up", style="bold")
    grid = Table.grid(padding=(0, 2))
    for p in people:
        said = [*p.lowest, *(f for f in p.highest if f not in p.lowest)] or p.figures
        tellers = list(dict.fromkeys(f"{teller(f, knowledge)} “{flat(f.words, 40)}”" for f in said))
        number = amount(p.number) if p.number else f"only possible: {amount(p.figures[0].number)}"
        month = when(p.month) if p.month else "day not known"
        grid.add_row(*map(Text, (where(p.places, knowledge), month, f"{number} {PEOPLE[p.what]}", "; ".join(tellers))))
    yield grid


def _attacks(attacks: Sequence[Step], knowledge: Knowledge) -> Iterator[RenderableType]:
    if not attacks:
        return
    yield Text(f"\n{upper_first(count(len(attacks), 'attack'))} on those who help and on their places", style="bold")
    grid = Table.grid(padding=(0, 2))
    for s in attacks[-MOST_ATTACKS:]:
        struck = names(s.targets[:2], knowledge)
        by = names(s.actors, knowledge) or "nobody named"
        grid.add_row(*map(Text, (s.event, str(s.date or ""), where(s.places, knowledge), struck, f"by {by}")))
    yield grid
    if len(attacks) > MOST_ATTACKS:
        yield Text(f"and {count(len(attacks) - MOST_ATTACKS, 'earlier attack')}; --json lists them", style="dim")


def _unsure(aid: Aid) -> Iterator[RenderableType]:
    by: dict[Doubt, int] = defaultdict(int)
    for u in aid.unsure:
        by[u.reason] += 1
    if by:
        parts = listed([f"{n} {DOUBTS[reason]}" for reason, n in sorted(by.items())])
        yield Text(
            f"\nIn no step: {count(len(aid.unsure), 'claim')} typed as aid, {parts}; --json lists them", style="dim"
        )


def rows(aid: Aid, day: date | None, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """One JSON object a thread, request on the day, attack, kind of people, truce, and claim in no step."""
    found: list[tuple[str, Any]] = [("thread", plain(t)) for t in aid.threads]
    if day:
        found += [("request", {"on": plain(day), **plain(s)}) for s in aid.standing(day)]
    found += [("attack", plain(s)) for s in aid.attacks]
    found += [("people", plain(p)) for p in aid.people]
    found += [("truce", plain(t)) for t in aid.by_truce()]
    found += [("in_no_step", plain(u)) for u in aid.unsure]
    for record, row in found:
        yield named({"record": record, **row}, knowledge)
