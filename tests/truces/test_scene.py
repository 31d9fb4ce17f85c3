from __future__ import annotations

from sample import claim
from truce_sample import article, record
from truceline.pack import Knowledge
from truceline.truces.scene import scenes

WORLD = Knowledge.of(("world",))
ALEPPO, KYIV, GAZA = ("Aleppo", "geonames:170063"), ("Kyiv", "geonames:703448"), ("Gaza", "geonames:281133")


def test_the_country_is_that_of_what_happens_on_the_ground_and_not_of_the_talks() -> None:
    text = article("a", "2016-08-12", "Kyiv was shelled.", "Talks were held in Aleppo.", "There was a truce.")
    told = [
        claim(text, 1, "shelled", "shelling", place=[KYIV]),
        claim(text, 2, "held", "talks", place=[ALEPPO]),
        claim(text, 3, "truce", "truce_start"),
    ]
    assert WORLD.label(scenes(told, WORLD)["a"]) == "Ukraine"


def test_an_article_of_two_countries_has_none() -> None:
    text = article("a", "2016-08-12", "Kyiv was shelled.", "Aleppo was shelled.")
    told = [
        claim(text, 1, "shelled", "shelling", place=[KYIV]),
        claim(text, 2, "shelled", "shelling", place=[ALEPPO]),
    ]
    assert scenes(told, WORLD) == {}


def test_truces_of_two_countries_in_one_week_are_two() -> None:
    one = article("a", "2014-08-12", "Kyiv was shelled.", "A truce took effect on Monday.")
    two = article("b", "2014-08-12", "Gaza was shelled.", "A truce took effect on Monday.")
    claims = [
        claim(text, n, trigger, kind, place=place, on="2014-08-11")
        for text, city in ((one, KYIV), (two, GAZA))
        for n, trigger, kind, place in ((1, "shelled", "shelling", [city]), (2, "took effect", "truce_start", []))
    ]
    found = record(*claims, articles=(one, two), knowledge=WORLD).truces.values()
    assert len(found) == 2
    assert {t.place for t in found} == {None}
