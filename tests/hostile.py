"""A record with what articles should never hold put between its words: markup, marks that turn text, endless words."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate, cycle
from typing import Any

from sample import Sample
from truceline.records import Article, Claim, Event, Mention, Quantity, Record, Span

PIECES = (
    "<script>throw new Error('ran')</script>",
    '"><img src=https://outside.example/x.png onerror=throw(1)>',
    "\u202e\u2067",
    "</bdi></p></article></section></main><!--",
    "\u200b\u200c\u200d\ufeff" * 5,
    "\x00\x1b[31m\x07\x85",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f1f8\U0001f1fe\u2764\ufe0f",
    "e" + "\u0301" * 40,
    "{{ 7*7 }}{% raw %}&amp;&lt;",
    "\ud800",
    "وقف إطلاق النار",
    "w" * 3000,
)
ENDLESS = "W" * 50_000


def hostile(record: Record) -> Sample:
    """The same record with a piece in every sentence, in every stretch that a claim rests on, and in every name."""
    claims = list(record.claims.values())
    pieces = cycle(PIECES)
    inserts: dict[tuple[str, str], dict[int, str]] = {}
    for claim in claims:
        inside = [claim.trigger, *(m for m in _mentions(claim) if m.span.end - m.span.begin > 1)]
        for span in (claim.sentence, *(m.span for m in inside)):
            inserts.setdefault((claim.article, span.field), {}).setdefault(span.begin + 1, next(pieces))
    acting, actor = next((c.article, m.span) for c in claims for m in c.actor if m.span.end - m.span.begin > 1)
    inserts[acting, actor.field][actor.begin + 1] = ENDLESS
    moves = {key: _Moves(found) for key, found in inserts.items()}
    articles = {}
    for article in record.articles.values():
        title, text = (moves.get((article.id, f), _Moves({})) for f in ("title", "text"))
        changed = replace(
            article,
            title=title.text(article.title),
            text=text.text(article.text),
            outlet=article.outlet and article.outlet + PIECES[0],
            url='https://x.example/"onclick="throw(1)',
            notes=PIECES,
        )
        articles[article.id] = _moved(changed, changed, moves)
    return Sample(
        articles,
        dict(record.copies),
        {c.id: _moved(c, articles[c.article], moves) for c in claims},
        {e.id: _renamed(e) for e in record.events.values()},
        {t.id: replace(t, name=f"{t.name} {next(pieces)}") for t in record.truces.values()},
        tuple(record.problems),
    )


class _Moves:
    """Text put in at some places of a field, and where the others go."""

    def __init__(self, inserts: dict[int, str]) -> None:
        self._at = sorted(inserts)
        self._pieces = [inserts[at] for at in self._at]
        self._by = [0, *accumulate(map(len, self._pieces))]

    def text(self, text: str) -> str:
        ends = [*self._at, len(text)]
        begins = [0, *self._at]
        return "".join(text[b:e] + p for b, e, p in zip(begins, ends, [*self._pieces, ""], strict=True))

    def place(self, at: int) -> int:
        return at + self._by[bisect_left(self._at, at)]


def _mentions(claim: Claim) -> list[Mention | Quantity]:
    return [*(m for r in ("actor", "target", "place", "time", "source") for m in claim.mentions(r)), *claim.numbers]


def _moved(value: Any, article: Article, moves: dict[tuple[str, str], _Moves]) -> Any:
    """A value with its spans where their characters are now, and the characters themselves read again."""
    if isinstance(value, Span):
        move = moves.get((article.id, value.field), _Moves({}))
        return replace(value, begin=move.place(value.begin), end=move.place(value.end))
    if isinstance(value, tuple):
        return tuple(_moved(v, article, moves) for v in value)
    if isinstance(value, Mention | Quantity):
        span = _moved(value.span, article, moves)
        return replace(value, span=span, text=article.passage(span))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _moved(getattr(value, f.name), article, moves) for f in fields(value) if f.init}
        )
    return value


def _renamed(event: Event) -> Event:
    """The event with a piece in the names of those whom no pack knows."""

    def names(entities: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(e if ":" in e else e + PIECES[0] + PIECES[2] for e in entities)

    accounts = tuple(replace(a, actors=names(a.actors), targets=names(a.targets)) for a in event.accounts)
    return replace(event, accounts=accounts)
