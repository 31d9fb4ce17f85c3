"""Intake: files, folders and archives to articles.

Reads plain text, HTML, JSON Lines, CSV, RSS and Atom, WARC, and ZIP files of these. The text of an article is never
altered; what cannot be read becomes a ``Problem`` and the others go on.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.intake.finish import Hints
from truceline.intake.read import read_part
from truceline.intake.sources import Source, digest, find
from truceline.records import Article, Problem

__all__ = ["Hints", "Source", "digest", "find", "read"]


def read(source: Source, hints: Hints = Hints()) -> Iterator[Article | Problem]:  # noqa: B008 (frozen)
    """The articles of a source in its order, each problem beside what it is about. Raises nothing for bad input.

    What the manifest says beats what the file says; hints fill only what both leave open. Ids are unique within one
    file only as far as the file's own ids are.
    """
    return read_part(source.part, source.row, hints)
