"""How many people are said to be in need, besieged, reached by aid or meant to be: ranges with who gives either end.

Numbers come from claims of aid, and from sentences that say so without being a claim. They are never added up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from truceline.aid.steps import WAYS, innermost
from truceline.matching.reports import Reports
from truceline.naming.aliases import Aliases
from truceline.naming.phrase import is_pronoun, words
from truceline.naming.words import SPEAKING
from truceline.pack import Knowledge
from truceline.reading.quantities import Amount, find
from truceline.reading.sentences import split
from truceline.records import Article, Claim, Event, Interval, Quantity, Range, Record, Span

PeopleKind = Literal["besieged", "hard to reach", "in need", "reached", "meant for"]
"""What is said of people: ``besieged`` or trapped; ``hard to reach``, besieged among them; ``in need`` of help, or
without food, water or care; ``reached`` by aid that was brought; aid is only ``meant for`` them."""

PEOPLE_KINDS: tuple[PeopleKind, ...] = get_args(PeopleKind)

_LEAST = 50
"""Fewer people than this are somebody's patients or passengers, not the people of a place."""

_MOST_PLACES = 2
"""A sentence of more places than this does not tell which of them its number is of."""

_THERE = re.compile(
    r"\b(?:there|the (?:\w+ )?(?:city|town|area|enclave|district|suburb|camp|quarter|zone))\b", re.IGNORECASE
)

_WHO = (
    r"(?:[\w’'-]+ ){0,2}?(?:people|persons|civilians|residents|inhabitants|citizens|men, women and children|children|"
    r"women|patients|refugees|displaced|souls|[A-Z][a-z]+(?:ans|ians|is|ese))\b"
)
_BESIEGED = r"besieged|under (?:[\w-]+ ){0,2}?siege|sieges?\b(?!-)|siege-like|trapped|encircled|blockaded|surrounded"
_HARD = r"hard[- ]to[- ]reach"
_NEED = (
    r"in (?:[\w-]+ ){0,3}?need of|need(?:s|ed|ing)? (?:[\w-]+ ){0,3}?(?:aid|assistance|help|food|water|care|relief|"
    r"support|medicine|protection)|in need\b|food[- ]insecure|without (?:[\w-]+ ){0,2}?(?:food|water|electricity|"
    r"medicine|care|aid)|lack(?:s|ed|ing)? (?:[\w-]+ ){0,3}?(?:food|water|medicine|aid|electricity|care|access)|"
    r"(?:no|limited|little) access to (?:[\w-]+ ){0,3}?(?:food|water|aid|care|medicine)|at risk of starv\w+|starving"
)
_STATES: tuple[tuple[PeopleKind, re.Pattern[str]], ...] = (
    ("hard to reach", re.compile(_HARD, re.IGNORECASE)),
    ("in need", re.compile(_NEED, re.IGNORECASE)),
    ("besieged", re.compile(_BESIEGED, re.IGNORECASE)),
)
_ANY = re.compile(rf"{_HARD}|{_NEED}|{_BESIEGED}|besieging|trapping|encircling", re.IGNORECASE)
_CLAUSE = re.compile(r"[^.;:()“”\"]{0,110}")
# Between a number and its state: whoever died, left or fought is not who is besieged now.
_OTHER = re.compile(
    r"\b(?:killed|died|dead|deaths?|wounded|injured|had|left|leave|fled|flee\w*|evacuat\w+|displaced|freed|able to|"
    r"moved|returned|fighters?|rebels?|militants?|soldiers?|terrorists?|troops|and (?:another|more than|some|about)|"
    r"among them|including|detain\w*|was|from|were (?:able|taken))\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:lives?|victims?|casualties)\b", re.IGNORECASE)
