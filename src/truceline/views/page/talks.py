"""Diplomacy on the page: a picture of who deals with whom by month, each month's list, threats and suspensions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from truceline import plain
from truceline.diplomacy.acts import Acts, Told
from truceline.diplomacy.network import EVERYTHING, FOR, MUTUAL, Edge, network
from truceline.diplomacy.threats import Suspension, Threat, suspensions, threats
from truceline.records import Interval, Status
from truceline.views import pairs
from truceline.views import talks as words
from truceline.views.page.context import Context

MOST_PAIRS = 14
"""The picture has this many pairs, those with most events; the lists have all."""

_OPEN = 3  # months that are shown unfolded when there are no more


@dataclass(frozen=True, slots=True)
class Ref:
    """Who tells something: name, anchor of the account, and the words."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class EdgeView:
    """What one party did to another, or with it, in words; ``standing`` is empty for what is told as fact."""

    what: str
    standing: str
    actor: str
    target: str
    named: tuple[str, ...]
    conditions: tuple[str, ...]
    events: int
    undated: int
    voices: int
    when: str
    told: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """The acts of a month; ``counts`` names how many events of each type are told as fact."""

    anchor: str
    name: str
    counts: str
    edges: tuple[EdgeView, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class ChainView:
    """A threat or a suspension, in words.

    ``links`` lead to what went before it or came of it: text, anchor of that where it stands in this section, who tells
    it.
    """

    anchor: str
    words: str
    when: str
    quoted: str
    conditions: tuple[str, ...]
    told: tuple[Ref, ...]
    links: tuple[tuple[str, str, tuple[Ref, ...]], ...]


@dataclass(frozen=True, slots=True)
class TalksView:
    """Diplomacy of a case.

    Attributes:
        wide, narrow: the drawing, ``None`` where no pair of known parties has a month.
        pairs: how many pairs of known parties there are.
        months: in order of time, what lies in no one month last.
        threats, suspensions: by day.
        left_out: what is not in the lists, in words.
    """

    wide: Markup | None
    narrow: Markup | None
    pairs: int
    months: tuple[MonthView, ...]
    threats: tuple[ChainView, ...]
    suspensions: tuple[ChainView, ...]
    left_out: str


def view(context: Context) -> TalksView:
    """The diplomacy that the articles of a case tell of."""
    acts = Acts(context.record, context.knowledge)
    found = network(acts, EVERYTHING, by_month=True)
    by_month: dict[Interval | None, list[Edge]] = defaultdict(list)
    for edge in found.edges:
        by_month[edge.month].append(edge)
    views = _Views(context)
    order = sorted((m for m in by_month if m), key=lambda m: m.first) + [None for m in by_month if m is None]
    months = tuple(views.month(m, by_month[m], len(by_month) <= _OPEN) for m in order)
    told = threats(acts)
    between = _between(found.edges, context)
    wide, narrow = _drawings(between, context)
    return TalksView(
        wide=wide,
        narrow=narrow,
        pairs=len(between),
        months=months,
        threats=tuple(map(views.threat, told)),
        suspensions=tuple(views.suspension(n, s) for n, s in enumerate(suspensions(acts), 1)),
        left_out=words.left_out(found),
    )


def _between(edges: Iterable[Edge], context: Context) -> dict[tuple[str, str], list[Edge]]:
    """The edges of each pair of parties that the packs know, whichever way they go; those of known months."""
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    label = context.knowledge.label
    for edge in edges:
        pair = [p for p in (edge.actor, edge.target) if p and context.known(p)]
        if len(pair) == 2 and edge.month and edge.status != "denied":
            one, other = sorted(pair, key=lambda p: (label(p), p))
            found[one, other].append(edge)
    return found


def _drawings(
    between: dict[tuple[str, str], list[Edge]], context: Context
) -> tuple[Markup, Markup] | tuple[None, None]:
    def most(pair: tuple[str, str]) -> tuple[int, tuple[str, str]]:
        return -len({e for edge in between[pair] for e in edge.events}), pair

    shown = sorted(between, key=most)[:MOST_PAIRS]
    if not shown:
        return None, None
    rows = [_pair(pair, between[pair], context) for pair in shown]
    name = "Who deals with whom, by month"
    return pairs.draw(rows, width=1040, name=name), pairs.draw(rows, width=343, name=name)


def _pair(pair: tuple[str, str], edges: Sequence[Edge], context: Context) -> pairs.Pair:
    one, other = (context.knowledge.label(p) for p in pair)
    months = []
    for month in sorted({e.month for e in edges if e.month}):
        own = [e for e in edges if e.month == month]
        for_, against = ([e for e in own if (e.type in MUTUAL + FOR) is kind] for kind in (True, False))
        title = f"{one} and {other}, {plain.when(month)}: {_counts(own)}"
        months.append(pairs.Month(_href(month), title, month.first, month.last, _half(for_), _half(against)))
    return pairs.Pair(f"{plain.flat(one, 26)} – {plain.flat(other, 26)}", tuple(months))


def _half(edges: Sequence[Edge]) -> pairs.Half:
    factual = [e for e in edges if e.status == "happened"]
    return pairs.Half(len({i for e in factual or edges for i in e.events}), bool(factual))


def _counts(edges: Iterable[Edge]) -> str:
    """How many events of each type: "2 × talks, 1 × accusation, 1 × talks said to be planned"."""
    events: Counter[tuple[str, Status]] = Counter()
    seen: set[tuple[str, Status, str]] = set()
    for edge in edges:
        for event in edge.events:
            if (edge.type, edge.status, event) not in seen:
                seen.add((edge.type, edge.status, event))
                events[edge.type, edge.status] += 1
    return ", ".join(f"{n} × {plain.type_name(t)} {words.SAID[s]}".rstrip() for (t, s), n in events.items())


def _href(month: Interval) -> str:
    return f"#{_anchor(month)}"


def _anchor(month: Interval | None) -> str:
    return f"talks-{month}" if month else "talks-across"


class _Views:
    """Turns edges, threats and suspensions into what the page shows of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._anchors = {
            (claim, account.outlet, account.source): context.account_anchor(event, number)
            for event in context.record.events.values()
            for number, account in enumerate(event.accounts, 1)
            for claim in account.claims
        }
        self._numbers: dict[str, int] = {}

    def month(self, month: Interval | None, edges: Sequence[Edge], open_: bool) -> MonthView:
        """The acts of a month, those told as fact first."""
        factual = [e for e in edges if e.status == "happened"]
        return MonthView(
            anchor=_anchor(month),
            name=plain.when(month) if month else "Over more than a month, or no day known",
            counts=_counts(factual),
            edges=tuple(map(self._edge, factual + [e for e in edges if e.status != "happened"])),
            open=open_,
        )

    def _edge(self, edge: Edge) -> EdgeView:
        knowledge = self._context.knowledge
        return EdgeView(
            what=plain.upper_first(plain.type_name(edge.type)),
            standing="" if edge.status == "happened" else edge.status,
            actor=words.who(edge.actor, knowledge),
            target=words.target(edge, knowledge),
            named=tuple(words.who(n, knowledge) for n in (*edge.named_actor, *edge.named_target)),
            conditions=edge.conditions,
            events=len(edge.events),
            undated=edge.undated,
            voices=len(edge.voices),
            when="" if edge.days == edge.month else plain.when(edge.days),
            told=self._refs(edge.told),
        )

    def threat(self, threat: Threat) -> ChainView:
        """A threat, and what came of it."""
        knowledge = self._context.knowledge
        return ChainView(
            anchor=self._own(threat),
            words=plain.upper_first(words.threat_words(threat, knowledge)),
            when=words.moment(threat.days, threat.dated),
            quoted="",
            conditions=threat.conditions,
            told=self._refs(threat.told),
            links=tuple((plain.upper_first(words.done(d)), "", self._refs(d.told)) for d in threat.carried_out),
        )

    def suspension(self, number: int, suspension: Suspension) -> ChainView:
        """A suspension, counted from 1, and the threats before it."""
        knowledge = self._context.knowledge
        return ChainView(
            anchor=f"suspension-{number}",
            words=plain.upper_first(words.suspension_words(suspension, knowledge)),
            when=words.moment(suspension.days, suspension.dated),
            quoted=suspension.words,
            conditions=suspension.conditions,
            told=self._refs(suspension.told),
            links=tuple(
                (f"After a threat made {words.moment(t.days, t.dated)}", self._own(t), self._refs(t.told))
                for t in suspension.after
            ),
        )

    def _own(self, threat: Threat) -> str:
        return f"threat-{self._numbers.setdefault(f'{threat.id} {threat.actor} {threat.type}', len(self._numbers) + 1)}"

    def _refs(self, told: Iterable[Told]) -> tuple[Ref, ...]:
        found: dict[str, Ref] = {}
        for ref in map(self._ref, told):
            found.setdefault(ref.href, ref)  # the account that it leads to has the other claims too
        return tuple(found.values())

    def _ref(self, told: Told) -> Ref:
        trigger = self._context.record.claims[told.claim].trigger.text
        href = self._anchors[told.claim, told.outlet, told.source]
        return Ref(words.teller(told, self._context.knowledge), href, plain.flat(trigger, 60))
