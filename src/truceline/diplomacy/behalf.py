"""On whose behalf somebody acts: a minister for his state, a general for the government whose army it is."""

from __future__ import annotations

from datetime import date

from truceline.pack import GENERAL, Knowledge

_ORGANS = frozenset({"government", "force"})
"""Kinds of actor that act for what they are part of. Bodies, armed groups and parties act for themselves."""


class Behalf:
    """Leads from those who are named to those they act for.

    A person acts for whoever's office he holds on the day, else for what the pack counts him to; out of office, for
    himself. Ministries and forces act for the state or group that they are part of. A state stands for its government
    where a pack of the conflict knows one: who acts then is a party to the conflict, not the country.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        known: dict[str, list[str]] = {}
        for actor in knowledge.actors.values():
            if actor.kind == "government" and actor.parent and not actor.id.startswith(f"{GENERAL}:"):
                known.setdefault(actor.parent, []).append(actor.id)
        states = {a.id for a in knowledge.actors.values() if a.kind == "state"}
        self._governments = {s: own[0] for s, own in known.items() if s in states and len(own) == 1}

    def of(self, entity: str, day: date | None) -> str:
        """Whom an actor acts for on a day, by id; himself where that is nobody else, or no pack knows him."""
        actor = self._knowledge.actors.get(entity)
        if actor is None:
            return entity
        if actor.kind == "person":
            above = self._employer(entity, day)
            return self.of(above, day) if above else entity
        seen = [entity]
        while (here := self._knowledge.actors[seen[-1]]).kind in _ORGANS and here.parent and here.parent not in seen:
            if self._governments.get(here.parent) == here.id:
                break
            seen.append(here.parent)
        return self._governments.get(seen[-1], seen[-1])

    def _employer(self, person: str, day: date | None) -> str | None:
        """Whom a person works for on a day; ``None`` when out of office."""
        actor = self._knowledge.actors[person]
        held = sorted({o.of for o in actor.offices if _covers(o.first, o.last, day)})
        if actor.parent and _covers(actor.first, actor.last, day) and (held or not actor.offices):
            return actor.parent
        return held[0] if held else None


def _covers(first: date | None, last: date | None, day: date | None) -> bool:
    return day is None or ((first is None or first <= day) and (last is None or day <= last))
