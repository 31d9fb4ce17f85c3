"""Whether the reader is as often right as its confidence says (Guo et al. 2017, "On Calibration of Modern Neural
Networks").
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10
"""Bins of equal width that confidences are put in."""

_Z = 1.96  # standard deviations of a normal distribution that hold 95 % of it


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies from ``low`` to under ``high`` (to ``high`` itself in the last bin).

    Attributes:
        low, high: its ends, 0 to 1.
        claims: how many there are.
        right: how many of them are right.
        confidence: their mean confidence; 0 where there are none.
    """

    low: float
    high: float
    claims: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """The share of them that is right, 0 to 1; 0 where there are none."""
        return self.right / self.claims if self.claims else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between what shares the true one lies with 95 % (Wilson 1927, the score interval); 0 to 1 for no claims."""
        if not self.claims:
            return 0.0, 1.0
        n, square = self.claims, _Z**2
        middle = (self.share + square / (2 * n)) / (1 + square / n)
        reach = _Z / (1 + square / n) * math.sqrt(self.share * (1 - self.share) / n + square / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins from the least confidence to the most."""

    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, judged: Iterable[tuple[float, bool]]) -> Calibration:
        """From confidences, 0 to 1, each with whether that claim is right."""
        filled: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
        for confidence, right in judged:
            filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
        return cls(
            tuple(
                Bin(
                    low=number / BINS,
                    high=(number + 1) / BINS,
                    claims=len(inside),
                    right=sum(right for _, right in inside),
                    # fsum: the same whatever the order
                    confidence=math.fsum(c for c, _ in inside) / len(inside) if inside else 0.0,
                )
                for number, inside in enumerate(filled)
            )
        )

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return sum(b.claims for b in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: how far share and confidence lie apart in the mean over claims, 0 to 1."""
        return sum(b.claims * abs(b.confidence - b.share) for b in self.bins) / self.claims if self.claims else 0.0
