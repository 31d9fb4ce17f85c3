"""Who holds the places of the map, by whose account: what the slider goes through and what the table says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from truceline.ground.holding import Change, Standing
from truceline.ground.taking import Telling, Told
from truceline.views import ground as words
from truceline.views.page.context import Context, Side

STALE = timedelta(days=60)
"""What was told longer ago than this says little of today; the map shows it pale."""

ALL = "all accounts"
"""The voice that takes in all others."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says something, and the anchor of the words."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a place, by some voices.

    Attributes:
        side: its id; ``None`` for whoever belongs to no side or is not told.
        part: a part of the place only.
        told: the last day that a telling of it counts from.
    """

    side: str | None
    part: bool
    told: date


@dataclass(frozen=True, slots=True)
class Spell:
    """What is told of a place from a day on, until the next spell: who has it, the latest told first, and any fight."""

    day: date
    held: tuple[Holder, ...]
    fought: bool

    def differs(self, day: date) -> bool:
        """Whether it is fought for, or two have all of it by what was told in the days before."""
        return self.fought or sum(not h.part and day - h.told <= STALE for h in self.held) > 1


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What is said of who holds a place: the day, what happened, and who says so."""

    when: str
    words: str
    tellers: tuple[Teller, ...]


class Holdings:
    """Who holds what, in the words and numbers of the page."""

    def __init__(self, context: Context) -> None:
        self._context, self._ground = context, context.ground
        self._anchors = {
            (event.id, claim, account.outlet, account.source): context.account_anchor(event, number)
            for event in context.record.events.values()
            for number, account in enumerate(event.accounts, 1)
            for claim in account.claims
        }
        self._changes: dict[str, list[Change]] = {}
        for change in self._ground.changes:
            self._changes.setdefault(change.place, []).append(change)
        self._tellings: dict[str, list[Telling]] = {}
        for telling in self._ground.tellings.all:
            self._tellings.setdefault(telling.place, []).append(telling)
        told = {t.told.voice for t in self._ground.tellings.all}
        sides = [s for s in context.sides.values() if s.id in told]
        self.groups: tuple[tuple[str, Side | None], ...] = ((ALL, None), *((s.label, s) for s in sides))
        if any(v not in context.knowledge.sides for v in told):
            self.groups += ((context.sides[None].label, context.sides[None]),)

    @property
    def places(self) -> tuple[str, ...]:
        """Every place that an account says somebody holds, takes, leaves or fights for."""
        return self._ground.places

    def spells(self, place: str) -> tuple[tuple[Spell, ...], ...]:
        """For each of ``groups`` what its voices say of a place, in order of time."""
        history = self._ground.history(place)
        return tuple(tuple(self._spells(place, history, n)) for n in range(len(self.groups))) if history else ()

    def now(self, place: str) -> str:
        """Who holds a place by the last words of all, in words; empty where nobody says."""
        history = self._ground.history(place)
        last = history[-1][1] if history else None
        return words.words(last, self._context.knowledge) if last else ""

    def changes(self, place: str) -> tuple[ChangeView, ...]:
        """All that is said of who holds a place, in order of time."""
        return tuple(map(self._change, self._changes.get(place, ())))

    def _spells(self, place: str, history: Sequence[tuple[date, Standing | None]], group: int) -> Iterator[Spell]:
        own = [t for t in self._tellings.get(place, ()) if t.since and self._speaks([t.told], group)]
        last: Spell | None = None
        for day in sorted({*(d for d, _ in history), *(t.since for t in own if t.since)}):
            standing = next((s for d, s in reversed(history) if d <= day), None)
            spell = self._spell(day, standing, group, own)
            if (spell.held or spell.fought or last) and (last is None or replace(spell, day=last.day) != last):
                yield spell
                last = spell

    def _spell(self, day: date, standing: Standing | None, group: int, own: Sequence[Telling]) -> Spell:
        found: dict[str | None, Holder] = {}
        for holding in standing.held if standing else ():
            if self._speaks(holding.told, group):
                said = (t.since for t in own if t.since and t.since <= day and _gives(t, holding.holder))
                told = Holder(self._side(holding.holder), holding.part, max(said, default=day))
                before = found.get(told.side, told)
                found[told.side] = Holder(told.side, told.part and before.part, max(told.told, before.told))
        fought = standing is not None and self._speaks(standing.contested, group)
        order = {side: n for n, side in enumerate(self._context.sides)}
        return Spell(day, tuple(sorted(found.values(), key=lambda h: (-h.told.toordinal(), order[h.side]))), fought)

    def _side(self, holder: str | None) -> str | None:
        return holder if holder in self._context.knowledge.sides else None

    def speaks(self, voice: str, group: int) -> bool:
        """Whether a voice is one of a group's, by its number in ``groups``."""
        name, side = self.groups[group]
        own = voice if voice in self._context.knowledge.sides else None
        return name == ALL or (side is not None and own == side.id)

    def _speaks(self, told: Iterable[Told], group: int) -> bool:
        return any(self.speaks(t.voice, group) for t in told)

    def _change(self, change: Change) -> ChangeView:
        return ChangeView(
            words.change_when(change), words.change_words(change, self._context.knowledge), self.tellers(change.told)
        )

    def tellers(self, told: Iterable[Told]) -> tuple[Teller, ...]:
        """Who says something and for which days, each once, with the place of the words on the page."""
        found = (
            Teller(words.told_words(t, self._context.knowledge), self._anchors[t.event, t.claim, t.outlet, t.source])
            for t in told
        )
        return tuple(dict.fromkeys(found))


def _gives(telling: Telling, holder: str | None) -> bool:
    """Whether somebody tells that a holder has the place, or took it."""
    return telling.kind in ("taken", "held") and not telling.denied and telling.holder == holder
