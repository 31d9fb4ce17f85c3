"""Places that no pack knows, from the gazetteer: those in countries that the article speaks of."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from truceline.naming import gazetteer
from truceline.naming.gazetteer import City
from truceline.naming.phrase import bare

SURE, BY_OTHER_NAME = 0.85, 0.8
"""How sure a place is that bears the name as its main one, or as another: of 76 in articles for training, on ten
conflicts, all but three seemed right by their names; rounded down, as they were few of each conflict."""

_TOWN = 15_000
"""People from which on a city may be meant wherever the article only mentions its country. Smaller ones are namesakes
of too many words and persons: the article has to be about the country."""

_SMALL_BESIDE = 8
_FEWEST_LETTERS = 4
_SETTLED = "city|town|village|port|district"
_DIVISION = "province|governorate|oblast|region|state|department|countryside|county|prefecture"
_OF_KIND = re.compile(rf"^(?:{_SETTLED}|{_DIVISION}) of | (?:{_SETTLED}|{_DIVISION})$", re.IGNORECASE)
_OF_DIVISION = re.compile(rf"^(?:{_DIVISION}) of | (?:{_DIVISION})$", re.IGNORECASE)


def find(text: str, spoken: Mapping[str, int], about: Collection[str]) -> tuple[str, float] | None:
    """The id and certainty of the place of the gazetteer that a mention names, ``None`` without one.

    Args:
        text: the mention.
        spoken: how often the article speaks of each country, by the gazetteer's name of it.
        about: the countries that most of its places lie in.
    """
    name = _OF_KIND.sub("", bare(text))
    capitals = all(w[0].isupper() for w in name.split() if len(w) > 3)
    if len(name) < _FEWEST_LETTERS or not name[0].isupper() or not capitals:
        return None
    divisions = gazetteer.divisions(name, spoken)
    if _OF_DIVISION.search(bare(text)) and len(divisions) == 1:
        return divisions[0], SURE
    if city := _city(name, spoken, about):
        return city.id, SURE if city.main else BY_OTHER_NAME
    return (divisions[0], BY_OTHER_NAME) if len(divisions) == 1 else None


def rival(names: Collection[str], home: str, about: Collection[str]) -> tuple[str, float] | None:
    """The city that a name stands for in an article about other countries than the one where a pack knows it.

    A city that is small beside the one of the pack is none: Geneva is in Switzerland, also in articles about the USA.
    """
    known = [c.population for name in names for c in gazetteer.cities(name, [home])]
    least = max(_TOWN, max(known, default=0) // _SMALL_BESIDE)
    found = [c for name in names for c in gazetteer.cities(name, about) if c.population >= least]
    best = max(found, key=lambda c: (c.population, c.main, c.id), default=None)
    return (best.id, SURE if best.main else BY_OTHER_NAME) if best else None


def division(names: Collection[str], country: str) -> str | None:
    """The division of a country that bears one of the names of a city there."""
    found = {d for name in names for d in gazetteer.divisions(name, [country])}
    return found.pop() if len(found) == 1 else None


def _city(name: str, spoken: Mapping[str, int], about: Collection[str]) -> City | None:
    small = {c.id for c in gazetteer.cities(name, about)}
    known = [c for c in gazetteer.cities(name, spoken) if c.population >= _TOWN or c.id in small]
    return _weightiest(known, spoken) or next(iter(gazetteer.great_cities(name)), None)


def _weightiest(cities: Collection[City], spoken: Mapping[str, int]) -> City | None:
    """Of namesakes the one whose country the article speaks of most, unless it is small beside another."""
    return max(cities, key=lambda c: (spoken.get(c.country, 1) ** 2 * c.population, c.main, c.id), default=None)
