"""How each truce stood, what was done about it in the days of the report, and who says who broke it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from truceline.plain import STATUSES, count, day, listed, type_name, upper_first, when
from truceline.records import Truce, TruceStep
from truceline.truces.life import Standing, standing
from truceline.truces.tellers import tellers
from truceline.truces.weighing import VERDICTS, Weigher
from truceline.views.sitrep.report import Scene, Section, Sentence

_PAST = ("ended", "run out", "not heard of since")
_DONE = {
    "truce_call": "called for by",
    "truce_agree": "agreed or announced by",
    "support": "backed by",
    "reject": "rejected by",
    "truce_start": "put in force or kept by",
    "truce_extend": "prolonged by",
    "truce_end": "ended by",
}


def section(scene: Scene) -> Section:
    """Every truce that was told of in the days of the report, or stood on the last of them."""
    weigher = Weigher(scene.record, scene.knowledge)
    sentences: list[Sentence] = []
    for truce in sorted(scene.record.truces.values(), key=lambda t: (t.date.first if t.date else date.max, t.id)):
        if not _holds_here(truce, scene):
            continue
        at = standing(truce, scene.last, scene.record, scene.knowledge)
        taken = [s for s in truce.steps if _in_time(s, scene)]
        if at is None or (not taken and (at.status in _PAST or at.terms == "after")):
            continue
        sentences.append(_standing(truce, at, scene))
        sentences += [_step(s, scene) for s in taken if s.type != "truce_violation"]
        sentences += _violations(truce, taken, weigher, scene)
    return Section("Truces", tuple(sentences), "No truce is told of.")


def _holds_here(truce: Truce, scene: Scene) -> bool:
    """A truce of the place, of a part of it, or of the whole country that it lies in."""
    if scene.here(truce.place) or truce.place is None:
        return True
    return any(truce.place in scene.knowledge.within(p) for p in scene.places)


def _in_time(step: TruceStep, scene: Scene) -> bool:
    if step.date:
        return scene.then(step.date)
    return step.reported is not None and scene.first <= step.reported <= scene.last


def _standing(truce: Truce, at: Standing, scene: Scene) -> Sentence:
    text = f"{truce.name}: {at.status} on {day(at.day)}"
    if at.sayings:
        by: dict[str, list[str]] = defaultdict(list)
        for said in at.sayings:
            by[said.state].append(said.voice)
        text += f" ({'; '.join(f'{state} according to {scene.voices(voices)}' for state, voices in by.items())})"
    if at.terms:
        text += f"; by its written terms this day lies {at.terms} them" if at.terms != "within" else ""
    claims = [c for said in at.sayings for c in said.claims]
    return Sentence(f"{text}.", tuple(dict.fromkeys(claims)))


def _step(step: TruceStep, scene: Scene) -> Sentence:
    told = when(step.date) if step.date else f"by {day(step.reported)}" if step.reported else "on a day not told"
    text = f"{upper_first(told)}: {_DONE[step.type] if step.actors else type_name(step.type)}"
    if step.actors:
        text += f" {scene.names(step.actors)}"
    if step.status != "happened":
        text += f" ({STATUSES[step.status]})"
    accounts = [account for _, _, account, _ in tellers(step, scene.record.events)]
    text += f", according to {scene.tellers(accounts)}"
    if step.disputed:
        text += "; accounts differ"
    return Sentence(f"{text}.", step.claims)


def _violations(truce: Truce, taken: Sequence[TruceStep], weigher: Weigher, scene: Scene) -> Iterator[Sentence]:
    """Per voice, whom it accuses, of how many breaches, and what these would be by the written terms."""
    weighed = weigher.of(truce)
    by: dict[tuple[str, str], list[tuple[TruceStep, tuple[str, ...]]]] = defaultdict(list)
    for step in taken:
        if step.type != "truce_violation" or step.status != "happened":
            continue
        for _, _, account, claims in tellers(step, scene.record.events):
            alleged = [c for c in map(scene.record.claims.__getitem__, claims) if c.status == "happened"]
            named = [m.entity or m.text for c in alleged for m in c.actor]
            accused = [scene.knowledge.side_of(a) or a for a in named] or [""]
            for side in dict.fromkeys(accused) if alleged else ():
                by[account.voice, side].append((step, tuple(c.id for c in alleged)))
    for (voice, side), found in sorted(by.items()):
        events = {e for step, _ in found for e in step.events}
        whom = scene.name(side) if side else "nobody by name"
        text = f"Alleged by {scene.voices([voice])}: {count(len(events), 'breach', 'breaches')} by {whom}"
        verdicts = [weighed[e].verdict for e in sorted(events) if e in weighed]
        if verdicts:
            parts = [f"{n} {v}" for v in VERDICTS if (n := verdicts.count(v))]
            text += f"; of what is alleged, by the written terms: {listed(parts)}"
        yield Sentence(f"{text}.", tuple(dict.fromkeys(c for _, claims in found for c in claims)))
