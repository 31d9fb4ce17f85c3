"""What each event tells of a truce: its claims of one truce type, with place, days and duration."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.codebook import of_family
from truceline.pack import GENERAL, Knowledge
from truceline.records import Claim, Event, Interval, Status
from truceline.truces.scene import scenes

STEPS = of_family("truce") | {"truce_violation"}
"""The types of claim that are steps in a truce's life."""

REPLIES = frozenset({"support", "reject"})
"""What others say to a truce: they back it, or do not."""

FACTUAL: tuple[Status, ...] = ("happened", "denied", "planned", "possible")
"""How a step may be told, the most factual first."""

_FACT: frozenset[Status] = frozenset({"happened", "denied"})
_TO_COME: frozenset[Status] = frozenset({"planned", "possible"})

LASTING = frozenset({"truce_call", "truce_agree", "truce_start"})
"""The steps whose hours tell how long a truce is to last; those of an extension tell how much longer."""

_SIGNED = frozenset({"truce_call", "truce_agree", "truce_extend", *REPLIES})
"""Steps that may be told of where people met and not of where the truce holds."""

BY_WHOM = frozenset({"truce_call", "truce_agree", "truce_extend", "truce_end", *REPLIES})
"""Steps that two parties take each for itself; a truce takes effect for all."""

_AGREED_ON = 40
"""Characters between "agreed" and what is agreed on, at most: "agreed on Wednesday to extend"."""

_A_TRUCE = re.compile(r"\b(?:truce|cease-?\s?fires?|cessation|armistice|lull|humanitarian pauses?)\b", re.IGNORECASE)
_A_DEAL = re.compile(
    r"(?:(?:the|this|that|any|such|an?) )?(?:\w+ )?(?:agreement|deal|accord|understanding|plan|pause|offer)|it",
    re.IGNORECASE,
)
_REPLIED_TO = 60
"""Characters between a reply and the words of the truce that it is to, at most, where its target is not read."""
_NEAR = 1000
"""Characters before a reply in which the truce is told that "the deal" or "it" stands for."""

