from __future__ import annotations

import pytest

from truceline.naming import gazetteer
from truceline.pack import ACLED, Knowledge, Pack, Place, bundled

PACK = Pack(
    "hills",
    "Hills",
    "1",
    places=(
        Place("hills:libya", "Libya", "country", None, 27.0, 17.0, ("Libya",)),
        Place("hills:west", "The West", "governorate", "hills:libya", 32.5, 13.0, ("The West",)),
        Place("hills:tripoli", "Tripoli", "city", "hills:west", 32.89, 13.18, ("Tripoli",)),
        Place("hills:harbour", "Harbour", "quarter", "hills:tripoli", None, None, ("Harbour",)),
        Place("hills:ring", "Ring Road", "road", "hills:tripoli", 32.85, 13.2, ("Ring Road",)),
        Place("hills:coast-road", "Coast Road", "road", "hills:libya", 32.0, 16.0, ("Coast Road",)),
        Place("hills:benghazi", "Benghazi", "city", "hills:libya", 32.11, 20.07, ("Benghazi",)),
        Place("hills:hamlet", "Hamlet", "village", "hills:west", None, None, ("Hamlet",)),
        Place("hills:desert", "Desert", "area", "hills:libya", 25.0, 17.0, ("Desert",)),
        Place("hills:nowhere", "Nowhere", "area", None, None, None, ("Nowhere",)),
    ),
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge([PACK])


@pytest.mark.parametrize(
    ("place", "holder", "precision", "admin1"),
    [
        ("hills:tripoli", "hills:tripoli", 1, "hills:west"),
        ("hills:harbour", "hills:tripoli", 2, "hills:west"),
        ("hills:ring", "hills:ring", 2, "hills:west"),
        ("hills:hamlet", "hills:west", 4, "hills:west"),
        ("hills:west", "hills:west", 4, "hills:west"),
        ("hills:coast-road", "hills:coast-road", 5, None),
        ("hills:desert", "hills:desert", 5, None),
        ("hills:libya", "hills:libya", 6, None),
    ],
)
def test_a_place_has_its_own_coordinates_or_those_of_its_nearest_parent(
    knowledge: Knowledge, place: str, holder: str, precision: int, admin1: str | None
) -> None:
    found = knowledge.locate(place)
    assert found is not None
    own = knowledge.places[holder]
    assert (found.place, found.lat, found.lon) == (holder, own.lat, own.lon)
    assert (found.precision, found.admin1, found.country) == (precision, admin1, "hills:libya")
    assert ACLED[found.precision] in (1, 2, 3)


def test_a_city_right_under_its_country_gets_the_division_of_the_gazetteer(knowledge: Knowledge) -> None:
    found = knowledge.locate("hills:benghazi")
    assert found is not None and found.admin1 is not None
    assert (knowledge.label(found.admin1), found.precision) == ("Banghazi", 1)


def test_cities_of_the_gazetteer_lie_in_the_packs_own_divisions(knowledge: Knowledge) -> None:
    (tripoli,) = gazetteer.cities("Tripoli", ["Libya"])
    assert knowledge.within(tripoli.id) == (tripoli.id, "hills:west", "hills:libya")
    found = knowledge.locate(tripoli.id)
    assert found is not None and (found.admin1, found.precision) == ("hills:west", 1)


def test_nothing_is_known_of_where_some_lie(knowledge: Knowledge) -> None:
    assert knowledge.locate("hills:nowhere") is None
    assert knowledge.locate("no such place") is None


def test_every_place_of_the_bundled_packs_can_be_put_on_a_map() -> None:
    knowledge = Knowledge.of(list(bundled()))
    for place in knowledge.places.values():
        found = knowledge.locate(place.id)
        assert found is not None, place.id
        assert found.admin1 is None or knowledge.places[found.admin1].kind == "governorate"
