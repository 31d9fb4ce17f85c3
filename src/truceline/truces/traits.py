"""What is said of a truce as a whole: its class, purpose and scope, who is bound by it, who brokered it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from truceline.matching.reports import Reports
from truceline.pack import Knowledge, Terms
from truceline.records import Aspect, Claim, Trait
from truceline.truces.pieces import Piece
from truceline.truces.vocabulary import HOLIDAY, HUMANITARIAN, LOCAL, NATIONAL, PEACE_PROCESS, sidedness

_PURPOSES = {
    HUMANITARIAN: r"humanitarian|\baid\b|relief|\bfood\b|medic|evacuat|wounded|\bpolio\b|vaccin",
    HOLIDAY: r"\beid\b|ramadan|\bchristmas\b|\beaster\b|\bnowruz\b|new year|\bolympic|\bashura\b|\bharvest\b",
    PEACE_PROCESS: r"peace (?:talks|process|deal|conference)|political (?:talks|process|solution|transition)",
}
_WORDS = {purpose: re.compile(words, re.IGNORECASE) for purpose, words in _PURPOSES.items()}
_BROKERED = re.compile(r"broker|mediat|facilitat|sponsor|arrang", re.IGNORECASE)
_GUARANTEED = re.compile(r"guarant", re.IGNORECASE)
_SETTING_UP = frozenset({"truce_call", "truce_agree", "truce_start", "truce_extend"})
_BINDING = frozenset({"truce_agree", "truce_start"})
_CAN_FIGHT = frozenset({"state", "government", "force", "armed_group", "coalition", "party"})


def traits(pieces: Sequence[Piece], terms: Terms | None, place: str | None, reports: Reports) -> tuple[Trait, ...]:
    """From the written terms, where a pack has them, and the claims of a truce's pieces, in order of ``Aspect``.

    A purpose is told where the words of one stand in the sentence of a step that sets the truce up. Who agrees on a
    truce or keeps it is a party where a pack counts it to a side; who brokers it is none by that.
    """
    knowledge = reports.knowledge
    found: dict[tuple[Aspect, str], set[str]] = defaultdict(set)
    for what, value in _written(terms, knowledge):
        found[what, value] = set()
    claims = sorted({c.id: c for p in pieces if p.type in _SETTING_UP for c in p.claims}.values(), key=lambda c: c.id)
    for claim in claims:
        for what, value in _told(claim, reports):
            if what == "purpose" and terms and terms.purpose and value != terms.purpose:
                continue  # a truce of a peace process lets aid in, too
            found[what, value].add(claim.id)
    if terms is None and place and place in knowledge.places:
        kind = NATIONAL if knowledge.places[place].kind == "country" else LOCAL
        found["scope", kind] = {c.id for p in pieces if p.scope and p.scope[0] == place for c in p.claims}
    sides = {knowledge.side_of(v) or v for what, v in found if what == "party"}
    if kept := sidedness(len(sides)):
        found["kind", kept] = {c for (what, _), ids in found.items() if what == "party" for c in ids}
    order = get_args(Aspect)
    both = sorted(found.items(), key=lambda e: (order.index(e[0][0]), e[0][1]))
    return tuple(Trait(what, value, tuple(sorted(ids))) for (what, value), ids in both)


def _written(terms: Terms | None, knowledge: Knowledge) -> Iterator[tuple[Aspect, str]]:
    if terms is None:
        return
    if terms.class_:
        yield "class", terms.class_
    if terms.purpose:
        yield "purpose", terms.purpose
    if terms.places:
        whole = any(knowledge.places[p].kind == "country" for p in terms.places if p in knowledge.places)
        yield "scope", NATIONAL if whole else LOCAL
    yield from (("party", a) for a in terms.parties)
    yield from (("guarantor", a) for a in terms.guarantors)
    yield from (("excluded", a) for a in terms.excluded)


def _told(claim: Claim, reports: Reports) -> Iterator[tuple[Aspect, str]]:
    if claim.status == "denied":
        return
    sentence = reports.article(claim.article).passage(claim.sentence)
    yield from (("purpose", purpose) for purpose, words in _WORDS.items() if words.search(sentence))
    if claim.type not in _BINDING:
        return
    knowledge = reports.knowledge
    named = (m.entity for m in claim.actor if m.entity in knowledge.actors)
    if _GUARANTEED.search(claim.trigger.text):
        yield from (("guarantor", a) for a in _bodies(named, knowledge))
    elif _BROKERED.search(claim.trigger.text):
        yield from (("broker", a) for a in _bodies(named, knowledge))
    elif claim.status == "happened":
        for body in _bodies(named, knowledge):
            if knowledge.side_of(body) and knowledge.actors[body].kind in _CAN_FIGHT:
                yield "party", body


def _bodies(actors: Iterable[str | None], knowledge: Knowledge) -> Iterator[str]:
    """Actors, each person as the body it belongs to; a person of none is left out."""
    for actor in actors:
        if actor and (
            body := next((a for a in knowledge.lineage(actor) if knowledge.actors[a].kind != "person"), None)
        ):
            yield body
