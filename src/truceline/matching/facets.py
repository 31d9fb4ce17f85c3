"""What claims tell, put so that it can be compared: one claim, or all that an article tells of one happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from truceline.codebook import TYPES
from truceline.dateline import day_of
from truceline.matching.kinds import STRIKES
from truceline.matching.summaries import sums_up
from truceline.matching.words import total, words
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Interval, Range, Status

_MONTH = 31
"""Days; what is set in a longer span tells a time of the happening only where nothing tells a shorter one."""
_MOST_ACTORS = 3
_COUNTED = STRIKES | {"toll"}
"""Types of happenings that take a day or two; a siege of months is one happening, forty strikes in a week are not."""
_LEAD = 600
"""Characters of the text that tell, with the headline, what an article is about."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What some claims of one article tell of a happening.

    Attributes:
        article: id of the article.
        claims: ids of the claims, in the order of the text.
        type: the type that most of them have; a toll only where they are all tolls.
        sentence: where the first of them stands, counted in the sentences of the article that hold claims; 0 is the
            headline.
        places: the places told, by id, without those that only hold another of them.
        around: those told nearest in the article, where these claims tell none; otherwise ``places``.
        dates: the days told, of a month at most where any is so short.
        actors: who is told to act, by id: those told most.
        killed: the numbers told.
        lasting: how long a truce is to last, in hours.
        sums_up: whether they sum up a stretch of time: then they are no part of any happening in it.
        status: that of the first claim.
        trigger: the beginnings of the trigger's words, of a single claim.
        words: those of their sentences.
        lead: the words that the article begins with.
        published: the article's day, see :func:`truceline.dateline.day_of`.
    """

    article: str
    claims: tuple[str, ...]
    type: str
    sentence: int
    places: frozenset[str]
    around: frozenset[str]
    dates: frozenset[Interval]
    actors: frozenset[str]
    killed: frozenset[Range]
    lasting: frozenset[Range]
    sums_up: bool
    status: Status
    trigger: frozenset[str]
    words: Mapping[str, float] = field(hash=False)
    lead: Mapping[str, float] = field(hash=False)
    published: date | None

    @property
    def id(self) -> str:
        """That of its first claim: every claim is in one telling only."""
        return self.claims[0]

    @property
    def group(self) -> str:
        """Where other accounts of the same are looked for: among sums, or the type's family; violence for tolls."""
        return "sums" if self.sums_up else "violence" if self.type == "toll" else TYPES[self.type].family


def facets(article: Article, claims: Sequence[Claim], knowledge: Knowledge) -> list[Facets]:
    """What each claim of an article tells, in the order of the text, headline first."""
    ordered = sorted(claims, key=lambda c: (c.trigger.span.field != "title", c.trigger.span.begin, c.id))
    sentences = list(dict.fromkeys(c.sentence for c in ordered))
    first = 0 if sentences and sentences[0].field == "title" else 1
    numbers = {s: n for n, s in enumerate(sentences, first)}
    vectors = {s: words(article.passage(s)) for s in sentences}
    lead = words(f"{article.title} {article.text[:_LEAD]}")
    return [
        Facets(
            article=article.id,
            claims=(c.id,),
            type=c.type,
            sentence=numbers[c.sentence],
            places=(places := _places(c, knowledge)),
            around=places,
            dates=frozenset((c.date,) if c.date else ()),
            actors=frozenset(m.entity for m in c.actor if m.entity and not knowledge.is_only_place(m.entity)),
            killed=(killed := frozenset(Range(q.least, q.most) for q in c.numbers if q.kind == "killed")),
            lasting=_lasting(c),
            sums_up=(c.type in _COUNTED or bool(killed)) and sums_up(c, article),
            status=c.status,
            trigger=frozenset(w[:5].lower() for w in c.trigger.text.split() if len(w) > 3),
            words=vectors[c.sentence],
            lead=lead,
            published=day_of(article),
        )
        for c in ordered
    ]


def pooled(parts: Sequence[Facets], knowledge: Knowledge) -> Facets:
    """What several claims of one article tell together; a toll says where, when and who only if nothing else does."""
    core = [p for p in parts if p.type != "toll"] or parts
    dates = [d for p in core for d in p.dates] or [d for p in parts for d in p.dates]
    places = frozenset(x for p in core for x in p.places) or frozenset(x for p in parts for x in p.places)
    actors = Counter(a for p in core for a in p.actors)
    vectors = {p.sentence: p.words for p in parts}
    types = Counter(p.type for p in core)
    return Facets(
        article=parts[0].article,
        claims=tuple(c for p in parts for c in p.claims),
        type=min(types, key=lambda t: (-types[t], t)),
        sentence=parts[0].sentence,
        places=(told := _finest(places, knowledge)),
        around=told,
        dates=frozenset(d for d in dates if d.days <= _MONTH) or frozenset(dates),
        actors=frozenset(sorted(actors, key=lambda a: (-actors[a], a))[:_MOST_ACTORS]),
        killed=frozenset(r for p in parts for r in p.killed),
        lasting=frozenset(r for p in parts for r in p.lasting),
        sums_up=parts[0].sums_up,
        status=parts[0].status,
        trigger=parts[0].trigger,
        words=total(vectors.values()),
        lead=parts[0].lead,
        published=parts[0].published,
    )


def _places(claim: Claim, knowledge: Knowledge) -> frozenset[str]:
    """Where a claim is set, or what place stands for whoever is struck."""
    struck = (m.entity for m in (*claim.target, *claim.actor) if knowledge.is_only_place(m.entity))
    told = {p for p in (*(m.entity for m in claim.place), *struck) if p}
    return _finest(frozenset(told), knowledge)


def _lasting(claim: Claim) -> frozenset[Range]:
    if TYPES[claim.type].family != "truce":
        return frozenset()
    told = ((q, {"hours": 1, "days": 24}.get(q.kind)) for q in claim.numbers)
    return frozenset(
        Range(*(end if end is None else end * hours for end in (q.least, q.most))) for q, hours in told if hours
    )


def _finest(places: frozenset[str], knowledge: Knowledge) -> frozenset[str]:
    holding = {h for p in places for h in knowledge.within(p)[1:]}
    return places - holding
