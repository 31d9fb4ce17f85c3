"""Capitals that prove nothing: those at the start of a sentence and in headlines, of words that need no capital."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from truceline.naming.words import GROUPS, KINDS, NOT_THE_WHOLE, OF_A_WHOLE, PERSONS
from truceline.records import Article

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?…:])[\"'”’»)\]]*\s+|\n+")
_HEADLINE = 0.6
"""The share of a sentence's words with a capital from which on it is written as headlines are."""

_SHORT = 3  # headlines leave the capital to longer words
_NOUNS = OF_A_WHOLE | NOT_THE_WHOLE | GROUPS.keys() | KINDS.keys() | PERSONS


def unproved(article: Article) -> frozenset[str]:
    """Words that an article writes with a capital only where any word has one.

    They are common words for all that is known: the article writes them small as well, or they are nouns for somebody
    or somewhere. A headline about the "Coalition" may be about any coalition.
    """
    proved: set[str] = set()
    placed: set[str] = set()
    small: set[str] = set()
    for listed, headline in _sentences(article):
        for at, word in enumerate(listed):
            if word.islower():
                small.add(word)
            elif word.istitle():
                (placed if headline or not at else proved).add(word)
    return frozenset(w for w in placed - proved if w.lower() in small or w.lower() in _NOUNS)


def told(text: str, words: Collection[str]) -> str:
    """A mention with these words in small letters."""
    return _WORD.sub(lambda m: m[0].lower() if m[0] in words else m[0], text) if words else text


def _sentences(article: Article) -> Iterable[tuple[list[str], bool]]:
    """The words of the title and of the sentences of the text, and which of them are headlines."""
    yield _WORD.findall(article.title), True
    for sentence in _SENTENCE.split(article.text):
        listed = _WORD.findall(sentence)
        long = [w for w in listed if len(w) > _SHORT]
        yield listed, sum(w[0].isupper() for w in long) >= _HEADLINE * len(long)
