from __future__ import annotations

import io
import json
from typing import Any

from sample import KNOWLEDGE, RECORD
from truceline.exports import FORMATS


def rows() -> list[dict[str, Any]]:
    stream = io.StringIO()
    number = FORMATS["claims"](RECORD, KNOWLEDGE, stream)
    out = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert len(out) == number == len(RECORD.claims)
    return out


def test_every_claim_is_a_line_with_its_event() -> None:
    event_of = {c: e.id for e in RECORD.events.values() for c in e.claims}
    assert {r["id"]: r["event"] for r in rows()} == {c: event_of.get(c) for c in RECORD.claims}


def test_every_value_leads_back_to_its_words() -> None:
    for row in rows():
        article = RECORD.articles[str(row["article"])]
        field = article.title if row["field"] == "title" else article.text
        assert field[row["begin"] : row["end"]] == row["trigger"]
        for role in ("actor", "target", "place", "time", "source", "condition"):
            for m in row[role]:
                assert getattr(article, m["field"])[m["begin"] : m["end"]] == m["text"]
        for q in row["numbers"]:
            assert getattr(article, q["field"])[q["begin"] : q["end"]] == q["text"]


def test_dates_are_iso_and_open_ends_null() -> None:
    by_id = {str(r["id"]): r for r in rows()}
    for claim in RECORD.claims.values():
        row = by_id[claim.id]
        assert row["date"] == (str(claim.date) if claim.date else None)
        assert [(q["min"], q["max"]) for q in row["numbers"]] == [(q.least, q.most) for q in claim.numbers]
