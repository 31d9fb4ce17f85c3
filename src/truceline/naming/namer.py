"""Mentions resolved to the actors, places and outlets that packs know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from truceline.dateline import day_of
from truceline.naming import capitals, elsewhere, gazetteer
from truceline.naming.aliases import Aliases
from truceline.naming.antecedents import Key, resolve
from truceline.naming.known import Found, Known, own_part
from truceline.naming.nearby import Nearby
from truceline.naming.offices import HELD, Offices
from truceline.naming.phrase import bare
from truceline.naming.reading import AFTER, BEFORE, OUTLET, PART, Reading, read_actor, read_place
from truceline.naming.spelling import plain
from truceline.naming.surroundings import Surroundings
from truceline.pack.records import GENERAL
from truceline.records import Article, Claim, Interval, Mention, Role

if TYPE_CHECKING:
    from truceline.pack.knowledge import Knowledge

_NAMED: tuple[Role, ...] = ("actor", "target", "source", "place")
"""The roles that hold somebody or somewhere."""

_TIED = 0.8
"""What is left of the certainty when nothing tells two entities of a name apart but the order of the packs."""

_ABROAD = 0.5
"""What is left of the certainty of a conflict's full name in an article that is about another country."""

_FEWEST = 2
"""How many mentions of places have to lie in another country for an article to be about it."""

_CITY_ALONE, _CITY_OR_DIVISION, _DIVISION = 0.95, 0.9, 0.85
"""How sure a bare name is that a city shares with its division: of the city where the article tells of no other place
in the division, of the city where it tells of such and of places in the city, of the division where of such only.
Judged by eye on 84 mentions of articles for training (right: 14 of 14, 27 of 30, 35 of 40), the first lowered."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What an article is about, to tell bearers of one name apart.

    Attributes:
        places: how many mentions resolve to each place or to something within it.
        packs: how many mentions name something of each pack.
        countries: how often each country is named, by its id.
        uses: how many mentions of places have each text.
        said: how often the title and text say the name of each country, also as the first part of a word ("Yemeni").
        outlet: the country of the outlet.
    """

    places: Counter[str] = field(default_factory=Counter)
    packs: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    uses: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    outlet: str | None = None


