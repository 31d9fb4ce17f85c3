"""Truces: cease-fire arrangements, with the steps of their lives."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.records.claims import Status
from truceline.records.days import Interval
from truceline.records.ranges import Range


@dataclass(frozen=True, slots=True)
class TruceStep:
    """One step in a truce's life, as accounts tell it.

    Attributes:
        type: a truce type of the codebook (``truce_call`` … ``truce_end``) or a type that hangs on the truce.
        event: id of the event that tells it.
        date: its days; ``None`` when no account tells.
        status: as the claims present it, the most factual first.
        actors: entity ids or words of who takes the step.
        claims: ids of the claims behind it.
    """

    type: str
    event: str
    date: Interval | None
    status: Status
    actors: tuple[str, ...]
    claims: tuple[str, ...]


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
        terms: id of the pack's written terms, ``None`` when the pack holds none.
        steps: by date, undated ones last.
        related: events that hang on it (aid, sieges, suspended talks …) by id.
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
