"""Whether two answers to one question can both be true."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from truceline.matching.counts import overlap
from truceline.matching.setting import EXCLUSIVE, nested
from truceline.matching.summaries import LONGEST
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Interval, Mention, Range

_WIDE = {"attack": EXCLUSIVE[0] | {"chemical_attack"}}
"""A type that says no more than that it was one of others."""

_FIGHTING = frozenset({"force", "armed_group", "coalition"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names that an account tells of one thing, by the article that tells them."""

    by_article: Mapping[str, tuple[str, ...]]

    @property
    def all(self) -> tuple[str, ...]:
        """Those of all articles, each once."""
        return tuple(dict.fromkeys(n for names in self.by_article.values() for n in names))


@dataclass(frozen=True, slots=True)
class Days:
    """The days that an account tells, by the article that tells them, and when those were published."""

    by_article: Mapping[str, frozenset[Interval]]
    published: Mapping[str, date | None]


@dataclass(frozen=True, slots=True)
class Struck:
    """Who died or was hurt by an account, and whom or what it calls the aim."""

    victims: tuple[str, ...]
    aims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doers:
    """Who did it by an account; ``open`` where it leaves open which of them."""

    names: tuple[str, ...]
    open: bool


_OR = re.compile(r"\bor\b", re.IGNORECASE)
_SHORT = 40
"""Characters between two names that one "or" joins."""


def leaves_open(claim: Claim, article: Article) -> bool:
    """Whether a claim names one or another who acts, and not which: "Syrian or Russian jets"."""
    if any(_OR.search(m.text) for m in claim.actor):
        return True
    spans = sorted({m.span for m in claim.actor})
    between = (
        article.field(a.field)[a.end : b.begin]
        for a, b in pairwise(spans)
        if a.field == b.field and b.begin - a.end <= _SHORT
    )
    return any(_OR.search(words) for words in between)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of an account, and whom alone it counts: only civilians, only fighters, or ``None`` for all.

    ``open`` where the account tells several numbers that cannot all be true of one thing.
    """

    range: Range
    only: str | None
    open: bool = False


_SPREAD = frozenset({"country", "governorate", "area", "district"})
"""Kinds of places that are not exact, and may mean what lies beside them."""


class Parties:
    """Whether actors or places of two answers can be the same."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def same(self, one: tuple[str, ...], other: tuple[str, ...], *, as_victims: bool) -> bool | None:
        """Whether two answers name one actor, or part and whole.

        ``None`` for two of one side, and where one names nobody who could not be somebody of the other as well.
        """
        if any(self._akin(a, b) for a in one for b in other):
            return True
        if any(self._are_allies(a, b) for a in one for b in other):
            return None
        definite = [[n for n in names if self._definite(n, as_victims)] for names in (one, other)]
        return False if all(definite) else None

    def same_doers(self, one: Doers, other: Doers) -> bool | None:
        """Whether two answers name those who did it alike, each of them.

        ``None`` where one names an ally besides, and where one leaves open who of several it was.
        """
        same = self.same(one.names, other.names, as_victims=False)
        pairs = ((one.names, other.names), (other.names, one.names))
        each = all(any(self._akin(a, b) for b in others) for own, others in pairs for a in own)
        return None if same and (one.open or other.open or not each) else same

    def _akin(self, one: str, other: str) -> bool:
        knowledge = self._knowledge
        if one.casefold() == other.casefold():
            return True
        if one not in knowledge.actors or other not in knowledge.actors:
            return False
        if one in knowledge.lineage(other) or other in knowledge.lineage(one):
            return True
        return all(knowledge.actors[n].kind == "population" for n in (one, other))

    def _are_allies(self, one: str, other: str) -> bool:
        side = self._knowledge.side_of(one)
        return side is not None and side == self._knowledge.side_of(other)

    def _definite(self, name: str, as_victim: bool) -> bool:
        """Whether a name excludes others.

        Not so armed men of whom the packs know neither side nor parent. Those who act are not told apart by their trade
        ("suicide bombers"); of victims it is told whether they were civilians or fighters.
        """
        actor = self._knowledge.actors.get(name)
        if actor is None:
            return False
        if actor.kind in ("armed_group", "coalition") and actor.parent is None:
            return self._knowledge.side_of(name) is not None
        return actor.kind in _FIGHTING or actor.kind == "population" if as_victim else actor.kind != "population"

    def same_struck(self, one: Struck, other: Struck) -> bool | None:
        """Whether victims and victims, or aim and aim, can be the same; who died tells nothing of the aim.

        ``None`` where one tells victims only and the other an aim only.
        """
        pairs = ((one.victims, other.victims), (one.aims, other.aims))
        found = {self.same(a, b, as_victims=True) for a, b in pairs if a and b}
        return True if True in found else False if False in found else None

    def same_place(self, one: Names, other: Names) -> bool | None:
        """Whether a place of one answer lies in a place of the other.

        ``None`` for places of one article and for those that are no exact ones beside each other in a city or province:
        what is told further away is likelier to be another happening, and of several places one may be the other's.
        """
        if {n.casefold() for n in one.all} & {n.casefold() for n in other.all}:
            return True
        places = self._knowledge.places
        known = [[(a, n) for a, own in x.by_article.items() for n in own if n in places] for x in (one, other)]
        across = [(p, q) for a, p in known[0] for b, q in known[1] if a != b]
        if any(nested(p, q, self._knowledge) for p, q in across):
            return True
        single = all(len({n for _, n in own}) == 1 for own in known)
        return False if single and any(self._are_neighbours(p, q) for p, q in across) else None

    def are_apart(self, one: Names, other: Names) -> bool:
        """Whether both answers know places, and no place of one lies in a place of the other."""
        known = [{n for n in x.all if n in self._knowledge.places} for x in (one, other)]
        return all(known) and not any(nested(p, q, self._knowledge) for p in known[0] for q in known[1])

    def _are_neighbours(self, one: str, other: str) -> bool:
        places = self._knowledge.places
        holders = {*self._knowledge.within(one)[1:]} & {*self._knowledge.within(other)[1:]}
        exact = all(places[p].kind not in _SPREAD for p in (one, other))
        return exact and any(places[h].kind not in ("country", "area") for h in holders)

    def are_fighters(self, mentions: Sequence[Mention]) -> bool:
        """Whether all who are named are forces or armed groups."""
        kinds = [a.kind for m in mentions if (a := self._knowledge.actors.get(m.entity or ""))]
        return bool(kinds) and len(kinds) == len(mentions) and _FIGHTING.issuperset(kinds)


