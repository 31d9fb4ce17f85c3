"""Who took or lost what, and which places are cut off, by account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from truceline.ground.holding import Change, Ground
from truceline.ground.routes import Cutoff, Routes
from truceline.ground.taking import Told
from truceline.plain import day, upper_first, when
from truceline.views.sitrep.report import Scene, Section, Sentence

_FRESH = timedelta(days=90)
"""How long after an article the cutting off that it tells of is still told as standing."""

_WORDS = {
    "taken": "taken",
    "held": "held",
    "left": "left",
    "contested": "fought over",
    "besieged": "besieged or cut",
    "opened": "opened",
}


def section(scene: Scene) -> Section:
    """The changes of the days of the report, and what was cut off on the last of them."""
    ground = Ground(scene.record, scene.knowledge)
    changes = [c for c in ground.changes if scene.here(c.place) and any(_in_time(t, scene) for t in c.told)]
    sentences = [_change(c, scene) for c in changes if c.kind not in ("held", "contested")]
    routes = Routes(ground, scene.record, scene.knowledge)
    cut = [c for c in routes.on(scene.last) if scene.here(c.place)]
    fresh = [c for c in cut if any(_is_fresh(t.told, scene) for t in (c.since, *c.losses))]
    sentences += [_cutoff(c, scene) for c in fresh]
    nothing = "No place or road is told to have changed hands."
    return Section("Control and routes", tuple(sentences), nothing, len(cut) - len(fresh))


def _is_fresh(told: Told, scene: Scene) -> bool:
    """Whether an article not too old tells it: what one said a year ago and never again says little of now."""
    return told.published is not None and scene.last - told.published <= _FRESH


def _in_time(told: Told, scene: Scene) -> bool:
    if told.date:
        return scene.then(told.date)
    return told.published is not None and scene.first <= told.published <= scene.last


def _change(change: Change, scene: Scene) -> Sentence:
    told = [t for t in change.told if _in_time(t, scene)]
    text = f"{_when(told)}: {scene.where(change.place)} {_WORDS[change.kind]}"
    text += f" by {scene.name(change.holder)}" if change.holder else ""
    text += ", a part of it" if change.part else ""
    verb = "denied by" if change.denied else "according to"
    claims = tuple(dict.fromkeys(t.claim for t in told))
    return Sentence(f"{text}, {verb} {scene.voices(t.voice for t in told)}.", claims)


def _when(told: Iterable[Told]) -> str:
    dated = sorted(((t.date.days, t.claim, t.date) for t in told if t.date), key=lambda e: e[:2])
    if dated:
        return upper_first(when(dated[0][2]))
    published = min((t.published for t in told if t.published), default=None)
    return f"By {day(published)}" if published else "On a day not told"


def _cutoff(cutoff: Cutoff, scene: Scene) -> Sentence:
    turns = [cutoff.since, *cutoff.losses]
    ways = [t.route or t.place for t in turns if (t.route or t.place) != cutoff.place]
    whom = f" for {scene.name(cutoff.side)}" if cutoff.side else ""
    text = f"{scene.where(cutoff.place)}: cut off{whom} since {_since(cutoff)}"
    text += f", by the loss of {scene.names(ways)}" if ways else ""
    claims = tuple(dict.fromkeys(t.told.claim for t in turns))
    return Sentence(f"{text}, according to {scene.voices([cutoff.voice])}.", claims)


def _since(cutoff: Cutoff) -> str:
    told = cutoff.since.told
    if told.date:
        return when(told.date)
    return f"{day(told.published)} or before" if told.published else "a day not told"
