"""What can be said to one question that is put to an account, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Says = Literal["yes", "no", "cannot be told"]
"""What a reply says."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to one question.

    Attributes:
        says: what it comes to.
        reason: why, in words.
        claims: ids of the claims that it rests on; empty where nothing is told.
    """

    says: Says
    reason: str
    claims: tuple[str, ...] = ()


def any_of(replies: Sequence[Reply]) -> Reply:
    """Whether it is so of any: yes where one says yes, no only where each says no. At least one reply."""
    for says in ("yes", "cannot be told", "no"):
        if same := [r for r in replies if r.says == says]:
            reasons = dict.fromkeys(r.reason for r in same if r.reason)
            claims = tuple(dict.fromkeys(c for r in same for c in r.claims))
            # One yes is enough; that each says no is told of each.
            return Reply(same[0].says, next(iter(reasons), "") if says == "yes" else "; ".join(reasons), claims)
    raise ValueError("no replies to choose from")


def all_of(replies: Sequence[Reply]) -> Reply:
    """Whether it is so of all: no where one says no, yes only where each says yes. At least one reply."""
    for says in ("no", "cannot be told", "yes"):
        if same := [r for r in replies if r.says == says]:
            return same[0]
    raise ValueError("no replies to choose from")
