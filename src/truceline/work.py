"""What workers do with a batch of articles; one that fails comes back as a problem and takes no other with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from truceline import matching, naming, reading
from truceline.case import Grouping, Outcome
from truceline.intake import copies
from truceline.pack import Knowledge
from truceline.records import ROLES, Article, Claim, Mention, Problem, Quantity

_LARGEST = 2**63 - 1
_ENDED = "every process at work on it was ended, perhaps for want of memory; split the article into shorter ones"


def sign(articles: Sequence[Article]) -> dict[str, bytes]:
    """The signature of each article by its id."""
    return {article.id: copies.signature(article) for article in articles}


def read(articles: Sequence[Article]) -> list[Outcome]:
    """The claims of each article."""
    return [_read(article) for article in articles]


def name(packs: tuple[str, ...], digest: str, articles: Sequence[tuple[Article, tuple[Claim, ...]]]) -> list[Outcome]:
    """The claims of each article with their mentions resolved by what these packs, of that digest, know."""
    namer = _namer(packs, digest)
    return [_name(namer, article, tuple(_open(c) for c in claims)) for article, claims in articles]


def tell(packs: tuple[str, ...], digest: str, articles: Sequence[tuple[Article, tuple[Claim, ...]]]) -> list[Grouping]:
    """The tellings of each article, by what these packs, of that digest, know."""
    teller = _teller(packs, digest)
    return [_tell_apart(teller, article, claims) for article, claims in articles]


def unsigned(article: Article) -> dict[str, bytes]:
    """In place of the signature of an article that ends the process at work on it: it repeats no other."""
    return {article.id: b""}


def unread(article: Article) -> list[Outcome]:
    """In place of the claims of an article that ends the process at work on it."""
    return [Outcome(article.id, (), _problem(article, f"could not be read: {_ENDED}; the text is kept, unread"))]


def unnamed(item: tuple[Article, tuple[Claim, ...]]) -> list[Outcome]:
    """In place of the named claims of an article that ends the process at work on it."""
    article, claims = item
    problem = _problem(article, f"names could not be resolved: {_ENDED}")
    return [Outcome(article.id, tuple(_open(c) for c in claims), problem)]


def untold(item: tuple[Article, tuple[Claim, ...]]) -> list[Grouping]:
    """In place of the tellings of an article that ends the process at work on it."""
    article, claims = item
    return [_alone(article, claims, f"claims could not be grouped: {_ENDED}")]


def _read(article: Article) -> Outcome:
    try:
        if reason := reading.unreadable(article):
            return Outcome(article.id, (), _problem(article, reason, warning=True))
        claims = reading.read(article)
        _check(article, claims)
    except Exception as error:
        reason = f"could not be read ({_tell(error)}): a fault of Truceline, please report it; the text is kept, unread"
        return Outcome(article.id, (), _problem(article, reason))
    return Outcome(article.id, claims)


def _name(namer: naming.Namer, article: Article, claims: tuple[Claim, ...]) -> Outcome:
    try:
        named = namer.name(article, claims)
        if tuple(_open(c) for c in named) != claims:
            raise ValueError("naming changed more than names")
    except Exception as error:
        reason = f"names could not be resolved ({_tell(error)}): a fault of Truceline, please report it"
        return Outcome(article.id, claims, _problem(article, reason))
    return Outcome(article.id, named)


def _tell_apart(teller: matching.Teller, article: Article, claims: tuple[Claim, ...]) -> Grouping:
    try:
        told = teller.tell(article, claims)
        if sorted(c for own in told.tellings for c in own) != sorted(c.id for c in claims):
            raise ValueError("a claim is in no telling, or in two")
    except Exception as error:
        reason = f"claims could not be grouped ({_tell(error)}): a fault of Truceline, please report it"
        return _alone(article, claims, reason)
    return Grouping(article.id, told.tellings, told.links)


def _alone(article: Article, claims: Sequence[Claim], reason: str) -> Grouping:
    return Grouping(article.id, [[c.id] for c in claims], {}, _problem(article, reason))


@lru_cache(maxsize=1)
def _namer(packs: tuple[str, ...], digest: str) -> naming.Namer:
    return naming.Namer(_knowledge(packs, digest))


@lru_cache(maxsize=1)
def _teller(packs: tuple[str, ...], digest: str) -> matching.Teller:
    return matching.Teller(_knowledge(packs, digest))


@lru_cache(maxsize=1)
def _knowledge(packs: tuple[str, ...], digest: str) -> Knowledge:
    knowledge = Knowledge.of(packs)
    if knowledge.digest != digest:
        raise RuntimeError("a pack was changed while it was used: run again")
    return knowledge


def _check(article: Article, claims: Sequence[Claim]) -> None:
    """No words, no value: refuse claims that do not stand in their article, or that a case could not keep."""
    if len({c.id for c in claims}) < len(claims):
        raise ValueError("two claims with one id")
    for claim in claims:
        mentions: list[Mention | Quantity] = [claim.trigger, *claim.numbers]
        mentions += [m for role in ROLES for m in claim.mentions(role)]
        if claim.article != article.id or any(article.passage(m.span) != m.text for m in mentions):
            raise ValueError(f"the claim {claim.id} does not stand in its article")
        if any(end is not None and abs(end) > _LARGEST for q in claim.numbers for end in (q.least, q.most)):
            raise ValueError(f"the claim {claim.id} has a number too large to keep")


def _open(claim: Claim) -> Claim:
    """The claim before its mentions were resolved."""
    roles: dict[str, Any] = {role: tuple(_bare(m) for m in claim.mentions(role)) for role in ROLES}
    return replace(claim, trigger=_bare(claim.trigger), **roles)


def _bare(mention: Mention) -> Mention:
    return replace(mention, entity=None, certainty=None, near=None)


def _problem(article: Article, reason: str, *, warning: bool = False) -> Problem:
    place = "" if article.id == article.origin else f"article {article.id}"
    return Problem(article.origin or article.id, place, reason, "warning" if warning else "error")


def _tell(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
