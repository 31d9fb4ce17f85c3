"""What a situation report is made of, and what its sections are written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from truceline.dateline import day_of
from truceline.matching.accounts import TELLING
from truceline.pack import Knowledge
from truceline.plain import flat, listed
from truceline.records import Account, Article, Event, Held, Interval


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the ids of the claims that it rests on: at least one."""

    text: str
    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError(f"a sentence that no claim supports: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences; ``silent`` is what stands there when nothing is told."""

    title: str
    sentences: tuple[Sentence, ...]
    silent: str
    left_out: int = 0


@dataclass(frozen=True)
class Scene:
    """The days and places of a report.

    Attributes:
        record: all that is told.
        knowledge: what the packs know.
        first, last: the days of the report.
        places: ids of its places; empty for everywhere.
    """

    record: Held
    knowledge: Knowledge
    first: date
    last: date
    places: tuple[str, ...] = ()

    @property
    def days(self) -> Interval:
        """The days of the report."""
        return Interval.between(Interval.day(self.first), Interval.day(self.last))

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles that were published in the days of the report."""
        own = self.record.articles.values()
        return tuple(a for a in own if (day := day_of(a)) and self.first <= day <= self.last)

    def here(self, place: str | None) -> bool:
        """Whether a place lies in those of the report."""
        if not self.places:
            return True
        inside = self.knowledge.within(place) if place and place in self.knowledge.places else ()
        return bool(set(inside) & set(self.places))

    def then(self, days: Interval | None) -> bool:
        """Whether something that has days of its own falls into those of the report: half of it at the least."""
        if days is None:
            return False
        shared = (min(days.last, self.last) - max(days.first, self.first)).days + 1
        return shared > 0 and 2 * shared >= days.days

    def name(self, entity: str | None) -> str:
        """An id by its neutral name; words that no pack knows in quotation marks."""
        if entity is None:
            return "somebody not named"
        known = self.knowledge.label(entity)
        return flat(known) if known != entity else f"“{flat(entity, 60)}”"

    def names(self, entities: Iterable[str]) -> str:
        """Several, as a list in words."""
        return listed([self.name(e) for e in dict.fromkeys(entities)])

    def where(self, place: str | None) -> str:
        """A place with the next larger one that is no country: "Ramouseh, Aleppo"."""
        if place is None:
            return "a place not told"
        around = [self.knowledge.places[p] for p in self.knowledge.within(place)[1:] if p in self.knowledge.places]
        own = self.name(place)
        return next((f"{own}, {p.name}" for p in around if p.kind != "country" and p.name != own), own)

    def voices(self, voices: Iterable[str]) -> str:
        """Voices as a list in words: sides, cited sources, outlets."""
        return listed([flat(self.knowledge.label(v), 60) for v in dict.fromkeys(voices)])

    def tellers(self, accounts: Iterable[Account]) -> str:
        """Whose accounts they are, by their voices."""
        return self.voices(a.voice for a in accounts)

    def telling(self, event: Event) -> tuple[Account, ...]:
        """The accounts that tell an event as fact."""
        return tuple(a for a in event.accounts if a.stance in TELLING)


@dataclass(frozen=True, slots=True)
class SitRep:
    """A situation report.

    Attributes:
        title: what it is of.
        basis: what it was written from, in words.
        sections: in order.
        scene: what it was written from.
    """

    title: str
    basis: str
    sections: tuple[Section, ...]
    scene: Scene
