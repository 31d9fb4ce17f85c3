"""Whether an article is in a language that the reader reads."""

from __future__ import annotations

import re

from truceline.records import Article

_READ_LANGUAGE = "en"


def unreadable(article: Article) -> str | None:
    """Why the reader cannot read an article, ``None`` when it can.

    The language the file declares is believed; otherwise it is identified from the text (py3langid, after Lui and
    Baldwin 2012) where there are enough words to tell.
    """
    language = article.language.split("-")[0] if article.language else _identified(article.text[:2000])
    if language in {None, _READ_LANGUAGE}:
        return None
    return f"its language is not read yet (language code {language}; only English is): kept, unread"


def _identified(text: str) -> str | None:
    letters = sum(c.isalpha() for c in text)
    if letters < 60:
        return None
    if sum(c.isascii() for c in text if c.isalpha()) < 0.5 * letters or not _looks_english(text):
        import py3langid  # slow to import, and rarely needed

        language: str = py3langid.classify(text)[0]
        return language
    return _READ_LANGUAGE


def _looks_english(text: str) -> bool:
    found = re.findall(r"[a-z']+", text.lower())
    common = sum(
        w in {"the", "of", "and", "to", "in", "a", "on", "said", "by", "for", "was", "were", "is"} for w in found
    )
    return common >= 0.12 * len(found)
