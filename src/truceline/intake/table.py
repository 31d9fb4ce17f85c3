"""Articles from JSON Lines and CSV: one record an article.

Names of keys and columns, in any case; the first one present counts:

| field | accepted names |
| --- | --- |
| id | ``id`` |
| title | ``title``, ``headline`` |
| text (needed) | ``text``, ``content``, ``body`` |
| outlet | ``outlet``, ``source``, ``publisher`` |
| published | ``published``, ``date`` |
| language | ``language``, ``lang`` |
| url | ``url``, ``link`` |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from truceline.intake.dates import day_or_doubt
from truceline.intake.lines import read_lines
from truceline.intake.part import Draft, Part, UnreadableError
from truceline.intake.rows import read_rows
from truceline.records import Problem

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("title", "headline"),
    "text": ("text", "content", "body"),
    "outlet": ("outlet", "source", "publisher"),
    "published": ("published", "date"),
    "language": ("language", "lang"),
    "url": ("url", "link"),
}
"""The names under which a record may give each field; the only place that knows them."""

_ALL_NAMES = frozenset(name for names in NAMES.values() for name in names)


def read_jsonl(part: Part) -> Iterator[Draft | Problem]:
    """The articles of a JSON Lines file, one line at a time.

    Raises:
        OSError: the bytes cannot be had.
        UnreadableError: it is JSON, but not JSON Lines.
    """
    for line in read_lines(part):
        place = f"line {line.number}"
        if line.fault:
            yield Problem(part.label, place, line.fault)
        elif line.text.strip():
            try:
                record = json.loads(line.text)
                if not isinstance(record, dict):
                    raise UnreadableError("no JSON object; write each article as {...} in a line of its own")
                fields = {str(key).strip().lower(): value for key, value in record.items()}
                yield _draft(part.label, line.number, fields, line.doubt)
            except UnreadableError as error:
                yield Problem(part.label, place, str(error))
            except (ValueError, RecursionError) as error:
                if line.number == 1 and line.text.strip() in ("[", "{", "[{"):
                    raise UnreadableError(
                        "JSON, but not JSON Lines; write each article in a line of its own"
                    ) from error
                told = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
                yield Problem(part.label, place, f"no JSON ({told}); mend the line, or write it again as one object")


def read_csv(part: Part) -> Iterator[Draft | Problem]:
    """The articles of a CSV file with a header, one row at a time.

    Raises:
        OSError: the bytes cannot be had.
        UnreadableError: it has no header.
    """
    for row in read_rows(part, _ALL_NAMES, NAMES["text"]):
        place = f"line {row.line}"
        if row.fault:
            yield Problem(part.label, place, row.fault)
        elif row.lacks:
            fault = f"{row.lacks} values fewer than the header has; give the row all of them, empty ones too"
            yield Problem(part.label, place, fault)
        else:
            try:
                yield _draft(part.label, row.line, row.values, row.doubt)
            except UnreadableError as error:
                yield Problem(part.label, place, str(error))


def _draft(label: str, line: int, fields: Mapping[str, object], doubt: str | None) -> Draft:
    doubts = [doubt] if doubt else []

    def text_of(field: str) -> str | None:
        value = next((fields[name] for name in NAMES[field] if fields.get(name) is not None), None)
        if isinstance(value, int) and not isinstance(value, bool) and field == "id":
            return str(value)
        if value is None or isinstance(value, str):
            return value
        doubts.append(f"{field} is no text and was left out; write it in quotes")
        return None

    text = text_of("text")
    if text is None:
        raise UnreadableError("no text: the record has no `text`; give the article under that name")
    published, odd = day_or_doubt(text_of("published") or "")
    if odd:
        doubts.append(odd)
    return Draft(
        id=(text_of("id") or "").strip() or f"{label}:{line}",
        title=text_of("title") or "",
        text=text,
        outlet=(text_of("outlet") or "").strip() or None,
        published=published,
        language=language_code(text_of("language")),
        url=(text_of("url") or "").strip() or None,
        place=f"line {line}",
        doubts=tuple(doubts),
    )


def language_code(text: str | None) -> str | None:
    """The ISO 639-1 code of ``en``, ``EN-gb`` and the like; ``None`` for anything else.

    >>> language_code("en_GB")
    'en'
    """
    m = re.fullmatch(r"([A-Za-z]{2})(?:[-_].*)?", (text or "").strip())
    return m[1].lower() if m else None
