"""A key under which the spellings of one name meet: Ramosa, Ramouseh, al-Ramousah; Deir ez-Zor, Deir al-Zor.

Latin spellings of Arabic names differ in the article, in doubled letters, in short vowels written e or i, o or u, and
in how the last, silent letter is written. The key keeps the consonants that tell names apart: k, q, kh, h and gh stay
different, and so do a and e, without which Hama, Homs and Himma would run into each other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_MARKS = re.compile(r"[`'‘’ʻʼʾʿ´.]")
_GAPS = re.compile(r"[^a-z0-9]+")
# The article, also where it has taken on the letter that follows it: ash-Shaddadi, ad-Dana, ez-Zor.
_ARTICLE = re.compile(r"\b(?:[aeu]l|[ae]([nrstdz])(?= \1)|[ae]([sdt]h)(?= \2)|the) (?=\w)")
_RULES = (
    (re.compile(r"\b(?:ch|sh)[ae][iy]?k(?:h)?\b"), "shikh"),
    (re.compile(r"\b[jg][ae][iy](?:sh|ch)\b"), "jish"),
    (re.compile(r"\bm[uo]ham+[ae]d\b"), "muhamad"),
    (re.compile(r"\babd[aeou]l (?=\w)"), "abd "),
    # Deir Ezzor beside Deir ez-Zor.
    (re.compile(r"(?<= )e([rnstdz])(?=\1)"), ""),
    # Noureddin, Salahuddin beside Nour al-Din, Salah ad-Din.
    (re.compile(r"(?<=\w\w)[aeiou]dd?(?=[ie]+ne?\b)"), " d"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"i?yy?(?=[ae]h?\b)"), "i"),
    (re.compile(r"(?<=\w\w\w)[ae]h?\b"), ""),
    (re.compile(r"ee|iy\b|y\b"), "i"),
    (re.compile(r"a[iy]|e[iy]"), "i"),
    (re.compile(r"aw|au"), "u"),
    (re.compile(r"e"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"([a-z])\1"), r"\1"),
)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """The text in lower-case ASCII letters and digits, without apostrophes and full stops, words one space apart."""
    return _GAPS.sub(" ", _MARKS.sub("", anyascii(_MARKS.sub("", text))).lower()).strip()


def bare(simple: str) -> str:
    """A plain text without articles."""
    return _ARTICLE.sub("", simple)


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """The key of a name, without spaces; empty when nothing of it is a letter or a digit."""
    found = bare(plain(text))
    for pattern, by in _RULES:
        found = pattern.sub(by, found)
    return found.replace(" ", "")
