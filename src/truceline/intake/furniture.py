"""Page furniture in an article's text: found and marked, never taken out.

Conservative: what is not marked costs a stray claim, what is marked wrongly costs reporting. Lines are judged first,
by what they are as a whole; then runs inside long lines, since many collections keep an article on a single line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from truceline.intake.phrases import (
    BYLINE,
    COMMENT_FORM,
    COMMENTS,
    CREDIT_TAIL,
    LINES,
    NOT_A_NAME,
    RELATED,
    RELATED_HERE,
    RUNS,
)
from truceline.records import Furniture, FurnitureKind, Span

_HEADLINES = 5
_HEADLINE_WORDS = 22
_CREDIT_CHARACTERS = 400


class _Line(NamedTuple):
    begin: int
    end: int
    text: str
    """The line without blanks around, each run of blanks in it one blank: for judging, not for offsets."""


class _Mark(NamedTuple):
    begin: int
    end: int
    kind: FurnitureKind


def mark(text: str) -> tuple[Furniture, ...]:
    """The page furniture in a text, in order, without overlap.

    Args:
        text: an article's text; may be one line.
    """
    lines = list(_lines(text))
    marks = [*_by_line(lines), *_by_run(text)]
    found: list[_Mark] = []
    for m in sorted(marks, key=lambda m: (m.begin, -m.end)):
        if found and m.begin < found[-1].end:
            if m.end > found[-1].end:
                found[-1] = found[-1]._replace(end=m.end)
        else:
            found.append(m)
    return tuple(Furniture(Span("text", m.begin, m.end), m.kind) for m in found)


def _lines(text: str) -> Iterator[_Line]:
    for m in re.finditer(r"[^\r\n]+", text):
        if stripped := m[0].strip():
            begin = m.start() + len(m[0]) - len(m[0].lstrip())
            yield _Line(begin, begin + len(stripped), re.sub(r"\s+", " ", stripped))


def _by_line(lines: Sequence[_Line]) -> Iterator[_Mark]:
    n = 0
    while n < len(lines):
        line, last, kind = lines[n], n, _kind(lines[n].text)
        if COMMENTS.fullmatch(line.text):
            last, kind = _comments(lines, n), "comments"
        elif RELATED.fullmatch(line.text):
            last, kind = n + _headlines(lines[n + 1 :]), "related"
        if kind:
            yield _Mark(line.begin, lines[last].end, kind)
        n = last + 1


def _kind(line: str) -> FurnitureKind | None:
    if len(line) > 300:
        return None
    for kind, shape in LINES:
        if shape.fullmatch(line):
            return kind
    if RELATED_HERE.match(line) and not line.endswith("."):
        return "related"
    if BYLINE.fullmatch(line) and not NOT_A_NAME.search(line):
        return "byline"
    return None


def _comments(lines: Sequence[_Line], n: int) -> int:
    """The last line of the comment section that the heading in line n opens, n itself where it opens none.

    In the text's second half it goes on to the end; before, only as far as the form for comments does.
    """
    form = any(COMMENT_FORM.match(line.text) for line in lines[n + 1 : n + 5])
    if 2 * lines[n].begin >= lines[-1].end:
        return len(lines) - 1 if form or lines[n].text.lower().startswith("leave") else n
    last = n
    while form and last + 1 < len(lines) and COMMENT_FORM.match(lines[last + 1].text):
        last += 1
    return last


def _headlines(lines: Sequence[_Line]) -> int:
    """How many of the lines after a "Related articles" heading are headlines: short, and no sentences."""
    count = 0
    for line in lines[:_HEADLINES]:
        if re.search(r"[.;,:\u2026]['\"\u201d\u2019)]*$", line.text) or len(line.text.split()) > _HEADLINE_WORDS:
            break
        count += 1
    # A list that never ends is none: the heading may stand over the article itself.
    return count if count < _HEADLINES or len(lines) == count else 0


def _by_run(text: str) -> Iterator[_Mark]:
    for kind, shape in RUNS:
        for m in shape.finditer(text):
            yield _Mark(m.start(), m.end(), kind)
    tail = max(0, len(text) - _CREDIT_CHARACTERS)
    if credit := CREDIT_TAIL.search(text, tail):
        yield _Mark(credit.start(), credit.end(), "byline")