_AGREEING = re.compile(r"agree|decid|approv|accept|consent", re.IGNORECASE)
_BROKERED = re.compile(r"broker|mediat|negotiat|sponsor|arrang", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """The claims of one event that are of one truce type, by one of those who take the step.

    Attributes:
        event: id of the event.
        type: the truce type.
        claims: as told, but that "since 27 February" is dated 27 February: the day of the step.
        scope: the place and its parents, nearest first; empty when it is not told.
        around: the scope that the truce claims of its articles tell, where they tell no two, or else the country that
            the fighting in them is in.
        date: its days; ``None`` when not told.
        reported: the first day that an article tells of it.
        named: every known place that its articles tell something of, with all that hold it.
        hours: how long the truce is to last by the sentences of these claims.
        hours_beside: the same by all claims of their articles, where these tell one duration only.
        actors: ids of known actors who take the step.
    """

    event: str
    type: str
    claims: tuple[Claim, ...]
    scope: tuple[str, ...]
    around: tuple[str, ...]
    named: frozenset[str]
    date: Interval | None
    reported: datetime.date | None
    hours: frozenset[int]
    hours_beside: frozenset[int]
    actors: frozenset[str]

    @property
    def when(self) -> Interval | None:
        """Its days, or else the day it was first told, which is never shown as its date."""
        return self.date or (Interval.day(self.reported) if self.reported else None)

    @property
    def status(self) -> Status:
        """The most factual way in which its claims tell it."""
        return next(s for s in FACTUAL if any(c.status == s for c in self.claims))


def pieces(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    published: Mapping[str, datetime.date | None],
    knowledge: Knowledge,
) -> list[Piece]:
    """The pieces of all events, in order of day; ``claims`` are all claims by id."""
    by_article = defaultdict[str, list[Claim]](list)
    for claim in claims.values():
        if claim.type in STEPS:
            by_article[claim.article].append(claim)
    steps = STEPS | REPLIES
    scene = scenes((c for c in claims.values() if c.article in by_article), knowledge)
    named = _named((c for c in claims.values() if c.article in by_article), knowledge)
    context = _Context(published, by_article, scene, named, _conflict_countries(knowledge), knowledge)
    found = []
    for event in events:
        own = defaultdict[str, list[Claim]](list)
        for name in event.claims:
            if claims[name].type in steps and _is_of_a_truce(claims[name], by_article.get(claims[name].article, ())):
                claim = _dated_as_a_step(claims[name], by_article[claims[name].article])
                own[_step_of(claim, by_article[claim.article])].append(claim)
        for kind in sorted(own):
            # What may yet come is not what happened, even where one event tells of both.
            for told in (_told_as(own[kind], _FACT), _told_as(own[kind], _TO_COME)):
                takers = _by_taker(told, knowledge) if kind in BY_WHOM else [told]
                found += [_piece(event, kind, taken, context) for taken in takers if taken]
    return sorted(found, key=lambda p: (p.when.first if p.when else datetime.date.min, p.event, p.type, p.claims[0].id))


def hours(claims: Iterable[Claim]) -> Iterable[int]:
    """The exact durations that claims tell, in hours; days count as 24."""
    for claim in claims:
        if claim.type not in LASTING:
            continue
        for q in claim.numbers:
            if q.kind in {"hours", "days"} and q.least is not None and q.least == q.most:
                yield q.least * (24 if q.kind == "days" else 1)


def scope_of(place: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    """A place and its parents, nearest first; words that no pack knows ("the city") tell no two truces apart."""
    return knowledge.within(place) if place is not None and place in knowledge.places else ()


def related(one: Iterable[str], others: Iterable[str], knowledge: Knowledge) -> bool:
    """Whether an actor of one group stands in the line of one of the other."""
    others = set(others)
    lines = {b for a in others for b in knowledge.lineage(a)}
    return any(set(knowledge.lineage(a)) & others or a in lines for a in one)


@dataclass(frozen=True, slots=True)
class _Context:
    published: Mapping[str, datetime.date | None]
    by_article: Mapping[str, list[Claim]]
    scene: Mapping[str, str]
    named: Mapping[str, frozenset[str]]
    ground: frozenset[str]
    knowledge: Knowledge


def _actors(claim: Claim, knowledge: Knowledge) -> frozenset[str]:
    return frozenset(m.entity for m in claim.actor if m.entity and m.entity in knowledge.actors)


def _told_as(claims: Iterable[Claim], statuses: frozenset[Status]) -> list[Claim]:
    return [c for c in claims if c.status in statuses]


def _by_taker(own: Sequence[Claim], knowledge: Knowledge) -> list[list[Claim]]:
    """Claims by who takes the step; those that name nobody known go to the most told."""
    groups: list[tuple[frozenset[str], list[Claim]]] = []
    silent = []
    for claim in own:
        if not (named := _actors(claim, knowledge)):
            silent.append(claim)
            continue
        fitting = next((group for core, group in groups if related(named, core, knowledge)), None)
        if fitting is None:
            fitting = []
            groups.append((named, fitting))
        fitting.append(claim)
    if not groups:
        return [silent]
    max((group for _, group in groups), key=len).extend(silent)
    return [group for _, group in groups]


def _piece(event: Event, kind: str, own: Sequence[Claim], context: _Context) -> Piece:
    beside = [c for a in sorted({c.article for c in own}) for c in context.by_article[a]]
    lasting = _not_prolonging(beside)
    sentences = {(c.article, c.sentence) for c in own}
    lasts = frozenset(hours(c for c in lasting if (c.article, c.sentence) in sentences))
    told = lasts or frozenset(hours(lasting))
    return Piece(
        event=event.id,
        type=kind,
        claims=tuple(own),
        scope=_scope(kind, event.place if event.type == kind else _place(own) or event.place, own[0].article, context),
        around=_around(beside, context),
        named=frozenset[str]().union(*(context.named.get(a, ()) for a in {c.article for c in own})),
        date=_date(event, kind, own),
        reported=min((d for d in (context.published[c.article] for c in own) if d), default=None),
        hours=lasts,
        hours_beside=told if len(told) == 1 else frozenset(),
        actors=frozenset(a for c in own for a in _actors(c, context.knowledge)),
    )


def _not_prolonging(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those in one sentence with a prolongation, whose hours tell how much longer it is to last."""
    longer = {(c.article, c.sentence) for c in claims if c.type == "truce_extend"}
    return [c for c in claims if (c.article, c.sentence) not in longer]


def _named(claims: Iterable[Claim], knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """By article, every known place that it tells something of, with all that hold it."""
    found = defaultdict[str, set[str]](set)
    for claim in claims:
        for place in (m.entity for m in (*claim.place, *claim.target)):
            found[claim.article].update(scope_of(place, knowledge))
    return {article: frozenset(places) for article, places in found.items()}


def _around(beside: Sequence[Claim], context: _Context) -> tuple[str, ...]:
    """The narrowest of all places that truce claims tell, where none contradicts it; or else the country."""
    scopes = [_scope(c.type, _place([c]), c.article, context) for c in beside]
    narrowest = max(scopes, key=len, default=())
    if narrowest and all(set(s) <= set(narrowest) for s in scopes):
        return narrowest
    countries = {context.scene.get(c.article) for c in beside}
    only = countries.pop() if len(countries) == 1 else None
    return scope_of(only, context.knowledge)


def _scope(kind: str, place: str | None, article: str, context: _Context) -> tuple[str, ...]:
    """A place that a step is told in; none where it is only where people met ("signed in Astana")."""
    scope = scope_of(place, context.knowledge)
    scene = context.scene.get(article)
    fought = {scene} if scene else context.ground
    return () if kind in _SIGNED and fought and not fought & set(scope) else scope


def _is_of_a_truce(claim: Claim, beside: Iterable[Claim]) -> bool:
    """Whether a step is a truce's: what is backed or rejected has to be one, or the deal told of right there."""
    if claim.type not in REPLIES:
        return True
    if any(_A_TRUCE.search(m.text) for m in claim.target):
        return True
    here, end = claim.sentence, claim.trigger.span.end
    if not claim.target:  # "approves the understanding that they reached"
        told = (c.trigger.span.begin - end for c in beside if c.sentence == here and c.type in LASTING)
        return any(0 < gap <= _REPLIED_TO for gap in told)
    deal = any(_A_DEAL.fullmatch(m.text) for m in claim.target)
    return deal and any(c.sentence.field == here.field and -_NEAR <= c.sentence.begin - here.end <= 0 for c in beside)


def _step_of(claim: Claim, beside: Iterable[Claim]) -> str:
    """The type of step that a claim tells: "agreed … to prolong the truce" is that, and no new truce."""
    if claim.type != "truce_agree" or not _AGREEING.search(claim.trigger.text):
        return claim.type
    end = claim.trigger.span.end
    longer = (c.trigger.span for c in beside if c.type == "truce_extend" and c.sentence == claim.sentence)
    return "truce_extend" if any(0 < s.begin - end <= _AGREED_ON for s in longer) else claim.type


def _dated_as_a_step(claim: Claim, beside: Iterable[Claim]) -> Claim:
    """The claim with the day of its step: "since 27 February" is 27 February.

    And where "the truce that Russia brokered took effect on Monday", nobody tells when it was brokered.
    """
    days = claim.date
    if days is None:
        return claim
    if days.days > 1 and days.first_grain == "day" and any(_SINCE.search(m.text) for m in claim.time):
        return replace(claim, date=Interval.day(days.first))
    if claim.type == "truce_agree" and _BROKERED.search(claim.trigger.text):
        others = (c for c in beside if c.sentence == claim.sentence and c.type in {"truce_start", "truce_end"})
        if any(c.date == days for c in others):
            return replace(claim, date=None, time=())
    return claim


def _date(event: Event, kind: str, own: Iterable[Claim]) -> Interval | None:
    dates = [c.date for c in own if c.date]
    if event.type == kind and event.date and (not dates or event.date in dates):
        return event.date
    return min(dates, key=lambda d: (d.days, d.first, d.last), default=None)


def _place(own: Iterable[Claim]) -> str | None:
    named = Counter(m.entity for c in own for m in c.place if m.entity)
    return min(named, key=lambda p: (-named[p], p), default=None)


def _conflict_countries(knowledge: Knowledge) -> frozenset[str]:
    """The countries that packs of a conflict have places in; empty where only the general pack is loaded."""
    own = [p for pack in knowledge.packs if pack.id != GENERAL for p in pack.places]
    inside = {a for p in own for a in knowledge.within(p.id)}
    return frozenset(a for a in inside if knowledge.places[a].kind == "country")
