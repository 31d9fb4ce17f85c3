"""What an event is: its type, place and day, chosen from all that its claims tell, and which claims are of these."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from truceline.codebook import TYPES
from truceline.matching.kinds import STRIKES
from truceline.matching.reports import Reports
from truceline.matching.summaries import LONGEST
from truceline.pack import Knowledge
from truceline.records import Claim, Interval, QuantityKind

EXCLUSIVE: tuple[frozenset[str], ...] = (
    frozenset({"air_strike", "shelling", "bombing"}),
    frozenset({"siege", "siege_break"}),
    frozenset({"aid_permit", "aid_block"}),
    frozenset({"truce_extend", "truce_end"}),
    frozenset({"support", "reject"}),
)
"""Types of which one happening is one only; of any other two, both may be said of it."""

_HEAD = 200
"""Characters of the text in which its first sentence begins, after a dateline perhaps."""
_SLACK = 1
"""Days that two accounts of one night, or of two time zones, may be apart."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an event is.

    Attributes:
        type: of the codebook.
        place: entity id, or words where no pack knows any; ``None`` when no claim tells.
        date: its days; ``None`` when no claim tells.
        sums: whether it is itself a sum over a stretch of time, as the toll of a war is.
    """

    type: str
    place: str | None
    date: Interval | None
    sums: bool = False

    @classmethod
    def of(cls, claims: Sequence[Claim], reports: Reports) -> Setting:
        """From all the claims of an event, at least one; a copy counts no more than once."""
        claims = reports.distinct(sorted(claims, key=lambda c: c.id))
        kind = _type(claims, reports)
        place = _place(claims, kind, reports.knowledge)
        date = _date(claims, kind, place, reports)
        return cls(kind, place, date, all(reports.sums_up(c) for c in claims))

    def is_main(self, claim: Claim) -> bool:
        """Whether a claim is of the event's kind, or tells its toll."""
        return claim.type in _group(self.type) or (claim.type == "toll" and TYPES[self.type].family == "violence")

    def excludes(self, claim: Claim) -> bool:
        """Whether a claim is of a type that the event, being of its own, cannot be."""
        return claim.type != self.type and any({claim.type, self.type} <= group for group in EXCLUSIVE)

    def is_here(self, claim: Claim, knowledge: Knowledge) -> bool:
        """Whether a claim may be set where the event is: a place it tells lies in the event's or holds it."""
        told = known_places(claim, knowledge)
        return not told or self.place not in knowledge.places or _meets(told, self.place, knowledge)

    def is_then(self, claim: Claim) -> bool:
        """Whether a claim may be of the event's days; a longer span around them is background and tells nothing."""
        return not claim.date or not self.date or near(claim.date, self.date)

    def counts(self, claim: Claim, kind: QuantityKind, reports: Reports) -> bool:
        """Whether a claim's number is the event's: it sums up nothing else, and is of its place and days.

        Of several numbers at several places it is not known which counts where.
        """
        if not self.is_then(claim) or not self.is_here(claim, reports.knowledge):
            return False
        numbers = [q for q in claim.numbers if q.kind == kind]
        told = known_places(claim, reports.knowledge)
        spread = any(not nested(p, q, reports.knowledge) for p, q in combinations(told, 2))
        return not (len(numbers) > 1 and spread) and (self.sums or not reports.sums_up(claim))


def near(one: Interval, other: Interval) -> bool:
    """Whether two spans of days share one, or lie side by side."""
    return (max(one.first, other.first) - min(one.last, other.last)).days <= _SLACK


def known_places(claim: Claim, knowledge: Knowledge) -> frozenset[str]:
    """The known places that a claim is set in."""
    return frozenset(m.entity for m in claim.place if m.entity and m.entity in knowledge.places)


def nested(one: str, other: str, knowledge: Knowledge) -> bool:
    """Whether two places are one, or one lies in the other."""
    return one in knowledge.within(other) or other in knowledge.within(one)


def same_scope(one: str, other: str, knowledge: Knowledge) -> bool:
    """Whether numbers told at two places can count the same people: at one, or one inside the other on the ground.

    What is told of a country, a part of a country or a governorate counts all over it, and so not what a place in it
    does.
    """
    wide = any(_is_wide(p, knowledge) for p in (one, other))
    return one == other if wide else nested(one, other, knowledge)


def _is_wide(place: str, knowledge: Knowledge) -> bool:
    known = knowledge.places[place]
    above = knowledge.places[known.parent].kind if known.parent else "country"
    return known.kind in ("country", "governorate") or (known.kind == "area" and above == "country")


