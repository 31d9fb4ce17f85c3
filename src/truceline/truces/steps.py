"""The steps of one truce: what several events tell of one step is one, with its day, parties and disputes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from truceline.matching.events import events
from truceline.matching.reports import Reports
from truceline.pack import Knowledge
from truceline.records import Claim, Interval, TruceStep
from truceline.truces.pieces import BY_WHOM, FACTUAL, Piece, related

_ORDER = (
    "truce_call",
    "truce_agree",
    "support",
    "reject",
    "truce_start",
    "truce_extend",
    "truce_violation",
    "truce_end",
)
_SLACK = timedelta(days=1)
"""Reporters of one step, or of two time zones, may be so far apart."""
_EXACT = 4
"""Days; what is dated more loosely joins a step dated within it."""
_TO_COME = frozenset({"planned", "possible"})
_SOON = 7  # days between an announcement and what it announces, where it tells no day
_FRESH = {"truce_call": timedelta(days=5), "truce_extend": timedelta(days=3)}
"""How long after a step an article may tell of it without a day, where the like may soon come again."""


def steps(pieces: Sequence[Piece], reports: Reports) -> tuple[TruceStep, ...]:
    """The steps that the pieces of one truce tell, in order of day.

    A truce is agreed, begins and ends once, so that pieces of one type are one step unless their days or those who take
    it tell them apart. Alleged violations are many: each event is one.
    """
    by_type = defaultdict[str, list[Piece]](list)
    for piece in pieces:
        by_type[piece.type].append(piece)
    groups = [g for kind in _ORDER for g in _groups(kind, by_type[kind], reports.knowledge)]
    return tuple(sorted((_step(g, reports) for g in groups), key=_in_order))


def _in_order(step: TruceStep) -> tuple[date, int, tuple[str, ...]]:
    day = step.date.first if step.date else step.reported or date.max
    return day, _ORDER.index(step.type), step.events


def _groups(kind: str, pieces: Sequence[Piece], knowledge: Knowledge) -> list[list[Piece]]:
    if kind == "truce_violation":
        return [[p] for p in pieces]
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=_surest):
        fitting = [g for g in groups if _is_one(piece, g, knowledge)]
        if fitting:
            min(fitting, key=lambda g: _apart(piece, g)).append(piece)
        else:
            groups.append([piece])
    return groups


def _surest(piece: Piece) -> tuple[int, int, date, str]:
    """Exact days first, then loose ones, then none, so that the loose find what they may be part of."""
    if piece.date is None:
        return 2, 0, piece.reported or date.max, piece.event
    return int(piece.date.days > _EXACT), piece.date.days, piece.date.first, piece.event


def _is_one(piece: Piece, group: Sequence[Piece], knowledge: Knowledge) -> bool:
    return _same_time(piece, group) and (piece.type not in BY_WHOM or _same_actors(piece, group, knowledge))


def _same_time(piece: Piece, group: Sequence[Piece]) -> bool:
    core = group[0].date
    if piece.date and core:
        near = Interval(piece.date.first - _SLACK, piece.date.last + _SLACK, "day", "day")
        return near.overlaps(core)
    if piece.date or (piece.status in _TO_COME) != (group[0].status in _TO_COME):
        return False
    fresh, told = _FRESH.get(piece.type), group[0].reported
    if piece.reported is None or (core is None and told is None):
        return core is None
    if core is None:
        return told is not None and (fresh is None or abs(piece.reported - told) <= fresh)
    if piece.status in _TO_COME:
        return abs((core.first - piece.reported).days) <= _SOON
    return core.first - _SLACK <= piece.reported and (fresh is None or piece.reported - core.last <= fresh)


def _apart(piece: Piece, group: Sequence[Piece]) -> tuple[int, date]:
    """How far a group is from a piece in time, the latest that may be meant first."""
    core, when = group[0].when, piece.when
    if core is None or when is None:
        return 0, date.max
    return abs((when.first - core.first).days), core.first


def _same_actors(piece: Piece, group: Sequence[Piece], knowledge: Knowledge) -> bool:
    """Whether those who take the step may be the same: one stands in the line of another, or somebody is not told."""
    core = next((p.actors for p in group if p.actors), frozenset[str]())
    return not piece.actors or not core or related(piece.actors, core, knowledge)


def _step(group: Sequence[Piece], reports: Reports) -> TruceStep:
    claims = {c.id: c for p in group for c in p.claims}
    (told,) = events([tuple(claims.values())], reports)
    status = min((p.status for p in group), key=FACTUAL.index)
    denied = _only_denied(claims.values()) if status == "happened" else frozenset[str]()
    return TruceStep(
        type=group[0].type,
        events=tuple(sorted({p.event for p in group})),
        date=told.date,
        reported=min((p.reported for p in group if p.reported), default=None),
        status=status,
        actors=_known([a for x in told.accounts for a in x.actors if a not in denied], reports.knowledge),
        claims=tuple(sorted(claims)),
        disputed=told.disputed,
        confidence=max(c.confidence for c in claims.values()),
    )


def _only_denied(claims: Iterable[Claim]) -> frozenset[str]:
    """Who is only said not to have taken a step: what others tell as fact does not make him take it."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for claim in claims:
        found[claim.status == "denied"].update(m.entity or m.text for m in claim.actor)
    return frozenset(found[True] - found[False])


def _known(actors: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Each once, and where any is known no words for others ("they", "both sides")."""
    found = [a for a in dict.fromkeys(actors) if a in knowledge.actors]
    return tuple(found or dict.fromkeys(actors))
