"""The truces of the page: the time line, and each truce's life, terms and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from truceline import plain
from truceline.codebook import TYPES
from truceline.pack import Terms
from truceline.records import Event, Truce, TruceStep
from truceline.truces.tellers import tellers
from truceline.truces.weighing import Weigher, Weighing
from truceline.views import timeline
from truceline.views.page.context import Context, Party, anchor
from truceline.views.page.events import FACTUAL, standing
from truceline.views.page.joint import JointView, JointViews
from truceline.views.page.strips import strips
from truceline.views.page.truce_tolls import TruceTollsView, TruceTollsViews
from truceline.views.tables import QUESTION
from truceline.views.truces import ASKED, TRAITS, alleging

MOST_ROWS = 30
"""The time line draws this many truces, those with the most accounts; a table holds the others."""

MOST_STEPS = 15
"""A truce of more steps than this has its alleged breaches folded away, so that the rest can be seen."""

_PARTS = {
    "truce_call": "Called for by",
    "truce_agree": "Agreed or announced by",
    "truce_start": "Put in force or kept by",
    "truce_extend": "Prolonged by",
    "support": "Backed by",
    "reject": "Opposed by",
    "suspend": "Talks or ties broken off by",
    "truce_violation": "Said to have broken it",
    "truce_end": "Ended by",
}


@dataclass(frozen=True, slots=True)
class WeighedView:
    """What an alleged breach is by the written terms, why, and what each question put to each account came to."""

    verdict: str
    reason: str
    checks: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what happens, by whom, and who says so (name, source cited, anchor of the words)."""

    anchor: str
    type: str
    name: str
    when: str
    standing: str
    actors: tuple[Party, ...]
    conditions: tuple[str, ...]
    tellers: tuple[tuple[str, str], ...]
    disputed: str
    weighed: WeighedView | None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """An event that hangs on a truce."""

    anchor: str
    name: str
    when: str
    place: str
    standing: str
    accounts: int


@dataclass(frozen=True, slots=True)
class TermsView:
    """A truce's written terms: pairs of a heading and what stands under it."""

    name: str
    facts: tuple[tuple[str, str], ...]
    obligations: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TruceView:
    """One truce, in words.

    ``breaches`` are steps shown apart where there are many; ``parts`` name who did what in it, each with the anchor of
    the step that tells it.
    """

    anchor: str
    name: str
    state: str
    place: str
    when: str
    hours: str
    accounts: int
    traits: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    steps: tuple[StepView, ...]
    breaches: tuple[StepView, ...]
    related: tuple[RelatedView, ...]
    terms: TermsView | None
    joint: JointView | None
    tolls: TruceTollsView | None
    row: timeline.TimeRow | None


@dataclass(frozen=True, slots=True)
class TrucesView:
    """All truces by date, the drawing of them for wide and for narrow screens, and those that it has no room for."""

    truces: tuple[TruceView, ...]
    wide: Markup | None
    narrow: Markup | None
    undrawn: tuple[TruceView, ...]


def view(context: Context) -> TrucesView:
    """Every truce, oldest first, undated ones last."""
    order = sorted(context.record.truces.values(), key=lambda t: (t.date.first if t.date else date.max, t.id))
    parts = _Parts(JointViews(context), TruceTollsViews(context), Weigher(context.record, context.knowledge))
    views = [_truce(context, t, parts) for t in order]
    dated = [v for v in views if v.row]
    largest = {v.anchor for v in sorted(dated, key=lambda v: (-v.accounts, v.anchor))[:MOST_ROWS]}
    rows = [v.row for v in dated if v.row and v.anchor in largest]
    below = strips(context, [(r.first, r.last) for r in rows])
    wide, narrow = (
        timeline.draw(rows, below, width=w, name="Truces and violence on a time line") if rows or below else None
        for w in (1040, 343)
    )
    return TrucesView(tuple(views), wide, narrow, tuple(v for v in views if v.anchor not in largest))


@dataclass(frozen=True, slots=True)
class _Parts:
    """What makes parts of every truce, each from the whole record."""

    joint: JointViews
    tolls: TruceTollsViews
    weigher: Weigher


def _truce(context: Context, truce: Truce, parts: _Parts) -> TruceView:
    own = anchor(truce.id)
    numbered = [(f"{own}-step-{n}", s) for n, s in enumerate(truce.steps, 1)]
    weighed = parts.weigher.of(truce)
    steps = [_step(context, a, s, weighed) for a, s in numbered]
    breaches = tuple(s for s in steps if s.type == "truce_violation") if len(steps) > MOST_STEPS else ()
    known = context.knowledge.terms.get(truce.terms or "")
    hanging = [context.record.events[e] for e in truce.related if e in context.record.events]
    related = sorted(hanging, key=lambda e: (e.date.first if e.date else date.max, e.id))
    when = plain.when(truce.date) if truce.date else "no day known"
    return TruceView(
        anchor=own,
        name=truce.name,
        state=truce.state,
        place=context.place(truce.place),
        when=when,
        hours=_hours(truce),
        accounts=len({a for s in steps for _, a in s.tellers}),
        traits=_traits(context, truce),
        parts=_parts(context, numbered, related),
        steps=tuple(s for s in steps if s not in breaches),
        breaches=breaches,
        related=tuple(_related(context, e) for e in related),
        terms=_terms(context, known) if known else None,
        joint=parts.joint.view(truce),
        tolls=parts.tolls.view(truce),
        row=_row(context, truce, own, when),
    )