_BESIEGING = re.compile(r"\b(?:besieg(?:ed|ing)|trap(?:ped|ping)|encircl(?:ed|ing)) $", re.IGNORECASE)
_FOR = re.compile(
    r"\b(?:for|to|reach(?:ed|ing)?|serv(?:ed|es|ing)|fe(?:d|eds?|eding)|help(?:ed|s|ing)?|assist(?:ed|s|ing)?) "
    r"(?:around |about |some |nearly |up to |the )?$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(rf"\s{_WHO}")
_MAYBE = re.compile(r"\b(?:could|might|may|would|if)\b")
_THREATENED = re.compile(r"\b(?:threaten\w*|risk(?:s|ing)?|endanger\w*) (?:\w+ ){0,2}$", re.IGNORECASE)
_SAYING = "|".join(sorted([*SPEAKING, "estimates", "estimated", "estimate", "believes", "puts"]))
_SAID = re.compile(rf"^[\w’' ,.-]{{0,40}}?\b(?:{_SAYING})\b")
_BY = re.compile(r"\b(?:according to|said|says|estimates? (?:by|of|from)) (?:the |an? )?$", re.IGNORECASE)
_CITES = re.compile(
    rf"\b(?:according to|(?:is|are|was|were) (?:\w+ )?(?:believed|estimated|thought|reported|said)|"
    rf"(?<!an )(?<!and )(?:{_SAYING}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of people, as one article gives it.

    Attributes:
        what: what is said of them.
        number: how many.
        words: the characters of the number.
        article: id of its article; ``span``: where the number stands; ``sentence``: the sentence around it.
        outlet: id of the outlet, or its name; ``None`` when unknown.
        source: whom it cites, by entity id or words; ``None`` where it says so itself.
        unread: whether the sentence cites somebody who was not made out.
        side: the side of the source, else of the outlet; ``None`` when of none.
        published: the day of its article.
        places: where; entity ids or words; not a place that another of them lies in.
        claim: id of a claim of that sentence that tells it, or else any that stands there; ``None`` where none does.
        possible: whether it is only feared or may come.
        place_before: whether the place is told in the sentence before only, to which "there" or "the city" points.
    """

    what: PeopleKind
    number: Range
    words: str
    article: str
    span: Span
    sentence: Span
    outlet: str | None
    source: str | None
    unread: bool
    side: str | None
    published: date | None
    places: tuple[str, ...]
    claim: str | None
    possible: bool = False
    place_before: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """What is said of one place in one month.

    Attributes:
        what: what is said of the people.
        places: entity ids; the number is of all of them together; empty where none is told.
        month: that of the articles; ``None`` where their day is unknown.
        number: from the least to the most that is given, never a sum; ``None`` where all is only possible.
        lowest, highest: who gives either end.
        figures: all of it, the earliest first.
    """

    what: PeopleKind
    places: tuple[str, ...]
    month: Interval | None
    number: Range | None
    lowest: tuple[Figure, ...]
    highest: tuple[Figure, ...]
    figures: tuple[Figure, ...]


def read_people(
    record: Record, claims: Mapping[str, Claim], events: Iterable[Event], reports: Reports
) -> tuple[People, ...]:
    """All that is said, by place, kind and month."""
    reader = _Reader(claims, events, reports)
    found = [f for a in record.articles.values() if a.id not in record.copies for f in reader.figures(a)]
    # Of two numbers without a place nothing says that they are of the same people: each stands alone.
    groups: dict[tuple[tuple[str, ...], int, date, tuple[object, ...]], list[Figure]] = defaultdict(list)
    for figure in found:
        month = figure.published.replace(day=1) if figure.published else date.max
        alone = () if figure.places else (figure.article, figure.span)
        groups[tuple(sorted(figure.places)), PEOPLE_KINDS.index(figure.what), month, alone].append(figure)
    return tuple(_people(groups[key]) for key in sorted(groups))


def _people(group: Sequence[Figure]) -> People:
    figures: dict[tuple[object, ...], Figure] = {}
    for f in sorted(group, key=lambda f: (f.published or date.max, f.article, f.span)):
        figures.setdefault((f.outlet or f.article, f.source, f.number, f.possible), f)
    told = tuple(figures.values())
    sure = [f for f in told if not f.possible]
    number = Range.around(f.number for f in sure)
    ends = [e for f in sure for e in (f.number.least, f.number.most) if e is not None]
    first = told[0]
    return People(
        what=first.what,
        places=tuple(sorted(first.places)),
        month=Interval.month(first.published.year, first.published.month) if first.published else None,
        number=number,
        lowest=tuple(f for f in sure if min(ends) in (f.number.least, f.number.most)),
        highest=tuple(f for f in sure if max(ends) in (f.number.least, f.number.most)),
        figures=told,
    )


class _Reader:
    def __init__(self, claims: Mapping[str, Claim], events: Iterable[Event], reports: Reports) -> None:
        self._reports = reports
        self._knowledge = reports.knowledge
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims.values():
            self._claims[claim.article].append(claim)
        # Who is cited, as the accounts have it: one name for all that an article calls a source by.
        self._source = {c: a.source for e in events for a in e.accounts for c in a.claims}
        self._names = _Names(self._knowledge)

    def figures(self, article: Article) -> Iterator[Figure]:
        """Every number of people that an article gives, each once."""
        beside: dict[Span, list[Claim]] = defaultdict(list)
        for claim in sorted(self._claims[article.id], key=lambda c: c.trigger.span):
            beside[claim.sentence].append(claim)
        seen: set[Span] = set()
        ahead: tuple[str, Sequence[Claim]] = ("", ())
        for sentence in split(article):
            own = beside.get(sentence, [])
            text = article.passage(sentence)
            for what, amount in self._told(text, sentence, own):
                span = Span(sentence.field, sentence.begin + amount.begin, sentence.begin + amount.end)
                if span not in seen:
                    seen.add(span)
                    yield self._figure(article, sentence, text, span, what, amount, own, ahead)
            ahead = text, own

    def _told(self, text: str, sentence: Span, own: Sequence[Claim]) -> Iterator[tuple[PeopleKind, Amount]]:
        counted = [(c, q) for c in own for q in c.numbers if q.kind == "affected"]
        if not counted and not _ANY.search(text) and not any(c.type == "aid_delivery" for c in own):
            return
        amounts = find(text)
        for number, amount in enumerate(amounts):
            stop = next((a.begin for a in amounts[number + 1 :] if a.unit is None), len(text))
            if amount.unit is not None or max(amount.least or 0, amount.most or 0) < _LEAST:
                continue
            kind = _state(text, amount, stop) or self._by_claims(text, sentence, amount, counted, own)
            if kind:
                yield kind, amount

    def _by_claims(
        self,
        text: str,
        sentence: Span,
        amount: Amount,
        counted: Sequence[tuple[Claim, Quantity]],
        own: Sequence[Claim],
    ) -> PeopleKind | None:
        begin = sentence.begin + amount.begin
        claim = next((c for c, q in counted if q.span.begin <= begin < q.span.end or begin == q.span.begin), None)
        if claim is None:
            served = _FOR.search(text[: amount.begin]) and _PEOPLE.match(text, amount.end)
            brought = [c for c in own if c.type == "aid_delivery"]
            claim = brought[0] if served and len(brought) == 1 else None
        if claim is None:
            return None
        match claim.type:
            case "aid_delivery":
                return "reached" if claim.status == "happened" else "meant for"
            case "aid_call" | "aid_permit":
                return "meant for"
            case "aid_block":
                return "in need"
        return None

    def _figure(
        self,
        article: Article,
        sentence: Span,
        text: str,
        span: Span,
        what: PeopleKind,
        amount: Amount,
        own: Sequence[Claim],
        ahead: tuple[str, Sequence[Claim]],
    ) -> Figure:
        holding = [c for c in own if any(q.span.overlaps(span) for q in c.numbers)]
        nearest = min(own, key=lambda c: (abs(c.trigger.span.begin - span.begin), c.id), default=None)
        source, unread = self._cited(text, holding or own)
        outlet = self._reports.outlet[article.id]
        places, place_before = self._places(text, holding, own), False
        if not places and _THERE.search(text):  # "are trapped there": the one place of the sentence before
            before = self._places(ahead[0], (), ahead[1])
            place_before = len(before) == 1 and self._knowledge.places[before[0]].kind != "country"
            places = before if place_before else ()
        return Figure(
            what=what,
            number=Range(amount.least, amount.most),
            words=text[amount.begin : amount.end],
            article=article.id,
            span=span,
            sentence=sentence,
            outlet=outlet,
            source=source,
            unread=unread,
            side=self._knowledge.side_of(source) if source else self._knowledge.side_of(outlet),
            published=self._reports.published[article.id],
            places=places,
            place_before=place_before,
            claim=holding[0].id if holding else nearest.id if nearest else None,
            possible=_is_possible(text, amount) or any(c.status == "possible" for c in holding),
        )

    def _cited(self, text: str, own: Sequence[Claim]) -> tuple[str | None, bool]:
        told = [s for c in own if (s := self._source.get(c.id))]
        if named := [s for s in told if not is_pronoun(s)]:
            return named[0], False
        for begin, end, entity in self._names.actors(text):
            if _BY.search(text[:begin]) or _SAID.match(text[end : end + 60]):
                return entity, False
        return None, bool(told) or _CITES.search(text) is not None

    def _places(self, text: str, holding: Sequence[Claim], own: Sequence[Claim]) -> tuple[str, ...]:
        """Where: by the claim that holds the number, by the names in the sentence, by its other claims."""
        told = [[m.entity for c in claims for m in c.place if m.entity] for claims in (holding, own)]
        ways: list[str] = []
        for found in (told[0], self._names.places(text), told[1]):
            known = [p for p in found if p in self._knowledge.places]
            known = [p for p in known if self._knowledge.places[p].kind != "country"] or known
            ways += [p for p in known if self._knowledge.places[p].kind in WAYS]
            if inner := innermost((p for p in known if p not in ways), self._knowledge):
                return inner if len(inner) <= _MOST_PLACES else ()
        return innermost((o for w in ways for o in self._knowledge.within(w)[1:2]), self._knowledge)


class _Names:
    """Known names in a running text, of those that can only be one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._actors = Aliases((a.id, (a.name, *a.names), ()) for a in knowledge.actors.values())
        self._places = Aliases((p.id, (p.name, *p.names), ()) for p in knowledge.places.values())

    def actors(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where somebody is named."""
        return self._named(self._actors, text)

    def places(self, text: str) -> list[str]:
        """The places named, in order."""
        return [p for *_, p in self._named(self._places, text)]

    def _named(self, names: Aliases, text: str) -> Iterator[tuple[int, int, str]]:
        listed: Callable[[str], list[tuple[int, int, str]]] = words
        for begin, end in names.within(listed(text), text):
            hit = names.find(text[begin:end])
            if hit and len(hit.ids) == 1 and not hit.generic:
                yield begin, end, hit.ids[0]


def _behind(text: str, amount: Amount, stop: int) -> str:
    """The clause behind a number, up to the next number of people."""
    clause = _CLAUSE.match(text[amount.end : stop])
    return clause[0] if clause else ""


def _is_possible(text: str, amount: Amount) -> bool:
    behind = _behind(text, amount, len(text))
    return _MAYBE.search(behind[:90]) is not None or _THREATENED.search(text[: amount.begin]) is not None


def _state(text: str, amount: Amount, stop: int) -> PeopleKind | None:
    """What the words around a number of people say of them, behind it or right before it."""
    who = _PEOPLE.match(text[amount.end :])
    behind = _behind(text, amount, stop)
    if who and _BESIEGING.search(text[: amount.begin]):
        return "besieged"
    for kind, pattern in _STATES:
        found = pattern.search(behind)
        if found is None:
            continue
        between = behind[: found.start()]
        bare = not who and found.start() <= 24 and not _FORMER.search(between)  # "hundreds of thousands trapped"
        if (who or bare) and not _OTHER.search(between):
            if kind != "hard to reach" and re.search(_HARD, behind, re.IGNORECASE):
                return "hard to reach"
            return kind
    return None
