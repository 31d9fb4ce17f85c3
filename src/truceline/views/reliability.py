"""A reliability diagram as SVG: confidence against the share that is right (Niculescu-Mizil and Caruana 2005,
"Predicting Good Probabilities with Supervised Learning").
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from truceline.evaluation.calibration import Bin, Calibration
from truceline.plain import count

_LEFT, _TOP, _SIDE = 52, 12, 320  # pixels: of the square from 0 to 1
_BARS = 60  # pixels: the tallest bar of claims under it
_FOOT = _TOP + _SIDE + 46 + _BARS
_WIDTH, _HEIGHT = _LEFT + _SIDE + 14, _FOOT + 26


def draw(calibration: Calibration) -> Markup:
    """The diagram as one ``svg`` element: a dot for each bin with claims, under it a bar for how many they are."""
    parts = [
        Markup(
            '<svg class="reliability" role="img" aria-label="Reliability diagram of the figures in the table" '
            'viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
        ).format(_WIDTH, _HEIGHT)
    ]
    parts += _axes()
    most = max((b.claims for b in calibration.bins), default=0)
    for each in calibration.bins:
        if each.claims:
            parts += _bin(each, most)
    return Markup("\n").join([*parts, Markup("</svg>")])


def _x(share: float) -> float:
    return round(_LEFT + share * _SIDE, 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * _SIDE, 1)


def _axes() -> Iterator[Markup]:
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        yield Markup('<path class="rule" d="M{} {}H{}M{} {}V{}"/>').format(
            _x(0), _y(tick), _x(1), _x(tick), _y(0), _y(1)
        )
        yield Markup('<text class="to-left" x="{}" y="{}">{:.1f}</text>').format(_LEFT - 8, _y(tick) + 4, tick)
        yield Markup('<text class="middle" x="{}" y="{}">{:.1f}</text>').format(_x(tick), _y(0) + 18, tick)
    yield Markup('<path class="even" d="M{} {}L{} {}"/>').format(_x(0), _y(0), _x(1), _y(1))
    yield Markup('<text class="name middle" transform="translate(14 {}) rotate(-90)">share right</text>').format(
        _y(0.5)
    )
    yield Markup('<text class="name middle" x="{}" y="{}">confidence, and claims in each bin</text>').format(
        _x(0.5), _HEIGHT - 6
    )
    yield Markup('<path class="rule" d="M{} {}H{}"/>').format(_x(0), _FOOT, _x(1))


def _bin(each: Bin, most: int) -> Iterator[Markup]:
    low, high = each.interval
    height = round(max(1.0, each.claims / most * _BARS), 1)
    yield Markup(
        "<g><title>{}, mean confidence {:.3f}: {:.3f} right, between {:.2f} and {:.2f} with 95 %</title>"
    ).format(count(each.claims, "claim"), each.confidence, each.share, low, high)
    yield Markup('<path class="reach" d="M{0} {1}V{2}M{3} {1}H{4}M{3} {2}H{4}"/>').format(
        _x(each.confidence), _y(low), _y(high), _x(each.confidence) - 4, _x(each.confidence) + 4
    )
    yield Markup('<circle class="dot" cx="{}" cy="{}" r="5"/>').format(_x(each.confidence), _y(each.share))
    yield Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
        _x(each.low) + 2, _FOOT - height, round(_SIDE * (each.high - each.low)) - 4, height
    )
    yield Markup('<text class="middle" x="{}" y="{}">{:,}</text></g>').format(
        _x((each.low + each.high) / 2), _FOOT - height - 4, each.claims
    )