def _traits(context: Context, truce: Truce) -> tuple[tuple[str, str], ...]:
    values = ((words, [context.knowledge.label(v) for v in truce.told(what)]) for what, words in TRAITS.items())
    return tuple((plain.upper_first(words), plain.listed(own)) for words, own in values if own)


def _hours(truce: Truce) -> str:
    if not truce.hours or truce.hours == type(truce.hours)(None, None):
        return ""
    words = f"{plain.amount(truce.hours)} {'hour' if truce.hours.most == 1 else 'hours'}"
    days, rest = divmod(truce.hours.least or 0, 24)
    exact = truce.hours.least == truce.hours.most and days > 1 and not rest
    return f"{words} ({plain.count(days, 'day')})" if exact else words


def _step(context: Context, own: str, step: TruceStep, weighed: Mapping[str, Weighing]) -> StepView:
    claims = context.claims(step.claims)
    return StepView(
        anchor=own,
        type=step.type,
        name=plain.type_name(step.type).removeprefix("truce "),
        when=_when(step),
        standing="" if step.status == "happened" else plain.STATUSES[step.status],
        actors=context.parties(step.actors, [m for c in claims for m in c.actor]),
        conditions=tuple(dict.fromkeys(m.text for c in claims for m in c.condition)),
        tellers=tuple(
            (context.teller(account), context.account_anchor(event, number + 1))
            for event, number, account, _ in tellers(step, context.record.events)
        ),
        disputed=plain.listed([QUESTION[q] for q in step.disputed]),
        weighed=next((_weighed(context, step, weighed[e]) for e in step.events if e in weighed), None),
    )


def _weighed(context: Context, step: TruceStep, found: Weighing) -> WeighedView:
    checks = (
        (context.knowledge.label(account.voice), ASKED[check.asked], check.says, check.reason)
        for account in alleging(found, step, context.record.events)
        for check in account.checks
    )
    return WeighedView(found.verdict, found.reason, tuple(checks))


def _when(step: TruceStep) -> str:
    if step.date is None and step.reported:
        return f"told by {plain.day(step.reported)}"
    return plain.when(step.date)


def _parts(
    context: Context, steps: Iterable[tuple[str, TruceStep]], related: Sequence[Event]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Who did what, by the accounts; only what is told as having happened, each name once with the first place."""
    found: dict[str, dict[str, str]] = {words: {} for words in _PARTS.values()}

    def add(kind: str, actors: Iterable[str], where: str) -> None:
        if kind in _PARTS:
            for actor in actors:
                label = context.knowledge.label(actor) if context.known(actor) else f"“{actor}”"
                found[_PARTS[kind]].setdefault(label, where)

    for where, step in steps:
        if step.status == "happened":
            add(step.type, step.actors, where)
    for event in related:
        for number, account in enumerate(event.accounts, 1):
            if account.stance in FACTUAL:
                add(event.type, account.actors, context.account_anchor(event, number))
    return tuple((words, tuple(who.items())) for words, who in found.items() if who)


def _related(context: Context, event: Event) -> RelatedView:
    return RelatedView(
        anchor=anchor(event.id),
        name=plain.type_name(event.type),
        when=plain.when(event.date),
        place=context.place(event.place) if event.place else "",
        standing=standing(event),
        accounts=len(event.accounts),
    )


def _terms(context: Context, terms: Terms) -> TermsView:
    def names(ids: Sequence[str]) -> str:
        return plain.listed([context.knowledge.label(i) for i in ids])

    def day(when: date | None) -> str:
        return plain.day(when) if when else ""

    facts = {
        "Class": terms.class_,
        "Purpose": terms.purpose,
        "Announced": day(terms.announced),
        "Starts": day(terms.starts),
        "Ends": day(terms.ends),
        "To last": plain.count(terms.duration_hours, "hour") if terms.duration_hours else "",
        "Parties": names(terms.parties),
        "Guarantors": names(terms.guarantors),
        "Not covered": names(terms.excluded),
        "Places": names(terms.places),
    }
    obligations = tuple(o.text for o in terms.obligations)
    return TermsView(terms.name, tuple((k, v) for k, v in facts.items() if v), obligations, terms.sources)


def _row(context: Context, truce: Truce, own: str, when: str) -> timeline.TimeRow | None:
    if not truce.date:
        return None
    marks = []
    for step in truce.steps:
        if step.date:
            name = plain.type_name(step.type)
            who = plain.listed([context.knowledge.label(a) for a in step.actors])
            status = "" if step.status == "happened" else f" ({plain.STATUSES[step.status]})"
            title = f"{plain.when(step.date)}: {name}{status}{', ' + who if who else ''}"
            kind = step.type if step.type in timeline.KINDS and step.type in TYPES else "other"
            marks.append(timeline.TimeMark(kind, step.date.first, step.date.last, title, step.status == "happened"))
    return timeline.TimeRow(
        label=truce.name,
        note=f"{truce.state}, {when}",
        href=f"#{own}",
        state=truce.state,
        first=truce.date.first,
        last=truce.date.last,
        marks=tuple(marks),
        since=truce.start.first if truce.start else None,
        until=truce.end.last if truce.end and truce.start and truce.end.last >= truce.start.first else None,
    )
