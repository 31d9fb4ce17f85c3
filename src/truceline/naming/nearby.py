"""Places that stay open, set beside those that are known: the nearest known place that the text tells each in or by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from truceline.naming import gazetteer
from truceline.naming.aliases import EXACT, Aliases, Hit
from truceline.naming.phrase import is_pronoun, take_apart
from truceline.naming.reading import PART
from truceline.naming.spelling import plain
from truceline.naming.words import AROUND, DIRECTIONS, KINDS, LEADING, LEADING_THERE, SITUATING
from truceline.records import Article, Claim, Field, Mention

if TYPE_CHECKING:
    from truceline.pack.knowledge import Knowledge
    from truceline.pack.location import Location

_WIDE = frozenset(["country", "governorate", "district", "area"])
_TOWNS = frozenset(["city", "town", "village"])
_SETTLEMENT = frozenset("village villages town towns city cities hamlet".split())
_WIDE_NOUNS: dict[str, frozenset[str]] = {
    **dict.fromkeys(["country", "nation"], frozenset(["country"])),
    **dict.fromkeys(["province", "governorate", "countryside", "region"], frozenset(["country", "governorate"])),
}
"""What kinds of place may hold what these nouns stand for."""

_WITHIN_TOWN = frozenset(
    "quarter quarters neighborhood neighborhoods neighbourhood neighbourhoods district districts suburb suburbs street "
    "square roundabout hospital mosque school university market bakery church stadium cemetery building hotel park "
    "station headquarters palace prison bus garage intersection avenue".split()
)
"""Words for what lies in a town rather than beside it."""

_LINKING = SITUATING | LEADING | DIRECTIONS | KINDS.keys()
_LONGEST_LINK = 6
_OF_A_COUNTRY = frozenset(["state", "government", "force"])
_SHARE, _FEWEST = 0.9, 3
"""Of the places that an article tells, how many have to lie in one for the rest to be taken to lie there as well."""

_NEARBY = re.compile(
    r"\b(?:near|nearby|outside|around|outskirts?|surround\w*|vicinity|towards?|entrances?|approaches|suburbs?|parts?|"
    # Not the "northern city of X", which is all of X.
    r"(?:north|south|east|west|cent(?:er|re|ral))\w*(?! (?:\w+ )?(?:city|town|village|port) of))\b",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"\b(?:between|along|road|highway|route|border|front ?line)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """A place that a mention of the article resolves to."""

    field: Field
    begin: int
    end: int
    entity: str


class Nearby:
    """Gives the open places of an article's claims the nearest known one."""

    def __init__(self, knowledge: Knowledge, places: Aliases, actors: Aliases) -> None:
        """Take the names by which places and actors (for "Syrian village") are found."""
        self._knowledge = knowledge
        self._places = places
        self._actors = actors

    def fill(self, article: Article, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims of one article, with ``near`` told of the mentions of places that no entity was found for.

        In this order: what the mention's own words hold ("the northern entrance of X"); what stands right behind or
        before it ("Y, in the countryside of X", "X's Y"); the closest place of the same claim, then of the same
        sentence, or else what nine in ten of the article's places lie in. A place that is told only beside another is
        not in it, but in what holds that one: a village beside a town, in its governorate.
        """
        known = sorted(
            {
                _Known(m.span.field, m.span.begin, m.span.end, m.entity)
                for c in claims
                for m in (*c.place, *c.target, *c.actor)
                if m.entity and (m in c.place or self._knowledge.is_only_place(m.entity))
                if m.entity in self._knowledge.places
            },
            key=lambda k: (k.field, k.begin, k.end, k.entity),
        )
        usual, main = self._usual(known)
        # Other countries are told of as those who act; what is open seldom lies there.
        known = [k for k in known if k.entity == main or self._knowledge.places[k.entity].kind != "country"]
        return tuple(
            replace(c, place=tuple(m if m.entity else self._set(m, c, article, known, usual) for m in c.place))
            for c in claims
        )

    def _set(
        self, mention: Mention, claim: Claim, article: Article, known: Sequence[_Known], usual: str | None
    ) -> Mention:
        if is_pronoun(mention.text):
            return mention
        country = self.country_in(mention.text)
        here = [k for k in known if k.field == mention.span.field and not _same_place(k, mention)]
        sentence = [k for k in here if claim.sentence.begin <= k.begin and k.end <= claim.sentence.end]
        own = {(m.span.field, m.span.begin) for m in claim.place}
        near = (
            self._linked(mention.text)
            or self._beside(mention, article, sentence)
            or self._held(mention.text)
            or self._closest(mention, [k for k in here if (k.field, k.begin) in own], country)
            or self._closest(mention, sentence, country)
            or (usual if country is None or (usual and country in self._knowledge.within(usual)) else None)
            or country
        )
        return replace(mention, near=near)

    def _linked(self, text: str) -> str | None:
        """What the words of the mention put it in or by."""
        for before, segment in pairwise(s for s in take_apart(text, self._places) if s.units):
            hits = [u.hit for u in segment.units if u.hit]
            link = segment.link[-1] if segment.link else ""
            if not before.units or not hits or (one := self._one(hits[-1])) is None:
                continue
            beside = link in AROUND | LEADING_THERE or before.units[-1].word in DIRECTIONS
            if beside and self._knowledge.places[one].kind != "country":
                return one  # a road to a country may well lie in another
            if link in SITUATING and not beside:
                return self._holder(one, text, beside=False)
        return None

    def _held(self, text: str) -> str | None:
        """A known place whose name the mention's begins with: "Hama Sports Hall"."""
        first = next((s for s in take_apart(text, self._places) if s.units), None)
        hit = next((u.hit for u in first.units if u.hit and u.word not in KINDS), None) if first else None
        return self._one(hit) if hit and hit.certainty == EXACT else None

    def _beside(self, mention: Mention, article: Article, sentence: Sequence[_Known]) -> str | None:
        """What stands right behind the mention, or before it as its owner."""
        text = article.field(mention.span.field)
        for k in (k for k in sentence if k.begin >= mention.span.end):
            between = text[mention.span.end : k.begin]
            gap = set(words := plain(between).split())
            linked = len(words) <= _LONGEST_LINK and gap <= _LINKING and gap & SITUATING
            listed = not gap and "," in between and self._knowledge.places[k.entity].kind in _WIDE
            if linked or listed:
                return k.entity if gap & (AROUND | DIRECTIONS) else self._holder(k.entity, mention.text, beside=False)
        for k in (k for k in sentence if k.end <= mention.span.begin):
            owned = re.match(r"['’]s?\s+((?:\w+\s+){0,3})$", text[k.end : mention.span.begin] + " ")
            if owned and _LINKING.issuperset(plain(owned[1]).split()):
                return self._holder(k.entity, mention.text, beside=False)
        return None

    def _closest(self, mention: Mention, known: Sequence[_Known], country: str | None) -> str | None:
        """What the closest of these lies in, countries last."""
        fit = [k for k in known if country is None or country in self._knowledge.within(k.entity)]
        if not fit:
            return None

        def far(k: _Known) -> tuple[bool, int, int]:
            wide = self._knowledge.places[k.entity].kind == "country"
            return wide, max(k.begin - mention.span.end, mention.span.begin - k.end), k.begin

        return self._holder(min(fit, key=far).entity, mention.text, beside=True)

    def _holder(self, place: str, text: str, *, beside: bool) -> str:
        """What of a place and its parents may hold what is told beside it, or is said to be in it."""
        words = set(plain(text).split())
        named = any(c.isupper() for c in text)
        wide = next((_WIDE_NOUNS[w] for w in sorted(words) if w in _WIDE_NOUNS), _WIDE)
        for outer in (around := self._around(place)):
            kind = self._knowledge.places[outer].kind
            if kind in wide:
                return outer
            if words & _SETTLEMENT or wide is not _WIDE:
                continue
            if kind in _TOWNS and not (beside and named and not words & _WITHIN_TOWN):
                return outer
            if kind not in _TOWNS and not (beside and named):
                return outer
        return around[-1]

    def _around(self, place: str) -> tuple[str, ...]:
        """A place and its parents, with the division that a city lies in though its pack sets it under its country."""
        around = self._knowledge.within(place)
        location = self._knowledge.locate(place)
        if location is None or location.admin1 is None or location.admin1 in around:
            return around
        return (*around[:-1], location.admin1, around[-1])

    def _one(self, hit: Hit) -> str | None:
        """The place of a name, or what is around all that bear it."""
        first, *others = [self._knowledge.within(i) for i in hit.ids]
        return next((p for p in first if all(p in other for other in others)), None)

    def country_in(self, text: str) -> str | None:
        """The country of "Syrian village": that of the state of this adjective, or of its government or army."""
        for unit in (u for segment in take_apart(text, self._actors) for u in segment.units if u.text[0].isupper()):
            for name in (unit.text, f"{unit.text} government", f"{unit.text} army"):
                hit = self._actors.find(name)
                found = [self._knowledge.actors.get(i) for i in hit.ids] if hit else []
                countries = {a.country for a in found if a and a.kind in _OF_A_COUNTRY}
                if len(countries) == 1:
                    return countries.pop()
        return None

    def _usual(self, known: Iterable[_Known]) -> tuple[str | None, str | None]:
        """The governorate or else the country that nearly all places of the article lie in; the country of the most."""
        entities = [k.entity for k in known]
        counts = Counter(p for e in entities for p in self._knowledge.within(e))
        countries = sorted(p for p in counts if self._knowledge.places[p].kind == "country")
        main = max(countries, key=lambda p: counts[p], default=None)
        common = [p for p, n in counts.items() if n >= _SHARE * len(entities)] if len(entities) >= _FEWEST else []
        for kind in ("governorate", "country"):
            if found := sorted(p for p in common if self._knowledge.places[p].kind == kind):
                return found[0], main
        return None, main


def whereabouts(mention: Mention, knowledge: Knowledge) -> Location | None:
    """Where a mention of a place sets it: its entity, or else the known place it is near, as far as its words tell.

    Words that only speak of what is close to a place, or of a part of it, give a precision of at least 2 (near it); of
    a stretch between places at least 5; see ``truceline.pack.Precision``.
    """
    at = mention.entity or mention.near
    found = knowledge.locate(at) if at else None
    if found is None or at is None:
        return None
    if not mention.entity:
        return found.loosened(2)
    if knowledge.places[at].kind == "road" or any(plain(n) == plain(mention.text) for n in knowledge.places[at].names):
        return found
    if _STRETCH.search(mention.text):
        return found.loosened(5)
    # "Homs Sugar Mill" is known by a part of its name only.
    partly = mention.certainty is not None and mention.certainty <= PART and not at.startswith(gazetteer.PREFIX)
    return found.loosened(2) if partly or _NEARBY.search(mention.text) else found


def _same_place(known: _Known, mention: Mention) -> bool:
    return known.begin < mention.span.end and mention.span.begin < known.end
