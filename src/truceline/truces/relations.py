"""What hangs on a truce: events told in the same sentence as one of its steps, or in the sentence beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from truceline.codebook import of_family
from truceline.records import Claim, Event

_BESIDE = of_family("aid") | {"siege", "siege_break", "suspend", "threat"}
"""What hangs on a truce when told in the same sentence or the next: aid, sieges, what is suspended or threatened."""

_GAP = 3  # characters between two sentences of one paragraph, at most
_SAME_SENTENCE = {"reject", "support", "accuse", "demand", "agreement", "offensive", "capture", "withdrawal"}


def related(events: Iterable[Event], claims: Mapping[str, Claim], truce_claims: set[str]) -> dict[str, set[str]]:
    """Per truce claim the ids of the events that hang on its truce; ``claims`` are all claims of the record by id."""
    event_of = {c: e.id for e in events for c in e.claims}
    articles = {claims[c].article for c in truce_claims}
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        if claim.article in articles and claim.id not in truce_claims:
            told[claim.article].append(claim)
    return {c: set(_hanging(claims[c], told, event_of)) for c in sorted(truce_claims)}


def _hanging(claim: Claim, told: dict[str, list[Claim]], event_of: dict[str, str]) -> Iterable[str]:
    for other in told[claim.article]:
        same = other.sentence == claim.sentence
        if (other.type in _BESIDE and (same or _next_to(claim, other))) or (same and other.type in _SAME_SENTENCE):
            yield event_of[other.id]


def _next_to(one: Claim, other: Claim) -> bool:
    """Whether two claims stand in sentences that follow each other."""
    first, second = sorted([one.sentence, other.sentence])
    return first.field == second.field and 0 <= second.begin - first.end <= _GAP
