"""Stand-ins for the steps whose results are not what the tests of the pipeline are about: small, strict, predictable.

They read sentences such as "Rebels shelled Hantar on 2016-08-09, killing 7." Three further words steer them: an article
with CRASH makes the reader fail, one with FALSE makes it give words that the article does not have, one with DEADLY
ends the worker process that reads it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from truceline import reading, truces
from truceline.pack import Knowledge
from truceline.records import (
    Article,
    Claim,
    Interval,
    Mention,
    Quantity,
    Record,
    Span,
    Truce,
    TruceStep,
    claim_id,
)

_SHELLING = re.compile(r"(\w+) (shelled) (\w+)(?: on (\d{4}-\d{2}-\d{2}))?(?:, killing (\d+))?")

PLACES = ("Hantar", "Beldun", "Morav")

pause = 0.0
"""Seconds that the reader takes for an article."""


def unreadable(article: Article) -> str | None:
    return f"{article.language} is not read" if article.language not in (None, "en") else None


def read(article: Article) -> tuple[Claim, ...]:
    time.sleep(pause)
    if "CRASH" in article.text:
        raise ValueError("the reader came to grief")
    if "DEADLY" in article.text and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    false = "FALSE" in article.text

    def mention(m: re.Match[str], group: int) -> tuple[Mention, ...]:
        if m[group] is None:
            return ()
        return (Mention(Span("text", *m.span(group)), "other words" if false else m[group]),)

    return tuple(
        Claim(
            id=claim_id(article.id, Span("text", *m.span(2))),
            article=article.id,
            trigger=mention(m, 2)[0],
            sentence=Span("text", *m.span()),
            type="shelling",
            actor=mention(m, 1),
            place=mention(m, 3),
            time=mention(m, 4),
            date=Interval.parse(m[4]) if m[4] else None,
            numbers=tuple(Quantity(n.span, n.text, "killed", int(n.text), int(n.text)) for n in mention(m, 5)),
            confidence=0.9,
        )
        for m in _SHELLING.finditer(article.text)
    )


def gather(record: Record, knowledge: Knowledge) -> tuple[Truce, ...]:
    return tuple(
        Truce(
            id=event.id.replace("e-", "t-"),
            name=knowledge.label(event.place),
            state="called for",
            place=event.place,
            date=event.date,
            hours=None,
            terms=None,
            steps=(TruceStep("truce_call", (event.id,), event.date, None, "happened", (), event.claims),),
            related=(event.id,),
        )
        for event in record.events.values()
        if event.date is not None
    )


def install(put: Callable[[object, str, object], None]) -> None:
    """Put the stand-ins in the place of the steps, with ``setattr`` or a test's ``monkeypatch.setattr``."""
    put(reading, "read", read)
    put(reading, "unreadable", unreadable)
    put(reading, "VERSION", "stand-in 1")
    put(truces, "gather", gather)
    put(truces, "VERSION", "stand-in 1")


def write_pack(folder: Path, *places: str) -> Path:
    """A small pack that knows these places, under the ids ``small:town-0`` and so on, and one actor."""
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text('id = "small"\nname = "Small"\nversion = "1"\n', encoding="utf-8")
    rows = "".join(f"town-{n},{place},town,,1.0,2.0,,made up\n" for n, place in enumerate(places))
    (folder / "places.csv").write_text(f"id,name,kind,parent,lat,lon,aliases,source\n{rows}", encoding="utf-8")
    (folder / "actors.csv").write_text(
        "id,name,kind,side,parent,country,first,last,aliases,source\nrebels,rebels,armed_group,,,,,,,made up\n",
        encoding="utf-8",
    )
    return folder


def write_articles(folder: Path, number: int) -> Path:
    """Articles about ``PLACES`` in many files, with copies, ids that two texts share, and some that cannot be read."""
    folder.mkdir(exist_ok=True)
    lines = defaultdict[int, list[str]](list)
    for n in range(number):
        day = f"2016-08-{n % 28 + 1:02}"
        text = f"Rebels shelled {PLACES[n % 3]} on {day}, killing {n}. Nobody was left at the mill of number {n}."
        if n % 17 == 5:
            text += " CRASH"
        record = {
            "id": f"n-{n - 1 if n % 23 == 7 else n}",
            "text": text,
            "outlet": f"outlet {n % 4}",
            "language": "ar" if n % 19 == 3 else "en",
            "published": day,
        }
        lines[n % 3].append(json.dumps(record))
        if n % 11 == 2:
            (folder / f"copy-{n}.txt").write_text(text, encoding="utf-8")
    for n, content in lines.items():
        (folder / f"part-{n}.jsonl").write_text("\n".join([*content, "no JSON at all"]), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder
