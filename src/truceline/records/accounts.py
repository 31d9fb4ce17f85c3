"""Accounts: what one outlet, or one source it cites, says about an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from truceline.records.days import Interval
from truceline.records.ranges import Range

Stance = Literal["asserts", "attributes", "plans", "doubts", "denies"]
"""How an account stands to its event: says it, cites somebody for it, announces it, calls it possible, denies it."""

Question = Literal["happened", "act", "actor", "target", "place", "date", "killed", "wounded"]
"""What accounts of one event may answer alike or not."""

QUESTIONS: tuple[Question, ...] = get_args(Question)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an article said before a later one of the same outlet, citing the same source, corrected or withdrew it.

    Attributes:
        article: its id.
        published: its day.
        stance: how it stood to the event.
        killed, wounded: the numbers it gave; ``None`` when it gave none.
    """

    article: str
    published: date
    stance: Stance
    killed: Range | None = None
    wounded: Range | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What one outlet, or one source it cites, says about an event.

    Values come from its most factual claims only: what is planned or possible lends nothing to what is told as fact.

    Attributes:
        outlet: id of the outlet, or its name where no pack knows it; ``None`` when unknown.
        source: the cited source, by entity id or else by its words; ``None`` when the outlet itself says so.
        side: the side the outlet stands near, ``None`` when near none or unknown.
        stance: how it stands to the event.
        claims: ids of its claims, in order of article and place in the text. A claim that cites two is in two accounts.
        actors: who did it, by entity id or else by the account's own words.
        targets: whom it was done to, likewise.
        killed, wounded: the numbers it gives; ``None`` when it gives none.
        copies: how many further articles carry the same text (wire copies), counted once here.
        voice: whom it counts for when accounts are compared: the side of the cited source, or else that source where it
            is somebody in particular, or else the side of the outlet, or else the outlet (the article where unknown).
        types: the types of claim it is told by, the most frequent first.
        places: where, by entity id or else by its words; not a place that another of them lies in.
        date: the days it sets the event in, as near as it tells them; ``None`` when it does not.
        civilians: how many of the killed it says were civilians; ``None`` when it does not.
        earlier: what its outlet said before and corrected since, oldest first.
    """

    outlet: str | None
    source: str | None
    side: str | None
    stance: Stance
    claims: tuple[str, ...]
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: Range | None = None
    wounded: Range | None = None
    copies: int = 0
    voice: str = ""
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    date: Interval | None = None
    civilians: Range | None = None
    earlier: tuple[Earlier, ...] = ()

    @property
    def told(self) -> tuple[Question, ...]:
        """The questions that it says anything on, were it only "people"."""
        said: dict[Question, object] = {
            "act": self.types,
            "actor": self.actors,
            "target": self.targets,
            "place": self.places,
            "date": self.date,
            "killed": self.killed,
            "wounded": self.wounded,
        }
        return tuple(q for q in QUESTIONS if said.get(q))
