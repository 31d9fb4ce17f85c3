"""What each claim says was done between parties: who, for whom, to whom, in which days, and by whose account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from truceline.diplomacy.behalf import Behalf
from truceline.matching.reports import Reports
from truceline.naming.phrase import is_pronoun
from truceline.naming.words import LEADING
from truceline.pack import Knowledge
from truceline.records import Account, Claim, Event, Interval, Mention, Record

Dated = Literal["told", "reported", "unknown"]
"""Whether the days of an act are those that its accounts tell, or no more is known than when it was published, or
nothing."""

_NOBODY = re.compile(r"each other|one another|(?:its|his|her|their|our|my)\b.*", re.IGNORECASE | re.DOTALL)
"""Words that say who is meant only beside somebody else: "its allies" of one article are not those of another."""


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Somebody with a part in an act.

    Attributes:
        stands: whom he acts for, see :class:`truceline.diplomacy.behalf.Behalf`: an entity id, or words.
        named: whom the text names: an entity id, or words where no pack knows it.
    """

    stands: str
    named: str


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells of an act, by which claim.

    Attributes:
        claim: its id.
        outlet: id of the outlet, or its name where no pack knows it; ``None`` when unknown.
        source: whom it cites, by entity id or words; ``None`` when it says so itself.
        voice: whom it counts for, see :class:`truceline.records.Account`.
    """

    claim: str
    outlet: str | None
    source: str | None
    voice: str


@dataclass(frozen=True, slots=True)
class Act:
    """One claim as an act between parties.

    Attributes:
        claim: what says so.
        event: the happening that it tells of.
        actors, targets: who does it, and to whom or with whom; without places, pronouns and the like.
        days: when, or the day of publication where that is not told; ``None`` when neither is known.
        dated: which of these ``days`` are.
        told: by whose accounts.
    """

    claim: Claim
    event: Event
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    days: Interval | None
    dated: Dated
    told: tuple[Told, ...]


class Acts:
    """Reads the claims of a record as acts.

    Attributes:
        reports: of the articles that the claims stand in.
        knowledge: what the packs know.
        claims: every claim that is no copy of another's words, by id.
    """

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.reports = Reports.of(record, knowledge)
        self._behalf = Behalf(knowledge)
        self.claims: Mapping[str, Claim] = {
            c.id: c for c in self.reports.distinct(dict(sorted(record.claims.items())).values())
        }
        self._events: dict[str, Event] = {}
        self._accounts: dict[str, list[Account]] = {}
        for event in record.events.values():
            for account in event.accounts:
                for claim in account.claims:
                    self._events[claim] = event
                    self._accounts.setdefault(claim, []).append(account)

    def of(self, claims: Iterable[Claim]) -> Iterator[Act]:
        """The acts that claims tell of, in their order."""
        for claim in claims:
            if event := self._events.get(claim.id):
                days, dated = self._days(claim, event)
                actors, targets = self._parties(claim.actor, days), self._parties(claim.target, days)
                yield Act(claim, event, actors, targets, days, dated, self._told(claim))

    def of_types(self, types: Iterable[str]) -> Iterator[Act]:
        """The acts of these types of the codebook, in order of claim."""
        wanted = frozenset(types)
        return self.of(c for c in self.claims.values() if c.type in wanted)

    def _days(self, claim: Claim, event: Event) -> tuple[Interval | None, Dated]:
        """The claim's own days, or those that others tell of the same act, or that of publication."""
        told = claim.date or (event.date if event.type == claim.type else None)
        if told:
            return told, "told"
        published = self.reports.day(claim)
        return (Interval.day(published), "reported") if published else (None, "unknown")

    def _parties(self, mentions: Iterable[Mention], days: Interval | None) -> tuple[Party, ...]:
        found = []
        for m in mentions:
            named = m.entity or " ".join(m.text.split())
            if self.knowledge.is_only_place(m.entity):
                continue
            if m.entity is None and _is_nobody(named):
                continue
            found.append(Party(self._behalf.of(named, days.last if days else None), named))
        return tuple(dict.fromkeys(found))

    def _told(self, claim: Claim) -> tuple[Told, ...]:
        return tuple(Told(claim.id, a.outlet, a.source, a.voice) for a in self._accounts[claim.id])


def _is_nobody(words: str) -> bool:
    """Whether words alone say nothing of who is meant: pronouns, "several", "each other", "its allies"."""
    return is_pronoun(words) or _NOBODY.fullmatch(words) is not None or LEADING.issuperset(words.casefold().split())
