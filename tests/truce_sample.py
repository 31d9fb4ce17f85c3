"""Articles and claims about truces, made into a record the way a build does."""

from __future__ import annotations

from datetime import date

from sample import KNOWLEDGE, Sample
from truceline.matching import match
from truceline.pack import Knowledge
from truceline.records import Article, Claim
from truceline.truces import gather

ALEPPO, SYRIA = ("Aleppo", "demo:aleppo"), ("Syria", "demo:syria")
UN, RUSSIA, ARMY = ("UN", "demo:un"), ("Russia", "demo:russia"), ("army", "demo:army")


def article(name: str, published: str, *sentences: str, outlet: str = "World Wire") -> Article:
    return Article(name, "", "\n".join(sentences), outlet, date.fromisoformat(published))


def record(*claims: Claim, articles: tuple[Article, ...], knowledge: Knowledge = KNOWLEDGE) -> Sample:
    told = Sample({a.id: a for a in articles}, {}, {c.id: c for c in sorted(claims, key=lambda c: c.id)})
    events = {e.id: e for e in match(told, knowledge)}
    held = Sample(told.articles, {}, told.claims, events)
    return Sample(told.articles, {}, told.claims, events, {t.id: t for t in gather(held, knowledge)})
