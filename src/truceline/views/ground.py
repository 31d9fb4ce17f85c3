"""Ground in words: who has a place by whose account, what changed hands, what is cut off; as tables and JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from truceline.ground.holding import Change, Ground, Holding, Standing
from truceline.ground.routes import Cutoff, Routes, Turn
from truceline.ground.taking import Kind, Told
from truceline.pack import Knowledge
from truceline.plain import count, day, flat, listed, when
from truceline.views.jsonable import named, plain

_DONE: dict[Kind, str] = {
    "taken": "taken",
    "held": "held",
    "left": "left",
    "contested": "fought over",
    "besieged": "besieged",
    "opened": "siege broken",
}
_DONE_TO_ROADS: dict[Kind, str] = {"besieged": "cut", "opened": "opened again"}

NOBODY = "somebody not told"
"""Who has a place, took it or besieges it, where no account says."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a user asks to see of the ground of a case.

    Attributes:
        places: ids; each stands for all that lies in it. Empty for everywhere.
        since, until: days; ``None`` when open.
        on: the day that standings are asked for; ``None`` for the changes.
    """

    ground: Ground
    routes: Routes
    knowledge: Knowledge
    places: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    on: date | None = None

    @property
    def changes(self) -> list[Change]:
        """The changes at these places in these days; what has no day meets no condition on days."""
        return [c for c in self.ground.changes if self._there(c.place) and self._then(c.since)]

    @property
    def standings(self) -> list[Standing]:
        """The standings of these places on the day asked for."""
        return [s for s in self.ground.on(self.on) if self._there(s.place)] if self.on else []

    @property
    def cutoffs(self) -> list[Cutoff]:
        """The places of these that are cut off on the day asked for, or on one of these days."""
        found = self.routes.on(self.on) if self.on else self.routes.cutoffs
        return [c for c in found if self._there(c.place) and (self.on or self._meets(c))]

    def _there(self, place: str) -> bool:
        return not self.places or any(p in self.places for p in self.knowledge.within(place))

    def _then(self, at: date | None) -> bool:
        if at is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= at) and (self.until is None or at <= self.until)

    def _meets(self, cutoff: Cutoff) -> bool:
        ended = self.since is not None and cutoff.end is not None and cutoff.end < self.since
        return not ended and (self.until is None or cutoff.since.day <= self.until)


def holder_name(holder: str | None, knowledge: Knowledge) -> str:
    """Who has a place: a neutral name, or else the text's own words in quotes."""
    if holder is None:
        return NOBODY
    known = holder in knowledge.sides or holder in knowledge.actors
    return knowledge.label(holder) if known else f"“{flat(holder, 60)}”"


def words(standing: Standing, knowledge: Knowledge) -> str:
    """A standing in words: "held by Opposition according to A and B, by Government according to C, contested …"."""
    held = [f"{'in part ' if h.part else ''}by {_by(h, knowledge)}" for h in standing.held]
    parts = [f"held {', '.join(held)}"] if held else []
    parts += [f"left by {_by(h, knowledge)}" for h in standing.left]
    parts += [f"not held by {_by(h, knowledge)}" for h in standing.denied]
    if standing.contested:
        parts.append(f"contested according to {_voices((t.voice for t in standing.contested), knowledge)}")
    return ", ".join(parts)


def told_words(told: Told, knowledge: Knowledge) -> str:
    """Who tells something, and for which days: "Daily Post, citing a monitor, 6 August 2016"."""
    name = flat(knowledge.label(told.outlet)) or "outlet unknown"
    source = f", citing {flat(knowledge.label(told.source))}" if told.source else ""
    return f"{name}{source}, {told_when(told)}"


def told_when(told: Told) -> str:
    """The days that somebody tells, or by when it was reported."""
    if told.date:
        return when(told.date)
    return f"reported {day(told.published)}" if told.published else "day not known"


def change_words(change: Change, knowledge: Knowledge) -> str:
    """What is told of a place: "taken by Opposition", "in part held by Government", "denied: taken by Opposition"."""
    by = f" by {holder_name(change.holder, knowledge)}" if change.kind != "contested" else ""
    words = f"{'in part ' if change.part else ''}{_done(change.kind, change.place, knowledge)}{by}"
    return f"denied: {words}" if change.denied else words


