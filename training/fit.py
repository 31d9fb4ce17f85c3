"""Sets a model's thresholds and calibration by the development articles: `python training/fit.py CORPUS [MODEL_DIR]`.

A handful of numbers for thousands of decisions: the chance from which pieces are a trigger (best claim F1), from which
they fill a role (best F1 of that role; of dates for times), and the three of the calibration. How well the calibration
holds is told by fitting it on half of the articles and asking the other half, both ways round.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from split import load, split

from truceline import evaluation
from truceline.evaluation import gold
from truceline.evaluation.calibration import Calibration
from truceline.evaluation.pairing import pair, same_type
from truceline.evaluation.score import Figures, Result, figures
from truceline.reading.model import FOLDER, Chances, Description, Model
from truceline.reading.windows import Window

TRIGGERS = [0.4, 0.5, 0.6, 0.7]
LEAST = [0.0, 0.3, 0.35, 0.4, 0.45, 0.5]
NEARLY = 0.004
"""Of thresholds with nearly the best F1 the highest is taken: somebody wrongly named does more harm than nobody."""
ROLES = [0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
FIGURE = {"time": "date", "number": "numbers"}
"""The figure that a role is judged by, where it is not its own."""


class Remembering(Model):
    """A model that encodes each window once, however often its thresholds change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._encoded: dict[Window, tuple[Chances, Chances]] = {}

    def encode(self, window: Window) -> tuple[Chances, Chances]:
        """See ``Model``."""
        if window not in self._encoded:
            self._encoded[window] = super().encode(window)
        return self._encoded[window]


def results(model: Model, articles: list[gold.GoldArticle], description: Description) -> list[Result]:
    """What the model finds in annotated articles when it is described so."""
    model.description = description
    return list(evaluation.results(articles, model))


def fitted(model: Model, articles: list[gold.GoldArticle]) -> tuple[Description, Figures]:
    """The description with the calibration and the thresholds that do best."""
    told = replace(model.description, least=0.0)
    claims: list[tuple[float, Description]] = []
    for threshold in TRIGGERS:
        tried = replace(told, threshold=threshold)
        weights = logistic(np.vstack(judged(model, articles, tried)))
        tried = replace(tried, calibration=tuple(float(w) for w in weights))
        for least in LEAST:
            cut = replace(tried, least=least)
            claims.append((figures(results(model, articles, cut)).counts["claim"].f1, cut))
    told = max(claims, key=lambda pair: pair[0])[1]
    roles = {t: figures(results(model, articles, uniform(told, t))) for t in ROLES}
    chosen = {}
    for role in told.roles:
        f1 = {t: roles[t].counts[FIGURE.get(role, role)].f1 for t in ROLES}
        chosen[role] = max(t for t in ROLES if f1[t] >= max(f1.values()) - NEARLY)
    told = replace(told, role_thresholds=chosen)
    return told, figures(results(model, articles, told))


def uniform(told: Description, threshold: float) -> Description:
    """The description with one threshold for every role."""
    return replace(told, role_thresholds=dict.fromkeys(told.roles, threshold))


def judged(model: Model, articles: list[gold.GoldArticle], told: Description) -> list[NDArray[np.float64]]:
    """For each article an array (claims, 4): 1, log odds of trigger and of type, whether the claim is right."""
    columns = []
    for calibration in ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)):  # either chance as the confidence by itself
        found = results(model, articles, replace(told, calibration=calibration, least=0.0))
        columns.append([[c.confidence for c in r.found] for r in found])
    rows = []
    for number, result in enumerate(found):
        right = {j for _, j in pair(result.gold.codings, result.found, same_type)}
        chances = np.array([columns[0][number], columns[1][number]]).T.reshape(-1, 2)
        odds = np.log(chances / (1 - chances))
        hits = np.array([[j in right] for j in range(len(odds))], dtype=float).reshape(-1, 1)
        rows.append(np.hstack([np.ones((len(odds), 1)), odds, hits]))
    return rows


def logistic(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression, by Newton's method with a slight pull to 0."""
    x, y = rows[:, :-1], rows[:, -1]
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + 0.1 * weights
        curve = (x.T * (p * (1 - p))) @ x + 0.1 * np.eye(x.shape[1])
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def held_out(rows: list[NDArray[np.float64]]) -> Calibration:
    """How the calibration holds on the half of the articles that it was not fitted on."""
    found: list[tuple[float, bool]] = []
    for half in (0, 1):
        weights = logistic(np.vstack(rows[1 - half :: 2]))
        asked = np.vstack(rows[half::2])
        found += [(float(1 / (1 + np.exp(-r[:-1] @ weights))), bool(r[-1])) for r in asked]
    return Calibration.of(found)


def main() -> None:
    """Fit a model's numbers and write them to its ``model.json``."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("model", type=Path, nargs="?", default=FOLDER)
    a = arguments.parse_args()
    _, development = split(load(a.corpus / "claims"))
    ids = {x["id"] for x in development}
    articles = [x for x in gold.load(a.corpus / "claims").articles if x.article.id in ids]
    model = Remembering(a.model)
    told, reached = fitted(model, articles)
    rows = judged(model, articles, told)
    written: dict[str, Any] = json.loads((a.model / "model.json").read_text("utf-8"))
    written |= {k: getattr(told, k) for k in ("threshold", "least", "role_thresholds", "calibration")}
    (a.model / "model.json").write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    for name, count in reached.counts.items():
        print(f"{name:8} P {count.precision:.3f} R {count.recall:.3f} F1 {count.f1:.3f}")
    print(f"status {reached.status.precision:.3f}; calibration error, held out: {held_out(rows).error:.3f}")
    print(json.dumps({"threshold": told.threshold, "least": told.least, "role_thresholds": dict(told.role_thresholds)}))


if __name__ == "__main__":
    main()
