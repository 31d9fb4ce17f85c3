"""An article's claims, read from its words: ``read(article)``.
The way: sentences → windows → model → decode (triggers with type, status, fillers) → claims (with dates, quantities).
"""

from __future__ import annotations

from truceline.reading import dates, sentences
from truceline.reading.claims import claims_of
from truceline.reading.decode import find
from truceline.reading.language import unreadable
from truceline.reading.model import loaded
from truceline.records import Article, Claim

__all__ = ["read", "unreadable", "version"]

_RULES = "1"
"""Raised when what is made of the model's findings changes."""


def version() -> str:
    """Changes when the same article may be read into other claims; a case then reads its articles anew."""
    return f"{loaded().description.digest}-{_RULES}"


def read(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their triggers; every mention is the article's own characters."""
    spans = sentences.split(article)
    anchor = dates.dateline(article.text) or article.published
    found = find(loaded(), [article.passage(span) for span in spans])
    return tuple(claims_of(article, spans, anchor, found))
