from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.evaluation.calibration import BINS, Calibration

judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()))


@given(judged)
def test_every_claim_is_in_the_bin_of_its_confidence(told: list[tuple[float, bool]]) -> None:
    calibration = Calibration.of(told)
    assert calibration.claims == len(told)
    for b in calibration.bins:
        assert not b.claims or b.low - 1e-9 <= b.confidence <= b.high + 1e-9
        low, high = b.interval
        assert 0 <= low <= b.share + 1e-9 and b.share <= high + 1e-9 <= 1 + 2e-9
    assert 0 <= calibration.error <= 1


@given(judged, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(told: list[tuple[float, bool]], chance: object) -> None:
    assert Calibration.of(told) == Calibration.of(reversed(told))


def test_the_error_is_the_mean_distance_of_confidence_and_share() -> None:
    calibration = Calibration.of([(0.75, True)] * 3 + [(0.75, False)] + [(0.95, False)])
    assert calibration.error == pytest.approx(0.95 / 5)
    assert [b.share for b in calibration.bins if b.claims] == [0.75, 0.0]


def test_certainty_belongs_to_the_last_bin() -> None:
    assert [b.claims for b in Calibration.of([(1.0, True), (0.0, False)]).bins] == [1, *[0] * (BINS - 2), 1]


@pytest.mark.parametrize(
    ("right", "claims", "interval"),
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_the_interval_is_that_of_newcombe_s_table(right: int, claims: int, interval: tuple[float, float]) -> None:
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3.
    (filled,) = [b for b in Calibration.of([(0.5, n < right) for n in range(claims)]).bins if b.claims]
    assert filled.interval == pytest.approx(interval, abs=1e-4)
