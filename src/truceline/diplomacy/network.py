"""Diplomacy as a network: who met, urged, threatened, backed or accused whom, how often, and in whose words.

``docs/talks.md`` has the rules with examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from truceline.diplomacy.acts import Act, Acts, Party, Told
from truceline.pack import Knowledge
from truceline.records import STATUSES, Interval, Status

MUTUAL = ("talks", "agreement")
"""What parties do with each other: all of them are actors, and nobody does it to anybody."""

FOR = ("support", "military_support")
AGAINST = ("demand", "accuse", "threat", "reject", "suspend", "sanction")

TYPES = (*MUTUAL, *FOR, *AGAINST)
"""The types of claim that make up the network, in the order in which they are shown."""

_LONGEST = 31
"""Days. What lies in more of them, as backing since a year, is of no month."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What one party is said to have done to another, or with it.

    Attributes:
        type: of the codebook.
        status: as texts present it; what is planned, possible or denied is an edge of its own.
        actor: who did it, by entity id or words; ``None`` when not told.
        target: to whom or with whom; ``None`` when not told, or towards nobody in particular.
        mutual: whether it has no direction; the two are then in order of their names.
        month: the month; ``None`` where no months are told apart, and of what lies in more than one month's days.
        days: from the first to the last; ``None`` when not known at all.
        events: ids of the events.
        undated: how many of these are here by their day of publication, since nothing tells when they were.
        voices: whose word it is, each once, see :class:`truceline.records.Account`.
        named_actor, named_target: those that the texts name for the two, where it is not they themselves.
        conditions: what it is made to hang on, in the texts' words.
        told: every account of it with the claim behind it.
    """

    type: str
    status: Status
    actor: str | None
    target: str | None
    mutual: bool
    month: Interval | None
    days: Interval | None
    events: tuple[str, ...]
    undated: int
    voices: tuple[str, ...]
    named_actor: tuple[str, ...]
    named_target: tuple[str, ...]
    conditions: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One party of the network.

    Attributes:
        id: entity id, or words where no pack knows it.
        side: its side, ``None`` when of none or unknown.
        named: those that the texts name and that act for it.
        events: in how many events of the network it has a part.
    """

    id: str
    side: str | None
    named: tuple[str, ...]
    events: int


@dataclass(frozen=True, slots=True)
class Network:
    """Who did what to whom, or with whom.

    Attributes:
        nodes: those in most events first.
        edges: by month, then those of most events first.
        nobody: how many claims name neither who did it nor to whom.
        within: how many claims have one party only, since whom they name act for the same.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    nobody: int = 0
    within: int = 0


@dataclass(frozen=True, slots=True)
class _Tie:
    """One act between one pair."""

    act: Act
    actor: Party | None
    target: Party | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the network somebody asks to see; a condition that is ``None`` holds always.

    Attributes:
        since, until: days, both included; what has no day at all meets neither.
        about: id of an actor or side; with whatever belongs to it or acts for it.
        types: types of the codebook.
    """

    since: date | None = None
    until: date | None = None
    about: str | None = None
    types: Collection[str] = TYPES

    def when(self, days: Interval | None) -> bool:
        """Whether something may lie in the days asked for."""
        if days is None:
            return self.since is None and self.until is None
        return (self.since is None or days.last >= self.since) and (self.until is None or days.first <= self.until)

    def whom(self, parties: Iterable[str], knowledge: Knowledge) -> bool:
        """Whether one of these, by entity id or words, is whom it is asked about."""
        if self.about is None:
            return True
        if self.about in knowledge.sides:
            return any(knowledge.side_of(p) == self.about for p in parties)
        return any(self.about in (knowledge.lineage(p) if p in knowledge.actors else (p,)) for p in parties)


EVERYTHING = Asked()


