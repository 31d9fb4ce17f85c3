"""Which steps of aid belong to one story: of one place, within days of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.aid.steps import Step
from truceline.pack import Knowledge

_GAP = timedelta(days=14)  # steps further apart than this, with nothing between them, are of two threads
_AFTER = timedelta(days=3)  # for so long after a delivery a thread goes on; what comes later is the next one


@dataclass(slots=True)
class _Growing:
    steps: list[Step]
    scope: tuple[str, ...]  # the narrowest places told so far

    @property
    def last(self) -> date | None:
        return max((s.when.last for s in self.steps if s.when), default=None)

    @property
    def brought(self) -> date | None:
        return min((s.when.last for s in self.steps if s.kind == "delivery" and s.when), default=None)


def gather(steps: Iterable[Step], knowledge: Knowledge) -> list[list[Step]]:
    """Steps in threads; those of a whole country, of no place, or that last long are laid to nothing narrower."""
    growing: list[_Growing] = []
    for step in steps:
        if step.kind == "attack" and not step.on_convoy:
            continue
        fitting = [g for g in growing if _fits(step, g, knowledge)]
        if not fitting:
            growing.append(_Growing([step], step.places))
            continue
        best = max(fitting, key=lambda g: (_depth(g.scope, knowledge), g.last or date.min))
        best.steps.append(step)
        if _depth(step.places, knowledge) > _depth(best.scope, knowledge):
            best.scope = step.places
    return [g.steps for g in growing]


def _fits(step: Step, thread: _Growing, knowledge: Knowledge) -> bool:
    if step.when is None or thread.last is None or any(s.lasts for s in (step, *thread.steps)):
        return False
    if step.when.first - thread.last > _GAP or (thread.brought and step.when.first - thread.brought > _AFTER):
        return False
    if not step.places:  # told of no place: only beside what the same event tells
        return any(s.event == step.event for s in thread.steps)
    return may_be_one(step.places, thread.scope, knowledge)


def may_be_one(one: Sequence[str], other: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether two steps may concern one place; what is told of a country is no story of one of its towns."""
    for p in one:
        for q in other:
            if p == q:
                return True
            if (
                p in knowledge.places
                and q in knowledge.places
                and (_within(p, q, knowledge) or _within(q, p, knowledge))
            ):
                return True
    return False


def _within(inner: str, outer: str, knowledge: Knowledge) -> bool:
    return knowledge.places[outer].kind != "country" and outer in knowledge.within(inner)


def _depth(places: Sequence[str], knowledge: Knowledge) -> int:
    return max((len(knowledge.within(p)) for p in places if p in knowledge.places), default=0)
