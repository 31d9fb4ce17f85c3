"""Ways of telling which accounts are of one event: ours, splink's, boosted trees, and ours with the reader's vectors.

    PYTHONPATH=src:training python benchmarks/matching/compare.py CASE CORPUS

Needs requirements.in beside this file. CASE is built of the corpus's ``syria.jsonl``; CORPUS holds ``events.json`` and
``sentence_offsets.json``, and ``../eval/score_events.py`` lies beside it. Each way learns from one annotated window
and is tried on the other, over the same tellings, the same pairs and the same findings. Prints Markdown.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from linkage import Linkage
from material import Material, Pair, corpus_of, score, thresholds
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from vectors import Vectors, vectors, with_vectors

import matching
from matching import WINDOWS, Corpus
from truceline.matching import compare
from truceline.matching.linking import clustered, pair

Groups = list[list[int]]
Scaling = Callable[[Sequence[float]], list[float]]
MOST = 20.0
"""Log-odds beyond which splink's are not told apart when they are brought to scale."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of matching that has learned.

    Attributes:
        name: how it is called in the table.
        odds: log-odds of the pairs that share a key.
        tried: those of the labelled pairs of the window that it is tried on.
        groups: the groups of tellings that it makes with a threshold.
        fixed: the threshold that needs no choice, where there is one.
        seconds: what comparing took, and learning but for ours, which are learned before the others can begin.
    """

    name: str
    odds: Sequence[float]
    tried: Sequence[float]
    groups: Callable[[float], Groups]
    fixed: float | None
    seconds: float


def averaged(material: Material, odds: Sequence[float]) -> Callable[[float], Groups]:
    """Our clustering: average linkage, then attachment, of whatever log-odds, less a threshold."""
    parts = material.tellings
    position = {t.id: n for n, t in enumerate(parts)}
    sizes = {t.id: len(t.claims) for t in parts}
    pairs = [pair(parts[a].id, parts[b].id) for a, b in material.shared]

    def groups(threshold: float) -> Groups:
        trusted = np.clip(np.array(odds) - threshold, -compare.MOST, compare.MOST).tolist()
        links = dict(zip(pairs, trusted, strict=True))
        made = clustered(sizes, {**material.within, **links}, material.weights)
        return [[position[t] for t in happening] for cluster in made for happening in cluster.happenings]

    return groups


def ours(material: Material, name: str) -> Way:
    """The weights that the package is learned by."""
    began = time.perf_counter()
    odds, tried = (
        [material.weights.across.log_odds(f) for f in material.findings(pairs)]
        for pairs in (material.shared, material.labels[material.tried_on][0])
    )
    return Way(name, odds, tried, averaged(material, odds), 0.0, time.perf_counter() - began)


def boosted(material: Material) -> Way:
    """Gradient boosting from the very examples that our weights are learned from."""
    began = time.perf_counter()
    found, same, amounts = zip(*material.examples, strict=True)
    trees = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=200, max_leaf_nodes=8, min_samples_leaf=50, l2_regularization=1.0, random_state=1
    )
    model = make_pipeline(DictVectorizer(sparse=False), trees)
    model.fit(list(found), np.array(same), histgradientboostingclassifier__sample_weight=amounts)
    odds, tried = (
        model.decision_function(list(material.findings(pairs))).tolist()
        for pairs in (material.shared, material.labels[material.tried_on][0])
    )
    return Way("boosted trees", odds, tried, averaged(material, odds), 0.0, time.perf_counter() - began)


def splinks(material: Material) -> Iterator[Way]:
    """splink, with labels and without, with its clusters and with ours."""
    for labelled in (True, False):
        name = f"splink, m from {'labels' if labelled else 'EM'}"
        began = time.perf_counter()
        linkage = Linkage(material)
        linkage.learn(labelled=labelled)
        pairs, same = material.labels[material.learned_from]
        odds, connected = linkage.predict(material.shared)
        seconds = time.perf_counter() - began
        tried, _ = linkage.predict(material.labels[material.tried_on][0])
        yield Way(f"{name}; its connected components", odds, tried, connected, None, seconds)
        known, _ = linkage.predict(pairs)
        even = _calibrated(known, pairs, same)
        scaled = even(odds)
        yield Way(f"{name}; our clustering", scaled, tried, averaged(material, scaled), 0.0, seconds)


def _calibrated(
    known: Sequence[float], pairs: Sequence[Pair], same: Sequence[bool]
) -> Callable[[Sequence[float]], list[float]]:
    """Log-odds brought to scale (Platt 1999): findings that go together count double in splink's sums."""

    def column(odds: Sequence[float]) -> NDArray[np.float64]:
        return np.clip(odds, -MOST, MOST)[:, None]

    fit = LogisticRegression().fit(column(known), np.array(same), sample_weight=matching._amounts(pairs, same))
    return lambda odds: fit.decision_function(column(odds)).tolist()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a way with a threshold, tried on one window."""

    name: str
    cut: str
    pairwise: float
    bcubed: float
    found: float
    precision: float
    best: float
    seconds: float


def tried(way: Way, material: Material, folder: Path) -> Iterator[Row]:
    """A way at the threshold that needs no choice, and at the one best on the window learned from."""
    at = {} if way.fixed is None else {way.fixed: "as it comes"}
    at |= dict.fromkeys(thresholds(way.odds), "by the other window")
    began = time.perf_counter()
    groups = {t: way.groups(t) for t in at}
    seconds = way.seconds + (time.perf_counter() - began) / len(at)
    told = {t: {w: score(material, folder, made, w) for w in WINDOWS} for t, made in groups.items()}
    chosen = max(told, key=lambda t: _mean(told[t][material.learned_from]))
    best = max(_mean(figures[material.tried_on]) for figures in told.values())
    precision = average_precision_score(material.labels[material.tried_on][1], way.tried)
    reported = [] if way.fixed is None else [(way.fixed, "as it comes")]
    for threshold, cut in [*reported, (chosen, "by the other window")]:
        figures = told[threshold][material.tried_on]
        f1s = figures["pairwise"]["f1"], figures["bcubed"]["f1"]
        yield Row(way.name, cut, *f1s, figures["found"], precision, best - _mean(figures), seconds)


def _mean(figures: dict[str, dict[str, float]]) -> float:
    return (figures["pairwise"]["f1"] + figures["bcubed"]["f1"]) / 2


def rows(corpus: Corpus, folder: Path, learned_from: str, of: Vectors) -> Iterator[Row]:
    """Every way, learned from one window and tried on the other."""
    material = Material.of(corpus, learned_from)
    for way in (ours(material, "ours"), *splinks(material), boosted(material)):
        yield from tried(way, material, folder)
    with with_vectors(of):
        material = Material.of(corpus, learned_from)
        yield from tried(ours(material, "ours and the reader's vectors"), material, folder)


def main() -> None:
    """Print a table for each direction."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("corpus", type=Path)
    given = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    corpus = corpus_of(given.case, given.corpus)
    began = time.perf_counter()
    of = vectors(corpus)
    print(f"{time.perf_counter() - began:.0f} s for the vectors of all claims' sentences")
    for name in WINDOWS:
        made = list(rows(corpus, given.corpus, name, of))
        other = next(w for w in WINDOWS if w != name)
        print(f"\nLearned from {name}, tried on {other}\n")
        print("| way | threshold | pairwise F1 | B-cubed F1 | found | pair precision | lost by the threshold | s |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for r in made:
            figures = " | ".join(f"{x:.3f}" for x in (r.pairwise, r.bcubed, r.found, r.precision, r.best))
            print(f"| {r.name} | {r.cut} | {figures} | {r.seconds:.1f} |")


if __name__ == "__main__":
    main()
