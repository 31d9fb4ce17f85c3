"""A coding: one claim as it is compared, whether annotators wrote it or the reader found it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Self

from truceline.records import Claim, Role, Span, Status

ScoredRole = Literal["actor", "target", "place", "source"]
"""A role that is scored by its mentions; times are scored by the date that they mean."""

SCORED_ROLES: tuple[ScoredRole, ...] = ("actor", "target", "place", "source")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a coding; two are equal when kind and both ends are, however they are worded.

    Attributes:
        kind: what it counts, a ``QuantityKind``.
        least, most: its ends, ``None`` where open.
        text: its words.
    """

    kind: str
    least: float | None
    most: float | None
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Coding:
    """One claim as it is compared.

    Attributes:
        trigger: where the words that express it stand.
        words: the characters there.
        type: a type of the codebook.
        status: how the text presents it.
        actor, target, place, time, source: the mentions in each role, by their words.
        date: the days it is about, as ISO 8601 (``2016-09``, ``2016-09-23/2016-09-27``); ``None`` when none is told.
        numbers: the numbers told.
        confidence: how sure the reader is of it, 0 to 1; 1 for what annotators wrote.
    """

    trigger: Span
    words: str
    type: str
    status: Status
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    date: str | None = None
    numbers: tuple[Number, ...] = ()
    confidence: float = 1.0

    @classmethod
    def of(cls, claim: Claim) -> Self:
        """A claim that was read, as it is compared."""

        def words(role: Role) -> tuple[str, ...]:
            return tuple(m.text for m in claim.mentions(role))

        return cls(
            trigger=claim.trigger.span,
            words=claim.trigger.text,
            type=claim.type,
            status=claim.status,
            actor=words("actor"),
            target=words("target"),
            place=words("place"),
            time=words("time"),
            source=words("source"),
            date=str(claim.date) if claim.date else None,
            numbers=tuple(Number(q.kind, q.least, q.most, q.text) for q in claim.numbers),
            confidence=claim.confidence,
        )

    def fillers(self, role: ScoredRole) -> tuple[str, ...]:
        """The mentions in a role, by their words."""
        found: tuple[str, ...] = getattr(self, role)
        return found
