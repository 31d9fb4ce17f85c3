"""Sentences for the terminal, with the words of claims marked by their role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from truceline.plain import showable
from truceline.records import Claim, Record
from truceline.views.passage import MEANINGS, Mark, Segment, passages

STYLES: dict[Mark, str] = {
    "trigger": "bold underline",
    "actor": "bold red",
    "target": "magenta",
    "place": "green",
    "time": "cyan",
    "source": "italic yellow",
    "condition": "italic",
    "number": "bold blue",
}
"""How each role looks."""


def quoted(record: Record, claims: Iterable[Claim]) -> Iterator[RenderableType]:
    """The sentences of the claims with their words marked, in the order of each article."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    for article, own in by_article.items():
        for passage in passages(record.articles[article], own):
            yield Text.assemble("  “", *(_segment(s) for s in passage.segments), "”")


def _segment(segment: Segment) -> tuple[str, str]:
    return showable(segment.text).replace("\n", " "), " ".join(STYLES[m] for m in segment.marks)


def legend() -> Text:
    """What each look means."""
    out = Text("\n", style="dim")
    for mark, meaning in MEANINGS.items():
        out.append(meaning, style=STYLES[mark])
        out.append("  ")
    return out
