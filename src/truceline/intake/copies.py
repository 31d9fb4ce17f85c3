"""Articles that repeat another's text: reprints of wire copy with a changed dateline or ending.

Resemblance of sets of word shingles, estimated by min-wise hashing: Broder 1997, "On the resemblance and containment
of documents". Candidates come from locality-sensitive hashing, so that no text is compared with every other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import numpy as np
from datasketch import MinHash, MinHashLSH

from truceline.records import Article

VERSION = "minhash-1"
"""Changes when the same text may get another signature, or the same signatures other copies."""

SHINGLE = 4
"""Words in a shingle."""

SHORT = 40
"""Texts of fewer words repeat another only when their words are the same."""

RESEMBLANCE = 0.7
"""Least share of shingles that two texts have in common when one repeats the other."""

_HASHES = 128
_SEED = 1
_SCHEME = "affine32"
# 32 bands of 4: two texts of resemblance 0.7 meet in one with probability 0.9998.
_BANDS = (32, 4)
_LONG, _EXACT = b"m", b"x"


def signature(article: Article) -> bytes:
    """What ``copies`` compares of an article: its text without furniture, case and punctuation.

    Returns:
        For a text of at least ``SHORT`` words the letter m and 128 little-endian 32-bit hash minima; for a shorter one
        the letter x and the SHA-256 of its words; nothing for a text without words.
    """
    words = re.findall(r"\w+", _reporting(article).casefold())
    if not words:
        return b""
    if len(words) < SHORT:
        return _EXACT + sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
    sketch = MinHash(num_perm=_HASHES, seed=_SEED, scheme=_SCHEME)
    shingles = {" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}
    sketch.update_batch([s.encode("utf-8", "surrogatepass") for s in sorted(shingles)])
    return _LONG + np.asarray(sketch.hashvalues, dtype="<u4").tobytes()


def copies(signatures: Mapping[str, bytes], published: Mapping[str, date | None]) -> dict[str, str]:
    """Which articles repeat another, whatever the order they are given in.

    Args:
        signatures: the ``signature`` of each article by its id.
        published: the day of publication of each; ``None`` or missing when unknown.

    Returns:
        For each article that repeats another, the id of the one it repeats: the earliest published (those of unknown
        date last), then the one of smallest id. That one repeats none itself.
    """
    order = sorted(signatures, key=lambda i: (published.get(i) or date.max, i))
    rank = {article: place for place, article in enumerate(order)}
    index = MinHashLSH(num_perm=_HASHES, params=_BANDS)
    originals: dict[bytes, str] = {}
    sketches: dict[str, MinHash] = {}
    found: dict[str, str] = {}
    for article in order:
        mark = signatures[article]
        if not mark:
            continue
        if (original := originals.get(mark)) is not None:
            found[article] = original
            continue
        if mark[:1] == _LONG:
            values = np.frombuffer(mark[1:], dtype="<u4").astype(np.uint32)
            sketch = MinHash(num_perm=_HASHES, seed=_SEED, scheme=_SCHEME, hashvalues=values)
            close = [(-sketch.jaccard(sketches[c]), rank[c], c) for c in index.query(sketch)]
            if close and -min(close)[0] >= RESEMBLANCE:
                found[article] = min(close)[2]
                continue
            index.insert(article, sketch)
            sketches[article] = sketch
        originals[mark] = article
    return found


def _reporting(article: Article) -> str:
    pieces, here = [], 0
    for item in article.furniture:
        if item.span.field == "text":
            pieces.append(article.text[here : item.span.begin])
            here = item.span.end
    return " ".join((*pieces, article.text[here:]))
