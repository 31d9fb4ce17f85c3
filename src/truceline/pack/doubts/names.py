"""Names that mean more than one thing, or what nobody is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from truceline.naming import gazetteer
from truceline.naming.aliases import is_acronym
from truceline.naming.spelling import plain
from truceline.pack.doubts.ordinary import ORDINARY
from truceline.pack.doubts.view import Doubt, View, overlap
from truceline.pack.records import Actor, Outlet, Place

Named = TypeVar("Named", Actor, Place, Outlet)

_QUOTED = 3  # names told of a pair that shares more
_ONE_PLACE_KM = 50.0
_MANY = 8  # entries that share a name, beyond which pairs are not told one by one


def doubts(view: View) -> Iterator[Doubt]:
    """Names that two share, that are in small letters, that are ordinary words, that compete with other packs."""
    pack = view.pack
    yield from _shared("actors", pack.actors, _names, lambda a, b: _mistakable(view, a, b), view)
    yield from _shared("places", pack.places, _names, lambda a, b: _alike(view, a, b), view)
    yield from _shared("outlets", pack.outlets, _names, lambda *_: True, view)
    yield from _descriptions(view)
    for table, entries in (("actors", pack.actors), ("places", pack.places), ("outlets", pack.outlets)):
        for entry in entries:
            yield from _written(table, entry)
            yield from _competing(table, entry, view)


def _names(entry: Named) -> tuple[str, ...]:
    return entry.names


def _mistakable(view: View, one: Actor, other: Actor) -> bool:
    """Whether neither dates nor countries tell two actors of one name apart."""
    countries = {view.country(one), view.country(other)}
    if not overlap(one, other) or (len(countries) == 2 and None not in countries):
        return False
    # Of one with days and one without, the days decide.
    return bool(one.first or one.last) == bool(other.first or other.last)


def _alike(view: View, one: Place, other: Place) -> bool:
    """Whether neither what they are nor where they lie tells two places of one name apart."""
    del view
    return one.kind == other.kind and one.parent == other.parent


def _shared(
    table: str,
    entries: Sequence[Named],
    names: Callable[[Named], Iterable[str]],
    doubtful: Callable[[Named, Named], bool],
    view: View,
) -> Iterator[Doubt]:
    bearers: dict[str, dict[str, Named]] = {}
    spelled: dict[str, str] = {}
    for entry in entries:
        for name in names(entry):
            if simple := plain(name):
                bearers.setdefault(simple, {})[entry.id] = entry
                spelled.setdefault(simple, name)
    pairs: dict[tuple[str, str], list[str]] = {}
    for simple, found in bearers.items():
        for one, other in combinations(tuple(found.values())[:_MANY], 2):
            if doubtful(one, other):
                pairs.setdefault((one.id, other.id), []).append(spelled[simple])
    mend = "give first and last to both, or take it from one" if table == "actors" else "take it from one"
    for (first, second), told in pairs.items():
        yield Doubt(table, second, f"{_quoted(told)} {_is(told)} also {view.short(first)!r}, which comes first; {mend}")


def _descriptions(view: View) -> Iterator[Doubt]:
    """Descriptions that lead to several actors of which nothing tells which one is meant."""
    told: dict[tuple[str, str], list[str]] = {}
    for one, other, text in _described(view):
        told.setdefault((one.id, other.id), []).append("~" + text)
    for (first, second), texts in told.items():
        sides = [view.side(view.actors[i]) for i in (first, second)]
        split = "an actor of another side" if sides[0] != sides[1] else "which comes first"
        what = (
            f"{_quoted(texts)} {_is(texts)} also {view.short(first)!r}, {split}; keep it where it is meant most often"
        )
        yield Doubt("actors", second, what)


def _described(view: View) -> Iterator[tuple[Actor, Actor, str]]:
    bearers: dict[str, dict[str, tuple[Actor, str]]] = {}
    for actor in view.pack.actors:
        for text in actor.descriptions:
            bearers.setdefault(plain(text), {})[actor.id] = (actor, text)
    for found in bearers.values():
        for (one, text), (other, _) in combinations(tuple(found.values())[:_MANY], 2):
            if _mistakable(view, one, other):
                yield one, other, text


def _written(table: str, entry: Actor | Place | Outlet) -> Iterator[Doubt]:
    """Names that ordinary prose has in another sense."""
    people = isinstance(entry, Actor) and entry.kind == "population"
    small = [n for n in entry.names if n == n.lower() != n.upper() and not any(c.isdigit() or c == "." for c in n)]
    if table == "outlets":  # some are written so: dpa, taz
        small = [n for n in small if " " in n or plain(n) in ORDINARY]
    if small and not people:
        mend = "put ~ before it if it describes" if table == "actors" else "take it out if it could mean another"
        yield Doubt(table, entry.id, f"{_quoted(small)} in small letters would be found in ordinary prose; {mend}")
    common = [n for n in entry.names if n not in small and plain(n) in ORDINARY and not is_acronym(n)]
    if common and not people:
        mend = "put ~ before it or take it out" if table == "actors" else "take it out if a heading may have it"
        told = "ordinary words" if len(common) > 1 else "an ordinary word"
        yield Doubt(table, entry.id, f"{_quoted(common)} {_is(common)} {told}, which a sentence may begin with; {mend}")
    if joined := [n for n in entry.names if ";" in n or (n.count(", ") > 1 and " and " not in n)]:
        yield Doubt(table, entry.id, f"{_quoted(joined)} reads like several names; put | between names")


def _competing(table: str, entry: Actor | Place | Outlet, view: View) -> Iterator[Doubt]:
    """Names that another pack has for something else, where the article's country does not decide."""
    found: dict[str, list[str]] = {}
    for name in entry.names:
        for other in view.named[table].get(plain(name), ()):
            if not _same(entry, other, view):
                found.setdefault(other.id, []).append(name)
    for other_id, names in found.items():
        what = (
            f"{_quoted(names)} {_is(names)} also {other_id!r}; where an article does not decide, this pack's is taken"
        )
        yield Doubt(table, entry.id, what)


def _same(entry: Actor | Place | Outlet, other: Actor | Place | Outlet, view: View) -> bool:
    """Whether two packs mean the same, or an article's country tells which is meant."""
    match entry, other:
        case Actor(), Actor():
            placed = view.country(entry) is not None and view.country(other) is not None
            return placed or other.id in [a.id for a in view.lineage(entry.id)]
        case Place(), Place():
            country = view.country_of_place(entry.id)
            if country is not None and country == view.country_of_place(other.id):
                return True
            if entry.lat is None or entry.lon is None or other.lat is None or other.lon is None:
                return False
            return gazetteer.distance(entry.lat, entry.lon, other.lat, other.lon) <= _ONE_PLACE_KM
        case Outlet(), Outlet():
            return bool(set(entry.domains) & set(other.domains))
    return True


def _quoted(names: Sequence[str]) -> str:
    more = len(names) - _QUOTED
    listed = [repr(n) for n in names[:_QUOTED]] + ([f"{more} more"] if more > 0 else [])
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
