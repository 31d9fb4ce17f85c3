"""Events: happenings, with what their accounts agree on and what they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from truceline.records.accounts import Account, Question
from truceline.records.days import Interval
from truceline.records.ranges import Range

Verdict = Literal["agreed", "disputed", "single-sided", "unclear"]
"""How the accounts of one event stand to each other on a question; ``docs/agreement.md`` defines each."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What some accounts of an event answer to one question.

    Attributes:
        value: types of the codebook (``act``), entity ids or words (``actor``, ``target``, ``place``), statuses
            (``happened``), days (``date``), or a number as a range (``killed``, ``wounded``).
        voices: whom the accounts count for, see :class:`Account`; in order.
        accounts: which accounts of the event give it, by their place in ``Event.accounts``, from 0.
        denied: they say that it was not so: the actor denied having done it, or there were no victims.
    """

    value: tuple[str, ...] | Interval | Range
    voices: tuple[str, ...]
    accounts: tuple[int, ...]
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """How the accounts of an event answer one question, compared."""

    question: Question
    verdict: Verdict
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, held together by the claims about it.

    Attributes:
        id: ``e-`` and eight hexadecimal digits, after the claim that was published first.
        type: the type that most of its claims have.
        family: the codebook's family of that type.
        place: entity id of the place, or its words where no pack knows it; ``None`` when no account tells.
        date: the days it is set in; ``None`` when no account tells.
        accounts: beside each other, in a fixed order.
        killed, wounded: from the least to the most that any account gives, never a sum.
        sides: the sides whose outlets tell of it.
        findings: what is agreed, disputed and told by one side only, in the order of ``QUESTIONS``; a question that no
            account answers has none, and none is needed where there is one account.
    """

    id: str
    type: str
    family: str
    place: str | None
    date: Interval | None
    accounts: tuple[Account, ...]
    killed: Range | None = None
    wounded: Range | None = None
    sides: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all its claims, each once."""
        return tuple(dict.fromkeys(c for a in self.accounts for c in a.claims))

    @property
    def disputed(self) -> tuple[Question, ...]:
        """The questions that its accounts answer in ways that cannot both be true."""
        return tuple(f.question for f in self.findings if f.verdict == "disputed")

    def left_out(self, account: int) -> tuple[Question, ...]:
        """The questions that others answer, and the outlet of an account (by its place, from 0) in none of its own."""
        outlet = self.accounts[account].outlet
        own = {n for n, a in enumerate(self.accounts) if n == account or (outlet is not None and a.outlet == outlet)}
        told = {q for n in own for q in self.accounts[n].told}
        return tuple(
            f.question
            for f in self.findings
            if f.question not in told and not any(own & set(a.accounts) for a in f.answers)
        )
