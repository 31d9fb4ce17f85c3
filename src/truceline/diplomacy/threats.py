"""Threats with what they were made to hang on and what came of them; suspensions with the threats that went before.

``docs/talks.md`` has the rules with examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.codebook import of_family
from truceline.diplomacy.acts import Act, Acts, Dated, Told
from truceline.diplomacy.network import EVERYTHING, Asked
from truceline.matching.setting import known_places, nested
from truceline.records import STATUSES, Claim, Interval, Status

_POLITICAL = frozenset({"suspend", "sanction", "reject", "truce_end"})
_HOSTILE = _POLITICAL | of_family("violence") | {"capture", "siege", "deployment", "aid_block"}
"""What may be threatened. A step of these that is still to come, on a condition, is a threat, however it is worded."""

_OPEN: tuple[Status, ...] = ("planned", "possible")
"""What is told as still to come."""

_SOON = timedelta(days=31)
"""A suspension this long after a threat may follow from it."""
_LATER = timedelta(days=92)
"""What is done later than this after a threat is not taken for what was threatened."""
_GAP = 3  # characters between two sentences of one paragraph, at most


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was threatened and is told to have happened afterwards, by the one who threatened it.

    Attributes:
        type: of the codebook.
        event: id of the event.
        days: when; the day of publication where ``dated`` says so.
        dated: which of these ``days`` are.
        told: by whose accounts.
    """

    type: str
    event: str
    days: Interval
    dated: Dated
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Threat:
    """One threat, or a hostile step that is planned or possible on a condition.

    Attributes:
        id: id of its first claim.
        event: id of the event that tells it.
        type: of the codebook: ``threat``, or that of the step to come.
        status: as texts present it.
        actor: who threatens, by entity id or words; ``None`` when not told.
        against: whom, likewise; empty when not told.
        named: those that the texts name and that act for these.
        days: when; the day of publication where ``dated`` says so; ``None`` when neither is known.
        dated: which of these ``days`` are.
        conditions: what it hangs on, in the texts' words; empty where they name nothing.
        threatened: the types of what is threatened, as told in its sentence or the one beside it.
        carried_out: what of that is told to have happened afterwards; empty says no more than that no account tells it.
        told: by whose accounts.
    """

    id: str
    event: str
    type: str
    status: Status
    actor: str | None
    against: tuple[str, ...]
    named: tuple[str, ...]
    days: Interval | None
    dated: Dated
    conditions: tuple[str, ...]
    threatened: tuple[str, ...]
    carried_out: tuple[Deed, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Suspension:
    """Talks, cooperation or relations broken off or frozen.

    Attributes:
        event: id of the event that tells it.
        status: as texts present it.
        actors: who breaks off, by entity id or words; empty when not told.
        others: with whom, by entity id; empty when not told, or told in words that no pack knows, which may be a thing.
        named: those that the texts name and that act for these.
        words: what is broken off, in the words of the first claim: what it names beside parties, and its trigger.
        days: when; the day of publication where ``dated`` says so; ``None`` when neither is known.
        dated: which of these ``days`` are.
        conditions: what it hangs on, in the texts' words.
        after: threats by the same actors against the same others in the month before.
        told: by whose accounts.
    """

    event: str
    status: Status
    actors: tuple[str, ...]
    others: tuple[str, ...]
    named: tuple[str, ...]
    words: str
    days: Interval | None
    dated: Dated
    conditions: tuple[str, ...]
    after: tuple[Threat, ...]
    told: tuple[Told, ...]


def threats(acts: Acts, asked: Asked = EVERYTHING) -> tuple[Threat, ...]:
    """The threats of a record that somebody makes or that are made against somebody, by day, undated ones last.

    Args:
        acts: the acts of the record.
        asked: what of it.
    """
    if "threat" not in asked.types:
        return ()
    beside = _Beside(acts)
    groups: dict[tuple[str, str, Status, str | None], list[Act]] = defaultdict(list)
    for act in acts.of_types({"threat"} | _HOSTILE):
        claim = act.claim
        if not act.actors and not act.targets:
            continue
        if claim.type == "threat" or (claim.status in _OPEN and claim.condition):
            actors: Sequence[str | None] = _stands((act,), "actors") or (None,)
            for actor in actors:
                groups[act.event.id, claim.type, claim.status, actor].append(act)
    done = [a for a in acts.of_types(_HOSTILE) if a.claim.status == "happened" and a.days]
    made = (_threat(key, own, beside, done, acts) for key, own in groups.items())
    found = (t for t in made if _asked(asked, t.days, (t.actor or "", *t.against, *t.named), acts))
    return tuple(sorted(found, key=lambda t: (_order(t.days), t.id, t.actor or "")))


def suspensions(acts: Acts, asked: Asked = EVERYTHING) -> tuple[Suspension, ...]:
    """The suspensions of a record, by day, undated ones last.

    Args:
        acts: the acts of the record.
        asked: what of it.
    """
    if "suspend" not in asked.types:
        return ()
    threatened = threats(acts)
    groups: dict[tuple[str, Status], list[Act]] = defaultdict(list)
    for act in acts.of_types({"suspend"}):
        groups[act.event.id, act.claim.status].append(act)
    made = (_suspension(own, threatened, acts) for own in groups.values())
    found = (s for s in made if _asked(asked, s.days, (*s.actors, *s.others, *s.named), acts))
    return tuple(sorted(found, key=lambda s: (_order(s.days), s.event, STATUSES.index(s.status))))


def _asked(asked: Asked, days: Interval | None, parties: Iterable[str], acts: Acts) -> bool:
    return asked.when(days) and asked.whom(parties, acts.knowledge)


class _Beside:
    """What a threat's own text says that it threatens."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in acts.claims.values():
            if claim.type in _HOSTILE and claim.status in _OPEN:
                self._claims[claim.article].append(claim)

    def of(self, act: Act) -> Iterator[Act]:
        """Hostile steps not told as done, by the same actor in the sentence or the next, or by nobody named in it."""
        if act.claim.type != "threat":
            yield act
            return
        for other in self._acts.of(self._claims[act.claim.article]):
            same = other.claim.sentence == act.claim.sentence
            theirs = {p.stands for p in act.actors} & {p.stands for p in other.actors}
            if (same and not other.actors) or (theirs and (same or _next_to(act.claim, other.claim))):
                yield other


def _threat(
    key: tuple[str, str, Status, str | None], own: Sequence[Act], beside: _Beside, done: Iterable[Act], acts: Acts
) -> Threat:
    event, kind, status, actor = key
    steps = {s.claim.id: s for act in own for s in beside.of(act)}
    named = (*_stands(own, "targets"), *_known(_stands(steps.values(), "targets"), acts))
    against = tuple(t for t in dict.fromkeys(named) if t != actor)
    days, dated = _when(own)
    told = _told(own)
    carried: dict[tuple[str, str], list[Act]] = defaultdict(list)
    if actor and days and status != "denied":
        for deed in done:
            later = _follows(deed.days, deed.dated, days, dated, _LATER)
            if later and any(_answers(deed, actor, s, against, acts) for s in steps.values()):
                carried[deed.claim.type, deed.event.id].append(deed)
    deeds = (_deed(name, same) for name, same in carried.items())
    return Threat(
        id=told[0].claim,
        event=event,
        type=kind,
        status=status,
        actor=actor,
        against=against,
        named=_named(own, (actor, *against)),
        days=days,
        dated=dated,
        conditions=_conditions((*own, *steps.values())),
        threatened=tuple(sorted({s.claim.type for s in steps.values()})),
        carried_out=tuple(sorted(deeds, key=lambda d: (d.days, d.event, d.type))),
        told=told,
    )


def _deed(name: tuple[str, str], own: Sequence[Act]) -> Deed:
    days, dated = _when(own)
    if days is None:
        raise ValueError("a deed that follows a threat has a day")
    return Deed(name[0], name[1], days, dated, _told(own))


def _follows(days: Interval | None, dated: Dated, before: Interval, told: Dated, within: timedelta) -> bool:
    """Whether something was after a threat; two that are reported on one day tell no order."""
    if days is None or days.first - before.last > within:
        return False
    if dated == told == "told":
        return days.first >= before.last
    return days.first > before.last


def _answers(deed: Act, actor: str, step: Act, against: Sequence[str], acts: Acts) -> bool:
    """Whether a deed is what was threatened: the same type, by the same, not to others.

    So much violence is told of that it has to share its target, or a place that is no country, with the threat.
    """
    if deed.claim.type != step.claim.type or actor not in _stands((deed,), "actors"):
        return False
    theirs = {t for t in _stands((deed,), "targets") if t != actor} | {
        p for p in _stands((deed,), "actors") if p != actor
    }
    if theirs and against:
        return not theirs.isdisjoint(against)
    if deed.claim.type in _POLITICAL:
        return True
    knowledge = acts.knowledge
    wanted = [p for p in known_places(step.claim, knowledge) if knowledge.places[p].kind != "country"]
    return any(nested(p, q, knowledge) for p in wanted for q in known_places(deed.claim, knowledge))


def _suspension(own: Sequence[Act], threatened: Iterable[Threat], acts: Acts) -> Suspension:
    days, dated = _when(own)
    actors = _stands(own, "actors")
    others = tuple(t for t in _known(_stands(own, "targets"), acts) if t not in actors)
    first = own[0].claim
    named = [m.text for m in first.target if m.entity is None]
    return Suspension(
        event=own[0].event.id,
        status=first.status,
        actors=actors,
        others=others,
        named=_named(own, (*actors, *others)),
        words=" ".join(" ".join([first.trigger.text, *named]).split()),
        days=days,
        dated=dated,
        conditions=_conditions(own),
        after=tuple(t for t in threatened if _went_before(t, days, dated, actors, others)),
        told=_told(own),
    )


def _went_before(
    threat: Threat, days: Interval | None, dated: Dated, actors: Sequence[str], others: Sequence[str]
) -> bool:
    if threat.type != "threat" or threat.status != "happened" or threat.days is None or threat.actor not in actors:
        return False
    same = not threat.against or not others or not {*others, *actors}.isdisjoint(threat.against)
    return same and _follows(days, dated, threat.days, threat.dated, _SOON)


def _stands(acts: Iterable[Act], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.stands for a in acts for p in getattr(a, role)))


def _known(parties: Iterable[str], acts: Acts) -> Iterator[str]:
    return (p for p in parties if p in acts.knowledge.actors)


def _named(acts: Iterable[Act], parties: Iterable[str | None]) -> tuple[str, ...]:
    wanted = set(parties)
    found = {p for a in acts for p in (*a.actors, *a.targets) if p.stands in wanted}
    return tuple(sorted({p.named for p in found if p.named != p.stands}))


def _conditions(acts: Iterable[Act]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(m.text.split()) for a in acts for m in a.claim.condition))


def _told(acts: Iterable[Act]) -> tuple[Told, ...]:
    return tuple(sorted({t for a in acts for t in a.told}, key=lambda t: (t.claim, t.outlet or "", t.source or "")))


def _when(acts: Iterable[Act]) -> tuple[Interval | None, Dated]:
    """The first of the days told, or else the first day that it was reported."""
    found = sorted((a.dated != "told", a.days, a.dated) for a in acts if a.days)
    return (found[0][1], found[0][2]) if found else (None, "unknown")


def _next_to(one: Claim, other: Claim) -> bool:
    first, second = sorted([one.sentence, other.sentence])
    return first.field == second.field and 0 <= second.begin - first.end <= _GAP


def _order(days: Interval | None) -> tuple[date, date]:
    return (days.first, days.last) if days else (date.max, date.max)
