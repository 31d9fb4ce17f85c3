"""An article's claims, read from its words: ``read(article)``.
The way: sentences → windows → model → decode (triggers with type, status, fillers) → claims (with dates, quantities).
"""

from __future__ import annotations

from truceline.dateline import day_of
from truceline.reading import sentences
from truceline.reading.claims import claims_of
from truceline.reading.decode import find
from truceline.reading.language import unreadable
from truceline.reading.model import FOLDER, Description, Model, loaded
from truceline.records import Article, Claim

__all__ = ["VERSION", "read", "unreadable"]

_RULES = 6
"""Raised when what is made of the model's findings changes."""

VERSION = f"{Description.load(FOLDER).digest}-{_RULES}"
"""Changes when the same article may be read into other claims; a case then reads its articles anew."""


def read(article: Article, model: Model | None = None) -> tuple[Claim, ...]:
    """The claims of an article, in order of their triggers; every mention is the article's own characters.

    Args:
        article: what to read.
        model: what to read it with; the package's own where none is given.
    """
    spans = sentences.split(article)
    found = find(model or loaded(), [article.passage(span) for span in spans])
    return tuple(claims_of(article, spans, day_of(article), found))