def network(acts: Acts, asked: Asked, *, by_month: bool = False) -> Network:
    """The network of a record.

    Args:
        acts: the acts of the record.
        asked: what of it.
        by_month: whether each month has edges of its own.
    """
    groups: dict[tuple[object, ...], list[_Tie]] = defaultdict(list)
    nobody = within = 0
    for act in acts.of_types(t for t in TYPES if t in asked.types):
        if not asked.when(act.days):
            continue
        ties = list(_ties(act))
        if not ties:
            within += bool(act.actors or act.targets)
            nobody += not (act.actors or act.targets)
        for tie in ties:
            pair = [p for p in (tie.actor, tie.target) if p]
            if asked.whom([n for p in pair for n in (p.stands, p.named)], acts.knowledge):
                month = _month(act) if by_month else None
                between = tie.actor and tie.actor.stands, tie.target and tie.target.stands
                groups[act.claim.type, act.claim.status, *between, month].append(tie)
    edges = sorted((_edge(ties, by_month) for ties in groups.values()), key=_in_order)
    return Network(_nodes(edges, acts), tuple(edges), nobody, within)


def _ties(act: Act) -> Iterator[_Tie]:
    """The pairs of one act: each of several actors with each target, or all that take part with each other."""
    if act.claim.type in MUTUAL:
        parties = _one_each((*act.actors, *act.targets))
        yield from (_Tie(act, *pair) for pair in combinations(parties, 2))
        if len(parties) == 1:
            yield _Tie(act, parties[0], None)
        return
    targets = _one_each(act.targets)
    actors: Sequence[Party | None] = _one_each(act.actors) or (None,)
    for actor in actors:
        others = [t for t in targets if actor is None or t.stands != actor.stands]
        yield from (_Tie(act, actor, target) for target in others)
        if actor and not targets:
            yield _Tie(act, actor, None)


def _one_each(parties: Iterable[Party]) -> list[Party]:
    """One for all that act for the same, named ones before those that they act for."""
    found: dict[str, Party] = {}
    for party in sorted(parties, key=lambda p: (p.stands.casefold(), p.named == p.stands, p.named)):
        found.setdefault(party.stands.casefold(), party)
    return list(found.values())


def _edge(ties: Sequence[_Tie], by_month: bool) -> Edge:
    first = ties[0]
    acts = [t.act for t in ties]
    days = [a.days for a in acts if a.days]
    told = sorted({t for a in acts for t in a.told}, key=lambda t: (t.claim, t.outlet or "", t.source or ""))
    when = {a.event.id for a in acts if a.dated == "told"}
    events = sorted({a.event.id for a in acts})
    return Edge(
        type=first.act.claim.type,
        status=first.act.claim.status,
        actor=first.actor.stands if first.actor else None,
        target=first.target.stands if first.target else None,
        mutual=first.act.claim.type in MUTUAL,
        month=_month(first.act) if by_month else None,
        days=_around(days),
        events=tuple(events),
        undated=len(set(events) - when),
        voices=tuple(sorted({t.voice for t in told})),
        named_actor=_named(t.actor for t in ties),
        named_target=_named(t.target for t in ties),
        conditions=tuple(dict.fromkeys(" ".join(m.text.split()) for a in acts for m in a.claim.condition)),
        told=tuple(told),
    )


def _named(parties: Iterable[Party | None]) -> tuple[str, ...]:
    return tuple(sorted({p.named for p in parties if p and p.named != p.stands}))


def _nodes(edges: Iterable[Edge], acts: Acts) -> tuple[Node, ...]:
    events: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        for who, names in ((edge.actor, edge.named_actor), (edge.target, edge.named_target)):
            if who:
                events[who].update(edge.events)
                named[who].update(names)
    order = sorted(events, key=lambda n: (-len(events[n]), n))
    return tuple(Node(n, acts.knowledge.side_of(n), tuple(sorted(named[n])), len(events[n])) for n in order)


def _in_order(edge: Edge) -> tuple[object, ...]:
    month = edge.month.first if edge.month else date.max
    kind = TYPES.index(edge.type), STATUSES.index(edge.status)
    return month, -len(edge.events), *kind, edge.actor or "", edge.target or ""


def _month(act: Act) -> Interval | None:
    """The month that an act begins in."""
    if act.days is None or act.days.days > _LONGEST:
        return None
    return Interval.month(act.days.first.year, act.days.first.month)


def _around(days: Sequence[Interval]) -> Interval | None:
    return Interval.between(min(days), max(days, key=lambda d: (d.last, d))) if days else None
