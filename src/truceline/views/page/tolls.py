"""The tolls of the page: a picture of the killed by period, each period's events, and the totals told beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from truceline import plain
from truceline.analysis.tally import Period, Sum, Tally
from truceline.analysis.tolls import Said, ToldTotal, Toll
from truceline.views import bars
from truceline.views import tolls as words
from truceline.views.page.context import Context, Party, anchor

MOST_TOTALS = 40
"""The told totals shown: those first that lie outside the sum of their events, then the largest."""

_OPEN = 3  # periods that are shown unfolded when there are no more


@dataclass(frozen=True, slots=True)
class End:
    """Who gives an end of a range: name, anchor of the account, and the words."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class TollView:
    """One number of an event, in words; ``highest`` is empty where it is as the lowest."""

    anchor: str
    name: str
    place: str
    when: str
    what: str
    number: str
    possible: bool
    lowest: tuple[End, ...]
    highest: tuple[End, ...]
    parts: str
    victims: tuple[Party, ...]
    denied: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """The tolls of a period; each sum is what is counted, how many, and what is known of who they are."""

    anchor: str
    name: str
    sums: tuple[tuple[str, str, str], ...]
    events: int
    tolls: tuple[TollView, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class TotalView:
    """A told total, in words, with who tells it."""

    words: str
    compared: str
    outside: bool
    said: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class TollsView:
    """The tolls of a case.

    Attributes:
        by: how long a period is.
        sums: over all of it.
        wide, narrow: the drawing, ``None`` where nobody is told to be killed on a known day.
        periods: in order of time, what lies in no one period last.
        totals: the told totals that are shown.
        more_totals: how many others there are.
        undated: how many events have tolls and no day.
    """

    by: str
    sums: tuple[tuple[str, str, str], ...]
    wide: Markup | None
    narrow: Markup | None
    periods: tuple[PeriodView, ...]
    totals: tuple[TotalView, ...]
    more_totals: int
    undated: int


def view(context: Context) -> TollsView:
    """The tolls of all events of a case, and of each day, week or month, as short as gives a picture to look at."""
    tally = context.tallies.over()
    views = _Views(context)
    periods = [_period(views, p, tally) for p in tally.periods if p.tolls]
    if tally.across:
        ids = len({t.event for t in tally.across})
        rest = tuple(map(views.toll, tally.across))
        periods.append(
            PeriodView("tolls-across", f"Over more than one {tally.by}", (), ids, rest, len(periods) < _OPEN)
        )
    totals = words.first([t for p in tally.periods for t in p.totals] + list(tally.totals))
    wide, narrow = _drawings(tally)
    return TollsView(
        by=tally.by,
        sums=_sums(tally.sums),
        wide=wide,
        narrow=narrow,
        periods=tuple(periods),
        totals=tuple(map(views.total, totals[:MOST_TOTALS])),
        more_totals=max(0, len(totals) - MOST_TOTALS),
        undated=len({t.event for t, reason in tally.unplaced if reason == "day"}),
    )


def _period(views: _Views, period: Period, tally: Tally) -> PeriodView:
    return PeriodView(
        anchor=_anchor(period),
        name=plain.upper_first(plain.when(period.days)),
        sums=_sums(period.sums),
        events=len({t.event for t in period.tolls}),
        tolls=tuple(map(views.toll, period.tolls)),
        open=len(tally.periods) <= _OPEN,
    )


def _anchor(period: Period) -> str:
    return f"tolls-{period.days.first.isoformat()}"


def _sums(sums: Iterable[Sum]) -> tuple[tuple[str, str, str], ...]:
    return tuple((s.what, words.span(s), _beside(s)) for s in sums)


def _beside(sum_: Sum) -> str:
    told = (("civilians", sum_.civilians), ("fighters", sum_.fighters))
    parts = [f"{plain.amount(number)} {who}" for who, number in told if number.least]
    notes = [f"of them {plain.listed(parts)}"] if parts else []
    notes += [f"{plain.count(sum_.possible, 'event')} only possible"] if sum_.possible else []
    return "; ".join(notes)


def _drawings(tally: Tally) -> tuple[Markup, Markup] | tuple[None, None]:
    shown = [(p, s) for p in tally.periods for s in p.sums if s.what == "killed"]
    if not shown:
        return None, None
    drawn = [
        bars.Bar(
            href=f"#{_anchor(p)}",
            title=f"{plain.when(p.days)}: {words.span(s)} killed, {plain.count(s.events, 'event')}",
            first=p.days.first,
            last=p.days.last,
            least=s.number.least or 0,
            most=s.told if s.number.most is None else s.number.most,
            open_=s.number.most is None,
        )
        for p, s in shown
    ]
    name = f"Killed by {tally.by}"
    return bars.draw(drawn, width=1040, name=name), bars.draw(drawn, width=343, name=name)


class _Views:
    """Turns tolls into what the page shows of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._anchors = {
            (claim, account.outlet, account.source): context.account_anchor(event, number)
            for event in context.record.events.values()
            for number, account in enumerate(event.accounts, 1)
            for claim in account.claims
        }

    def toll(self, toll: Toll) -> TollView:
        """One number of an event."""
        context = self._context
        event = context.record.events[toll.event]
        told = (("civilians", toll.civilians), ("fighters", toll.fighters))
        parts = [f"{plain.amount(number)} {who}" for who, number in told if number and number != toll.number]
        lowest, highest = self._ends(toll.lowest), self._ends(toll.highest)
        return TollView(
            anchor=anchor(event.id),
            name=plain.type_name(event.type),
            place=context.place(event.place),
            when=plain.when(event.date),
            what=toll.what,
            number=words.span(toll),
            possible=not toll.factual,
            lowest=lowest,
            highest=() if highest == lowest else highest,
            parts=plain.listed(parts),
            victims=context.parties(toll.victims[:4]),
            denied=self._ends(toll.denied),
        )

    def total(self, told: ToldTotal) -> TotalView:
        """One told total."""
        return TotalView(
            words=plain.upper_first(words.total_words(told, self._context.knowledge)),
            compared=words.compared(told),
            outside=told.outside,
            said=self._ends(told.said),
        )

    def _ends(self, said: Sequence[Said]) -> tuple[End, ...]:
        return tuple(map(self._end, said))

    def _end(self, said: Said) -> End:
        name = words.teller(said, self._context.knowledge)
        return End(name, self._anchors[said.claim, said.outlet, said.source], plain.flat(said.words, 60))
