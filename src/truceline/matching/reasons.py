"""Why claims are of one event: what spoke for it, and what against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from truceline.matching import compare
from truceline.matching.compare import Reason
from truceline.matching.facets import Facets, facets
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import told, trusted
from truceline.pack import Knowledge
from truceline.records import Claim, Event, Record


@dataclass(frozen=True, slots=True)
class Join:
    """Two parts of an event, and why they are one.

    Attributes:
        one, other: ids of the claims of each part, in the order of the text: what an article tells of the event, or
            single claims of one article.
        odds: the natural logarithm of how much likelier it is than not that the two are one happening, by themselves;
            may be negative where others hold them together.
        reasons: what was found, the heaviest first.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    odds: float
    reasons: tuple[Reason, ...]


def joins(event: Event, record: Record, knowledge: Knowledge) -> tuple[Join, ...]:
    """Why each article's part of an event is one with the rest: the likeliest of its joins, in order of article.

    Parts of one article that are no single telling are joined through other articles' or through each other's.
    """
    nearness, weights = Nearness(knowledge), compare.loaded()
    tellings = list(_tellings(event, record, knowledge, nearness))
    best: dict[int, tuple[float, int, compare.Findings]] = {}
    for a, b in combinations(range(len(tellings)), 2):
        if tellings[a].article == tellings[b].article:
            continue
        found = compare.across(tellings[a], tellings[b], nearness, weights.shares)
        odds = trusted(weights.across.log_odds(found))
        for one, other in ((a, b), (b, a)):
            if one not in best or odds > best[one][0]:
                best[one] = (odds, other, found)
    pairs = {(min(a, b), max(a, b)): (odds, found) for a, (odds, b, found) in best.items()}
    return tuple(
        Join(tellings[a].claims, tellings[b].claims, odds, weights.across.reasons(found))
        for (a, b), (odds, found) in sorted(pairs.items())
    )


def within(one: str, other: str, record: Record, knowledge: Knowledge) -> Join:
    """Why two claims of one article are, or are not, one telling.

    Raises:
        KeyError: the record holds no such claims, or not in one article.
    """
    nearness, scale = Nearness(knowledge), compare.loaded().within
    ((article, claims),) = _beside([one], record).items()
    parts = facets(record.articles[article], claims, knowledge)
    by_id = {p.claims[0]: p for p in parts}
    found = compare.within(by_id[one], by_id[other], parts, nearness)
    return Join((one,), (other,), trusted(scale.log_odds(found)), scale.reasons(found))


def _tellings(event: Event, record: Record, knowledge: Knowledge, nearness: Nearness) -> Iterator[Facets]:
    """The tellings that an event is made of, as they were when it was."""
    own = set(event.claims)
    for article, claims in sorted(_beside(own, record).items()):
        made = told(record.articles[article], claims, knowledge, nearness, compare.loaded())
        yield from (t for t in made.tellings if own.intersection(t.claims))


def _beside(claims: Iterable[str], record: Record) -> dict[str, list[Claim]]:
    """All claims of the articles that these stand in, by article."""
    found: dict[str, list[Claim]] = {record.claims[c].article: [] for c in claims}
    for claim in record.claims.values():
        if claim.article in found:
            found[claim.article].append(claim)
    return found
