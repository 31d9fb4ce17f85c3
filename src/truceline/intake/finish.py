"""A draft becomes an article: what the manifest and the user add, what is in doubt, what is page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from truceline.intake.decode import garbled
from truceline.intake.furniture import mark
from truceline.intake.manifest import Row
from truceline.intake.part import Draft
from truceline.records import Article, Problem

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says of all articles at once; fills only what neither file nor manifest tells."""

    outlet: str | None = None
    published: date | None = None


def finish(draft: Draft, origin: str, row: Row | None, hints: Hints) -> Iterator[Article | Problem]:
    """The article of a draft, then a warning for each doubt; or a problem alone when there is nothing to read.

    Args:
        draft: what the file tells.
        origin: the path of the file.
        row: what the manifest says of the file; beats what the file tells.
        hints: what the user says of all files; fills what is still unknown.
    """
    if not draft.text.strip():
        yield Problem(origin, draft.place, "no text: it is empty; leave it out, or give it its text")
        return
    if any(_UNKEEPABLE.search(s) for s in (draft.id, draft.title, draft.text, draft.outlet or "", draft.url or "")):
        yield Problem(origin, draft.place, "no text: it holds NUL or half characters; export it again as UTF-8")
        return
    row = row or Row()
    outlet = row.outlet or draft.outlet or hints.outlet
    published = row.published or draft.published or hints.published
    doubts = [*draft.doubts, *((d,) if (d := garbled(draft.text)) else ())]
    notes = [*doubts, *draft.notes]
    if outlet is None:
        notes.append("outlet unknown")
    if published is None:
        notes.append("date of publication unknown")
    if row.note:
        notes.append(row.note)
    yield Article(
        id=draft.id,
        title=(row.title if draft.alone else None) or draft.title,
        text=draft.text,
        outlet=outlet,
        published=published,
        language=row.language or draft.language,
        url=(row.url if draft.alone else None) or draft.url,
        origin=origin,
        furniture=mark(draft.text),
        notes=tuple(dict.fromkeys(notes)),
    )
    for doubt in doubts:
        yield Problem(origin, draft.place, doubt, "warning")
