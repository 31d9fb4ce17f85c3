"""Truces: cease-fire arrangements, with the steps of their lives."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from truceline.records.accounts import Question
from truceline.records.claims import Status
from truceline.records.days import Interval
from truceline.records.ranges import Range

Aspect = Literal["class", "purpose", "scope", "kind", "party", "broker", "guarantor", "excluded"]
"""What may be said of a truce as a whole; ``truces/vocabulary.py`` has the words of the first four."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing said of a truce as a whole.

    Attributes:
        what: which.
        value: a word of the vocabulary, or an actor: its entity id, or words where no pack knows it.
        claims: ids of the claims that say so; empty where the written terms of a pack do.
    """

    what: Aspect
    value: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TruceStep:
    """One step in a truce's life, as accounts tell it; an alleged violation is one, too.

    Attributes:
        type: a truce type of the codebook (``truce_call`` … ``truce_end``), or ``support`` or ``reject`` where others
            back or reject it.
        events: ids of the events whose accounts tell it.
        date: its days; ``None`` when no account tells.
        reported: the first day that an article tells of it, so that it was no later; ``None`` when no date of
            publication is known.
        status: as the claims present it, the most factual first.
        actors: entity ids or words of who takes the step.
        claims: ids of the claims behind it.
        disputed: the questions that its accounts answer in ways that cannot both be true.
        confidence: how sure the reader is of the surest of its claims, 0 to 1.
    """

    type: str
    events: tuple[str, ...]
    date: Interval | None
    reported: datetime.date | None
    status: Status
    actors: tuple[str, ...]
    claims: tuple[str, ...]
    disputed: tuple[Question, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Truce:
    """One cease-fire arrangement, with its life.

    Attributes:
        id: stable: ``t-`` and eight hexadecimal digits, or the id of the pack's terms (``syria:cessation-2016-09``).
        name: what to call it, from the pack's terms or from place and month.
        state: the furthest that the accounts take it: ``called for``, ``agreed``, ``in force`` or ``ended``.
        place: entity id or words of where it holds, ``None`` when no account tells.
        date: from the first to the last dated step; ``None`` when none is dated.
        hours: how long it is to last where the accounts say, in hours, as a range.
        recurring: whether it is to come again every day or week, each time for so long.
        terms: id of the pack's written terms, ``None`` when the pack holds none.
        steps: by date, or else by the day they were first told.
        related: events that hang on it (aid, sieges, suspended talks …) by id.
        traits: what is said of it as a whole, in order of ``Aspect``.
    """

    id: str
    name: str
    state: str
    place: str | None
    date: Interval | None
    hours: Range | None
    terms: str | None
    steps: tuple[TruceStep, ...]
    related: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    recurring: bool = False

    def told(self, what: Aspect) -> tuple[str, ...]:
        """The values of one aspect."""
        return tuple(t.value for t in self.traits if t.what == what)

    @property
    def start(self) -> Interval | None:
        """The days of the first dated step that puts it in force."""
        return next(self._dated("truce_start"), None)

    @property
    def end(self) -> Interval | None:
        """The days of the last dated step that ends it."""
        return next(reversed(list(self._dated("truce_end"))), None)

    def _dated(self, kind: str) -> Iterator[Interval]:
        return (s.date for s in self.steps if s.type == kind and s.date and s.status == "happened")
