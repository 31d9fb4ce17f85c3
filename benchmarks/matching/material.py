"""What ways of matching are compared on: tellings, which of them share a key, what is found, who is right."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

import matching
from matching import WINDOWS, Corpus
from truceline.case import Case
from truceline.matching import compare
from truceline.matching.candidates import candidates
from truceline.matching.compare import Findings, Weights
from truceline.matching.facets import Facets
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import tellings, told
from truceline.pack import Knowledge

Pair = tuple[int, int]
"""Positions of two tellings, the lower first."""


def corpus_of(case_file: Path, folder: Path) -> Corpus:
    """The articles and claims of a case with the annotated events of its corpus."""
    with Case.open(case_file) as case:
        knowledge = Knowledge.of(case.packs)
        articles = dict(case.articles.items())
        claims = defaultdict(list)
        for claim in case.claims.values():
            claims[claim.article].append(claim)
    own = {a: tuple(claims[a]) for a in articles}
    gold = matching.gold(folder, (c for told_in in own.values() for c in told_in))
    return Corpus(articles, own, gold, knowledge, Nearness(knowledge))


@dataclass(frozen=True, slots=True)
class Material:
    """One window to learn from, the other to be tried on.

    Attributes:
        learned_from, tried_on: names of the windows.
        weights: ours, learned from the first.
        examples: what they were learned from: findings, whether of one happening, how much each counts.
        tellings: those of all articles, by our weights within each.
        within: our log-odds of tellings of one article, by their ids.
        shared: pairs of different articles that share a key.
        labels: by window, pairs of tellings of its annotated articles and whether they are of one event.
    """

    corpus: Corpus
    learned_from: str
    tried_on: str
    weights: Weights
    examples: Sequence[tuple[Findings, bool, float]]
    tellings: Sequence[Facets]
    within: Mapping[tuple[str, str], float]
    shared: Sequence[Pair]
    labels: Mapping[str, tuple[Sequence[Pair], Sequence[bool]]]

    @classmethod
    def of(cls, corpus: Corpus, learned_from: str) -> Material:
        """Learn our weights from one window and compare all tellings by them."""
        with _recorded() as examples:
            own = [a for a in corpus.articles if corpus.gold.windows.get(a) == learned_from]
            weights = matching.learned(corpus, own)
        parts, within = [], {}
        for name, article in corpus.articles.items():
            claims = corpus.claims[name]
            said = told(article, claims, corpus.knowledge, corpus.nearness, weights)
            parts += tellings(article, claims, said.tellings, corpus.knowledge)
            within |= said.links
        shared = list(candidates(parts, corpus.nearness, weights.shares))
        labels = {name: _labelled(corpus, parts, name) for name in WINDOWS}
        tried_on = next(name for name in WINDOWS if name != learned_from)
        return cls(corpus, learned_from, tried_on, weights, examples[-1], parts, within, shared, labels)

    def findings(self, pairs: Sequence[Pair]) -> Iterator[Findings]:
        """What our comparison finds between tellings."""
        for a, b in pairs:
            yield compare.across(self.tellings[a], self.tellings[b], self.corpus.nearness, self.weights.shares)


@contextmanager
def _recorded() -> Iterator[list[Any]]:
    """The examples of each fit that is made meanwhile, so that others learn from the very same."""
    examples: list[Any] = []

    def fitted(pairs: Any, *settings: Any) -> Any:
        examples.append(pairs)
        return whole(pairs, *settings)

    whole = matching._fitted
    with mock.patch.object(matching, "_fitted", fitted):
        yield examples


def _labelled(corpus: Corpus, parts: Sequence[Facets], window: str) -> tuple[list[Pair], list[bool]]:
    """Pairs of annotated tellings of a window's articles, chosen as those that our weights are learned from."""
    own = [n for n, t in enumerate(parts) if corpus.gold.windows.get(t.article) == window]
    of = {n: events for n in own if (events := matching._event(parts[n], corpus.gold.events))}
    pairs = [
        (a, b)
        for a, b in combinations(of, 2)
        if parts[a].article != parts[b].article and parts[a].group == parts[b].group
    ]
    return pairs, [bool(of[a] & of[b]) for a, b in pairs]


def score(material: Material, folder: Path, groups: Sequence[Sequence[int]], window: str) -> dict[str, Any]:
    """What ``score_events.py`` says of groups of tellings, over the annotated events of a window."""
    of = {c: n for n, group in enumerate(groups) for t in group for c in material.tellings[t].claims}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for article, claims in material.corpus.claims.items():
            if article not in material.corpus.gold.windows:
                continue  # the scorer asks for annotated sentences alone
            for c in claims:
                span = c.trigger.span
                row = {"article": article, "field": span.field, "begin": span.begin, "event": of[c.id]}
                file.write(json.dumps(row) + "\n")
        file.flush()
        command = [sys.executable, folder.parent / "eval/score_events.py", folder / "events.json"]
        command += [folder / "sentence_offsets.json", file.name, "--json", "--window", *WINDOWS[window]]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def thresholds(odds: Sequence[float]) -> list[float]:
    """Where to try to cut: above each lie so many of the pairs that share a key."""
    shares = [0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.16]
    return [float(t) for t in np.quantile(odds, [1 - s for s in shares])]
