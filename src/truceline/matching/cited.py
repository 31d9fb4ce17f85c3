"""Who is cited: one source for all the names and words that one article, or outlet, calls it by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from truceline.matching.reports import Reports
from truceline.naming.spelling import key
from truceline.records import Claim, Mention

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "him", "her", "them"})
_BACK = re.compile(
    r"(?:the|its|a|his|her|their)?\s*(?:statement|report|group|organi[sz]ation|ngo|agency|channel|source|official|"
    r"spokes(?:man|woman|person)|minister|president|commander|activist|monitor)",
    re.IGNORECASE,
)
"""Words that point back at somebody cited before, where they say no more than that."""

_BEFORE = re.compile(r"^(?:the|an?|its|his|her|their|some|several|mr|mrs|ms|dr)\b\.?\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_PARTICLE = frozenset({"al", "el", "de", "bin", "ibn", "van", "von"})
_SIDE_BY_SIDE = re.compile(r"\s*,?\s*")

Named = Mapping[str, tuple[str | None, ...]]
"""By claim id, whom it cites, by entity id or else by words; only ``None`` where the outlet itself says so."""


def cited(claims: Sequence[Claim], reports: Reports) -> Named:
    """Whom claims of one event cite.

    Somebody cited beside what they speak for ("its head, so-and-so, said") is one source, and so are a pronoun, a
    surname and the words that point back at a source, where they can only be one that the article, or for names the
    outlet, cites as well.
    """
    own = {c.id: _own(c, reports) for c in claims}
    by_carrier: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_carrier[reports.carrier(claim)].append(claim)
    found: dict[str, tuple[str | None, ...]] = {}
    for group in by_carrier.values():
        names = _names(m for c in group for m in own[c.id])
        by_article: dict[str, list[Claim]] = defaultdict(list)
        for claim in group:
            by_article[reports.original[claim.article]].append(claim)
        for told in by_article.values():
            others = {s for c in told for m in own[c.id] if not _points_back(m) for s in (names[_said(m)],)}
            only = next(iter(others)) if len(others) == 1 else None
            for claim in told:
                sources = [only or _said(m) if _points_back(m) else names[_said(m)] for m in own[claim.id]]
                found[claim.id] = _heads(sources, reports)
    return found


def _own(claim: Claim, reports: Reports) -> list[Mention]:
    """The sources of one claim, without a pronoun or a description beside the name that it stands for."""
    named = [m for m in claim.source if m.entity or m.text.casefold() not in _PRONOUNS] or list(claim.source[:1])
    if len(named) < 2:
        return named
    text = reports.article(claim.article).field
    ordered = sorted(named, key=lambda m: m.span)
    beside: list[Mention] = []
    for m in ordered:
        last = beside[-1] if beside else None
        if last and last.span.field == m.span.field and last.span.end <= m.span.begin:
            between = text(m.span.field)[last.span.end : m.span.begin]
            if _SIDE_BY_SIDE.fullmatch(between) and bool(_tokens(last.text)) != bool(_tokens(m.text)):
                beside[-1] = max(last, m, key=lambda x: (x.entity is not None, bool(_tokens(x.text))))
                continue
        beside.append(m)
    return beside


def _heads(sources: Iterable[str], reports: Reports) -> tuple[str | None, ...]:
    """Each once, without those that speak for another of them."""
    found = list(dict.fromkeys(sources))
    heads = [s for s in found if not any(a in found for a in reports.knowledge.lineage(s)[1:])]
    return tuple(heads) or (None,)


def _said(mention: Mention) -> str:
    return mention.entity or mention.text


def _points_back(mention: Mention) -> bool:
    words = mention.text.strip().casefold()
    return mention.entity is None and (words in _PRONOUNS or _BACK.fullmatch(words) is not None)


def _names(mentions: Iterable[Mention]) -> dict[str, str]:
    """By entity id or words, the one name for all that one outlet calls somebody by in an event."""
    called: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        called[_said(m)].add(m.text)
    open_names = sorted(s for s, texts in called.items() if s in texts)
    found = {s: s for s in called}
    same: dict[str, str] = {}
    for s in sorted(called, key=lambda s: (s in open_names, -len(s), s)):
        for text in called[s]:
            same.setdefault(_plain(text), s)
    for s in open_names:
        found[s] = same[_plain(s)]
    for s in open_names:
        if found[s] == s and (own := _tokens(s)):
            longer = {found[o] for o in called if o != s and any(_is_short_for(own, _tokens(t)) for t in called[o])}
            if len(longer) == 1:
                found[s] = next(iter(longer))
    return {s: found[found[s]] for s in called}


def _plain(text: str) -> str:
    return _BEFORE.sub("", text.strip()).casefold()


def _tokens(text: str) -> tuple[str, ...]:
    """The words of a name, by their keys; empty where it is a description."""
    words = [w for part in _NAME.findall(_BEFORE.sub("", text.strip())) for w in re.split(r"[-’']", part) if w]
    words = [w for w in words if w.casefold() not in _PARTICLE]
    return tuple(key(w) for w in words) if words and all(w[0].isupper() or len(w) < 2 for w in words) else ()


def _is_short_for(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name is the last or first words of a longer one, or the same in another spelling."""
    return bool(one) and one in (other[-len(one) :], other[: len(one)])
