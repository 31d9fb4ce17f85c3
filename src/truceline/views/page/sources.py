"""The head of the page, what was read, and the list of sources."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from truceline import plain
from truceline.codebook import TYPES
from truceline.records import Article, Claim, Interval, Problem
from truceline.views.page.context import Context, Side, article_anchor
from truceline.views.page.said import Said, Sentences

_FURNITURE = {
    "menu": "menu",
    "share": "share buttons",
    "comments": "comments",
    "related": "links to other articles",
    "byline": "byline",
    "boilerplate": "standing text",
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """One article. ``tells``: by type, the words of its claims with the anchors of their accounts, each once."""

    anchor: str
    number: int
    id: str
    title: str
    published: str
    url: str
    href: str
    notes: tuple[str, ...]
    tells: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    outside: tuple[Said, ...]
    claims: int
    copy_of: int | None
    copies: tuple[int, ...]
    unread: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutletView:
    """One outlet and its articles."""

    number: int
    name: str
    unknown: bool
    side: Side | None
    country: str
    claims: int
    copies: int
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class HeadView:
    """The figures that open the page."""

    span: str
    undated: int
    articles: int
    outlets: int
    copies: int
    claims: int
    events: int
    truces: int
    unread: int
    outside: int
    silent: int
    problems: tuple[Problem, ...]
    types: tuple[tuple[str, str, str], ...]


def head(context: Context, outlets: tuple[OutletView, ...]) -> HeadView:
    """What the record holds, in figures."""
    record = context.record
    days = sorted(a.published for a in record.articles.values() if a.published)
    present = {e.type for e in record.events.values()} | {c.type for c in record.claims.values()}
    return HeadView(
        span=plain.when(Interval(days[0], days[-1])) if days else "",
        undated=len(record.articles) - len(days),
        articles=len(record.articles),
        outlets=sum(not o.unknown for o in outlets),
        copies=len(record.copies),
        claims=len(record.claims),
        events=len(record.events),
        truces=len(record.truces),
        unread=sum(len(a.furniture) for a in record.articles.values()),
        outside=sum(len(q.passage.claims) for o in outlets for s in o.sources for q in s.outside),
        silent=sum(not s.claims and s.copy_of is None for o in outlets for s in o.sources),
        problems=tuple(record.problems),
        types=tuple((t.name, plain.type_name(t.name), t.covers) for t in TYPES.values() if t.name in present),
    )


def outlets(context: Context, sentences: Sentences) -> tuple[OutletView, ...]:
    """Every outlet with its articles, in the page's order."""
    record = context.record
    claims: dict[str, list[Claim]] = {}
    for claim in record.claims.values():
        claims.setdefault(claim.article, []).append(claim)
    accounts = {
        claim: context.account_anchor(event, number)
        for event in record.events.values()
        for number, account in enumerate(event.accounts, 1)
        for claim in account.claims
    }
    copies: dict[str, list[str]] = {}
    for copy, original in record.copies.items():
        copies.setdefault(original, []).append(copy)
    found = []
    for key, articles in context.by_outlet.items():
        known = context.knowledge.outlets.get(key or "")
        found.append(
            OutletView(
                number=context.outlet_numbers[key],
                name=context.outlet(key),
                unknown=key is None,
                side=context.sides[known.side] if known else None,
                country=context.knowledge.label(known.country) if known else "",
                claims=sum(len(claims.get(a.id, ())) for a in articles),
                copies=sum(a.id in record.copies for a in articles),
                sources=tuple(
                    _source(context, sentences, a, claims.get(a.id, []), accounts, copies.get(a.id, []))
                    for a in articles
                ),
            )
        )
    return tuple(found)


def _source(
    context: Context,
    sentences: Sentences,
    article: Article,
    claims: list[Claim],
    accounts: dict[str, str],
    copies: list[str],
) -> SourceView:
    number = context.numbers[article.id]
    ordered = sorted(claims, key=lambda c: (c.trigger.span.field != "title", c.trigger.span, c.id))
    return SourceView(
        anchor=article_anchor(number),
        number=number,
        id=article.id,
        title=plain.headline(article),
        published=plain.day(article.published) if article.published else "",
        url=article.url or "",
        href=_web_address(article.url),
        notes=article.notes,
        tells=_tells([(c, accounts[c.id]) for c in ordered if c.id in accounts]),
        outside=tuple(sentences.outside(article, [c for c in ordered if c.id not in accounts])),
        claims=len(claims),
        copy_of=context.numbers.get(context.record.copies.get(article.id, "")),
        copies=tuple(context.numbers[c] for c in copies if c in context.numbers),
        unread=_unread(article),
    )


def _tells(claims: list[tuple[Claim, str]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    found: dict[str, dict[tuple[str, str], None]] = {}
    for claim, where in claims:
        found.setdefault(plain.type_name(claim.type), {})[plain.flat(claim.trigger.text, 40), where] = None
    return tuple((name, tuple(words)) for name, words in found.items())


def _unread(article: Article) -> tuple[tuple[str, str], ...]:
    """What of the article was kept unread: kind and the first words."""
    return tuple((_FURNITURE[f.kind], plain.flat(article.passage(f.span), 140)) for f in article.furniture)


def _web_address(url: str | None) -> str:
    """The address where it is one that a click may lead to, else empty."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""
