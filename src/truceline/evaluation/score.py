"""How often the reader is right: precision, recall and F1, summed over all claims (micro averages)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from truceline.codebook import TYPES
from truceline.evaluation.calibration import Calibration
from truceline.evaluation.coding import SCORED_ROLES, Coding
from truceline.evaluation.gold import GoldArticle
from truceline.evaluation.pairing import alike, any_type, pair, pair_first, same_family, same_type

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "trigger": "a trigger overlaps an annotated one",
        "family": "and the two types are of one family",
        "claim": "and the type is the same: the main figure",
        "actor": "who does it, in claims that are right",
        "target": "to whom",
        "place": "where",
        "source": "who is cited",
        "roles": "these four together",
        "date": "the same days",
        "numbers": "the same kind, least and most",
    }
)
"""Every figure in order, with what counts as right. What is told in a claim that is not right counts as wrong."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many things annotators wrote, how many the reader found, and how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of what was found that is right, 0 to 1; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what annotators wrote that was found, 0 to 1; 0 where they wrote nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """An annotated article and what the reader found in it."""

    gold: GoldArticle
    found: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How often the reader is right.

    Attributes:
        articles: how many they are about.
        counts: by the names of ``MEANINGS``, in that order.
        types: the figure ``claim`` of each type that annotators wrote or the reader found, in the codebook's order.
        status: of the claims that are right (``found``), how many have the right status.
        calibration: whether confidences hold.
    """

    articles: int
    counts: Mapping[str, Count]
    types: Mapping[str, Count]
    status: Count
    calibration: Calibration


def figures(results: Iterable[Result]) -> Figures:
    """The figures over some articles."""
    articles = 0
    counts = dict.fromkeys(MEANINGS, Count())
    types = dict.fromkeys(TYPES, Count())
    status = Count()
    judged: list[tuple[float, bool]] = []
    for result in results:
        articles += 1
        gold, found = result.gold.codings, result.found
        pairs = pair(gold, found, same_type)
        right = [(gold[i], found[j]) for i, j in pairs]
        for name, count in _counts(gold, found, right).items():
            counts[name] += count
        for coding in gold:
            types[coding.type] += Count(gold=1)
        for coding in found:
            types[coding.type] += Count(found=1)
        for g, f in right:
            types[g.type] += Count(right=1)
            status += Count(1, 1, g.status == f.status)
        matched = {j for _, j in pairs}
        judged += [(f.confidence, j in matched) for j, f in enumerate(found)]
    return Figures(
        articles=articles,
        counts=MappingProxyType(counts),
        types=MappingProxyType({t: c for t, c in types.items() if c != Count()}),
        status=status,
        calibration=Calibration.of(judged),
    )


def by_outlet(results: Iterable[Result]) -> Mapping[str | None, Figures]:
    """The figures of each outlet, by most annotated claims; ``None`` holds articles that name no outlet."""
    grouped: dict[str | None, list[Result]] = {}
    for result in results:
        grouped.setdefault(result.gold.article.outlet, []).append(result)
    each = {outlet: figures(own) for outlet, own in grouped.items()}
    order = sorted(each, key=lambda o: (-each[o].counts["claim"].gold, str(o)))
    return MappingProxyType({outlet: each[outlet] for outlet in order})


def _counts(
    gold: Sequence[Coding], found: Sequence[Coding], right: Sequence[tuple[Coding, Coding]]
) -> Mapping[str, Count]:
    """The counts of one article, given its pairs of claims that are right."""

    def claims(number: int) -> Count:
        return Count(len(gold), len(found), number)

    roles: dict[str, Count] = {
        role: Count(
            sum(len(g.fillers(role)) for g in gold),
            sum(len(f.fillers(role)) for f in found),
            sum(len(pair_first(g.fillers(role), f.fillers(role), alike)) for g, f in right),
        )
        for role in SCORED_ROLES
    }
    return {
        "trigger": claims(len(pair(gold, found, any_type))),
        "family": claims(len(pair(gold, found, same_family))),
        "claim": claims(len(right)),
        **roles,
        "roles": sum(roles.values(), Count()),
        "date": Count(
            sum(g.date is not None for g in gold),
            sum(f.date is not None for f in found),
            sum(g.date is not None and g.date == f.date for g, f in right),
        ),
        "numbers": Count(
            sum(len(g.numbers) for g in gold),
            sum(len(f.numbers) for f in found),
            sum((Counter(g.numbers) & Counter(f.numbers)).total() for g, f in right),
        ),
    }