def change_when(change: Change) -> str:
    """The days that most accounts tell, the earliest of them first; else by when it was reported."""
    told = Counter(t.date for t in change.told if t.date)
    if told:
        return when(min(told, key=lambda d: (-told[d], d)))
    return f"by {day(change.since)}" if change.since else "day not known"


def turn_words(turn: Turn, knowledge: Knowledge) -> str:
    """What cut a way or opened it: "Castello Road taken by Government, 7 July 2016"."""
    by = f" by {holder_name(turn.by, knowledge)}" if turn.by else ""
    return f"{knowledge.label(turn.place)} {_done(turn.kind, turn.place, knowledge)}{by}, {told_when(turn.told)}"


def cutoff_words(cutoff: Cutoff, knowledge: Knowledge) -> str:
    """Since when a place is cut off, by the loss of what, and how that ended."""
    told = cutoff.since.told.date
    since = f"since {day(told.first, told.first_grain)}" if told else f"by {day(cutoff.since.day)}"
    how = listed([turn_words(t, knowledge) for t in cutoff.losses or (cutoff.since,)])
    end = f"; open again: {turn_words(cutoff.reopened, knowledge)}" if cutoff.reopened else ""
    end = f"; over: {turn_words(cutoff.fell, knowledge)}" if cutoff.fell else end
    return f"cut off {since}: {how}{end}"


def table(chosen: Chosen) -> RenderableType:
    """The standings of the day asked for, or else the changes in order of time; below them what is cut off."""
    knowledge = chosen.knowledge
    out = Table(box=None, header_style="bold", pad_edge=False)
    if chosen.on:
        for name in ("where", "last told", "who has it"):
            out.add_column(name, overflow="fold")
        for s in chosen.standings:
            mark = "≠ " if s.disputed else ""
            out.add_row(*_cells(knowledge.label(s.place), f"{count(s.age, 'day')} ago", mark + words(s, knowledge)))
    else:
        for name in ("when", "where", "what", "according to", "event"):
            out.add_column(name, overflow="fold")
        for c in chosen.changes:
            says = _voices((t.voice for t in c.told), knowledge)
            out.add_row(*_cells(change_when(c), knowledge.label(c.place), change_words(c, knowledge), says, c.event))
    return Group(out, *_cut_off(chosen.cutoffs, knowledge))


def rows(chosen: Chosen) -> Iterator[dict[str, Any]]:
    """One JSON object for each standing or change, then one for each cut-off, told apart by ``record``."""
    knowledge = chosen.knowledge
    for s in chosen.standings:
        beside = {"age": s.age, "disputed": s.disputed, "words": words(s, knowledge)}
        yield named({"record": "standing", **plain(s), **beside}, knowledge)
    for c in chosen.changes if not chosen.on else ():
        yield named({"record": "change", **plain(c), "words": change_words(c, knowledge)}, knowledge)
    for cutoff in chosen.cutoffs:
        yield named({"record": "cutoff", **plain(cutoff), "words": cutoff_words(cutoff, knowledge)}, knowledge)


def _by(holding: Holding, knowledge: Knowledge) -> str:
    return f"{holder_name(holding.holder, knowledge)} according to {_voices(holding.voices, knowledge)}"


def _voices(voices: Iterable[str], knowledge: Knowledge) -> str:
    return listed(list(dict.fromkeys(flat(knowledge.label(v), 60) for v in voices)))


def _done(kind: Kind, place: str, knowledge: Knowledge) -> str:
    road = knowledge.places[place].kind == "road"
    return _DONE_TO_ROADS.get(kind, _DONE[kind]) if road else _DONE[kind]


def _cut_off(cutoffs: Sequence[Cutoff], knowledge: Knowledge) -> Iterator[RenderableType]:
    if not cutoffs:
        return
    yield Text("\nCut off, by account", style="bold")
    grid = Table.grid(padding=(0, 2))
    for c in cutoffs:
        side = f" ({knowledge.label(c.side)})" if c.side else ""
        voice = f"according to {flat(knowledge.label(c.voice), 60)}"
        grid.add_row(
            *_cells(knowledge.label(c.place) + side, voice, f"{cutoff_words(c, knowledge)} ({c.since.told.claim})")
        )
    yield grid


def _cells(*values: str) -> tuple[Text, ...]:
    return tuple(Text(flat(v)) for v in values)
