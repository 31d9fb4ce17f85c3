"""Who is who to written terms: whom they bind, whom they leave out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from truceline.pack import Knowledge, Terms

Place = Literal["bound", "left out", "no party", "unclear"]
"""How somebody stands to terms."""

_FIGHTING = frozenset({"force", "armed_group", "coalition", "party"})
_NOBODY = frozenset({"population", "monitor", "ngo", "body"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to terms, and why."""

    place: Place
    reason: str


class Bound:
    """Tells how actors stand to some terms. What is left out goes before what is bound."""

    def __init__(self, terms: Terms, knowledge: Knowledge) -> None:
        self._terms = terms
        self._knowledge = knowledge
        # Who guarantees something takes on to watch over it; that makes him no party to the fighting.
        own = (a for o in terms.obligations for a in o.by if a not in terms.guarantors)
        self._parties = dict.fromkeys((*terms.parties, *own))

    def of(self, actor: str, words: str = "") -> Standing:
        """How an actor stands, by his entity id, and the account's words for him; unknown words stay unclear."""
        name = self._knowledge.label(actor)
        known = self._knowledge.actors.get(actor)
        if known is None:
            return Standing("unclear", f"“{name}”: nobody that a pack knows")
        if reason := self._among(actor, self._terms.excluded):
            return Standing("left out", f"{reason}: left out of the terms")
        if reason := self._among(actor, self._parties):
            return Standing("bound", f"{reason}: a party")
        side = self._knowledge.side_of(actor)
        if side in self._terms.sides:
            return Standing("bound", f"{name}: on the side “{self._knowledge.label(side)}”, which is bound as a whole")
        below = [p for p in self._parties if actor in self._knowledge.lineage(p)]
        if below and known.kind == "state":
            return Standing("bound", f"{name}: answers for {self._knowledge.label(below[0])}, a party")
        if below:
            return Standing("unclear", f"{name}: wider than {self._knowledge.label(below[0])}, a party")
        if actor in self._terms.guarantors:
            return Standing("no party", f"{name}: guarantees the terms, and is no party to them")
        if side is None and known.kind in _FIGHTING:
            return Standing("unclear", f"“{words or name}”: fighters of no side that a pack knows")
        if known.kind in _NOBODY:
            return Standing("unclear", f"“{words or name}”: not told who they are")
        if side and (named := [p for p in self._parties if self._knowledge.side_of(p) == side]):
            beside = self._knowledge.label(named[0])
            return Standing("unclear", f"{name}: on the side of {beside}, a party, and not named itself")
        return Standing("no party", f"{name}: no party")

    def bears(self, actor: str, by: Collection[str]) -> Place:
        """Whether somebody bears an obligation that binds only some."""
        if self._among(actor, by):
            return "bound"
        known = self._knowledge.actors.get(actor)
        wider = known is None or any(actor in self._knowledge.lineage(b) for b in by)
        if wider and known is not None and known.kind == "state":
            return "bound"
        return "unclear" if wider or self.of(actor).place == "unclear" else "no party"

    def _among(self, actor: str, those: Collection[str]) -> str:
        """In words how an actor is one of some or belongs to one; empty where he does not."""
        found = next((a for a in self._knowledge.lineage(actor) if a in those), None)
        if found is None:
            return ""
        name, other = self._knowledge.label(actor), self._knowledge.label(found)
        return name if found == actor else f"{name}, part of {other}"
