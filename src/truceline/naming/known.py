"""What packs know of somebody, as far as it tells whom pronouns and bare descriptions stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from truceline.naming.aliases import Aliases
from truceline.naming.phrase import words
from truceline.naming.reading import BEFORE, OUTLET, PART
from truceline.naming.spelling import plain
from truceline.naming.words import AIRCRAFT
from truceline.records import Role

if TYPE_CHECKING:
    from truceline.pack.knowledge import Knowledge

Found = tuple[str, float]
"""An entity and how sure it is."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of names in one article.

    Attributes:
        knowledge: the packs.
        actors, outlets, places: their names.
        named: whom words in a role stand for by themselves, an actor or outlet.
        generic: whether words in a role are at most known as a description that fits many.
        holds: whether a person holds an office of that title.
    """

    knowledge: Knowledge
    actors: Aliases
    outlets: Aliases
    places: Aliases
    named: Callable[[Role, str], Found | None]
    generic: Callable[[Role, str], bool]
    holds: Callable[[str, str], bool]
    _found: dict[str, tuple[tuple[int, int, bool], ...]] = field(default_factory=dict, init=False, repr=False)

    def kind(self, entity: str) -> str:
        """Kind of an actor or outlet."""
        actor = self.knowledge.actors.get(entity)
        return actor.kind if actor else OUTLET

    def names(self, text: str) -> tuple[tuple[int, int, bool], ...]:
        """Where names and descriptions of actors and outlets, then of places stand in a running text, and which."""
        if text not in self._found:
            self._found[text] = tuple(self._names(text))
        return self._found[text]

    def _names(self, text: str) -> Iterator[tuple[int, int, bool]]:
        listed = words(text)
        for names in (self.actors, self.outlets, self.places):
            yield from ((begin, end, names is not self.places) for begin, end in names.within(listed, text))

    def called(self, entity: str, ending: str) -> bool:
        """Whether a name or description of an actor ends with these words."""
        actor = self.knowledge.actors.get(entity)
        return actor is not None and any(
            f" {plain(name)}".endswith(f" {ending}") for name in (*actor.names, *actor.descriptions)
        )

    def may_be(self, described: Found | None, named: Found | None) -> bool:
        """Whether one whom words describe may be one who is named: not where they stand on different sides."""
        sides = {self.knowledge.side_of(f[0]) for f in (described, named) if f} - {None}
        return len(sides) < 2

    def part(self, entity: str, part: str) -> Found | None:
        """Who is meant by a part of somebody that acts for them: by "forces" of a state its armed forces."""
        if found := own_part(self.knowledge, self.actors, entity, part.split()[-1]):
            return found, BEFORE
        actor = self.knowledge.actors.get(entity)
        if actor and actor.kind == "person":
            return (actor.parent, PART) if actor.parent else None
        return entity, BEFORE

    def whole(self, person: str) -> str | None:
        """For whom a person speaks who says "we": a minister for the state, another one for the organisation."""
        kinds = [(a, self.knowledge.actors[a].kind) for a in self.knowledge.lineage(person)[1:]]
        if kinds and kinds[0][1] == "government" and kinds[-1][1] == "state":
            return kinds[-1][0]
        return kinds[0][0] if kinds else None


def own_part(knowledge: Knowledge, actors: Aliases, entity: str, noun: str) -> str | None:
    """The actor that packs call by a name of somebody, or of what that belongs to, and a noun: "Russian" and "jets"."""
    lineage = [knowledge.actors[a] for a in knowledge.lineage(entity) if a in knowledge.actors]
    nouns = (noun, "warplanes", "air force") if noun in AIRCRAFT else (noun,)
    for owner in lineage:
        if owner.kind == "person":
            continue
        for name in (f"{n} {m}" for m in nouns for n in (*owner.names, *owner.descriptions)):
            hit = actors.find(name)
            if hit and len(hit.ids) == 1 and knowledge.lineage(hit.ids[0])[-1] == lineage[-1].id:
                return hit.ids[0]
    return None
