"""What accounts tell of aid, step by step: asked for, let through, refused, hindered, announced, brought, struck.

An event may hold several, as of one convoy asked for, turned back and brought a week later. See ``docs/aid.md``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from truceline.aid import words
from truceline.matching.reports import Reports
from truceline.naming.phrase import is_pronoun
from truceline.pack import GENERAL, Knowledge
from truceline.records import Account, Article, Claim, Event, Interval, Mention, Question, Range, Span, Status

StepKind = Literal[
    "request",
    "permission",
    "refusal",
    "obstruction",
    "announcement",
    "delivery",
    "no_delivery",
    "suspension",
    "attack",
]
"""What a step is: an ``announcement`` is a delivery that is only planned or possible; ``no_delivery`` says that none
came; a ``refusal`` is a no to somebody, an ``obstruction`` whatever else keeps aid out; an ``attack`` is one on aid."""

STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)

Day = date
"""A day; where a field is called ``date`` that name is taken."""

LONG = 31
"""Days; what is told of more is a state that lasts ("barred since July"), no step of a story of days."""

_NEGATED = frozenset({"refusal", "delivery", "no_delivery"})
_LASTING = frozenset({"refusal", "obstruction", "no_delivery", "suspension"})
WAYS = frozenset({"road", "crossing"})
"""Kinds of place that aid goes over rather than to."""

_FACTUAL: tuple[Status, ...] = ("happened", "possible", "planned", "denied")
_ATTACKS = frozenset({"attack", "air_strike", "shelling", "bombing", "chemical_attack", "abduction"})
_AID_TYPES = frozenset({"aid_call", "aid_permit", "aid_block", "aid_delivery"})
_BESIDE = frozenset({"suspend", "reject", "demand"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in an account's own words.

    Attributes:
        article: id of the article.
        span: where the words stand.
        words: the characters there.
        claim: id of the claim that they are said of.
        condition: whether they are a condition ("unless …") rather than a cause.
    """

    article: str
    span: Span
    words: str
    claim: str
    condition: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """One account of a step.

    Attributes:
        outlet, source, voice: as of :class:`truceline.records.Account`.
        side: the side whose voice it is; ``None`` when of none.
        claims: ids of the claims that tell it.
        actors: who does it by this account, by entity id or words.
        published: the first day of its articles; ``None`` when unknown.
        status: how it tells it, the most factual first.
    """

    outlet: str | None
    source: str | None
    voice: str
    side: str | None
    claims: tuple[str, ...]
    actors: tuple[str, ...]
    published: date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a step over its accounts, never a sum; ``claims`` are those that give it."""

    what: Literal["vehicles", "people"]
    number: Range
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        id: stable while its event is: the event, the kind, the day.
        kind: what it is.
        event: id of the event whose accounts tell it.
        status: the most factual that an account tells it as; ``denied``: somebody denies it and nobody tells it.
        date: from the first to the last day that accounts give; ``None`` when none does.
        reported: the first day that an article tells of it, so that it was no later, or for a plan was made by then.
        places: entity ids or words of what it concerns; not a place that another of them lies in.
        ways: roads and crossings that it is told of.
        actors: who asks, refuses, brings, strikes, by entity id or words.
        targets: to whom, or what is struck.
        tellings: the accounts, in order.
        reasons: those that accounts state.
        amounts: lorries and people.
        disputed: the questions that accounts of its event answer in ways that cannot both be true.
        on_convoy: of an attack, whether aid on its way or those who bring it are struck.
    """

    id: str
    kind: StepKind
    event: str
    status: Status
    date: Interval | None
    reported: Day | None
    places: tuple[str, ...]
    ways: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    tellings: tuple[Telling, ...]
    reasons: tuple[Reason, ...] = ()
    amounts: tuple[Amount, ...] = ()
    disputed: tuple[Question, ...] = ()
    on_convoy: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of all its claims, each once."""
        return tuple(dict.fromkeys(c for t in self.tellings for c in t.claims))

    @property
    def when(self) -> Interval | None:
        """Its days, or else that of the first article: to put it in order by, never shown as its date."""
        return self.date or (Interval.day(self.reported) if self.reported else None)

    @property
    def lasts(self) -> bool:
        """Whether it is a state told of a long span of days."""
        return self.date is not None and self.date.days > LONG


@dataclass(frozen=True, slots=True)
class Unsure:
    """A claim typed as aid that is in no step.

    Attributes:
        claim: its id.
        reason: why not.
    """

    claim: str
    reason: words.Doubt


def read_steps(
    events: Iterable[Event], claims: Mapping[str, Claim], reports: Reports
) -> tuple[tuple[Step, ...], tuple[Unsure, ...]]:
    """Every step that the events tell, in order of their days, and the claims of aid that are in none."""
    reader = _Reader(claims, reports)
    steps = [s for e in events for s in reader.steps(e)]
    steps.sort(key=lambda s: (s.when is None, s.when.first if s.when else date.min, s.id))
    return tuple(steps), tuple(sorted(reader.unsure, key=lambda u: u.claim))


def place_of(mention_entity: str | None, near: str | None, knowledge: Knowledge) -> str | None:
    """The known place that a mention stands for or is told beside; no country is told for a place that stays open."""
    if mention_entity and mention_entity in knowledge.places:
        return mention_entity
    known = knowledge.places.get(near) if near else None
    return near if known and known.kind != "country" else None


def innermost(places: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Places without those that another of them lies in, each once."""
    told = tuple(dict.fromkeys(places))
    around = {p for t in told if t in knowledge.places for p in knowledge.within(t)[1:]}
    return tuple(t for t in told if t not in around)


