"""Which place a bare description ("the city", "the town's outskirts", "the capital") stands for in its article.

Candidates are the places that the text names before, by its claims or in passing. Those of a fitting kind are ranked by
how near they stand, how often they are named and whether the same noun is said of them, as in Lappin and Leass (1994),
"An Algorithm for Pronominal Anaphora Resolution". Where two come close to each other, the description stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from truceline.naming import gazetteer
from truceline.naming.aliases import BY_KEY, Aliases
from truceline.naming.known import Found
from truceline.naming.phrase import head, take_apart, words
from truceline.naming.reading import PART
from truceline.naming.scan import Text
from truceline.naming.words import DIRECTIONS, KINDS
from truceline.records import Article, Claim, Mention, Span

if TYPE_CHECKING:
    from truceline.pack.knowledge import Knowledge

_WIDE = frozenset(["country", "governorate"])
_HOLDING = frozenset(["country", "governorate", "city", "town", "village"])
_SETTLED = frozenset("city town village quarter area district camp site".split())
_KINDS: dict[str, frozenset[str]] = {
    **{n: kinds for n, kinds in KINDS.items() if n not in ("countryside", "department", "state") and n[-1] != "s"},
    **dict.fromkeys(["area", "enclave", "pocket", "stronghold", "bastion", "resort"], _SETTLED),
    "suburb": frozenset("quarter town area city village".split()),
    "district": frozenset("district quarter area".split()),
    "nation": frozenset(["country"]),
    "route": frozenset(["road"]),
    **dict.fromkeys(["bridge", "river", "strip", "corridor", "valley", "site", "facility"], frozenset()),
}
"""What kinds of place a noun may stand for; none where the place has to be called by that noun."""

_PART_NOUNS = "city|town|village|province|governorate|country|district|neighbou?rhood|area|region|capital|camp|enclave"
# An apostrophe that got lost makes no plural of these two only.
_OF_THE = re.compile(r"(?P<part>.+?) (?P<link>\w+) (?:the|this|that) (?P<noun>[^,]+)")
_OWNED = re.compile(rf"(?P<noun>(?:[\w-]+ )?(?:(?:{_PART_NOUNS})['’]|city|country))s (?P<part>[a-z -]+)")
_CENTRE = re.compile(r"(?P<noun>city|town) (?P<part>cent(?:er|re))")
_ITS = re.compile(r"its (?P<part>[a-z -]+)", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that)(?: same| whole| entire| very)? $", re.IGNORECASE)
_ANOTHER = frozenset(
    "a an another other one second third two three several some many most all both each every any no next nearby "
    "neighbouring neighboring adjacent surrounding their his her our my foreign new".split()
)
"""Words before a noun by which something is meant that has not been told of."""

_THERE = frozenset(["there", "here"])
_PARTS_OF_IT = DIRECTIONS | frozenset(
    "outskirts countryside centre center suburbs entrance edge edges heart surroundings quarters neighborhoods "
    "neighbourhoods districts half part parts border borders airport port".split()
)

_RECENCY = (4.5, 3.0, 2.0, 1.5, 1.0, 0.5)
"""Points by how many sentences lie between; none beyond."""

_OFTEN, _SAME_NOUN, _ITS_KIND, _OF_A_CLAIM = 0.5, 2.0, 1.0, 0.5
_MOST_OFTEN = 4
_LEAD, _CLEAR = 1.0, 2.5
_REACH = 1
"""How many sentences back "there" and "its" reach."""

_AHEAD = 3
"""How many sentences on the name may come that a headline or an opening keeps back ("rebels lose border town")."""

_SURE = {"clear": 0.95, "close": 0.8, "ahead": 0.8, "capital": 0.85, "there": 0.75}
"""How often the place is the right one: where the next best lies at least ``_CLEAR`` points behind, where less, where
the name comes later, of capitals, of "there". Measured on the annotated articles for training (right: 104 of 105, 26 of
32, 8 of 8, 12 of 13, 6 of 8) and rounded down, the first to what 70 others give, judged by eye."""

_A_PART = 0.9
"""What is left of that where only a part is meant (right: 19 of 22)."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A known place at some offsets; ``noun``: what it is called there; ``claimed``: whether a claim tells it."""

    at: int
    end: int
    sentence: int
    place: str
    certainty: float
    noun: str
    claimed: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a description asks for.

    Attributes:
        noun: what it calls the place, in small letters; empty for "there" and "its".
        text: the words that stand for the place.
        part: the mention with ``{}`` in place of these words, where only a part is meant.
        definite: whether the text says that one is meant that is known already.
        country: the country that it has to lie in ("the Syrian town").
    """

    noun: str
    text: str
    part: str = ""
    definite: bool = True
    country: str | None = None


class Surroundings:
    """Leads the descriptions among an article's places to the places that they stand for."""

    def __init__(
        self, knowledge: Knowledge, places: Aliases, actors: Aliases, country_in: Callable[[str], str | None]
    ) -> None:
        """Take the names of places and actors, and what tells the country of an adjective."""
        self._knowledge = knowledge
        self._places = places
        self._actors = actors
        self._country_in = country_in

    def lead(
        self,
        article: Article,
        claims: Sequence[Claim],
        placed: Callable[[str], Found | None],
        names: Callable[[str], Iterable[tuple[int, int, bool]]],
    ) -> tuple[Claim, ...]:
        """The claims of one article with the open descriptions among their places resolved, where the text tells.

        Args:
            article: the article.
            claims: its claims, with the names among their places resolved.
            placed: the place that words stand for by themselves in this article.
            names: where names stand in a running text, and whether they are of somebody.
        """
        text = Text(article, claims)
        asked = {
            m.span: a
            for c in claims
            for m in c.place
            if self._open(m) and (a := self._asked(m.text, m.span, text)) is not None
        }
        if not asked:
            return tuple(claims)
        told = self._told(text, claims, placed, names(text.all))
        found: dict[Span, Found] = {}
        for span in sorted(asked, key=lambda s: (text.at(s), text.end(s))):
            meant = self._meant(asked[span], text.at(span), text.end(span), text, told)
            if meant is None:
                continue
            found[span] = self._part(asked[span], meant, placed)
            at, end = text.at(span), text.end(span)
            if not asked[span].part:
                told.append(_Told(at, end, text.sentence(at), meant[0], meant[1], asked[span].noun, claimed=True))
                told.sort(key=lambda t: t.at)
        return tuple(
            replace(
                c,
                place=tuple(
                    replace(m, entity=f[0], certainty=f[1]) if (f := found.get(m.span)) else m for m in c.place
                ),
            )
            for c in claims
        )

    def _open(self, mention: Mention) -> bool:
        """Whether nothing is known of a mention but at most its country: "Syria town" is no country."""
        if mention.entity is None:
            return True
        known = self._knowledge.places.get(mention.entity)
        # A capital is told with its country.
        return (
            known is not None
            and known.kind == "country"
            and "country" not in _KINDS.get(_last(mention.text), ["country"])
        )

    def _asked(self, words_of: str, span: Span, text: Text) -> _Asked | None:
        at = text.at(span)
        pointed = _DEFINITE.search(text.all[max(0, at - 20) : at]) is not None
        simple = words_of.strip()
        if simple.lower() in _THERE:
            return _Asked("", simple)
        if (m := _ITS.fullmatch(simple)) and _PARTS_OF_IT.intersection(m["part"].lower().split()):
            return _Asked("", "its", f"{m['part']} of {{}}")
        if (m := _OWNED.fullmatch(simple)) or (m := _CENTRE.fullmatch(simple)):
            described = self._described(m["noun"].rstrip("'’"), definite=True)
            return replace(described, part=f"{m['part']} of {{}}") if described else None
        if m := _OF_THE.fullmatch(simple):
            described = self._described(m["noun"], definite=True)
            return replace(described, part=f"{m['part']} {m['link']} {{}}") if described else None
        return self._described(simple, definite=pointed or span.field == "title" or simple.startswith("the "))

    def _described(self, text: str, *, definite: bool) -> _Asked | None:
        """What words ask for that describe a place by a noun; ``None`` where they name one, or mean many or another."""
        noun = head(text)
        if (noun not in _KINDS and noun != "capital") or noun != _last(text):
            return None
        if any(c.isdigit() for c in text) or _ANOTHER.intersection(text.lower().split()):
            return None
        units = [u for s in take_apart(text, self._actors) for u in s.units if not u.hit and u.word != noun]
        if any(any(map(str.isupper, u.text)) and self._country_in(u.text) is None for u in units):
            return None
        country = self._country_in(text) if any(c.isupper() for c in text) else None
        return _Asked(noun, text, definite=definite, country=country)

    def _told(
        self,
        text: Text,
        claims: Sequence[Claim],
        placed: Callable[[str], Found | None],
        names: Iterable[tuple[int, int, bool]],
    ) -> list[_Told]:
        """Every known place that the text names, in order; of what overlaps the longest mention."""
        free = bytearray(b"\1" * (len(text.all) + 1))
        told: list[_Told] = []

        def take(at: int, end: int) -> bool:
            is_free = 0 not in free[at:end]
            free[at:end] = bytes(end - at)
            return is_free

        spans = {
            (text.at(m.span), text.end(m.span)): (m, m.entity, m in c.place)
            for c in claims
            for m in (*c.actor, *c.target, *c.place)
            if m.entity and m.entity in self._knowledge.places
            if m in c.place or self._knowledge.is_only_place(m.entity)
        }
        for (at, end), (mention, place, claimed) in sorted(spans.items(), key=lambda s: (s[0][0] - s[0][1], s[0])):
            certainty = mention.certainty or 0.0
            if take(at, end) and certainty > PART:
                told.append(_Told(at, end, text.sentence(at), place, certainty, _noun(mention.text), claimed))
        for at, end, acts in names:
            words_of = text.all[at:end]
            # "Damascus" is the government too; "SANA" is no place, though Sana may be one.
            if acts and not words_of.isupper() and self._places.find(words_of):
                continue
            if take(at, end) and not acts and (found := placed(words_of)) and found[1] > PART:
                told.append(_Told(at, end, text.sentence(at), *found, _noun_beside(text.all, at, end), claimed=False))
        return sorted(told, key=lambda t: t.at)

    def _meant(self, asked: _Asked, at: int, end: int, text: Text, told: Sequence[_Told]) -> Found | None:
        sentence = text.sentence(at)
        before = told[: bisect_right(told, at, key=lambda t: t.end)]
        if asked.noun == "capital":
            return self._capital(asked, at, text, before, told)
        if not asked.noun:
            if asked.part and before and text.all[before[-1].end : at] == " and ":
                return before[-1].place, before[-1].certainty  # "X and its outskirts"
            near = [t for t in before if sentence - t.sentence <= _REACH]
            return self._best(asked, sentence, near, "there")
        if asked.definite and (found := self._best(asked, sentence, before)):
            return found
        # An opening keeps the name back: "rebels lose a border town".
        opening = sentence < _AHEAD and not any(list(self._fitting(asked, t)) for t in before)
        if opening and asked.text and not asked.part:
            ahead = [t for t in told if t.at >= end and t.sentence - sentence <= _AHEAD]
            fitting = [t for t in ahead if self._exactly(asked, t.place)]
            if fitting and len({t.place for t in fitting if t.sentence == fitting[0].sentence}) == 1:
                return fitting[0].place, round(fitting[0].certainty * _SURE["ahead"], 3)
        return None

    def _best(self, asked: _Asked, sentence: int, before: Sequence[_Told], sure: str = "") -> Found | None:
        scored: dict[str, tuple[float, float]] = {}
        fitting = [(place, t) for t in before for place in self._fitting(asked, t)]
        times = Counter(place for place, _ in fitting)
        for place, t in fitting:
            apart = sentence - t.sentence
            points = _RECENCY[apart] if apart < len(_RECENCY) else 0.0
            points += _OFTEN * min(times[place], _MOST_OFTEN) + _OF_A_CLAIM * t.claimed
            points += _SAME_NOUN * (bool(asked.noun) and t.noun == asked.noun and place == t.place)
            points += _ITS_KIND * (self._knowledge.places[place].kind == asked.noun)
            best, certainty = scored.get(place, (0.0, 0.0))
            scored[place] = max(best, points), max(certainty, t.certainty)
        ranked = sorted(scored.items(), key=lambda s: (-s[1][0], s[0]))
        if not ranked:
            return None
        place, (points, certainty) = ranked[0]
        lead = points - ranked[1][1][0] if len(ranked) > 1 else points
        if lead < _LEAD:
            return None
        return place, round(certainty * _SURE[sure or ("clear" if lead >= _CLEAR else "close")], 3)

    def _fitting(self, asked: _Asked, told: _Told) -> Iterator[str]:
        """The places, of that which is told and what it lies in, that a description may stand for."""
        around = self._knowledge.within(told.place)
        if asked.country and (asked.country not in around or around[0] == asked.country):
            return
        kinds = _KINDS.get(asked.noun, _SETTLED)
        if kinds and kinds <= _HOLDING:
            # A quarter speaks for its city, a city for its province.
            yield from (p for p in self._around(told.place) if self._knowledge.places[p].kind in kinds)
        elif (kind := self._knowledge.places[told.place].kind) in kinds or (
            told.noun == asked.noun and kind not in _WIDE
        ):
            yield told.place

    def _exactly(self, asked: _Asked, place: str) -> bool:
        """Whether a place is of just the kind that a noun tells."""
        kinds = _KINDS.get(asked.noun, frozenset())
        held = asked.country is None or asked.country in self._knowledge.within(place)[1:]
        return held and not kinds >= _SETTLED and self._knowledge.places[place].kind in kinds - {"area"}

    def _around(self, place: str) -> tuple[str, ...]:
        around = self._knowledge.within(place)
        location = self._knowledge.locate(place)
        if location is None or location.admin1 is None or location.admin1 in around:
            return around
        return (*around[:-1], location.admin1, around[-1])

    def _capital(
        self, asked: _Asked, at: int, text: Text, before: Sequence[_Told], told: Sequence[_Told]
    ) -> Found | None:
        """The capital of a country or province: of the one that stands before it, or that most places lie in."""
        provincial = bool({"provincial", "regional"}.intersection(asked.text.lower().split()))
        of = replace(asked, noun="province" if provincial else "country", country=None)
        owner = before[-1] if before and re.fullmatch(r"['’]?s (?:[a-z-]+ )?", text.all[before[-1].end : at]) else None
        if owner:
            whole: str | None = owner.place
        elif asked.country:
            whole = asked.country
        elif provincial:
            whole = next((p for t in reversed(before) for p in self._fitting(of, t)), None)
        else:
            counts = Counter(p for t in told for p in self._fitting(of, t))
            most = counts.most_common(2)
            whole = most[0][0] if most and (len(most) == 1 or most[0][1] >= 2 * most[1][1]) else None
        capital = self._capital_of(whole) if whole else None
        return (capital, _SURE["capital"]) if capital else None

    def _capital_of(self, whole: str) -> str | None:
        place = self._knowledge.places[whole]
        if place.kind == "country":
            name = gazetteer.capital(place.names)
        else:
            name = re.sub(r" (?:governorate|province|oblast|region|state)$", "", place.name, flags=re.IGNORECASE)
        hit = self._places.find(name) if name else None
        return next((i for i in hit.ids if i != whole and whole in self._around(i)), None) if hit else None

    def _part(self, asked: _Asked, meant: Found, placed: Callable[[str], Found | None]) -> Found:
        """What a mention stands for that means a part of the place, read as if the place were named there."""
        if not asked.part:
            return meant
        name = self._knowledge.places[meant[0]].name
        certainty = round(meant[1] * _A_PART, 3)
        part, _, other = asked.part.partition(" of {}")
        own = placed(f"{name} {part}") if not other else None
        if own and own[0] != meant[0] and own[1] >= BY_KEY:
            return own[0], certainty  # "Aleppo" and "countryside" are a place of their own
        found = placed(asked.part.format(name))
        tied = found and (meant[0] in self._around(found[0]) or found[0] in self._around(meant[0]))
        return (found[0] if found and tied else meant[0]), certainty


def _last(text: str) -> str:
    listed = words(text)
    return listed[-1][2] if listed else ""


def _noun(text: str) -> str:
    """The noun that a mention of a name calls its place: of "city of X", "X city"."""
    listed = [w for _, _, w in words(text)]
    return next((w for w in (listed[:1] + listed[-1:]) if w in _KINDS), "")


_BEFORE = re.compile(r"([a-z]+) (?:of )?$")
_AFTER = re.compile(r" ([a-z]+)\b", re.IGNORECASE)


def _noun_beside(text: str, at: int, end: int) -> str:
    before, after = _BEFORE.search(text, max(0, at - 20), at), _AFTER.match(text, end)
    found = [m[1].lower() for m in (after, before) if m]
    return next((w for w in found if w in _KINDS), "")