def same_days(one: Days, other: Days) -> bool | None:
    """Whether two accounts share a day.

    ``None`` for days of one article, where an account tells several, and where one article was published before the
    other's day, so that it could not have told of it. A span of more than a few days says nothing for or against a day.
    """
    across = [(x, a, y, b) for x, ds in one.by_article.items() for y, es in other.by_article.items()
              for a in ds for b in es]  # fmt: skip
    short = [pair for pair in across if max(pair[1].days, pair[3].days) <= LONGEST]
    if any(a.overlaps(b) for _, a, _, b in short) or any(a == b for _, a, _, b in across):
        return True
    published = {**one.published, **other.published}
    known = [(p, q, a, b) for x, a, y, b in short if x != y and (p := published[x]) and (q := published[y])]
    knew = (not (p < b.last and a.last <= p) and not (q < a.last and b.last <= q) for p, q, a, b in known)
    single = all(len({d for ds in x.by_article.values() for d in ds}) == 1 for x in (one, other))
    return False if single and any(knew) else None


def days_apart(one: Days, other: Days, slack: int) -> bool:
    """Whether both accounts tell days, and none of one's is one of the other's or within some days of it."""
    short = [[d for ds in x.by_article.values() for d in ds if d.days <= LONGEST] for x in (one, other)]
    gaps = [(max(a.first, b.first) - min(a.last, b.last)).days for a in short[0] for b in short[1]]
    return bool(gaps) and min(gaps) > slack


def same_number(one: Number, other: Number, *, certain: bool) -> bool | None:
    """Whether two numbers can be one; a number of civilians only says how many died at the least.

    ``None`` where they count other people, where one of them is several numbers that exclude each other, and for sums
    over stretches of time that may differ.
    """
    a, b = one.range, other.range
    if one.only == other.only or a == b:
        if overlap(a, b):
            return None if one.open or other.open else True
        return False if certain else None
    if one.only and other.only:
        return None
    a, b = (Range(n.range.least, None) if n.only else n.range for n in (one, other))
    return None if overlap(a, b) or not certain else False


def same_act(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Whether two answers name one type, or types that can be of one happening."""
    if set(one) & set(other):
        return True
    if any(b in _WIDE.get(a, ()) or a in _WIDE.get(b, ()) for a in one for b in other):
        return True
    return False if any(len(group & {*one, *other}) > 1 for group in EXCLUSIVE) else None