class _Reader:
    def __init__(self, claims: Mapping[str, Claim], reports: Reports) -> None:
        self._claims = claims
        self._reports = reports
        self._knowledge = reports.knowledge
        self._article: Callable[[str], Article] = reports.article
        self._beside: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
        for claim in claims.values():
            self._beside[claim.article, claim.sentence].append(claim)
        own = {p.id for pack in self._knowledge.packs if pack.id != GENERAL for p in pack.places}
        around = {a for p in own for a in self._knowledge.within(p)}
        self._ground = {a for a in around if a in self._knowledge.places and self._kind_of(a) == "country"}
        self.unsure: list[Unsure] = []

    def steps(self, event: Event) -> Iterator[Step]:
        """The steps of one event."""
        by_kind: dict[StepKind, list[Claim]] = defaultdict(list)
        for claim in (self._claims[c] for c in event.claims):
            if kind := self._kind(claim):
                by_kind[kind].append(claim)
        for kind in STEP_KINDS:
            for days, own in self._clusters(kind, by_kind.get(kind, []), event.date):
                yield self._step(event, kind, days, own)

    def _kind(self, claim: Claim) -> StepKind | None:
        if claim.type in _ATTACKS:
            return "attack" if claim.status != "planned" and self._struck(claim) else None
        if claim.type not in _AID_TYPES | _BESIDE:
            return None
        article = self._article(claim.article)
        sentence = article.passage(claim.sentence)
        at = claim.trigger.span.begin - claim.sentence.begin
        if claim.type in _BESIDE:
            return _told_beside(claim, sentence, at)
        doubt = words.doubt(sentence, at)
        if claim.type == "aid_delivery" and words.not_brought(sentence, at, claim.trigger.text):
            doubt = "object"
        if doubt:
            self.unsure.append(Unsure(claim.id, doubt))
            return None
        match claim.type:
            case "aid_call":
                return None if claim.status == "denied" else "request"
            case "aid_permit":
                return "refusal" if claim.status == "denied" else "permission"
            case "aid_block":
                return "refusal" if words.REFUSES.search(claim.trigger.text) else "obstruction"
        if claim.status == "denied":
            return "delivery" if words.is_some(sentence, at) else "no_delivery"
        if claim.status == "happened":
            return "no_delivery" if words.is_none(sentence, at) else "delivery"
        return "announcement"

    def _struck(self, claim: Claim) -> bool:
        article = self._article(claim.article)
        for m in claim.target:
            actor = self._knowledge.actors.get(m.entity or "")
            named = actor is not None and actor.kind == "ngo"
            if (named or words.OF_AID.search(m.text)) and not words.only_near(
                article.field(m.span.field), m.span.begin
            ):
                return True
        return False

    def _step(self, event: Event, kind: StepKind, days: Interval | None, own: Sequence[Claim]) -> Step:
        ids = {c.id for c in own}
        tellings = tuple(t for a in event.accounts if (t := self._telling(a, ids, kind)))
        places, ways = self._places(event, own)
        targets = Counter(m.entity or m.text for c in own for m in c.target)
        return Step(
            id=f"{event.id}:{kind}" + (f":{days}" if days else ""),
            kind=kind,
            event=event.id,
            status=_status(own, kind),
            date=days,
            reported=min((d for c in own if (d := self._reports.day(c))), default=None),
            places=places,
            ways=ways,
            actors=_by_number(a for t in tellings for a in t.actors),
            targets=tuple(sorted(targets, key=lambda t: (-targets[t], t))),
            tellings=tellings,
            reasons=tuple(self._reasons(own)),
            amounts=tuple(self._amounts(own, places)),
            disputed=event.disputed,
            on_convoy=kind == "attack" and any(words.ON_ITS_WAY.search(m.text) for c in own for m in c.target),
        )

    def _telling(self, account: Account, ids: set[str], kind: StepKind) -> Telling | None:
        own = [self._claims[c] for c in account.claims if c in ids]
        if not own:
            return None
        # Where "no convoy has" was taken for a delivery, its actor is whoever stands nearest: a besieger, as a rule.
        doing = [c for c in own if kind != "no_delivery" or c.status == "denied"]
        told = [m.entity or m.text for c in doing for m in c.actor if self._is_somebody(m)]
        return Telling(
            outlet=account.outlet,
            source=account.source,
            voice=account.voice,
            side=account.voice if account.voice in self._knowledge.sides else None,
            claims=tuple(c.id for c in own),
            actors=_by_number(told),
            published=min((d for c in own if (d := self._reports.day(c))), default=None),
            status=_status(own, kind),
        )

    def _places(self, event: Event, own: Sequence[Claim]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a step concerns, and the roads and crossings on the way; a road alone stands for what it lies in."""
        told = [p for c in own for p in self._told_places(c)]
        if not told and event.place:
            told = [event.place]
        told = [p for p in told if not self._is_abroad(p)]
        ways = tuple(dict.fromkeys(p for p in told if self._kind_of(p) in WAYS))
        ends = [p for p in told if p not in ways]
        if not ends:
            ends = [o for w in ways for o in self._knowledge.within(w)[1:2]]
        unknown = [p for p in ends if p not in self._knowledge.places]
        known = innermost((p for p in ends if p in self._knowledge.places), self._knowledge)
        return (known or tuple(dict.fromkeys(unknown[:1]))), ways

    def _told_places(self, claim: Claim) -> list[str]:
        """The places of a claim, else those that stand for somebody in it, else those told in its sentence."""
        found = self._of_mentions(claim, ("place",)) or self._of_mentions(claim, ("target", "actor"))
        if found:
            return found
        others = [p for c in self._beside[claim.article, claim.sentence] for p in self._of_mentions(c, ("place",))]
        if others:
            return others
        return [m.text for m in claim.place[:1] if m.entity is None]

    def _of_mentions(self, claim: Claim, roles: Sequence[Literal["place", "target", "actor"]]) -> list[str]:
        mentions = [m for r in roles for m in claim.mentions(r)]
        if claim.type == "aid_delivery":
            text = self._article(claim.article).field(claim.sentence.field)
            mentions = [m for m in mentions if not words.is_origin(text, m.span.begin)]
        if "place" not in roles:
            mentions = [m for m in mentions if self._knowledge.is_only_place(m.entity)]
        told = [(place_of(m.entity, None, self._knowledge), m) for m in mentions]
        named = [p for p, _ in told if p]
        narrow = [p for p in named if self._kind_of(p) != "country"]
        beside = [n for p, m in told if not p and (n := place_of(None, m.near, self._knowledge))]
        return narrow or beside or named

    def _is_somebody(self, mention: Mention) -> bool:
        named = mention.entity is not None or not is_pronoun(mention.text)
        return named and not self._knowledge.is_only_place(mention.entity)

    def _is_abroad(self, place: str) -> bool:
        """Whether a place lies in no country of the conflict: there one speaks of its aid, or sends it from there."""
        ground = self._ground
        return bool(ground) and place in self._knowledge.places and ground.isdisjoint(self._knowledge.within(place))

    def _kind_of(self, place: str) -> str:
        known = self._knowledge.places.get(place)
        return known.kind if known else ""

    def _reasons(self, own: Sequence[Claim]) -> Iterator[Reason]:
        seen: set[tuple[str, Span]] = set()
        for claim in self._reports.distinct(own):
            article = self._article(claim.article)
            spans = [(m.span, True) for m in claim.condition]
            others = [c.trigger.span for c in self._beside[claim.article, claim.sentence] if c.id != claim.id]
            spans += [(s, False) for s in words.reasons(article, claim, others)]
            for span, condition in spans:
                if (claim.article, span) not in seen:
                    seen.add((claim.article, span))
                    yield Reason(claim.article, span, article.passage(span), claim.id, condition)

    def _amounts(self, own: Sequence[Claim], places: Sequence[str]) -> Iterator[Amount]:
        """Numbers of the step's own place: what is told of a whole country counts more than one of its towns."""
        wide = any(self._kind_of(p) == "country" for p in places)
        here = [c for c in own if wide or not self._is_wide(c)]
        kinds: tuple[tuple[Literal["vehicles", "people"], str], ...] = (
            ("vehicles", "vehicles"),
            ("people", "affected"),
        )
        for what, kind in kinds:
            told = [(c, q) for c in here for q in c.numbers if q.kind == kind]
            if number := Range.around(Range(q.least, q.most) for _, q in told):
                yield Amount(what, number, tuple(dict.fromkeys(c.id for c, _ in told)))

    def _is_wide(self, claim: Claim) -> bool:
        told = [m.entity for m in claim.place if m.entity]
        return bool(told) and all(self._kind_of(p) == "country" for p in told)

    def _clusters(
        self, kind: StepKind, claims: Sequence[Claim], main: Interval | None
    ) -> Iterator[tuple[Interval | None, list[Claim]]]:
        """Claims of days that lie side by side together; those without a day with the event's day, or else the first.

        Long spans stand apart from days: "barred since July" is another step than "turned back on Monday".
        """
        days_of = {c.id: self._days(c, kind) for c in claims}
        dated = sorted(((d, c) for c in claims if (d := days_of[c.id])), key=lambda dc: (dc[0], dc[1].id))
        groups: list[tuple[Interval, list[Claim]]] = []
        for days, claim in dated:
            if groups and (groups[-1][0].days > LONG) is (days.days > LONG) and _side_by_side(groups[-1][0], days):
                before, own = groups[-1]
                groups[-1] = Interval.between(before, max(before, days, key=lambda d: d.last)), [*own, claim]
            else:
                groups.append((days, [claim]))
        rest = [c for c in claims if not days_of[c.id]]
        if rest and groups:
            order = range(len(groups))
            fits = min(order, key=lambda n: (not (main and groups[n][0].overlaps(main)), groups[n][0].days, n))
            groups[fits] = groups[fits][0], groups[fits][1] + rest
            rest = []
        for days, own in groups:
            yield days, sorted(own, key=lambda c: c.id)
        if rest:
            yield None, sorted(rest, key=lambda c: c.id)

    def _days(self, claim: Claim, kind: StepKind) -> Interval | None:
        """The days of a claim; what happened was no later than its article, and only a state lasts for months."""
        days, told = claim.date, self._reports.day(claim)
        if days is None or (days.days > LONG and kind not in _LASTING):
            return None
        if claim.status == "happened" and told and days.first > told:
            return None
        return days


def _side_by_side(before: Interval, days: Interval) -> bool:
    return (days.first - before.last).days <= 1


def _status(claims: Iterable[Claim], kind: StepKind) -> Status:
    """The most factual status; a denial that makes a step what it is, or was none, counts as told."""
    told = {"happened" if c.status == "denied" and kind in _NEGATED else c.status for c in claims}
    return next(s for s in _FACTUAL if s in told)


def _told_beside(claim: Claim, sentence: str, at: int) -> StepKind | None:
    """What a demand, a refusal or a suspension is, where it is plainly one of aid."""
    if claim.status == "denied":
        return None
    if claim.type == "demand":
        return "request" if words.asks_for_aid(sentence, at) else None
    if claim.type == "suspend":
        return "suspension" if words.of_aid_itself(sentence, at) else None
    return "refusal" if words.of_aid_itself(sentence, at) else None


def _by_number(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda n: (-counted[n], n)))
