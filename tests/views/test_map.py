from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree

from truceline.views.map import SHAPES, Country, Land, Part, Sign, Spot, Way, crowds, draw, radius
from truceline.views.projection import Window

WINDOW = Window(32.0, 35.5, 37.5, 42.5, 700)
LAND = Land(
    countries=(Country("Westland", (((30, 30), (30, 39), (40, 39), (40, 30), (30, 30)),)), Country("Far away", ())),
    coasts=(((33, 36), (34, 36)),),
    borders=(((32, 39), (37, 39)),),
)
HOSTILE = '"><script>alert(1)</script>\u202e'


def spot(number: int, lat: float = 35.0, lon: float = 38.0, weight: int = 3, signs: tuple[Sign, ...] = ()) -> Spot:
    name = f"Place {number}"
    return Spot(number, (lat, lon), name, f"{name}. Events.", f"#place-{number}", weight, True, signs)


def parsed(*spots: Spot, ways: tuple[Way, ...] = (), parts: Sequence[Part] = (), inset: bool = False) -> etree._Element:
    return etree.fromstring(str(draw(WINDOW, spots, ways, LAND, name="Map", parts=parts, inset=inset)))


def of_class(drawn: etree._Element, css: str) -> list[etree._Element]:
    return [e for e in drawn.iter() if css in (e.get("class") or "").split()]


def test_each_place_leads_to_its_row_and_says_what_it_is() -> None:
    drawn = parsed(spot(1), spot(2, lat=36))
    links = of_class(drawn, "spot")
    assert {e.get("href") for e in links} == {"#place-1", "#place-2"}
    assert {e.findtext("title") for e in links} == {"Place 1. Events.", "Place 2. Events."}


def test_what_lies_outside_is_not_drawn() -> None:
    assert not of_class(parsed(spot(1, lat=10.0)), "spot")


def test_more_events_make_a_larger_circle_and_none_make_none() -> None:
    assert radius(0) == 0 < radius(1) < radius(10) < radius(100) <= radius(10_000)
    few, many = of_class(parsed(spot(1, weight=1), spot(2, lat=36, weight=60)), "events")
    assert float(few.get("r", "0")) > float(many.get("r", "0")), "the smaller one lies on top"
    assert not of_class(parsed(spot(1, weight=0, signs=(Sign(0),))), "events")


@pytest.mark.parametrize("number", range(len(SHAPES)))
def test_sides_differ_in_shape_and_in_colour(number: int) -> None:
    (mark,) = of_class(parsed(spot(1, signs=(Sign(number),))), "sign-mark")
    others = [of_class(parsed(spot(1, signs=(Sign(n),))), "sign-mark")[0] for n in range(len(SHAPES)) if n != number]
    assert all(o.get("d") != mark.get("d") and o.get("class") != mark.get("class") for o in others)


def test_signs_of_several_holders_stand_apart_and_say_part_and_old() -> None:
    drawn = parsed(replace(spot(1, signs=(Sign(0), Sign(1, part=True), Sign(None, old=True))), contested=True))
    first, second, third = of_class(drawn, "sign-mark")
    assert len({e.get("transform") for e in (first, second, third)}) == 3
    assert (
        "partly" in second.get("class", "")
        and "old" in third.get("class", "")
        and "sign-none" in third.get("class", "")
    )
    assert of_class(drawn, "contested")


def test_ways_say_whether_they_can_be_used() -> None:
    course = ((33.0, 36.5), (36.0, 37.5))
    for use, css in ((0, "cut"), (1, None), (2, "differs"), (None, None)):
        (way,) = of_class(parsed(ways=(Way(4, course, "M5", "#way-4", 1, use),)), "way")
        assert way.findtext("title") == "M5" and way.get("href") == "#way-4"
        assert [c for c in ("cut", "differs") if c in way.get("class", "").split()] == ([css] if css else [])


def test_countries_are_named_where_they_have_room_and_the_scale_is_told() -> None:
    drawn = parsed()
    assert [e.text for e in of_class(drawn, "country")] == ["Westland"]
    (scale,) = of_class(drawn, "scale")
    assert re.fullmatch(r"\d+ km", scale.findtext("text") or "")
    assert not of_class(parsed(inset=True), "country")


def test_names_and_titles_are_text() -> None:
    drawn = parsed(
        Spot(1, (35.0, 38.0), HOSTILE, HOSTILE, '#"><a>', 3, True),
        ways=(Way(1, ((33.0, 36.5), (36.0, 37.5)), HOSTILE, '#"><a>'),),
    )
    assert not list(drawn.iter("script"))
    assert "\u202e" not in etree.tostring(drawn, encoding="unicode")


def test_a_crowded_city_gets_a_drawing_of_its_own() -> None:
    city = [spot(n, 36.2 + n % 3 * 0.02, 37.1 + n // 3 * 0.02) for n in range(9)]
    lone = [spot(20 + n, 33.0 + n, 36.5 + n) for n in range(4)]
    (part,) = crowds([*city, *lone], WINDOW, width=330)
    assert {s.number for s in part.spots} == set(range(9))
    assert part.window.km > 2 * WINDOW.km
    drawn = parsed(*city, *lone, parts=[part])
    assert {int(e.get("data-place", "0")) for e in of_class(drawn, "spot")} == {20, 21, 22, 23}
    (box,) = of_class(drawn, "part")
    assert box.get("href") == "#map-A" and "9 places with 27 events" in (box.findtext("title") or "")
    inset = etree.fromstring(str(draw(part.window, part.spots, (), LAND, name="A", inset=True)))
    assert len(of_class(inset, "spot")) == 9


def test_places_far_apart_need_no_other_drawing() -> None:
    assert crowds([spot(n, 32.5 + n * 0.5, 36 + n * 0.5) for n in range(9)], WINDOW, width=330) == []
