"""Sentences as spans of an article's title and text, page furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.records import Article, Span

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-ÞА-Я])|[؟。！？]+(?=\s)")
_PARAGRAPH = re.compile(r"(?:[^\S\n]*\n){2,}|[^\S\n]*\n(?!\s*[a-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Brig|Capt|Sgt|Cpl|Adm|Gov|Sen|Rep|Pres|Sec|Amb|Rev|Hon|Jr|Sr|vs|No|Nos|Art|"
    r"Fig|Inc|Ltd|Co|Corp|approx|ca|cf|al|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K|E\.U|D\.C|"
    r"[ap]\.m)|(?:^|[\s(.])[A-Z])\.$"
)
_LONGEST = 1500  # characters; a run of text with no sentence end in it is cut here, so that no step meets a monster


def split(article: Article) -> list[Span]:
    """The sentences of an article in order: the title first where there is one, then the text's.

    Spans neither overlap nor begin or end in white space; furniture lies in none of them.
    """
    out = []
    if title := article.title.strip():
        begin = article.title.index(title)
        out.append(Span("title", begin, begin + len(title)))
    for begin, end in _readable(article):
        for first, last in _paragraphs(article.text, begin, end):
            out += [Span("text", b, e) for b, e in _sentences(article.text, first, last)]
    return out


def _readable(article: Article) -> Iterator[tuple[int, int]]:
    begin = 0
    for piece in article.furniture:
        if piece.span.field == "text":
            if begin < piece.span.begin:
                yield begin, piece.span.begin
            begin = max(begin, piece.span.end)
    if begin < len(article.text):
        yield begin, len(article.text)


def _paragraphs(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = begin
    for m in _PARAGRAPH.finditer(text, begin, end):
        yield at, m.start()
        at = m.end()
    yield at, end


def _sentences(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    at = begin
    for m in _END.finditer(text, begin, end):
        if _ABBREVIATION.search(text, max(begin, m.start() - 12), m.start() + 1):
            continue
        yield from _pieces(text, at, m.end())
        at = m.end()
    yield from _pieces(text, at, end)


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space at its ends, cut at spaces where it is too long to be one sentence."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > _LONGEST:
        cut = text.rfind(" ", begin + 1, begin + _LONGEST)
        cut = cut if cut > begin else begin + _LONGEST
        yield begin, cut
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end
