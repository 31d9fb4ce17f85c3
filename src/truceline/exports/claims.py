"""Claims as JSON Lines: one claim a line, every value with its offsets, in the codebook's field names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from truceline.records import ROLES, Claim, Mention, Quantity, Record


def write(record: Record, stream: TextIO) -> int:
    """Write every claim of a record in order of id, with the event it belongs to; returns how many there were."""
    number = 0
    for row in rows(record, record.claims.values()):
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        number += 1
    return number


def rows(record: Record, claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """Claims of a record as JSON values, each with the event it belongs to."""
    event_of = {c: e.id for e in record.events.values() for c in e.claims}
    for claim in claims:
        yield _claim(claim, event_of.get(claim.id))


def _claim(claim: Claim, event: str | None) -> dict[str, Any]:
    """A claim as JSON values: offsets count characters of the article's ``title`` or ``text``, as ``field`` says."""
    return {
        "id": claim.id,
        "article": claim.article,
        **_words(claim.trigger),
        "trigger": claim.trigger.text,
        "type": claim.type,
        "status": claim.status,
        **{role: [_mention(m) for m in claim.mentions(role)] for role in ROLES},
        "date": str(claim.date) if claim.date else None,
        "numbers": [_quantity(q) for q in claim.numbers],
        "sentence": [claim.sentence.begin, claim.sentence.end],
        "confidence": claim.confidence,
        "event": event,
    }


def _words(at: Mention | Quantity) -> dict[str, Any]:
    return {"field": at.span.field, "begin": at.span.begin, "end": at.span.end}


def _mention(mention: Mention) -> dict[str, Any]:
    known: dict[str, Any] = {"entity": mention.entity, "certainty": mention.certainty} if mention.entity else {}
    if mention.near:
        known = {"near": mention.near}
    return {"text": mention.text, **_words(mention), **known}


def _quantity(q: Quantity) -> dict[str, Any]:
    return {"kind": q.kind, "text": q.text, "min": q.least, "max": q.most, **_words(q)}
