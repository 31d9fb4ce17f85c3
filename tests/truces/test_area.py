from __future__ import annotations

from math import asin, atan2, cos, degrees, pi, radians, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from truceline.naming.gazetteer import distance
from truceline.pack import Knowledge, Pack, Place, Zone
from truceline.truces.area import depth, lies_in

HILLS = Knowledge(
    [
        Pack(
            "hills",
            "Hills",
            "1",
            places=(
                Place("hills:land", "Hilland", "country", None, 10.0, 20.0),
                Place("hills:shire", "Eastshire", "governorate", "hills:land", 10.0, 20.0),
                Place("hills:west", "Westshire", "governorate", "hills:land", 10.0, 19.0),
                Place("hills:city", "Oakton", "city", "hills:shire", 10.0, 20.0),
                Place("hills:gate", "Gate", "quarter", "hills:city", 10.01, 20.0),
                Place("hills:lane", "Long Lane", "road", "hills:city", 10.03, 20.0),
                Place("hills:ford", "Fordham", "village", "hills:shire", 10.04, 20.0),
                Place("hills:rim", "Rimby", "village", "hills:shire", 10.0455, 20.0),
                Place("hills:far", "Farley", "village", "hills:west", 10.0, 19.0),
                Place("hills:lost", "Lostley", "village", None),
            ),
        )
    ]
)
CIRCLE = Zone("the camp", around=(10.04, 20.0, 2.0))

latitudes, longitudes = st.floats(-60, 60), st.floats(-170, 170)


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point so far from another in that direction, over a sphere (great circle)."""
    angle, up = km / 6371.0088, radians(lat)
    there = asin(sin(up) * cos(angle) + cos(up) * sin(angle) * cos(bearing))
    across = atan2(sin(bearing) * sin(angle) * cos(up), cos(angle) - sin(up) * sin(there))
    return degrees(there), lon + degrees(across)


def ring(lat: float, lon: float, km: float, corners: int) -> tuple[tuple[float, float], ...]:
    return tuple(moved(lat, lon, 2 * pi * n / corners, km) for n in range(corners))


@given(latitudes, longitudes, st.floats(0, 2 * pi), st.floats(0.5, 60), st.floats(0.5, 60))
def test_a_circle_holds_what_is_nearer_than_its_radius(
    lat: float, lon: float, bearing: float, radius: float, away: float
) -> None:
    point = moved(lat, lon, bearing, away)
    assert depth(*point, Zone("z", around=(lat, lon, radius))) == pytest.approx(radius - away, abs=0.02 * away)


@given(latitudes, longitudes, st.integers(3, 12), st.floats(0, 2 * pi), st.floats(2, 40), st.floats(0.1, 3))
def test_a_polygon_holds_its_inner_circle_and_nothing_beyond_its_outer_one(
    lat: float, lon: float, corners: int, bearing: float, radius: float, share: float
) -> None:
    inner = cos(pi / corners)
    assume(share < inner * 0.95 or share > 1.05)
    zone = Zone("z", points=ring(lat, lon, radius, corners))
    inside = depth(*moved(lat, lon, bearing, share * radius), zone)
    assert (inside > 0) == (share < inner)


@given(latitudes, longitudes, st.integers(3, 12), st.floats(0, 2 * pi), st.floats(0, 50), st.integers(1, 11))
def test_where_the_corners_begin_and_which_way_they_run_is_of_no_matter(
    lat: float, lon: float, corners: int, bearing: float, away: float, turn: int
) -> None:
    points = ring(lat, lon, 20, corners)
    point = moved(lat, lon, bearing, away)
    first = depth(*point, Zone("z", points=points))
    turned = points[turn % corners :] + points[: turn % corners]
    assert depth(*point, Zone("z", points=turned)) == pytest.approx(first)
    assert depth(*point, Zone("z", points=points[::-1])) == pytest.approx(first)


@given(latitudes, longitudes, st.integers(3, 12), st.floats(0, 2 * pi), st.floats(0, 40), st.floats(0, 40))
def test_two_points_are_no_deeper_apart_than_they_are_far(
    lat: float, lon: float, corners: int, bearing: float, one: float, other: float
) -> None:
    zone = Zone("z", points=ring(lat, lon, 20, corners))
    here, there = moved(lat, lon, bearing, one), moved(lat, lon, bearing, other)
    between = abs(depth(*here, zone) - depth(*there, zone))
    assert between <= distance(*here, *there) * 1.03 + 0.1


def test_a_polygon_may_have_a_bay() -> None:
    bay = Zone("z", points=((0, 0), (0, 1), (1, 1), (1, 0.9), (0.1, 0.5), (1, 0.1), (1, 0)))
    assert depth(0.5, 0.5, bay) < 0
    assert depth(0.05, 0.5, bay) > 0
    assert depth(0.5, 0.02, bay) > 0


@pytest.mark.parametrize(
    ("place", "places", "says"),
    [
        ("hills:gate", ["hills:city"], "yes"),
        ("hills:city", ["hills:city"], "yes"),
        ("hills:city", ["hills:gate"], "cannot be told"),  # somewhere in the city is perhaps at the gate
        ("hills:far", ["hills:shire"], "no"),
        ("hills:far", ["hills:shire", "hills:land"], "yes"),
        ("hills:gate", ["hills:lane"], "cannot be told"),  # no pack says where a road of the city runs
        ("hills:ford", ["hills:lane"], "cannot be told"),  # a kilometre from its middle
        ("hills:far", ["hills:lane"], "no"),
        ("hills:gate", [], "cannot be told"),
    ],
)
def test_a_place_lies_in_what_holds_it(place: str, places: list[str], says: str) -> None:
    assert lies_in(place, places, (), HILLS).says == says


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("hills:ford", "yes"),
        ("hills:rim", "yes"),  # 0.6 km from the middle
        ("hills:gate", "no"),
        ("hills:far", "no"),
        ("hills:city", "cannot be told"),  # a city reaches further than its coordinates
        ("hills:land", "cannot be told"),
        ("hills:lost", "cannot be told"),
    ],
)
def test_a_zone_with_bounds_holds_what_is_surely_inside(place: str, says: str) -> None:
    assert lies_in(place, (), [CIRCLE], HILLS).says == says


def test_what_is_near_the_bounds_of_a_zone_is_left_open() -> None:
    narrow = Zone("the camp", around=(10.04, 20.0, 0.5))
    assert lies_in("hills:rim", (), [narrow], HILLS).says == "cannot be told"


def test_places_of_a_zone_go_before_its_bounds() -> None:
    both = Zone("the camp", places=("hills:far",), around=(10.04, 20.0, 2.0))
    assert lies_in("hills:far", (), [both], HILLS).says == "yes"
    assert lies_in("hills:ford", (), [both], HILLS).says == "yes"
    assert lies_in("hills:gate", (), [both], HILLS).says == "no"


def test_a_zone_that_is_not_drawn_leaves_everything_open() -> None:
    reply = lies_in("hills:ford", (), [Zone("areas to be agreed")], HILLS)
    assert reply.says == "cannot be told"
    assert "areas to be agreed" in reply.reason


def test_the_reason_names_every_area_that_it_lies_outside_of() -> None:
    reply = lies_in("hills:far", ["hills:shire"], [CIRCLE], HILLS)
    assert reply.reason == "Farley lies outside of Eastshire and the zone “the camp”"
