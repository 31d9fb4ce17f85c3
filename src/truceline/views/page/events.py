"""The events of the page, day by day, with the accounts of each beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from truceline import plain
from truceline.analysis.silence import Silences
from truceline.dateline import day_of
from truceline.records import Claim, Event, Finding, Interval, Question, Verdict
from truceline.views import findings
from truceline.views.page.context import Context, Party, Side, anchor
from truceline.views.page.said import Said, Sentences
from truceline.views.passage import MEANINGS

_UNDATED = "undated"

FACTUAL = ("asserts", "attributes")
"""The stances that tell of something that took place."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with its marks, or where it stands.

    ``standing`` says how its claims are meant where not as plain fact, ``sure`` how sure the reader is, in percent,
    of the least sure of them.
    """

    article: int
    published: str
    said: Said
    standing: tuple[str, ...]
    sure: int
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account, in words.

    ``speaks`` is the side of the source it cites, where that is not the outlet's; ``disputed`` are the questions that
    it answers and the accounts dispute; ``where`` and ``when`` are told where they are not the event's own.
    """

    anchor: str
    number: int
    outlet: str
    source: str
    speaks: Side | None
    stance: str
    stance_words: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    conditions: tuple[str, ...]
    where: str
    when: str
    numbers: tuple[tuple[str, str, str], ...]
    civilians: str
    disputed: tuple[Question, ...]
    earlier: tuple[tuple[str, int], ...]
    left_out: str
    quotes: tuple[Quote, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """What accounts answer to one question: each answer with those who give it and where."""

    about: str
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """One event, in words. ``columns`` group its accounts by side; ``row`` asks for one line instead.

    ``disputed`` tells who says what; ``others`` names, by verdict, the other questions that accounts answer. ``silent``
    are outlets that covered the place and did not report it, each with the number of an article that shows that;
    ``unclear`` are those of which an article tells of something that may be it.
    """

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
    disputed: tuple[FindingView, ...]
    others: tuple[tuple[Verdict, str], ...]
    columns: tuple[tuple[Side, tuple[AccountView, ...]], ...]
    silent: tuple[tuple[str, int], ...]
    unclear: tuple[tuple[str, int], ...]
    outlets: tuple[int, ...]
    row: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """The events of a day, or of a month where the day is not known."""

    anchor: str
    name: str
    month: str
    events: tuple[EventView, ...]


def days(context: Context, sentences: Sentences) -> tuple[DayView, ...]:
    """Every event, oldest first; what is known to the month only goes before the month's days.

    Undated ones come last, by the day that they were first reported.
    """
    groups: dict[tuple[str, bool], list[Event]] = {}
    for event in context.record.events.values():
        groups.setdefault(_group(event, context), []).append(event)
    views = EventViews(context, sentences)
    return tuple(_day(key, [views.view(e) for e in _sorted(groups[key])]) for key in sorted(groups))


def _group(event: Event, context: Context) -> tuple[str, bool]:
    days = event.date
    if days is None:
        record = context.record
        told = [day_of(record.articles[record.claims[c].article]) for c in event.claims]
        reported = min((d for d in told if d), default=None)
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

    def __init__(self, context: Context, sentences: Sentences) -> None:
        self._context = context
        self._sentences = sentences
        self._silences = Silences(context.record, context.knowledge)

    def view(self, event: Event) -> EventView:
        """One event."""
        context = self._context
        columns = [
            (side, tuple(self._account(event, n) for n, a in enumerate(event.accounts) if a.side == key))
            for key, side in context.sides.items()
        ]
        silences = self._silences.of(event)
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
            disputed=tuple(self._finding(event, f) for f in event.findings if f.verdict == "disputed"),
            others=_others(event),
            columns=tuple(c for c in columns if c[1]),
            silent=tuple(self._silent(s.outlet, s.articles[0]) for s in silences if not s.maybe),
            unclear=tuple(
                self._silent(s.outlet, context.record.claims[s.maybe[0]].article) for s in silences if s.maybe
            ),
            outlets=tuple(sorted({context.outlet_numbers.get(a.outlet, 0) for a in event.accounts})),
            row=context.is_row(event),
        )

    def _silent(self, outlet: str, article: str) -> tuple[str, int]:
        return self._context.outlet(outlet), self._context.numbers[article]

    def _account(self, event: Event, place: int) -> AccountView:
        context = self._context
        account = event.accounts[place]
        claims = context.claims(account.claims)
        counted = [c for c in claims if c.status == findings.counted_as(account)]
        by_article: dict[str, list[Claim]] = {}
        for claim in claims:
            by_article.setdefault(claim.article, []).append(claim)
        alone = len(event.accounts) == 1
        civilians = account.civilians if account.civilians != account.killed else None
        speaks = account.voice if account.source and account.voice != account.side else None
        return AccountView(
            anchor=context.account_anchor(event, place + 1),
            number=place + 1,
            outlet=context.outlet(account.outlet),
            source=context.knowledge.label(account.source),
            speaks=context.sides.get(speaks) if speaks else None,
            stance=account.stance,
            stance_words=plain.STANCES[account.stance],
            actors=context.parties(account.actors, [m for c in counted for m in c.actor]),
            targets=context.parties(account.targets, [m for c in counted for m in c.target]),
            conditions=tuple(dict.fromkeys(m.text for c in claims for m in c.condition)),
            where="" if alone or account.places == (event.place,) else self._names(account.places),
            when="" if alone or account.date in (None, event.date) else plain.when(account.date),
            numbers=tuple(dict.fromkeys((q.kind, plain.amount(q), q.text) for c in counted for q in c.numbers)),
            civilians=plain.amount(civilians) if civilians else "",
            disputed=tuple(
                f.question
                for f in event.findings
                if f.verdict == "disputed" and any(place in a.accounts for a in f.answers)
            ),
            earlier=tuple((findings.earlier(e), context.numbers[e.article]) for e in account.earlier),
            left_out=plain.listed(findings.left_out(event, place)),
            quotes=tuple(
                q
                for article, own in by_article.items()
                for q in self._quotes((event.id, place + 1), article, own, counted)
            ),
            copies=account.copies,
        )

    def _names(self, entities: Sequence[str]) -> str:
        return plain.listed([findings.name(e, self._context.knowledge) for e in entities])

    def _quotes(
        self, place: tuple[str, int], article: str, claims: list[Claim], counted: list[Claim]
    ) -> Iterator[Quote]:
        text = self._context.record.articles[article]
        for said in self._sentences.said(*place, text, claims):
            shown = said.passage
            yield Quote(
                article=self._context.numbers[article],
                published=plain.day(text.published) if text.published else "date unknown",
                said=said,
                standing=tuple(
                    dict.fromkeys(
                        plain.STATUSES[c.status] for c in shown.claims if c.status != "happened" and c not in counted
                    )
                ),
                sure=round(100 * min(c.confidence for c in shown.claims)),
                elsewhere=tuple(
                    dict.fromkeys(f"{MEANINGS[mark]}, “{text.passage(span)}”" for mark, span in shown.elsewhere)
                ),
            )

    def _finding(self, event: Event, found: Finding) -> FindingView:
        answers = findings.answers(found, event, self._context.knowledge)
        return FindingView(
            findings.ABOUT[found.question],
            tuple((words, tuple(self._teller(event, n) for n in accounts)) for words, accounts in answers),
        )

    def _teller(self, event: Event, place: int) -> tuple[str, str]:
        return self._context.teller(event.accounts[place]), self._context.account_anchor(event, place + 1)


def _others(event: Event) -> tuple[tuple[Verdict, str], ...]:
    """The questions that are not disputed, by what was found of them."""
    told: dict[Verdict, list[str]] = {}
    for found in event.findings:
        told.setdefault(found.verdict, []).append(findings.about(found))
    return tuple((v, plain.listed(told[v])) for v in findings.VERDICTS if v in told and v != "disputed")