def finest(places: Collection[str], knowledge: Knowledge) -> frozenset[str]:
    """Places without those that hold another of them."""
    return frozenset(places) - {h for p in places for h in knowledge.within(p)[1:]}


def _meets(told: Iterable[str], place: str | None, knowledge: Knowledge) -> bool:
    return place is not None and any(nested(p, place, knowledge) for p in told)


def _group(kind: str) -> frozenset[str]:
    """The types that tell of an event of a type."""
    if kind in STRIKES:
        return STRIKES
    return frozenset({kind}).union(*(group for group in EXCLUSIVE if kind in group))


def _type(claims: Sequence[Claim], reports: Reports) -> str:
    """The type most claims have, of those told as often the one told first in most articles.

    A toll counts only where nothing tells what caused it; the dead of a whole war are a toll, however it words them.
    """

    def kind(claim: Claim) -> str:
        dead = claim.type in STRIKES and any(q.kind == "killed" for q in claim.numbers)
        return "toll" if dead and reports.sums_up(claim) else claim.type

    kinds = [(kind(c), c) for c in claims]
    kinds = [(k, c) for k, c in kinds if k != "toll"] or kinds
    counted = Counter(k for k, _ in kinds)
    heads = Counter(k for k, c in kinds if is_head(c))
    first: dict[str, int] = {}
    for k, c in kinds:
        first[k] = min(first.get(k, c.trigger.span.begin), c.trigger.span.begin)
    return min(counted, key=lambda k: (-counted[k], -heads[k], first[k], k))


def is_head(claim: Claim) -> bool:
    """Whether a claim stands in the headline or the first sentence."""
    return claim.sentence.field == "title" or claim.sentence.begin < _HEAD


def _place(claims: Sequence[Claim], kind: str, knowledge: Knowledge) -> str | None:
    """The place told most, each as often as it or a place within it is; of those told as often, the most exact.

    By entity id; the words of a place only where no pack knows any.
    """
    for own in ([c for c in claims if c.type == kind], claims):
        known = [m.entity for c in own for m in c.place if m.entity]
        known += [
            m.entity for c in own for m in (*c.target, *c.actor) if m.entity and knowledge.is_only_place(m.entity)
        ]
        counted = Counter(known)
        if counted:
            most = max(counted.values())
            often = [p for p, n in counted.items() if 2 * n >= most]
            return min(often, key=lambda p: (-len(knowledge.within(p)), -counted[p], p))
    words = Counter(m.text for c in claims for m in c.place)
    return min(words, key=lambda w: (-words[w], w)) if words else None


def _date(claims: Sequence[Claim], kind: str, place: str | None, reports: Reports) -> Interval | None:
    """The day that most articles tell, each counted once; of those told as often, the shortest.

    An article tells it best in claims of the event's type and place, then of its type alone; what it tells of other
    things and the longer spans that it sets around the day count only where no article tells better.
    """

    def rank(claim: Claim, days: Interval) -> int:
        told = known_places(claim, reports.knowledge)
        here = _meets(told, place, reports.knowledge)
        away = bool(told) and not here and place in reports.knowledge.places
        span, of_kind = days.days > LONGEST, claim.type in _group(kind)
        if of_kind and not away:
            return 4 if span else 1 if here else 2
        return 6 if span else 3 if claim.type == "toll" and not away else 5

    by_article: dict[str, list[tuple[int, Claim, Interval]]] = defaultdict(list)
    facts = [c for c in claims if c.date and c.status == "happened"] or claims
    for claim in facts:
        if claim.date:
            by_article[reports.original[claim.article]].append((rank(claim, claim.date), claim, claim.date))
    if not by_article:
        return None
    votes: list[tuple[int, Interval]] = []
    for own in by_article.values():
        best = min(r for r, *_ in own)
        votes.append((best, _told_most([(c, d) for r, c, d in own if r == best])))
    best = min(r for r, _ in votes)
    counted = Counter(d for r, d in votes if r == best or (best == 1 and r == 2))
    return min(counted, key=lambda d: (-counted[d], d.days, d))


def _told_most(told: Sequence[tuple[Claim, Interval]]) -> Interval:
    """The day told most at the head of an article, or else in all of it; of those told as often, the first."""
    ordered = sorted(told, key=lambda t: (t[0].sentence.field != "title", t[0].trigger.span.begin))
    own = [d for c, d in ordered if is_head(c)] or [d for _, d in ordered]
    counted = Counter(own)
    return min(counted, key=lambda d: (-counted[d], d.days, own.index(d)))
