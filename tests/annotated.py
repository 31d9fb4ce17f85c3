"""Two small annotated articles, written for the tests, and what a reader that is not the model finds in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from truceline.records import Article, Claim, Field, Interval, Mention, Quantity, Role, Span, Status, claim_id

Json = dict[str, Any]

NORTH = "Northern Press"


def article(name: str, title: str, text: Sequence[str], claims: Sequence[Json], **others: object) -> Json:
    """An annotated article as its file holds it, its sentences with a blank line between them."""
    sentences: list[Json] = [{"begin": None, "end": None, "text": title}]
    at = 0
    for sentence in text:
        sentences.append({"begin": at, "end": at + len(sentence), "text": sentence})
        at += len(sentence) + 2
    told: Json = {"id": name, "published": None, "outlet": None, "sentences": sentences, "claims": list(claims)}
    return told | others


def depot() -> Json:
    """An article that the stand-in reader reads with a mistake of every kind."""
    return article(
        "north-1",
        "Rebels shell the depot",
        [
            "Rebels shelled the depot in Hamdaniyah on Sunday, state television said.",
            "The shelling killed at least nine people, and shelling went on at night.",
            "The army may withdraw from the hill.",
        ],
        [
            {"s": 0, "trigger": "shell", "type": "shelling", "status": "happened", "actor": ["Rebels"]},
            {
                "s": 1,
                "trigger": "shelled",
                "type": "shelling",
                "status": "happened",
                "actor": ["Rebels"],
                "target": ["depot"],
                "place": ["Hamdaniyah"],
                "time": ["on Sunday"],
                "date": "2016-08-07",
                "source": ["state television"],
            },
            {
                "s": 2,
                "trigger": "killed",
                "type": "toll",
                "status": "happened",
                "target": ["people"],
                "numbers": [{"kind": "killed", "text": "at least nine", "min": 9, "max": None}],
            },
            {"s": 2, "trigger": "shelling", "n": 2, "type": "shelling", "status": "happened", "time": ["at night"]},
            {
                "s": 3,
                "trigger": "withdraw",
                "type": "withdrawal",
                "status": "possible",
                "actor": ["army"],
                "place": ["hill"],
            },
        ],
        published="2016-08-08",
        outlet=NORTH,
    )


def accord() -> Json:
    """An article that the stand-in reader reads without a mistake; nothing is known of its outlet and day."""
    return article(
        "loose-1",
        "A truce",
        ["Both sides agreed on a truce."],
        [{"s": 1, "trigger": "agreed", "type": "truce_agree", "status": "happened", "actor": ["Both sides"]}],
    )


def write(folder: Path, *articles: Json) -> Path:
    """A folder with a file for each article."""
    folder.mkdir(exist_ok=True)
    for told in articles:
        (folder / f"{told['id']}.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def read(told: Article, model: object = None) -> tuple[Claim, ...]:
    """What the stand-in reader finds in the two articles."""
    if told.id == "loose-1":
        return (_claim(told, "agreed", "truce_agree", actor=["Both sides"], confidence=0.95),)
    return (
        _claim(
            told,
            "shelled",
            "shelling",
            actor=["Rebels"],
            target=["Hamdaniyah"],
            place=["depot in Hamdaniyah"],
            time=["on Sunday"],
            source=["state television"],
            date="2016-08-07",
            confidence=0.92,
        ),
        _claim(told, "shelling", "shelling", confidence=0.45),
        _claim(
            told,
            "killed",
            "toll",
            status="planned",
            target=["nine people"],
            time=["on Sunday"],
            date="2016-08-07",
            numbers={"nine": (9, 9)},
            confidence=0.85,
        ),
        _claim(told, "may withdraw", "deployment", actor=["army"], place=["hill"], confidence=0.35),
    )


def _claim(
    told: Article,
    trigger: str,
    kind: str,
    *,
    field: Field = "text",
    status: Status = "happened",
    date: str | None = None,
    numbers: Mapping[str, tuple[int, int]] | None = None,
    confidence: float,
    **roles: list[str],
) -> Claim:
    def span(words: str) -> Span:
        begin = told.field(field).index(words)
        return Span(field, begin, begin + len(words))

    def mentions(role: Role) -> tuple[Mention, ...]:
        return tuple(Mention(span(words), words) for words in roles.get(role, []))

    at = span(trigger)
    return Claim(
        id=claim_id(told.id, at),
        article=told.id,
        trigger=Mention(at, trigger),
        sentence=at,
        type=kind,
        status=status,
        actor=mentions("actor"),
        target=mentions("target"),
        place=mentions("place"),
        time=mentions("time"),
        source=mentions("source"),
        date=Interval.parse(date) if date else None,
        numbers=tuple(Quantity(span(w), w, "killed", *ends) for w, ends in (numbers or {}).items()),
        confidence=confidence,
    )