class Namer:
    """Fills entity and certainty of the mentions of claims. Build one and use it for many articles.

    What a mention may stand for is read from its words alone and kept by its text; which of several bearers of a name
    is meant is decided within the article, from the whole of the claims given together.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        """Index the names that packs know."""
        self.knowledge = knowledge
        self._kinds = {a.id: a.kind for a in knowledge.actors.values()}
        self._actors = Aliases((a.id, a.names, a.descriptions) for a in knowledge.actors.values())
        self._outlets = Aliases((o.id, o.names, ()) for o in knowledge.outlets.values())
        self._offices = Offices(knowledge.actors.values(), self._actors, knowledge.lineage)
        self._places = Aliases((p.id, p.names, ()) for p in knowledge.places.values())
        self._nearby = Nearby(knowledge, self._places, self._actors)
        self._surroundings = Surroundings(knowledge, self._places, self._actors, self._nearby.country_in)
        self._readings: dict[tuple[str, str], Reading | None] = {}

    def name(self, article: Article, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims of one article with their actors, targets, sources and places resolved.

        Mentions of time, triggers and mentions that nothing is known of stay as they are. The result depends on the
        article and the set of its claims alone, not on what was named before.
        """
        unproved = capitals.unproved(article)
        found = {(role, m.text) for c in claims for role in _NAMED for m in c.mentions(role)}
        told = {text: capitals.told(text, unproved) for _, text in found}
        readings = {(role, text): self._read(role, told[text]) for role, text in sorted(found)}
        context = self._context(article, readings, claims)
        chosen = {(r, t): self._choose(r, told[t], reading, article, context) for (r, t), reading in readings.items()}
        published = Interval.day(day) if (day := day_of(article)) else None

        def by_words(role: Role, text: str) -> Found | None:
            if (role, text) not in chosen:
                words = capitals.told(text, unproved)
                chosen[role, text] = self._choose(role, words, self._read(role, words), article, context)
            return chosen[role, text]

        def named(role: Role, text: str) -> Found | None:
            found = self._held(role, text, published) or by_words(role, text)
            return None if found and self.knowledge.is_only_place(found[0]) else found

        def generic(role: Role, text: str) -> bool:
            return (reading := self._read(role, capitals.told(text, unproved))) is None or reading.generic

        def holds(person: str, title: str) -> bool:
            return self._offices.held(person, title, published)

        names = (self._actors, self._outlets, self._places)
        known = Known(self.knowledge, *names, named, generic, holds)
        led = resolve(article, claims, known)
        filled = tuple(self._fill(claim, published, chosen, led) for claim in claims)
        located = self._surroundings.lead(article, filled, lambda text: by_words("place", text), known.names)
        return self._nearby.fill(article, located)

    def _read(self, role: Role, text: str) -> Reading | None:
        at = (role if role in ("source", "place") else "actor", text)
        if at not in self._readings:
            self._readings[at] = self._read_anew(role, text)
        return self._readings[at]

    def _fill(
        self,
        claim: Claim,
        published: Interval | None,
        chosen: Mapping[tuple[Role, str], Found | None],
        led: Mapping[Key, Found | None],
    ) -> Claim:
        filled: dict[str, tuple[Mention, ...]] = {}
        # Who speaks does so when it is published; who acted may have held the office long before.
        past = claim.date if claim.date and (published is None or claim.date.last < published.first) else published
        for role in _NAMED:
            days = published if role == "source" else past
            found = (
                (m, self._held(role, m.text, days) or led.get((role, m.span), chosen[role, m.text]))
                for m in claim.mentions(role)
            )
            filled[role] = tuple(_resolved(m, f) for m, f in found)
        return replace(
            claim, actor=filled["actor"], target=filled["target"], place=filled["place"], source=filled["source"]
        )

    def _held(self, role: Role, text: str, days: Interval | None) -> Found | None:
        """Who held the office that a mention names."""
        post = self._offices.find(text) if role != "place" and days else None
        holder = self._offices.holder(post, days) if post and days else None
        return (holder, HELD) if holder else None

    def _read_anew(self, role: Role, text: str) -> Reading | None:
        if role == "place":
            return read_place(text, self._places)
        actor = read_actor(text, self._actors, self._kinds)
        if role != "source" or self._actors.find(text):
            return actor
        outlet = read_actor(text, self._outlets, dict.fromkeys(self.knowledge.outlets, OUTLET))
        if outlet and outlet.generic:
            # "State media" are those of the state that the article is about, if no other one stands before it.
            state = actor is not None and self._kind(actor.ids[0]) in ("state", "government")
            foreign = actor and state and self._country(actor.ids[0]) != self._country(outlet.ids[0])
            return actor if foreign else replace(outlet, certainty=min(outlet.certainty, BEFORE))
        if outlet is None or actor is None or outlet.certainty == 1.0:
            return outlet or actor
        # "SANA reporter" is the outlet, though reporters are known as well; a "monitor" is not the Monitor.
        vague = actor.generic and not self._actors.find(bare(text))
        aside = outlet.certainty > PART and (actor.described or actor.certainty <= BEFORE)
        return outlet if vague or aside or outlet.certainty >= actor.certainty else actor

    @cached_property
    def _country_names(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        """A pattern of the names of countries, and the country of each."""
        names = {n: p.id for p in self.knowledge.places.values() if p.kind == "country" for n in p.names if len(n) >= 4}
        longest_first = sorted(names, key=lambda n: (-len(n), n))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})"), names

    @cached_property
    def _homes(self) -> dict[str, str]:
        """The country that most of a pack's places and actors belong to, by pack."""
        counts: dict[str, Counter[str]] = {}
        for entity in (*self.knowledge.actors, *self.knowledge.places):
            if country := self._country(entity):
                counts.setdefault(_pack(entity), Counter())[country] += 1
        # A pack that spreads over many countries has no home.
        return {p: c.most_common(1)[0][0] for p, c in counts.items() if 2 * c.most_common(1)[0][1] > c.total()}

    def _same(self, ids: Sequence[str]) -> bool:
        """Whether they are one and the same, held by several packs: those of one pack, kind and country are not."""
        packs = {_pack(i) for i in ids}
        return len(packs) == len(ids) and len({(self._kind(i), self._country(i)) for i in ids}) == 1

    def _kind(self, entity: str) -> str:
        known = self.knowledge.actors.get(entity) or self.knowledge.places.get(entity)
        return known.kind if known else OUTLET

    def _country(self, entity: str) -> str | None:
        if actor := self.knowledge.actors.get(entity):
            if actor.country:
                return actor.country
            ancestors = (self.knowledge.actors.get(a) for a in self.knowledge.lineage(entity))
            return next((a.country for a in ancestors if a and a.country), None)
        if outlet := self.knowledge.outlets.get(entity):
            return outlet.country
        return self._country_of_place(entity)

    def _country_of_place(self, entity: str) -> str | None:
        countries = (p for p in self.knowledge.within(entity) if self.knowledge.places[p].kind == "country")
        return next(countries, None)

    def _context(
        self, article: Article, readings: Mapping[tuple[Role, str], Reading | None], claims: Sequence[Claim]
    ) -> _Context:
        pattern, names = self._country_names
        context = _Context(
            uses=Counter(m.text for c in claims for m in c.place),
            said=Counter(names[m] for f in (article.title, article.text) for m in pattern.findall(f)),
            outlet=outlet.country if (outlet := self.knowledge.outlet(article.outlet)) else None,
        )
        uses = Counter((role, m.text) for c in claims for role in _NAMED for m in c.mentions(role))
        for (role, text), reading in readings.items():
            if reading is None or reading.generic or reading.certainty < 0.5:
                continue
            weight = uses[role, text]
            # A name with several bearers speaks for what they have in common.
            context.packs.update(dict.fromkeys(_common([{_pack(i)} for i in reading.ids]), weight))
            if role == "place":
                around = [set(self.knowledge.within(i)) for i in reading.ids]
                context.places.update(dict.fromkeys(_common(around), weight))
            elif country := _common([{self._country(i) or ""} for i in reading.ids]) - {""}:
                context.countries.update(dict.fromkeys(country, weight))
        context.countries.update(context.said)
        context.countries.update([context.outlet] if context.outlet else [])
        return context

    def _choose(
        self, role: Role, text: str, reading: Reading | None, article: Article, context: _Context
    ) -> tuple[str, float] | None:
        if reading is None and role in ("actor", "target"):
            return self._place_struck(text, context)
        if reading is None:
            return self._from_gazetteer(text, context) if role == "place" else None
        reading = self._situated(reading)
        ids = self._described(reading, article, context) if reading.generic else reading.ids
        if role == "place" and reading.certainty < 1.0:
            ids = tuple(i for i in ids if self._expected(i, context))
        if role == "place" and not ids:
            found = self._from_gazetteer(text, context)
            if not reading.ids or not (found and self._bears_its_name(found[0], reading.ids)):
                return found
            ids = reading.ids  # "city of Vienna" is the city that a pack knows, not a small namesake of it
        if not ids:
            return None
        rank = self._rank_place if role == "place" else self._rank_actor
        ranks = [rank(i, reading, article, context) for i in ids]
        best = [i for i, r in zip(ids, ranks, strict=True) if r == max(ranks)]
        entity = best[0]
        certainty = reading.certainty * (1.0 if self._same(best) else _TIED)
        if self._abroad(entity, context):
            if plain(bare(text)) != plain(self.knowledge.label(entity)):
                return self._from_gazetteer(text, context) if role == "place" else None
            certainty *= _ABROAD
        if role == "place" and (other := self._elsewhere(entity, text, reading, context)):
            return other
        if role == "place":
            entity, certainty = self._city_or_division(entity, text, replace(reading, certainty=certainty), context)
        part = own_part(self.knowledge, self._actors, entity, reading.noun) if reading.noun else None
        if reading.owner and part is None:
            actor = self.knowledge.actors.get(entity)
            part = actor.parent if actor else None
            if part is None:
                return None
        return part or entity, round(certainty, 3)

    def _described(self, reading: Reading, article: Article, context: _Context) -> tuple[str, ...]:
        """Those whom words that fit many may mean in this article."""
        ids = reading.ids
        if reading.described or self._kind(ids[0]) == OUTLET:
            ids = tuple(i for i in ids if self._about(i, context))
        # There is more than one monitor: which one is meant by "a monitor" the article has to tell by its name.
        monitors = tuple(i for i in ids if reading.described and self._kind(i) == "monitor")
        told = tuple(i for i in monitors if self._told(i, article))
        return told or tuple(i for i in ids if i not in monitors)

    def _told(self, entity: str, article: Article) -> bool:
        names = (n for n in self.knowledge.actors[entity].names if not n.islower())
        return any(n in field for n in names for field in (article.title, article.text))

    def _place_struck(self, text: str, context: _Context) -> tuple[str, float] | None:
        """The place of a conflict that a mention names though it stands for somebody: who "shelled Douma" hit Douma."""
        hit = self._places.find(bare(text))
        ids = [i for i in hit.ids if _pack(i) != GENERAL and not self._abroad(i, context)] if hit else []
        return (ids[0], round(hit.certainty * _TIED, 3)) if hit and len(ids) == 1 else None

    def _abroad(self, entity: str, context: _Context) -> bool:
        """Whether somebody or somewhere at home in a pack's country stands in an article plainly about another one.

        It never says the name of that country, and more of its places lie in another one.
        """
        pack, home = _pack(entity), self._homes.get(_pack(entity))
        if pack == GENERAL or home is None or context.said[home] or self._country(entity) != home:
            return False
        countries = {c: n for c, n in context.places.items() if n and self.knowledge.places[c].kind == "country"}
        most = max(countries.values(), default=0)
        return most >= _FEWEST and countries.get(home, 0) < most

    def _situated(self, reading: Reading) -> Reading:
        """The reading of a place that fits what the words say of where it lies."""
        if reading.part and self._any_within(reading.part.ids, reading.ids):
            return replace(reading.part, whole=reading.ids)
        if reading.within and not self._any_within(reading.ids, reading.whole):
            # Another place of that name, which no pack knows: what it is said to lie in is sure at least.
            return Reading(reading.whole, AFTER)
        return reading

    def _any_within(self, inner: Sequence[str], outer: Sequence[str]) -> bool:
        return any(set(outer).intersection(self.knowledge.within(i)) for i in inner)

    def _rank_actor(self, entity: str, reading: Reading, article: Article, context: _Context) -> tuple[int, ...]:
        del reading
        actor = self.knowledge.actors.get(entity)
        dated = 1
        day = day_of(article) if actor and (actor.first or actor.last) else None
        if actor and day:
            after = actor.first is None or actor.first <= day
            before = actor.last is None or day <= actor.last
            dated = 2 if after and before else 0
        country = self._country(entity) or ""
        return dated, context.places[country], context.countries[country]

    def _rank_place(self, entity: str, reading: Reading, article: Article, context: _Context) -> tuple[int, ...]:
        del article
        around = self.knowledge.within(entity)
        kind = self.knowledge.places[entity].kind
        home = self._country_of_place(entity) or ""
        near = sum(context.places[p] for p in around if p != entity)
        return (
            int(bool(set(reading.whole) & set(around[1:]))),
            int(kind in reading.kinds),
            near + context.countries[home],
        )

    def _about(self, entity: str, context: _Context) -> bool:
        """Whether the article is about the conflict or country that a description takes for granted."""
        pack = _pack(entity)
        home = self._country(entity) or self._homes.get(pack)
        if home is None:
            return True
        named = {c: n for c, n in context.places.items() if self.knowledge.places[c].kind == "country"}
        if named:
            return named.get(home, 0) == max(named.values())
        return context.countries[home] > 0 or (self._homes.get(pack) == home and context.packs[pack] > 0)

    def _expected(self, place: str, context: _Context) -> bool:
        """Whether a place may be meant by less than its name: any of a conflict's, of the world's a country's own."""
        home = self._country_of_place(place)
        if _pack(place) != GENERAL or home is None or home == place:
            return True
        return context.countries[home] > 0

    def _from_gazetteer(self, text: str, context: _Context) -> tuple[str, float] | None:
        if self._actors.find(text):
            return None  # "White House"
        # Where an outlet is at home its articles need not speak of.
        at_home = Counter([context.outlet] if context.outlet else [])
        spoken = self._spoken(context.places + context.countries - at_home)
        return elsewhere.find(text, spoken, _most(self._spoken(context.places) or spoken))

    def _bears_its_name(self, entity: str, ids: Sequence[str]) -> bool:
        names = {plain(n) for i in ids for n in self.knowledge.places[i].names}
        return not names.isdisjoint(map(plain, self.knowledge.places[entity].names))

    def _city_or_division(self, city: str, text: str, reading: Reading, context: _Context) -> Found:
        """Which of a city and the division named after it a bare name stands for, by the article's other places."""
        name = plain(bare(text))
        division = self._namesakes.get(city)
        if division is None or name != plain(self.knowledge.label(city)):
            return city, reading.certainty
        uses = sum(n for t, n in context.uses.items() if plain(bare(t)) == name)
        # Where the division bears the bare name too, the context counts its uses for the division alone.
        in_city = context.places[city] - (uses if len(reading.ids) == 1 else 0)
        if context.places[division] - uses <= in_city:
            return city, reading.certainty * _CITY_ALONE
        if in_city > 0:
            return city, reading.certainty * _CITY_OR_DIVISION
        return division, reading.certainty * _DIVISION

    @cached_property
    def _namesakes(self) -> dict[str, str]:
        """The division that is named after each city, as far as packs know both."""
        places = self.knowledge.places
        parents = ((p, places[p.parent]) for p in places.values() if p.kind == "city" and p.parent)
        named = ((p, d) for p, d in parents if d.kind == "governorate")
        return {p.id: d.id for p, d in named if f"{plain(d.name)} ".startswith(f"{plain(p.name)} ")}

    def _elsewhere(self, entity: str, text: str, reading: Reading, context: _Context) -> tuple[str, float] | None:
        """What bears the name of a place of the packs and fits the words or the article better."""
        place, home = self.knowledge.places[entity], self._country_of_place(entity)
        known = gazetteer.known_as(self.knowledge.places[home].names) if home else None
        if home is None or known is None or place.kind != "city":
            return None
        if "governorate" in reading.kinds:
            division = elsewhere.division(place.names, known)
            if division and self.knowledge.places[division].id == division:
                return division, round(reading.certainty, 3)
        # Of its own country the article speaks only by this name, of another one with such a city it speaks otherwise.
        if context.countries[home] + context.places[home] > context.uses[text]:
            return None
        others = self._spoken(Counter({c: n for c, n in context.places.items() if c != home}))
        return elsewhere.rival([n for n in place.names if plain(n) in plain(text)], known, _most(others))

    def _spoken(self, counts: Counter[str]) -> dict[str, int]:
        """How often each country is spoken of, by the gazetteer's name of it."""
        countries = {c: n for c, n in counts.items() if n > 0 and self.knowledge.places[c].kind == "country"}
        named = ((gazetteer.known_as(self.knowledge.places[c].names), n) for c, n in countries.items())
        return {name: n for name, n in named if name}


def _most(spoken: Mapping[str, int]) -> list[str]:
    return [c for c, n in spoken.items() if n == max(spoken.values())]


def _pack(entity: str) -> str:
    return entity.partition(":")[0]


def _common(sets: Sequence[set[str]]) -> set[str]:
    return set.intersection(*sets) if sets else set()


def _resolved(mention: Mention, found: tuple[str, float] | None) -> Mention:
    return replace(mention, entity=found[0], certainty=found[1]) if found else mention
