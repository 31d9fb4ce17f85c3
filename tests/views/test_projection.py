from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.naming.gazetteer import distance
from truceline.views.projection import Window

POINTS = st.lists(st.tuples(st.floats(-60, 70), st.floats(-170, 170)), min_size=1, max_size=12)
SYRIA = Window(32.0, 35.5, 37.5, 42.5, 700)


@given(POINTS)
def test_a_window_shows_all_its_points_and_is_no_taller_than_allowed(points: list[tuple[float, float]]) -> None:
    window = Window.around(points, width=700, tall=(380, 760), least_km=10)
    assert 379 <= window.height <= 761
    for point in points:
        x, y = window.at(point)
        assert window.holds(point) and 0 <= x <= 700 and 0 <= y <= window.height


@pytest.mark.parametrize(
    ("here", "there"), [((36.2, 37.16), (33.5, 36.3)), ((35.0, 36.0), (35.0, 41.0)), ((32.5, 36), (37, 42))]
)
def test_distances_on_the_page_are_those_on_the_ground(here: tuple[float, float], there: tuple[float, float]) -> None:
    drawn = math.dist(SYRIA.at(here), SYRIA.at(there)) / SYRIA.km
    assert drawn == pytest.approx(distance(*here, *there), rel=0.02)


def test_north_is_up_and_east_is_right() -> None:
    x, y = SYRIA.at((34, 38))
    assert SYRIA.at((35, 38))[1] < y and SYRIA.at((34, 39))[0] > x


@given(POINTS)
def test_what_is_cut_lies_inside(points: list[tuple[float, float]]) -> None:
    cut = SYRIA.cut(points)
    assert all(32 <= lat <= 37.5 and 35.5 <= lon <= 42.5 for lat, lon in cut)
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", SYRIA.area([points]))]
    assert all(0 <= n <= max(700, SYRIA.height) for n in numbers)


def test_a_ring_around_the_window_fills_it_and_one_beside_it_is_not_drawn() -> None:
    around = [(0.0, 0.0), (0.0, 90.0), (60.0, 90.0), (60.0, 0.0), (0.0, 0.0)]
    corners = {tuple(map(round, SYRIA.at(p))) for p in SYRIA.cut(around)}
    assert corners == {(0, 0), (700, 0), (0, SYRIA.height), (700, SYRIA.height)}
    assert SYRIA.area([[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]]) == ""


def test_of_a_line_only_what_touches_the_window_is_drawn() -> None:
    coast = [(20.0, 20.0), (21.0, 21.0), (34.0, 36.0), (35.0, 37.0), (60.0, 20.0), (61.0, 20.0)]
    assert SYRIA.line(coast).count("M") == 1 and SYRIA.line(coast).count("L") == 3
    assert SYRIA.line(coast[:2]) == ""
