"""Two claims of an article, or two articles' tellings, set beside each other: what is found, and what it weighs.

The comparison vectors of record linkage (Fellegi and Sunter 1969), whose weights are learned here by logistic
regression, see ``training/``: the log-odds that two are of one happening are the sum of the weights of what is found.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from truceline.matching import kinds
from truceline.matching.clusters import Thresholds
from truceline.matching.facets import Facets
from truceline.matching.nearness import (
    INSIDE,
    NEARBY,
    SAME_CITY,
    SAME_SEAT,
    SAME_SMALL,
    Nearness,
    claims_days,
    days,
    lasting,
    tolls,
)
from truceline.matching.words import alike

FILE = Path(__file__).parent / "weights.json"
"""The weights of the package."""

MOST = 6.0
"""Log-odds beyond which a comparison is not trusted further: no single one outweighs all others."""

Findings = Mapping[str, float]
"""What was found, ``facet: finding``, with how much of it: 1 for what is so or is not, otherwise 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two being one happening.

    Attributes:
        about: what was compared: ``place``, ``time`` ...
        finding: how the two lie, in words.
        weight: what it adds to the log-odds.
    """

    about: str
    finding: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What findings weigh.

    Attributes:
        intercept: the log-odds before anything is compared.
        weights: by finding; what was never met in training weighs nothing.
        ceilings: by finding, what the log-odds cannot go beyond, whatever else there is.
    """

    intercept: float
    weights: Mapping[str, float]
    ceilings: Mapping[str, float]

    def log_odds(self, found: Findings) -> float:
        """How likely two are one happening, given what was found; not further than a comparison is trusted."""
        weights, ceilings = self.weights, self.ceilings
        odds = self.intercept + sum(weights.get(name, 0.0) * value for name, value in found.items())
        return max(-MOST, min([MOST, odds, *(ceilings[name] for name in found if name in ceilings)]))

    def reasons(self, found: Findings) -> tuple[Reason, ...]:
        """What was found with its weight, the heaviest first; the lowest ceiling takes away what goes beyond it."""
        parts = {name: self.weights.get(name, 0.0) * value for name, value in found.items()}
        lowest = min(
            (name for name in found if name in self.ceilings), key=lambda n: (self.ceilings[n], n), default=None
        )
        if lowest is not None:
            parts[lowest] -= max(0.0, self.intercept + sum(parts.values()) - self.ceilings[lowest])
        told = (Reason(*name.partition(": ")[::2], weight) for name, weight in parts.items())
        return tuple(sorted(told, key=lambda r: (-abs(r.weight), r.about, r.finding)))


@dataclass(frozen=True, slots=True)
class Weights:
    """All that matching learned, from ``weights.json``.

    Attributes:
        digest: changes with it.
        within, across: what findings weigh between claims of one article, and between tellings of two.
        shares: what share of claims has each type.
        telling: when claims of one article are of one telling.
        event: when tellings are of one event.
    """

    digest: str
    within: Scale
    across: Scale
    shares: Mapping[str, float]
    telling: Thresholds
    event: Thresholds


@cache
def loaded(file: Path = FILE) -> Weights:
    """The weights of a file, read once."""
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    within, across = (Scale(**told[name]) for name in ("within", "across"))
    telling, event = (Thresholds(**told[name]) for name in ("telling", "event"))
    return Weights(told["digest"], within, across, told["shares"], telling, event)


def within(one: Facets, other: Facets, others: Collection[Facets], nearness: Nearness) -> Findings:
    """Two claims of one article; ``others`` are all claims of it."""
    apart = abs(one.sentence - other.sentence)
    actors = nearness.actors(one, other)
    status = one.status if one.status == other.status else " and ".join(sorted((one.status, other.status)))
    return {
        f"kind: {kinds.compare(one.type, other.type)}": 1.0,
        f"place: {nearness.claims_places(one, other)}": 1.0,
        f"place: {nearness.between(one, other, others)}": 1.0,
        f"time: {claims_days(one, other)}": 1.0,
        f"actor: {actors}": 1.0,
        **_breaches(one, other, actors),
        f"killed: {tolls(one, other)}": 1.0,
        f"lasting: {lasting(one, other)}": 1.0,
        f"distance: {_DISTANCES[min(apart, 9)]}": 1.0,
        f"position: {_POSITIONS[min(one.sentence, other.sentence, 2)]}": 1.0,
        f"status: {status}": 1.0,
        f"words: {'the same trigger' if one.trigger & other.trigger else 'other triggers'}": 1.0,
        "words: sentences alike": alike(one.words, other.words),
    }


_POSITIONS = ("one in the headline", "one in the first sentence", "both further down")
_DISTANCES = (
    "one sentence",
    "next sentences",
    "two sentences apart",
    *["three or four sentences apart"] * 2,
    *["five to eight sentences apart"] * 4,
    "further apart",
)


def across(one: Facets, other: Facets, nearness: Nearness, shares: Mapping[str, float]) -> Findings:
    """Two articles' tellings."""
    actors = nearness.actors(one, other)
    found = {
        f"kind: {kinds.compare(one.type, other.type)}": 1.0,
        f"place: {nearness.places(one, other)}": 1.0,
        f"time: {days(one, other)}": 1.0,
        f"actor: {actors}": 1.0,
        **_breaches(one, other, actors),
        f"killed: {tolls(one, other)}": 1.0,
        f"lasting: {lasting(one, other)}": 1.0,
        "words: sentences alike": min(1.0, alike(one.words, other.words) / 0.5),
        "words: what the articles begin with": min(1.0, (lead := alike(one.lead, other.lead)) / 0.4),
    }
    shared = {name.partition(":")[0] for name in _SHARED.intersection(found)}
    if len(shared) < (1 if one.group == other.group == "violence" else 2):
        found["shared: too little of place, day, actor and toll"] = 1.0
    if not one.places or not other.places:
        found["words: what the articles begin with, where a place is not told"] = min(1.0, lead / 0.4)
    if one.type == other.type:
        found["kind: how rare it is"] = -math.log(shares.get(one.type, 1.0)) / 5
    if one.published and other.published:
        found["time: how far apart the articles are"] = min(
            1.0, math.log1p(abs((one.published - other.published).days)) / 3.5
        )
    return found


def _breaches(one: Facets, other: Facets, actors: str) -> Findings:
    """What each side alleges of the other are two breaches, however alike the words."""
    both = one.type == other.type == "truce_violation"
    return {"breaches: of different sides": 1.0} if both and actors == "of different sides" else {}


_SHARED = frozenset(
    (
        *(f"place: {p}" for p in (SAME_SMALL, SAME_CITY, INSIDE, NEARBY, SAME_SEAT)),
        *(f"place: {who}; told around them: near" for who in ("neither tells", "one does not tell")),
        *(f"time: {t}" for t in ("the same day", "overlapping days", "a day apart")),
        "time: one does not tell; published within a day of the other's day",
        *(f"actor: {a}" for a in ("the same", "one part of the other")),
        "killed: the same large number",
    )
)
"""What two accounts of one happening have in common, at the least one of it."""
