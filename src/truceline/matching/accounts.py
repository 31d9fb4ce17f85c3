"""What each outlet, or source it cites, says about an event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.pack import Knowledge
from truceline.records import Account, Claim, Mention, Quantity, QuantityKind, Range, Record, Stance


@dataclass(frozen=True, slots=True)
class Reports:
    """What is known of the articles that claims stand in.

    Attributes:
        outlet: by article id, the id of its outlet, or its name where no pack knows it, or ``None``.
        side: by article id, the side that its outlet stands near.
        original: by article id, the article whose text it repeats; itself where it repeats none.
        knowledge: what the packs know, since nobody is a place.
    """

    outlet: Mapping[str, str | None]
    side: Mapping[str, str | None]
    original: Mapping[str, str]
    knowledge: Knowledge

    @classmethod
    def of(cls, record: Record, knowledge: Knowledge) -> Reports:
        """Read from a record, with the outlets that the packs know."""
        outlet: dict[str, str | None] = {}
        side: dict[str, str | None] = {}
        original: dict[str, str] = {}
        copies = dict(record.copies.items())
        for article in record.articles.values():
            known = knowledge.outlet(article.outlet)
            outlet[article.id] = known.id if known else article.outlet
            side[article.id] = known.side if known else None
            original[article.id] = copies.get(article.id, article.id)
        return cls(outlet, side, original, knowledge)


def accounts(claims: Sequence[Claim], reports: Reports) -> tuple[Account, ...]:
    """The accounts of one event: a copy of a text adds to the account of its original and is counted there."""
    by_teller: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        original = reports.original[claim.article]
        # Where nobody knows who published, two articles are two tellers.
        outlet = reports.outlet[original] or f"\x1f{original}"
        by_teller[outlet, _source(claim) or ""].append(claim)
    return tuple(_account(by_teller[teller], reports) for teller in sorted(by_teller))


def _source(claim: Claim) -> str | None:
    if not claim.source:
        return None
    return claim.source[0].entity or claim.source[0].text


def _account(claims: Sequence[Claim], reports: Reports) -> Account:
    ordered = sorted(claims, key=lambda c: (c.article, c.trigger.span.field != "title", c.trigger.span.begin))
    originals = {reports.original[c.article] for c in ordered}
    first = reports.original[ordered[0].article]
    told = [c for c in ordered if c.status == "happened"]
    return Account(
        outlet=reports.outlet[first],
        source=_source(ordered[0]),
        side=reports.side[first],
        stance=_stance(ordered),
        claims=tuple(c.id for c in ordered),
        actors=_names(m for c in ordered for m in c.actor if not reports.knowledge.is_only_place(m.entity)),
        targets=_names(m for c in ordered for m in c.target if not reports.knowledge.is_only_place(m.entity)),
        killed=Range.around(_total(c, "killed") for c in told or ordered),
        wounded=Range.around(_total(c, "wounded") for c in told or ordered),
        copies=len({c.article for c in ordered} - originals),
    )


def _stance(claims: Sequence[Claim]) -> Stance:
    """The most factual of its claims speaks for an account."""
    statuses = {c.status for c in claims}
    if "happened" in statuses:
        return "attributes" if _source(claims[0]) else "asserts"
    if "denied" in statuses:
        return "denies"
    return "plans" if "planned" in statuses else "doubts"


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    counted = Counter(m.entity or m.text for m in mentions)
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _total(claim: Claim, kind: QuantityKind) -> Range | None:
    """The largest number of a kind that a claim gives: "31, including 11 children" is 31."""

    def size(q: Quantity) -> int:
        return max(n for n in (q.least, q.most, 0) if n is not None)

    found = [q for q in claim.numbers if q.kind == kind]
    return Range(max(found, key=size).least, max(found, key=size).most) if found else None
