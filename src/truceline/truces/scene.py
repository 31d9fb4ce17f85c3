"""Which country an article's fighting is in: a truce agreed in Geneva holds there, and not in Switzerland."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from truceline.codebook import TYPES
from truceline.pack import Knowledge
from truceline.records import Claim

_ON_THE_GROUND = frozenset({"violence", "toll", "ground", "force", "people", "aid"})
_SHARE = 0.5
"""More than this of what an article places on the ground has to be in one country."""


def scenes(claims: Iterable[Claim], knowledge: Knowledge) -> dict[str, str]:
    """The country by article, of articles that set most of what happens on the ground in one."""
    told = defaultdict[str, Counter[str]](Counter)
    for claim in claims:
        if TYPES[claim.type].family in _ON_THE_GROUND or claim.type == "truce_violation":
            told[claim.article].update({c for m in claim.place if m.entity and (c := country(m.entity, knowledge))})
    found = {}
    for article, counts in told.items():
        if counts:
            most = min(counts, key=lambda c: (-counts[c], c))
            if counts[most] > _SHARE * counts.total():
                found[article] = most
    return found


def country(place: str, knowledge: Knowledge) -> str | None:
    """The country that a place lies in or is; ``None`` where that is not known."""
    if place not in knowledge.places:
        return None
    return next((p for p in knowledge.within(place) if knowledge.places[p].kind == "country"), None)
