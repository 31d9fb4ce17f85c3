"""An article's claims, read from its words: ``read(article)``.

The first reader: triggers from the codebook's lexicon, roles from position. A trained model takes its place behind the
same function; quantities, dates and attribution stay.
"""

from __future__ import annotations

from truceline.reading import dates, sentences
from truceline.reading.claims import of_sentence
from truceline.reading.language import unreadable
from truceline.records import Article, Claim, Mention

__all__ = ["VERSION", "read", "unreadable"]

VERSION = "lexicon-1"
"""Changes when the same article may be read into other claims; a case then reads its articles anew."""


def read(article: Article) -> tuple[Claim, ...]:
    """The claims of an article, in order of their triggers; every mention is the article's own characters."""
    anchor = dates.dateline(article.text) or article.published
    out: list[Claim] = []
    speaker: tuple[Mention, ...] = ()
    for span in sentences.split(article):
        claims, speaker = of_sentence(article, span, anchor, speaker)
        out += claims
    return tuple(out)
