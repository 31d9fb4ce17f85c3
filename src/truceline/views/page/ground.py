"""The ground of the page: what is cut off by whose account, where accounts differ, and what changed hands, by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from truceline import plain
from truceline.ground.holding import Change, Standing
from truceline.ground.routes import Cutoff
from truceline.ground.taking import Told
from truceline.records import Interval
from truceline.views import ground as words
from truceline.views.page.context import Context

_OPEN = 40  # changes: a list of no more is shown unfolded


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells something, and for which days; the anchor of the account."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class CutoffView:
    """A place that is cut off by one voice: since when, by what, and what opened it again."""

    voice: str
    words: str
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place, and what every voice tells of its being cut off."""

    name: str
    side: str
    cutoffs: tuple[CutoffView, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """Who has a place by whose account, with the latest words of each."""

    name: str
    words: str
    age: str
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed hands, by those who tell it."""

    when: str
    place: str
    words: str
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """The changes of a month."""

    name: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class GroundView:
    """The ground of a case.

    Attributes:
        cut_off: places that are or were cut off by some voice, by name.
        day: the last day told of, in words; empty where there is none.
        disputed: the places that two voices give to different holders on that day.
        months: what changed hands, the undated last; neither states nor fights.
        open: whether the months are shown unfolded.
        left_out: how many claims are of places that the packs do not know.
    """

    cut_off: tuple[PlaceView, ...]
    day: str
    disputed: tuple[StandingView, ...]
    months: tuple[MonthView, ...]
    open: bool
    left_out: int


def view(context: Context) -> GroundView:
    """The ground of a case by its accounts."""
    ground, cutoffs = context.ground, context.routes.cutoffs
    views = _Views(context)
    last = max(ground.days, default=None)
    changes = [c for c in ground.changes if c.kind not in ("held", "contested")]
    return GroundView(
        cut_off=tuple(views.place(p, tuple(own)) for p, own in groupby(cutoffs, key=lambda c: c.place)),
        day=plain.day(last) if last else "",
        disputed=tuple(views.standing(s) for s in ground.on(last) if s.disputed) if last else (),
        months=tuple(views.month(m, tuple(own)) for m, own in groupby(changes, key=lambda c: _month(c.since))),
        open=len(changes) <= _OPEN,
        left_out=ground.open,
    )


def _month(day: date | None) -> tuple[int, int] | None:
    return (day.year, day.month) if day else None


class _Views:
    """Turns what is told of the ground into what the page shows of it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._anchors = {
            (event.id, claim, account.outlet, account.source): context.account_anchor(event, number)
            for event in context.record.events.values()
            for number, account in enumerate(event.accounts, 1)
            for claim in account.claims
        }

    def place(self, place: str, cutoffs: Sequence[Cutoff]) -> PlaceView:
        """A place that is cut off, voice beside voice."""
        side = next((self._context.knowledge.label(c.side) for c in cutoffs if c.side), "")
        return PlaceView(self._context.place(place), side, tuple(map(self._cutoff, cutoffs)))

    def standing(self, standing: Standing) -> StandingView:
        """Who has a place."""
        said = [t for h in (*standing.held, *standing.left, *standing.denied) for t in h.told] + [*standing.contested]
        name, age = self._context.place(standing.place), plain.count(standing.age, "day")
        return StandingView(name, words.words(standing, self._context.knowledge), age, self._tellers(said))

    def month(self, month: tuple[int, int] | None, changes: Iterable[Change]) -> MonthView:
        """What changed hands in a month."""
        name = plain.when(Interval.month(*month)) if month else "Day not known"
        return MonthView(name, tuple(map(self._change, changes)))

    def _change(self, change: Change) -> ChangeView:
        said = words.change_words(change, self._context.knowledge)
        place, tellers = self._context.place(change.place), self._tellers(change.told)
        return ChangeView(words.change_when(change), place, said, tellers)

    def _cutoff(self, cutoff: Cutoff) -> CutoffView:
        knowledge = self._context.knowledge
        turns = [*cutoff.losses, cutoff.since, cutoff.reopened, cutoff.fell]
        told = self._tellers([*(t.told for t in turns if t), *cutoff.sieges])
        return CutoffView(plain.flat(knowledge.label(cutoff.voice)), words.cutoff_words(cutoff, knowledge), told)

    def _tellers(self, told: Iterable[Told]) -> tuple[Teller, ...]:
        return tuple(
            Teller(words.told_words(t, self._context.knowledge), self._anchors[t.event, t.claim, t.outlet, t.source])
            for t in dict.fromkeys(told)
        )
