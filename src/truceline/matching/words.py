"""The words of a sentence as a vector in which rare words weigh most, and how alike two such vectors are.

How rare a word is does not depend on the articles of a case, so that no article changes how two others compare: it is
its rank in the vocabulary of the reader's tokenizer, which lists words by how common they are in English. By Zipf's
law the logarithm of the rank grows as the inverse document frequency does (Spärck Jones 1972).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[a-z]{3,}")
_FIRST_WORD = 1995
"""Where words begin in the vocabulary: what comes before are single signs."""
_UNKNOWN = 30_000
_COMMON = 2.5
"""The logarithm of the rank up to which words weigh nothing: the, said, after."""


@cache
def _ranks() -> Mapping[str, int]:
    told = json.loads(files("truceline.reading").joinpath("weights/tokenizer.json").read_text(encoding="utf-8"))
    return {word: number - _FIRST_WORD for word, number in told["model"]["vocab"].items() if number > _FIRST_WORD}


@cache
def _weight(word: str) -> float:
    rank = _ranks().get(word) or _ranks().get(word + "s") or _UNKNOWN
    return max(0.0, math.log(rank) - _COMMON)


def words(text: str) -> Mapping[str, float]:
    """The words of a text without a plural's s, each with its part of a vector of length 1; empty without any."""
    found = (w[:-1] if w.endswith("s") and len(w) > 4 else w for w in _WORD.findall(text.lower()))
    return unit({w: (1 + math.log(n)) * _weight(w) for w, n in Counter(found).items()})


def total(vectors: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    """The sum of vectors, of length 1."""
    summed: Counter[str] = Counter()
    for vector in vectors:
        summed.update(vector)
    return unit(summed)


def unit(vector: Mapping[str, float]) -> Mapping[str, float]:
    """The vector of length 1 in its direction, without the words that weigh nothing."""
    length = math.sqrt(sum(x * x for x in vector.values()))
    return {w: x / length for w, x in vector.items() if x > 0} if length else {}


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two vectors of length 1: from 0, no word in common, to 1."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(x * large[w] for w, x in small.items() if w in large)
