"""What every part of the page needs: names, sides, numbers of articles, and the anchors that links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from truceline.analysis.tally import Tallies
from truceline.ground.holding import Ground
from truceline.ground.routes import Routes
from truceline.pack import Knowledge
from truceline.records import Account, Article, Claim, Event, Held, Mention, Record

# One sign and one colour of the style sheet a side, in the packs' order; the name always stands beside them.
_SIGNS = "◆▲■●★▼✚⬢"


MANY_CLAIMS = 1500
"""In a case of more claims than this, an event that a single claim tells is one row, not a table of accounts."""


@dataclass(frozen=True, slots=True)
class Side:
    """A side as the page shows it; ``css`` is its class in the style sheet."""

    id: str | None
    label: str
    sign: str
    css: str


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts or is acted on: the neutral name (empty where nobody is known by it), and the text's own words."""

    label: str
    words: tuple[str, ...] = ()


class Context:
    """Looks up what the parts of the page have in common.

    Attributes:
        numbers: each article's number on the page, from 1, in order of id.
    """

    def __init__(self, record: Record, knowledge: Knowledge) -> None:
        self.record: Record = Held.of(record)
        self.knowledge = knowledge
        self.numbers = {article: n for n, article in enumerate(self.record.articles, 1)}

    @cached_property
    def sides(self) -> dict[str | None, Side]:
        """Every side that the packs or the accounts know, near none last."""
        told = {a.side for e in self.record.events.values() for a in e.accounts if a.side}
        known = [*self.knowledge.sides, *sorted(told - set(self.knowledge.sides))]
        found: dict[str | None, Side] = {
            s: Side(s, self.knowledge.label(s), _SIGNS[n % len(_SIGNS)], f"side-{n % len(_SIGNS)}")
            for n, s in enumerate(known)
        }
        return found | {None: Side(None, "near none, or not known", "○", "side-none")}

    def telling_sides(self) -> list[Side]:
        """The sides whose outlets give an account of something."""
        told = {a.side for e in self.record.events.values() for a in e.accounts}
        return [side for key, side in self.sides.items() if key in told]

    def outlet_key(self, article: Article) -> str | None:
        """The id of an article's outlet, its name where no pack knows it, ``None`` when unknown."""
        known = self.knowledge.outlet(article.outlet)
        return known.id if known else article.outlet

    @cached_property
    def ground(self) -> Ground:
        """Who says who holds what."""
        return Ground(self.record, self.knowledge)

    @cached_property
    def routes(self) -> Routes:
        """Which ways of the packs can be used, and what is cut off."""
        return Routes(self.ground, self.record, self.knowledge)

    @cached_property
    def tallies(self) -> Tallies:
        """The tolls of the record."""
        return Tallies(self.record, self.knowledge)

    @cached_property
    def by_outlet(self) -> dict[str | None, list[Article]]:
        """The articles of each outlet by date; the outlets with most articles first, an unknown one last."""
        grouped: dict[str | None, list[Article]] = {}
        for article in self.record.articles.values():
            grouped.setdefault(self.outlet_key(article), []).append(article)
        order = sorted(grouped, key=lambda o: (o is None, -len(grouped[o]), self.outlet(o), o or ""))
        return {o: sorted(grouped[o], key=lambda a: (a.published or date.max, a.id)) for o in order}

    @cached_property
    def outlet_numbers(self) -> dict[str | None, int]:
        """The number of each outlet on the page, from 1."""
        return {o: n for n, o in enumerate(self.by_outlet, 1)}

    def outlet(self, outlet: str | None) -> str:
        """The name of an outlet."""
        return self.knowledge.label(outlet) if outlet else "outlet unknown"

    def teller(self, account: Account) -> str:
        """Who gives an account: "SANA, citing a military source"."""
        name = self.outlet(account.outlet)
        return f"{name}, citing {self.knowledge.label(account.source)}" if account.source else name

    def place(self, place: str | None) -> str:
        """A place with the next larger one that is not a country: "Ramouseh, Aleppo"."""
        if place is None:
            return "place not told"
        places = self.knowledge.places
        parents = [places[p] for p in self.knowledge.within(place)[1:] if p in places]
        label = self.knowledge.label(place)
        around = next((p.name for p in parents if p.kind != "country" and p.name != label), None)
        return f"{label}, {around}" if around else label

    def known(self, entity: str) -> bool:
        """Whether an account's actor or target is the id of somebody, not just words."""
        return entity in self.knowledge.actors or entity in self.knowledge.places

    def parties(self, entities: Iterable[str], mentions: Sequence[Mention] = ()) -> tuple[Party, ...]:
        """Entities by their neutral names, each with the words that these mentions use for it."""
        found = []
        for entity in entities:
            if not self.known(entity):
                found.append(Party("", (entity,)))
                continue
            label = self.knowledge.label(entity)
            words = dict.fromkeys(
                m.text for m in mentions if m.entity == entity and m.text.casefold() != label.casefold()
            )
            found.append(Party(label, tuple(words)))
        return tuple(found)

    def is_row(self, event: Event) -> bool:
        """Whether the page gives the event one row, not a table of accounts."""
        return len(self.record.claims) > MANY_CLAIMS and len(event.claims) == 1

    def account_anchor(self, event: Event, number: int) -> str:
        """The ``id`` of an event's account, counted from 1; a row is its account."""
        return anchor(event.id) if self.is_row(event) else f"{anchor(event.id)}.{number}"

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids."""
        return [self.record.claims[c] for c in ids]


def anchor(identifier: str) -> str:
    """An id of the record as an ``id`` of HTML; no two give the same."""
    return re.sub(r"[^A-Za-z0-9:.-]", lambda m: f"_{ord(m[0]):x}_", identifier)


def article_anchor(number: int) -> str:
    """The ``id`` of an article in the list of sources."""
    return f"article-{number}"
