"""Parties, and records of what articles say that they did to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sample import Sample, claim
from truceline.codebook import TYPES
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.pack import Actor, Knowledge, Office, Outlet, Pack, Place, Side
from truceline.records import Article, Claim, Event

WORLD = Pack(
    id="world",
    name="World",
    version="1",
    actors=(
        Actor("world:arland", "Arland", "state"),
        Actor("world:arland-government", "Government of Arland", "government", parent="world:arland"),
        Actor("world:arland-foreign", "Foreign ministry of Arland", "government", parent="world:arland-government"),
        Actor("world:arland-forces", "Forces of Arland", "force", parent="world:arland"),
        Actor(
            "world:vera-holm",
            "Vera Holm",
            "person",
            parent="world:arland-foreign",
            offices=(Office("foreign minister", "world:arland", date(2014, 1, 1), date(2016, 12, 31)),),
        ),
        Actor("world:beria", "Beria", "state"),
        Actor("world:nations", "League of Nations", "body"),
        Actor("world:council", "Council of the League", "body", parent="world:nations"),
        Actor("world:osten", "Osten", "state"),
    ),
    places=(Place("world:osten", "Osten", "country"),),
    outlets=(Outlet("world:wire", "World Wire"), Outlet("world:gazette", "Gazette")),
)
CONFLICT = Pack(
    id="war",
    name="The war in Osten",
    version="1",
    sides=(
        Side("war:government", "the government", "", "tests", members=("world:beria",)),
        Side("war:rebels", "the rebels", "", "tests"),
    ),
    actors=(
        Actor("war:osten-government", "Osten government", "government", "war:government", "world:osten"),
        Actor("war:osten-army", "Osten army", "force", parent="war:osten-government"),
        Actor("war:front", "The Front", "armed_group", "war:rebels"),
        Actor("war:front-council", "Council of the Front", "government", parent="war:front"),
    ),
    places=(Place("war:lund", "Lund", "city", "world:osten"), Place("war:mill", "Mill", "quarter", "war:lund")),
    outlets=(Outlet("war:state-press", "State Press", side="war:government"),),
)
KNOWLEDGE = Knowledge([WORLD, CONFLICT])

ARLAND, BERIA, OSTEN = ("Arland", "world:arland"), ("Beria", "world:beria"), ("Osten", "world:osten")
HOLM, FRONT, ARMY = ("Holm", "world:vera-holm"), ("Front", "war:front"), ("the army", "war:osten-army")


def article(name: str, outlet: str, published: str | None, *sentences: str) -> Article:
    """One sentence a line."""
    return Article(name, "", "\n".join(sentences), outlet, date.fromisoformat(published) if published else None)


def record(
    articles: Sequence[Article], events: Mapping[str, Sequence[Claim]], copies: Mapping[str, str] = {}
) -> Sample:
    """The record of these articles, with events of these claims by their ids."""
    told = {c.id: c for own in events.values() for c in own}
    bare = Sample({a.id: a for a in articles}, copies, dict(sorted(told.items())))
    reports = Reports.of(bare, KNOWLEDGE)

    def event(name: str, own: Sequence[Claim]) -> Event:
        kind, day = own[0].type, next((c.date for c in own if c.date), None)
        return Event(name, kind, TYPES[kind].family, None, day, accounts(own, reports))

    return replace(bare, events={name: event(name, own) for name, own in events.items()})


__all__ = ["ARLAND", "ARMY", "BERIA", "FRONT", "HOLM", "KNOWLEDGE", "OSTEN", "article", "claim", "record"]
