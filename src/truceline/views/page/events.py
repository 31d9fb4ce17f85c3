"""The events of the page, day by day, with the accounts of each beside the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from truceline.records import Account, Claim, Event, Interval, Range, Stance, Status
from truceline.views import plain
from truceline.views.page.context import Context, Party, Side, anchor
from truceline.views.passage import MEANINGS, Passage, passages

_SAID: dict[Stance, Status] = {"plans": "planned", "doubts": "possible", "denies": "denied"}
"""What an account's stance already tells of its claims."""

_UNDATED = "undated"

FACTUAL = ("asserts", "attributes")
"""The stances that tell of something that took place."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with its marks.

    ``standing`` says how its claims are meant where not as plain fact, ``sure`` how sure the reader is, in percent,
    of the least sure of them.
    """

    article: int
    title: str
    published: str
    passage: Passage
    standing: tuple[str, ...]
    sure: int
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account, in words."""

    anchor: str
    outlet: str
    source: str
    stance: str
    stance_words: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    conditions: tuple[str, ...]
    numbers: tuple[tuple[str, str, str], ...]
    quotes: tuple[Quote, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that accounts do not agree on: each answer with those who give it and where."""

    about: str
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event, in words. ``columns`` group its accounts by side; ``row`` asks for one line instead."""

    anchor: str
    type: str
    name: str
    place: str
    when: str
    first: str
    last: str
    killed: str
    wounded: str
    standing: str
    differences: tuple[Difference, ...]
    columns: tuple[tuple[Side, tuple[AccountView, ...]], ...]
    silent: tuple[Side, ...]
    outlets: tuple[int, ...]
    row: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """The events of a day, or of a month where the day is not known."""

    anchor: str
    name: str
    month: str
    events: tuple[EventView, ...]


def days(context: Context) -> tuple[DayView, ...]:
    """Every event, oldest first; what is known to the month only goes before the month's days.

    Undated ones come last, by the day that they were first reported.
    """
    groups: dict[tuple[str, bool], list[Event]] = {}
    for event in context.record.events.values():
        groups.setdefault(_group(event, context), []).append(event)
    views = EventViews(context)
    return tuple(_day(key, [views.view(e) for e in _sorted(groups[key])]) for key in sorted(groups))


def _group(event: Event, context: Context) -> tuple[str, bool]:
    days = event.date
    if days is None:
        record = context.record
        published = [record.articles[record.claims[c].article].published for c in event.claims]
        reported = min((p for p in published if p), default=None)
        return f"{_UNDATED}-{reported.isoformat()}" if reported else _UNDATED, True
    if days.days == 1:
        return days.first.isoformat(), True
    return days.first.isoformat()[: 4 if "year" in (days.first_grain, days.last_grain) else 7], False


def _day(key: tuple[str, bool], events: list[EventView]) -> DayView:
    text, exact = key
    if text.startswith(_UNDATED):
        reported = text.removeprefix(_UNDATED).removeprefix("-")
        name = f"Day not told, reported {plain.day(date.fromisoformat(reported))}" if reported else "Day not known"
        return DayView(f"day-{text}", name, "Day not told", tuple(events))
    known = Interval.parse(text)
    month = plain.when(known if known.first_grain == "year" else Interval.month(known.first.year, known.first.month))
    name = plain.when(known) if exact else f"{plain.when(known)}: over several days, or day not known"
    return DayView(f"day-{text}", name, month, tuple(events))


def _sorted(events: Sequence[Event]) -> list[Event]:
    """Those with most accounts first; the order is the same for the same record."""
    return sorted(events, key=lambda e: (-len(e.accounts), -len(e.claims), e.date or Interval.day(date.max), e.id))


def standing(event: Event) -> str:
    """Empty where an account tells the event as fact, else ``planned``, ``possible`` or ``denied``."""
    stances = {a.stance for a in event.accounts}
    if stances & set(FACTUAL):
        return ""
    return "planned" if "plans" in stances else "possible" if "doubts" in stances else "denied"


class EventViews:
    """Turns events into what the page shows of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        outlets = {context.outlet_key(a) for a in context.record.articles.values()}
        self._sides_read = {s for o in outlets if (s := context.knowledge.side_of(o))}

    def view(self, event: Event) -> EventView:
        """One event."""
        context = self._context
        columns = [
            (side, tuple(self._account(event, n, a) for n, a in enumerate(event.accounts, 1) if a.side == key))
            for key, side in context.sides.items()
        ]
        told = {a.side for a in event.accounts}
        several = len({a.outlet for a in event.accounts}) > 1
        return EventView(
            anchor=anchor(event.id),
            type=event.type,
            name=plain.type_name(event.type),
            place=context.place(event.place),
            when=plain.when(event.date),
            first=event.date.first.isoformat() if event.date else "",
            last=event.date.last.isoformat() if event.date and event.date.days > 1 else "",
            killed=plain.amount(event.killed) if event.killed else "",
            wounded=plain.amount(event.wounded) if event.wounded else "",
            standing=standing(event),
            differences=tuple(self._differences(event)),
            columns=tuple(c for c in columns if c[1]),
            silent=tuple(s for k, s in context.sides.items() if k in self._sides_read - told) if several else (),
            outlets=tuple(sorted({context.outlet_numbers.get(a.outlet, 0) for a in event.accounts})),
            row=context.is_row(event),
        )

    def _account(self, event: Event, number: int, account: Account) -> AccountView:
        claims = self._context.claims(account.claims)
        by_article: dict[str, list[Claim]] = {}
        for claim in claims:
            by_article.setdefault(claim.article, []).append(claim)
        return AccountView(
            anchor=self._context.account_anchor(event, number),
            outlet=self._context.outlet(account.outlet),
            source=self._context.knowledge.label(account.source),
            stance=account.stance,
            stance_words=plain.STANCES[account.stance],
            actors=self._context.parties(account.actors, [m for c in claims for m in c.actor]),
            targets=self._context.parties(account.targets, [m for c in claims for m in c.target]),
            conditions=tuple(dict.fromkeys(m.text for c in claims for m in c.condition)),
            numbers=tuple(dict.fromkeys((q.kind, plain.amount(q), q.text) for c in claims for q in c.numbers)),
            quotes=tuple(q for article, own in by_article.items() for q in self._quotes(article, own, account.stance)),
            copies=account.copies,
        )

    def _quotes(self, article: str, claims: list[Claim], stance: Stance) -> Iterator[Quote]:
        text = self._context.record.articles[article]
        for shown in passages(text, claims):
            yield Quote(
                article=self._context.numbers[article],
                title=plain.flat(plain.headline(text), 110),
                published=plain.day(text.published) if text.published else "date unknown",
                passage=shown,
                standing=tuple(
                    dict.fromkeys(
                        plain.STATUSES[c.status]
                        for c in shown.claims
                        if c.status not in ("happened", _SAID.get(stance))
                    )
                ),
                sure=round(100 * min(c.confidence for c in shown.claims)),
                elsewhere=tuple(
                    dict.fromkeys(f"{MEANINGS[mark]}, “{text.passage(span)}”" for mark, span in shown.elsewhere)
                ),
            )

    def _differences(self, event: Event) -> Iterator[Difference]:
        telling = [(n, a) for n, a in enumerate(event.accounts, 1) if a.stance in FACTUAL]
        denying = [(n, a) for n, a in enumerate(event.accounts, 1) if a.stance == "denies"]
        if telling and denying:
            both = {"it did": telling, "it did not": denying}
            answers = tuple((answer, self._tellers(event, accounts)) for answer, accounts in both.items())
            yield Difference("whether it happened", answers)
        acting = [(n, a) for n, a in telling if any(x in self._context.knowledge.actors for x in a.actors)]
        if _apart([a.actors for _, a in acting], self._disjoint):
            yield self._difference(event, "who did it", acting, lambda a: plain.listed(self._names(a.actors)))
        for about, number in _NUMBERS.items():
            counting = [(n, a) for n, a in telling if number(a)]
            if _apart([r for _, a in counting if (r := number(a))], _no_overlap):
                yield self._difference(event, about, counting, lambda a, number=number: plain.amount(number(a)))  # type: ignore[misc]

    def _names(self, actors: Sequence[str]) -> list[str]:
        return [self._context.knowledge.label(a) for a in actors]

    def _disjoint(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """No actor of one account is an actor of the other, or a part of one, or what one is a part of."""
        knowledge = self._context.knowledge
        lines = [{a: set(knowledge.lineage(a)) for a in actors if a in knowledge.actors} for actors in (one, other)]
        return not any(a in theirs or b in own for a, own in lines[0].items() for b, theirs in lines[1].items())

    def _difference(
        self, event: Event, about: str, accounts: list[tuple[int, Account]], answer: Callable[[Account], str]
    ) -> Difference:
        grouped: dict[str, list[tuple[int, Account]]] = {}
        for number, account in accounts:
            grouped.setdefault(answer(account), []).append((number, account))
        return Difference(about, tuple((a, self._tellers(event, who)) for a, who in grouped.items()))

    def _tellers(self, event: Event, accounts: list[tuple[int, Account]]) -> tuple[tuple[str, str], ...]:
        return tuple((self._context.teller(a), self._context.account_anchor(event, n)) for n, a in accounts)


_NUMBERS: dict[str, Callable[[Account], Range | None]] = {
    "how many were killed": lambda a: a.killed,
    "how many were wounded": lambda a: a.wounded,
}


_Value = TypeVar("_Value")


def _apart(values: Sequence[_Value], differ: Callable[[_Value, _Value], bool]) -> bool:
    return any(differ(one, other) for n, one in enumerate(values) for other in values[n + 1 :])


def _no_overlap(one: Range, other: Range) -> bool:
    def under(a: Range, b: Range) -> bool:
        return a.most is not None and b.least is not None and a.most < b.least

    return under(one, other) or under(other, one)
