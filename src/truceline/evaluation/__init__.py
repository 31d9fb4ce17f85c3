"""How often the reader is right: what it finds in annotated articles, beside what annotators found there.

The way: gold (a folder of annotated articles) → results (each with what the reader finds) → score, differences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline import reading
from truceline.evaluation.coding import Coding
from truceline.evaluation.gold import Gold, GoldArticle, GoldError, load
from truceline.evaluation.score import Figures, Result, by_outlet, figures
from truceline.reading.model import Model

__all__ = ["Figures", "Gold", "GoldArticle", "GoldError", "Result", "by_outlet", "figures", "load", "results"]


def results(articles: Iterable[GoldArticle], model: Model | None = None) -> Iterator[Result]:
    """Read each article, one at a time as they are asked for; ``model`` as in ``reading.read``."""
    for gold in articles:
        yield Result(gold, tuple(Coding.of(claim) for claim in reading.read(gold.article, model)))
