"""Articles from HTML: main text and metadata by trafilatura, dates by htmldate from what the page declares."""

from __future__ import annotations

import re
from datetime import date
from html import escape

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from truceline.intake.dates import read_day
from truceline.intake.decode import Decoded, decode
from truceline.intake.part import Draft, UnreadableError
from truceline.intake.table import language_code

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)")
# Not the day of publication; htmldate takes them for it when it finds nothing better.
_OTHER_DATES = re.compile(r"copyright|modif|updat|revis|expir", re.I)
_MODIFIED = re.compile(r'"date(?:Modified|Created)"\s*:\s*"[^"]*",?')
_PUBLISHED = re.compile(r"publi|pubdate|entry-date", re.I)
_LEAST_WORDS = 10


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """The characters of a page, by the encoding of its HTTP header or the one it names in its first bytes.

    Raises:
        UnreadableError: the bytes are no text.
    """
    if declared is None and (m := _CHARSET.search(data[:4096])):
        declared = m[1].decode("ascii", "replace")
    return decode(data, declared)


def read_page(data: bytes, article_id: str, place: str = "", declared: str | None = None) -> Draft:
    """The article of a page.

    Args:
        data: the page.
        article_id: the id the article gets.
        place: where in its file the page stands.
        declared: the encoding of its HTTP header.

    Raises:
        UnreadableError: no text, or no main text in it.
    """
    decoded = decode_page(data, declared)
    if not decoded.text.strip():
        raise UnreadableError("no text: it is empty")
    tree = load_html(decoded.text)
    if tree is None:
        raise UnreadableError("no HTML page that can be read; save the page again, or save its text")
    language = language_code(tree.get("lang"))
    published = _published(tree)
    found = bare_extraction(decoded.text, include_comments=False, with_metadata=True, date_extraction_params=_NO_DATE)
    text = getattr(found, "text", None)
    if found is None or isinstance(found, dict) or not text or len(text.split()) < _LEAST_WORDS:
        raise UnreadableError("no main text found in the page; save the text of the article as a .txt file")
    return Draft(
        id=article_id,
        title=found.title or "",
        text=text,
        outlet=found.sitename or None,
        published=published,
        language=language,
        url=found.url or None,
        place=place,
        doubts=(decoded.doubt,) if decoded.doubt else (),
    )


# The date is found by _published; trafilatura must not look through the page's text for one.
_NO_DATE: dict[str, object] = {"extensive_search": False, "original_date": True}


def _published(tree: HtmlElement) -> date | None:
    """The day that the page declares in meta tags, JSON-LD or ``<time>``, given there to the day, and not to come."""
    declared: list[str] = []
    told: list[str] = []
    for element in [*tree.xpath("//meta[@content] | //script[@type='application/ld+json']"), *_times(tree)]:
        content = element.text_content()
        if element.tag == "script":
            content = _MODIFIED.sub("", content)
        elif any(_OTHER_DATES.search(f"{key} {value}") for key, value in element.attrib.items()):
            continue
        attributes = "".join(f' {escape(key)}="{escape(value)}"' for key, value in element.attrib.items())
        inner = content if element.tag == "script" else escape(content)
        declared.append(f"<{element.tag}{attributes}>{inner}</{element.tag}>")
        told += [content, *element.attrib.values()]
    if not told:
        return None
    page = f"<html><head></head><body>{''.join(declared)}</body></html>"
    found = find_date(page, extensive_search=False, original_date=True, url="", max_date=date.today().isoformat())
    # htmldate reads 03/04/2016 one way and a year as its first day: only what the page gives to the day counts.
    day = date.fromisoformat(found) if found else None
    return day if day and any(day in _days(text) for text in told) else None


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """The ``<time>`` elements that say when the page was published; without such, all if they agree on the day."""
    times = tree.xpath("//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]")
    marked = [t for t in times if any(_PUBLISHED.search(f"{key} {value}") for key, value in t.attrib.items())]
    days = {day for t in times for day in _days(t.get("datetime") or t.text_content())}
    return marked or (times if len(days) == 1 else [])


def _days(text: str) -> set[date]:
    """The days that a text gives surely: ISO ones anywhere in it, or itself when it is a day."""
    days = {day for m in _ISO_DAY.finditer(text) if (day := read_day("-".join(m.groups())))}
    if len(text) < 100 and (day := read_day(text)):
        days.add(day)
    return days
