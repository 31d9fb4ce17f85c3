"""Who holds the places of the map, by whose account: what the slider goes through and what the table says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from truceline.truces.ground import Change, Ground, Standing
from truceline.truces.routes import Cutoff, Routes, Turn
from truceline.truces.taking import Telling, Told
from truceline.views import plain
from truceline.views.page.context import Context, Side

STALE = timedelta(days=60)
"""What was told longer ago than this says little of today; the map shows it pale."""

ALL = "all accounts"
"""The voice that takes in all others."""

_DONE = {
    "taken": "taken",
    "held": "held",
    "left": "left",
    "contested": "fought for",
    "besieged": "besieged",
    "opened": "opened",
}


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says something, and the anchor of the words."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Held:
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
    held: tuple[Held, ...]
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


@dataclass(frozen=True, slots=True)
class CutoffView:
    """A place that was cut off by the account of one voice: since when, by what, and what reopened it."""

    place: str
    side: Side | None
    voice: str
    words: str
    tellers: tuple[Teller, ...]


class Holdings:
    """Who holds what, in the words and numbers of the page."""

    def __init__(self, context: Context, ground: Ground) -> None:
        self._context, self._ground = context, ground
        self._anchors = {
            claim: context.account_anchor(event, number)
            for event in context.record.events.values()
            for number, account in reversed([*enumerate(event.accounts, 1)])
            for claim in account.claims
        }
        self._changes: dict[str, list[Change]] = {}
        for change in ground.changes:
            self._changes.setdefault(change.place, []).append(change)
        self._tellings: dict[str, list[Telling]] = {}
        for telling in ground.tellings.all:
            self._tellings.setdefault(telling.place, []).append(telling)
        told = {t.told.voice for t in ground.tellings.all}
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

    def now(self, place: str) -> Standing | None:
        """The last standing of a place."""
        return next((s for _, s in reversed(self._ground.history(place)) if s), None)

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
        found: dict[str | None, Held] = {}
        for holding in standing.held if standing else ():
            if self._speaks(holding.told, group):
                said = (
                    t.since for t in own if t.since and t.since <= day and not t.denied and t.holder == holding.holder
                )
                told = Held(self._side(holding.holder), holding.part, max(said, default=day))
                before = found.get(told.side, told)
                found[told.side] = Held(told.side, told.part and before.part, max(told.told, before.told))
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
        who = self._holder(change.holder)
        if change.kind == "contested":
            words = "fought for" + (f" by {who}" if change.holder else "")
        elif change.kind == "left":
            words = f"left by {who}"
        else:
            words = f"{_DONE[change.kind]} by {who}"
        words += " in part" if change.part else ""
        words = f"said not to be {words}" if change.denied else words
        days = next((t.date for t in change.told if t.date), None)
        reported = f"reported {plain.day(change.since)}" if change.since else "day not known"
        return ChangeView(plain.when(days) if days else reported, words, self.tellers(change.told))

    def _holder(self, holder: str | None) -> str:
        if holder is None:
            return "somebody not told"
        known = self._context.knowledge.label(holder)
        return known if known != holder or self._context.known(holder) else f"“{holder}”"

    def tellers(self, told: Iterable[Told]) -> tuple[Teller, ...]:
        """Who says something, each once, with the place of the words on the page."""
        found: dict[Teller, None] = {}
        for one in told:
            name = self._context.outlet(one.outlet)
            name += f", citing {self._context.knowledge.label(one.source)}" if one.source else ""
            found.setdefault(Teller(name, self._anchors[one.claim]))
        return tuple(found)

    def cutoffs(self, routes: Routes) -> tuple[CutoffView, ...]:
        """The places that were cut off, in order of time."""
        order = sorted(routes.cutoffs, key=lambda c: (c.since.day, c.place, c.voice))
        return tuple(
            CutoffView(
                place=self._context.place(c.place),
                side=self._context.sides.get(c.side) if c.side else None,
                voice=self._context.knowledge.label(c.voice),
                words=self._cutoff(c),
                tellers=self.tellers(
                    [t.told for t in (c.since, *c.losses)] + ([c.reopened.told] if c.reopened else [])
                ),
            )
            for c in order
        )

    def _cutoff(self, cutoff: Cutoff) -> str:
        losses = dict.fromkeys(self._turn(t) for t in (cutoff.losses or (cutoff.since,)))
        words = f"from {plain.day(cutoff.since.day)} on: {plain.listed(list(losses))}"
        if cutoff.reopened:
            words += f"; open again from {plain.day(cutoff.reopened.day)} on: {self._turn(cutoff.reopened)}"
        return words

    def _turn(self, turn: Turn) -> str:
        by = f" by {self._holder(turn.by)}" if turn.by else ""
        return f"{self._context.knowledge.label(turn.place)} {_DONE[turn.kind]}{by}"
