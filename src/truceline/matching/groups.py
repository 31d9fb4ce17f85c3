"""Which claims are of one event: same kind, place and day."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.codebook import TYPES
from truceline.pack import Knowledge
from truceline.records import Claim, Interval, Mention

_STRIKE = frozenset({"air_strike", "shelling", "bombing", "chemical_attack", "attack"})
_LONGEST = 3  # days; what is said of a longer span is a summary, and meets only others of the same span


@dataclass(frozen=True, slots=True)
class Group:
    """Claims taken for one event.

    Attributes:
        id: stable for the same key.
        place: entity id or words; ``None`` when none of the claims tells.
        date: the days they share; ``None`` when none tells.
        claims: in order of their ids.
    """

    id: str
    place: str | None
    date: Interval | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    kind: str
    where: tuple[str, ...]
    when: str
    within: str  # the article, or sentence of it, that the key holds in; empty where it holds across articles


def gather(claims: Iterable[Claim], knowledge: Knowledge) -> list[Group]:
    """The groups of a record's claims; every claim is in exactly one."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    groups: dict[_Key, list[Claim]] = defaultdict(list)
    for article in sorted(by_article):
        for key, claim in _keys(by_article[article], knowledge):
            groups[key].append(claim)
    return [_group(key, found) for key, found in groups.items()]


def _keys(claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[tuple[_Key, Claim]]:
    """Each claim of an article with its key; what the article leaves out of one claim its others may tell."""
    kinds = {c.id: _kind(c, claims) for c in claims}
    wheres = {c.id: _where(c, kinds[c.id], knowledge) for c in claims}
    days: dict[tuple[str, tuple[str, ...]], set[Interval]] = defaultdict(set)
    for c in claims:
        if c.date and c.date.days <= _LONGEST:
            days[kinds[c.id], wheres[c.id]].add(c.date)
    for c in claims:
        when, where = c.date, wheres[c.id]
        told = days[kinds[c.id], where]
        if when is None and where and len(told) == 1:
            when = next(iter(told))
        # What tells no place may be anywhere: only what its own sentence tells beside it is the same happening.
        within = "" if where and when else c.article if where else f"{c.article} {c.sentence.field} {c.sentence.begin}"
        yield _Key(kinds[c.id], where, _day(when), within), c


def _kind(claim: Claim, others: Sequence[Claim]) -> str:
    """What kinds of claims can tell of one happening: the strikes are one kind, and a toll is of its cause's kind."""
    if claim.type == "toll":
        causes = [c for c in others if c.sentence == claim.sentence and TYPES[c.type].family == "violence"]
        if causes:
            nearest = min(causes, key=lambda c: (abs(c.trigger.span.begin - claim.trigger.span.begin), c.id))
            return _kind(nearest, ())
        return "strike"
    return "strike" if claim.type in _STRIKE else claim.type


def _where(claim: Claim, kind: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The most telling place, or one that stands for whoever is struck; for what has none (talks), who is in it."""
    struck = [m for m in (*claim.target, *claim.actor) if knowledge.is_only_place(m.entity)]
    if claim.place or struck:
        known = [m for m in claim.place if m.entity] or struck
        if known:
            return (max(known, key=lambda m: (len(knowledge.within(m.entity or "")), -m.span.begin)).entity or "",)
        return (claim.place[0].text.casefold(),)
    if TYPES.get(kind) and TYPES[kind].family in {"diplomacy", "people", "truce", "aid"}:
        return tuple(sorted({_named(m) for m in (*claim.actor, *claim.target)}))
    return ()


def _named(mention: Mention) -> str:
    return mention.entity or mention.text.casefold()


def _day(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return interval.first.isoformat() if interval.days <= _LONGEST else str(interval)


def _group(key: _Key, claims: Sequence[Claim]) -> Group:
    name = "\x1f".join((key.kind, *key.where, key.when, key.within))
    places = [m for c in claims for m in (*c.place, *c.target, *c.actor)]
    telling = next((m for m in places if _named(m) in key.where), None)
    dates = sorted({c.date for c in claims if c.date}, key=lambda d: (d.days, d))
    return Group(
        id="e-" + hashlib.sha256(name.encode()).hexdigest()[:8],
        place=(telling.entity or telling.text) if telling else None,
        date=dates[0] if dates else None,
        claims=tuple(sorted(claims, key=lambda c: c.id)),
    )
