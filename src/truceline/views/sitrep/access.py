"""Aid: asked for, let through, refused and brought, and how many people are told to need it."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.aid.ledger import Aid, Thread
from truceline.aid.steps import Step
from truceline.plain import STATUSES, amount, day, listed, upper_first, when
from truceline.views.aid import PEOPLE, STEPS, blame
from truceline.views.sitrep.report import Scene, Section, Sentence

MOST_PEOPLE = 6
"""The places told of by how many people are there."""


def section(scene: Scene) -> Section:
    """The stories of access with a step in the days of the report, and the people told of in them."""
    aid = Aid.of(scene.record, scene.knowledge).at(scene.places, scene.first, scene.last)
    sentences = [s for thread in aid.threads for s in _thread(thread, scene)]
    sentences += [
        Sentence(f"{_step(s, scene)}, {_where(s.places, scene)}.", s.claims) for s in aid.attacks if _in_time(s, scene)
    ]
    sentences += _people(aid, scene)
    return Section("Humanitarian access", tuple(sentences), "No aid is told of in these days and places.")


def _in_time(step: Step, scene: Scene) -> bool:
    if step.date:
        return scene.then(step.date)
    return step.reported is not None and scene.first <= step.reported <= scene.last


def _where(places: tuple[str, ...], scene: Scene) -> str:
    return listed([scene.where(p) for p in places[:3]]) or "place not told"


def _thread(thread: Thread, scene: Scene) -> Iterator[Sentence]:
    steps = [s for s in thread.steps if _in_time(s, scene) and s.claims]
    if not steps:
        return
    where = f"Aid for {_where(thread.places, scene)}" if thread.places else "Aid, for a place not told"
    text = f"{where}: {'; '.join(_step(s, scene) for s in steps)}"
    if thread.contradicted:
        text += "; whether it came is disputed"
    yield Sentence(f"{text}.", tuple(dict.fromkeys(c for s in steps for c in s.claims)))
    own = {t for s in steps for t in s.claims}
    for kept in thread.kept_out:
        claims = tuple(c for t in kept.tellings for c in t.claims if c in own)
        if kept.actors and claims:
            yield Sentence(f"Kept out by {blame(kept, scene.knowledge)}.", claims)


def _step(step: Step, scene: Scene) -> str:
    told = when(step.date) if step.date else f"by {day(step.reported)}" if step.reported else ""
    text = STEPS[step.kind] + (f" by {scene.names(step.actors[:2])}" if step.actors else "")
    if step.kind == "attack" and step.targets:
        text = f"{scene.names(step.targets[:2])} {text}"
    numbers = listed([f"{amount(a.number)} {a.what}" for a in step.amounts])
    parts = [text, numbers, "" if step.status == "happened" else STATUSES[step.status], told]
    return upper_first(", ".join(p for p in parts if p)) if step.kind == "attack" else ", ".join(p for p in parts if p)


def _people(aid: Aid, scene: Scene) -> Iterator[Sentence]:
    for people in aid.people[:MOST_PEOPLE]:
        if people.number is None:
            continue
        said = [*people.lowest, *(f for f in people.highest if f not in people.lowest)]
        text = f"{_where(people.places, scene)}: {amount(people.number)} people {PEOPLE[people.what]}"
        claims = tuple(dict.fromkeys(f.claim for f in said if f.claim))
        if claims:
            yield Sentence(f"{text}.", claims)
