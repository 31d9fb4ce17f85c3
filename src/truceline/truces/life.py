"""What a truce's life comes to: the furthest that accounts take it, and how it stood on a day, by whose voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from truceline.pack import Knowledge
from truceline.records import Account, Claim, Event, Interval, Record, Truce, TruceStep
from truceline.truces.tellers import tellers

State = Literal["called for", "agreed", "in force", "ended"]
"""How a truce stands by an account of it."""

Status = Literal["called for", "agreed", "in force", "ended", "run out", "disputed", "not heard of since"]
"""How a truce stood on a day, over all accounts up to then.

``run out``: in force, but the time it was to last is over and nobody tells of more. ``disputed``: some say that it is
over, others that it holds, of the same days. ``not heard of since``: nobody told of it for so long that what was told
last says little.
"""

SURE = 0.6
"""A step that the reader is less sure of than this is shown, and brings a truce no further."""

_REACHES: Mapping[str, State] = {
    "truce_call": "called for",
    "truce_agree": "agreed",
    "truce_violation": "agreed",  # what is said to be broken was at least agreed
    "truce_start": "in force",
    "truce_extend": "in force",
    "truce_end": "ended",
}
_RANK: tuple[State, ...] = ("called for", "agreed", "in force", "ended")
_TELLING = ("asserts", "attributes")
_QUIET = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Saying:
    """How a truce stood by one voice.

    Attributes:
        voice: whom it counts for, see :class:`truceline.records.Account`.
        outlets: the outlets that tell it so, by id or name.
        state: how it stands by that voice.
        since: the days of the step that brought it there; ``None`` when that is not dated.
        reported: the day an article first told that, where it is not dated.
        claims: ids of the claims that say so.
    """

    voice: str
    outlets: tuple[str, ...]
    state: State
    since: Interval | None
    reported: date | None
    claims: tuple[str, ...]

    @property
    def day(self) -> date:
        """From when on it counts."""
        return self.since.first if self.since else self.reported or date.min


@dataclass(frozen=True, slots=True)
class Standing:
    """How a truce stood on a day.

    Attributes:
        truce: its id.
        day: the day.
        status: over all voices.
        sayings: by voice, the furthest step that it had told by then, the latest first.
        terms: where the day lies by the written terms; ``None`` without terms or without a begin of them.
        violations: how many alleged violations are dated or were told up to that day.
        last: the last day up to then that any step is dated or was told.
    """

    truce: str
    day: date
    status: Status
    sayings: tuple[Saying, ...]
    terms: Literal["before", "within", "after"] | None
    violations: int
    last: date | None


def state(steps: Sequence[TruceStep]) -> State:
    """The furthest that the accounts take a truce; what is planned, possible or denied takes it nowhere.

    It has ended where a step ends it, unless a later one puts it in force again.
    """
    taken = [s for s in steps if _counts(s)]
    reached = {_REACHES[s.type] for s in taken}
    ends = [s.date.last for s in taken if s.type == "truce_end" and s.date]
    again = [s.date.first for s in taken if _REACHES[s.type] == "in force" and s.date]
    if ends and again and max(again) > max(ends):
        return "in force"
    return max(reached, key=_RANK.index, default="called for")


def standing(truce: Truce, day: date, record: Record, knowledge: Knowledge) -> Standing | None:
    """How a truce stood on a day, from all that is dated or was told up to then; ``None`` when that is nothing."""
    taken = [s for s in truce.steps if _counts(s) and _known(s, day)]
    if not taken:
        return None
    events = {e: record.events[e] for s in taken for e in s.events}
    sayings = _by_voice(taken, events, {c: record.claims[c] for s in taken for c in s.claims}, day)
    last = max((_day(s) for s in taken), default=None)
    return Standing(
        truce=truce.id,
        day=day,
        status=_status(truce, day, sayings, last),
        sayings=sayings,
        terms=_by_terms(truce, day, knowledge),
        violations=sum(s.type == "truce_violation" for s in taken),
        last=last,
    )


def _counts(step: TruceStep) -> bool:
    """Whether a step brings a truce further: it is told as fact and surely, and is no mere reply of others."""
    return step.type in _REACHES and step.status == "happened" and step.confidence >= SURE


def _day(step: TruceStep) -> date:
    return step.date.first if step.date else step.reported or date.max


def _known(step: TruceStep, day: date) -> bool:
    return _day(step) <= day


def _by_voice(
    steps: Iterable[TruceStep], events: Mapping[str, Event], claims: Mapping[str, Claim], day: date
) -> tuple[Saying, ...]:
    """Per voice what it tells last; of what it tells of one day, the furthest."""
    latest: dict[str, Saying] = {}
    for step in sorted(steps, key=lambda s: (_day(s), _RANK.index(_REACHES[s.type]))):
        said: dict[str, list[tuple[Account, tuple[str, ...]]]] = {}
        for _, _, account, told in tellers(step, events):
            if account.stance in _TELLING:
                said.setdefault(account.voice, []).append((account, told))
        for voice, accounts in said.items():
            own = tuple(dict.fromkeys(c for _, told in accounts for c in told))
            dates = [d for c in own if (d := claims[c].date)]
            since = min(dates, key=lambda d: (d.days, d.first), default=step.date)
            before = latest.get(voice)
            no_further = before and _RANK.index(_REACHES[step.type]) <= _RANK.index(before.state)
            if no_further and (step.type == "truce_violation" or step.date is None):
                continue  # what is broken is still there, and what is told without a day may be of long ago
            if since and since.first > day:
                continue
            outlets = tuple(sorted({a.outlet for a, _ in accounts if a.outlet}))
            latest[voice] = Saying(voice, outlets, _REACHES[step.type], since, step.reported, own)
    return tuple(sorted(latest.values(), key=lambda s: (-s.day.toordinal(), s.voice)))


def _status(truce: Truce, day: date, sayings: Sequence[Saying], last: date | None) -> Status:
    if last and day - last > _QUIET:
        return "not heard of since"
    ended = [s for s in sayings if s.state == "ended"]
    held = [s for s in sayings if s.state == "in force"]
    if ended:
        over = max(s.day for s in ended)
        if any(s.day > over for s in held):
            # Not before the end that the others tell: who told it earlier does not contradict them.
            return "disputed"
        return "ended"
    if held:
        begun = max(s.day for s in held)
        if not truce.recurring and truce.hours and truce.hours.most and day > begun + _whole_days(truce.hours.most):
            return "run out"
        return "in force"
    return max((s.state for s in sayings), key=_RANK.index, default="called for")


def _whole_days(hours: int) -> timedelta:
    return timedelta(days=-(-hours // 24))


def _by_terms(truce: Truce, day: date, knowledge: Knowledge) -> Literal["before", "within", "after"] | None:
    terms = knowledge.terms.get(truce.terms or "")
    if terms is None or terms.starts is None:
        return None
    if day < terms.starts:
        return "before"
    return "after" if terms.ends and day > terms.ends else "within"
