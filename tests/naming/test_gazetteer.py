from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.naming import gazetteer


def test_divisions_have_names_and_lie_amid_their_cities() -> None:
    (yemen,) = gazetteer.divisions("Marib", ["Yemen"])
    place = gazetteer.place(yemen)
    assert (place.name, place.kind, gazetteer.country(yemen)) == ("Ma'rib", "governorate", "Yemen")
    assert place.lat is not None and place.lon is not None
    assert gazetteer.distance(place.lat, place.lon, 15.46, 45.33) < 100
    assert gazetteer.divisions("Marib", ["Libya"]) == ()


def test_a_city_lies_in_its_division() -> None:
    donetsk = gazetteer.cities("Donetsk", ["Ukraine"])[0]
    division = gazetteer.place(donetsk.id).parent
    assert division is not None and gazetteer.place(division).name == "Donetsk"
    assert gazetteer.division_at(48.0, 37.8, ["Ukraine"], 20) == division
    assert gazetteer.division_at(48.0, 37.8, ["Russia"], 20) is None


@pytest.mark.parametrize(("name", "country"), [("Tripoli", "Lebanon"), ("Tripoli", "Libya"), ("Valencia", "Venezuela")])
def test_namesakes_are_told_apart_by_their_countries(name: str, country: str) -> None:
    assert {c.country for c in gazetteer.cities(name, [country])} == {country}


def test_small_places_are_proposed_but_not_named() -> None:
    assert gazetteer.cities("Sotk", ["Armenia"]) == ()
    assert [name for name, _, _ in gazetteer.proposals("Sotk", ["Armenia"])] == ["Sotk"]


@given(st.text(max_size=20), st.lists(st.text(max_size=10), max_size=2))
def test_any_name_and_country_may_be_asked_for(name: str, countries: list[str]) -> None:
    for city in gazetteer.cities(name, countries):
        assert gazetteer.place(city.id).kind == "city"


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distances_are_the_same_both_ways_and_at_most_half_around_the_earth(
    lat: float, lon: float, other_lat: float, other_lon: float
) -> None:
    there = gazetteer.distance(lat, lon, other_lat, other_lon)
    assert there == pytest.approx(gazetteer.distance(other_lat, other_lon, lat, lon), abs=1e-6)
    assert 0 <= there <= 20_016
