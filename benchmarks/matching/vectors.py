"""How alike two tellings are by the hidden states of the reading model, as one finding more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from unittest import mock

import numpy as np
from numpy.typing import NDArray

import matching
from matching import Corpus
from truceline.matching import compare
from truceline.matching.compare import Findings
from truceline.matching.facets import Facets
from truceline.matching.nearness import Nearness
from truceline.reading.model import loaded

Vectors = Mapping[str, NDArray[np.float32]]
_FINDING = "vectors alike"


def vectors(corpus: Corpus) -> Vectors:
    """The mean hidden state of each claim's sentence, by claim, less what all sentences have in common."""
    model = loaded()
    texts = {c.id: corpus.articles[a].passage(c.sentence) for a, claims in corpus.claims.items() for c in claims}
    means = {}
    for text in set(texts.values()):
        states = [model.encode(window)[0][0, 1:-1] for window in model.cut([text])]
        means[text] = np.concatenate(states).mean(axis=0)
    common = np.mean(list(means.values()), axis=0)
    return {claim: means[text] - common for claim, text in texts.items()}


@contextmanager
def with_vectors(of: Vectors) -> Iterator[None]:
    """Our comparison of two articles' tellings, meanwhile with their vectors, which can only speak for one event."""
    with (
        mock.patch.object(compare, "across", _across(compare.across, of)),
        mock.patch.object(matching, "FOR", (*matching.FOR, _FINDING)),
    ):
        yield


def _across(plain: Callable[..., Findings], of: Vectors) -> Callable[..., Findings]:
    known: dict[tuple[str, ...], NDArray[np.float32]] = {}

    def vector(telling: Facets) -> NDArray[np.float32]:
        if telling.claims not in known:
            summed = np.sum([of[c] for c in telling.claims], axis=0)
            known[telling.claims] = summed / np.linalg.norm(summed)
        return known[telling.claims]

    def across(one: Facets, other: Facets, nearness: Nearness, shares: Mapping[str, float]) -> Findings:
        cosine = float(vector(one) @ vector(other))
        return {**plain(one, other, nearness, shares), f"words: {_FINDING}": max(0.0, cosine)}

    return across
