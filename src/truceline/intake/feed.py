"""Articles from RSS and Atom files, by feedparser. Nothing is ever fetched: the parser sees bytes only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import feedparser

from truceline.intake.dates import day_or_doubt
from truceline.intake.page import decode_page
from truceline.intake.part import Draft, Part, UnreadableError
from truceline.intake.table import language_code
from truceline.records import Problem

_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td"),
        *("th", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "template"))


def read_feed(data: bytes, part: Part) -> Iterator[Draft | Problem]:
    """The articles of a feed, in its order.

    Raises:
        UnreadableError: it is no feed, or declares XML entities (which feeds do not need and attacks use).
    """
    decoded = decode_page(data)
    root = _ROOT.search(decoded.text)
    if root is None:
        raise UnreadableError("no RSS or Atom feed; save the page's text, or the feed itself")
    if "<!ENTITY" in decoded.text[: root.start()].upper():
        raise UnreadableError(
            "the feed declares XML entities, which could be an attack; take the <!DOCTYPE ...> part out"
        )
    # As UTF-8 without a declaration that says otherwise, so that the parser cannot decode it in another way.
    body = decoded.text[root.start() :].encode("utf-8", "replace")
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo and not feed.entries:
        raise UnreadableError(f"no feed that can be read ({feed.bozo_exception}); save it again")
    for number, entry in enumerate(feed.entries, start=1):
        place = f"entry {number}"
        published, odd = day_or_doubt(str(entry.get("published") or ""))
        text = _text(entry)
        if not text.strip():
            yield Problem(
                part.label, place, "no text: the entry has neither content nor summary; save the article itself"
            )
            continue
        yield Draft(
            id=str(entry.get("id") or entry.get("link") or f"{part.label}:{number}"),
            title=strip_html(str(entry.get("title") or "")),
            text=text,
            outlet=strip_html(str(feed.feed.get("title") or "")) or None,
            published=published,
            language=language_code(_language(entry, feed.feed)),
            url=str(entry.get("link") or "") or None,
            place=place,
            doubts=tuple(d for d in (decoded.doubt, odd) if d),
        )
    if feed.bozo:
        told = f"the feed is damaged ({feed.bozo_exception}); entries after the damage are lost, save it again"
        yield Problem(part.label, "", told, "warning")


def _text(entry: feedparser.FeedParserDict) -> str:
    bodies = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    return next((text for b in bodies if (text := strip_html(str(b.get("value") or "")))), "")


def _language(entry: feedparser.FeedParserDict, feed: feedparser.FeedParserDict) -> str | None:
    details = (*entry.get("content", ()), entry.get("title_detail") or {}, feed, feed.get("title_detail") or {})
    return next((str(d["language"]) for d in details if d.get("language")), None)


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def strip_html(text: str) -> str:
    r"""The words of a piece of HTML, each block a paragraph.

    >>> strip_html("<p>One &amp; two</p><p>three</p>")
    'One & two\n\nthree'
    """
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    blocks = (" ".join(block.split(" ")).strip() for block in "".join(stripper.pieces).split("\n"))
    return "\n\n".join(re.sub(r" {2,}", " ", block) for block in blocks if block)
