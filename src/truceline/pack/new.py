"""A pack to start from: what can be known of a country beforehand, ready to be filled."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import process

from truceline.naming.spelling import key, plain
from truceline.pack.files import COLUMNS, bundled
from truceline.pack.knowledge import Knowledge
from truceline.pack.records import GENERAL, PackError, Place
from truceline.pack.settlements import settlements

LOOK_UP = "to be looked up?"
"""Source of what is a guess; ``truceline pack check`` lists it until the question mark is gone."""

_GOVERNMENT = "~government | ~the government | ~authorities | ~regime"
_FORCES = (
    "~army | ~military | ~armed forces | ~troops | ~soldiers | ~government forces | ~government troops | "
    "~security forces | ~air force | ~warplanes | ~army units"
)
_OPPOSITION = (
    "~rebels | ~rebel fighters | ~rebel forces | ~rebel groups | ~insurgents | ~armed opposition | ~opposition fighters"
    " | ~opposition forces | ~opposition groups | ~anti-government forces"
)
_UNSPECIFIED = (
    "~militants | ~fighters | ~armed men | ~armed groups | ~militia | ~militias | ~militiamen | ~paramilitaries"
    " | ~paramilitary forces | ~extremists"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A new pack.

    Attributes:
        id: of the pack.
        counts: entries by table.
        least: people that a town has at least to be in it, by country.
    """

    id: str
    folder: Path
    counts: dict[str, int]
    least: dict[str, int]


def make(folder: Path, countries: Sequence[str], name: str = "") -> Made:
    """Write a new pack into a folder that is not there yet; its id is the folder's name.

    Args:
        folder: where to put it.
        countries: names of countries as the pack ``world`` has them, at least one.
        name: what the pack is about; by default its countries.

    Raises:
        PackError: the folder is there or cannot be made, a country is unknown, or the id is taken.
    """
    if folder.exists():
        raise PackError(f"{folder}: this is there already, and nothing is ever written over; give another folder")
    own = plain(folder.resolve().name).replace(" ", "-")
    if not own or own in bundled():
        raise PackError(f"{folder}: the pack's id would be {own!r}, which is taken or empty; name the folder otherwise")
    world = Knowledge.of([GENERAL])
    homes = list(dict.fromkeys(_country(c, world) for c in countries))
    title = (
        " ".join("".join(c if c.isprintable() else " " for c in name).split()) or f"The conflict in {_listed(homes)}"
    )
    taken: set[str] = set()
    found = {home.id: settlements(home, world, taken) for home in homes}
    places = [row for home in homes for row in found[home.id].rows(home)]
    tables = {
        "actors": list(_actors(homes, world)),
        "places": places,
        "routes": list(_routes(places)),
        "outlets": [_outlet(homes[0])],
    }
    files = {"pack.toml": _head(own, title, homes), "terms/example.txt": _terms(homes[0])}
    files |= {f"{table}.csv": _table(table, rows) for table, rows in tables.items()}
    _write(folder, files)
    least = {home.name: found[home.id].least for home in homes}
    return Made(own, folder, {table: len(rows) for table, rows in tables.items()}, least)


def _country(name: str, world: Knowledge) -> Place:
    known = {key(n): p for p in reversed(tuple(world.places.values())) if p.kind == "country" for n in p.names}
    if key(name) in known:
        return known[key(name)]
    close = dict.fromkeys(known[k].name for k, _, _ in process.extract(key(name), known.keys(), limit=5))
    raise PackError(f"--country {name}: the pack 'world' has no such country; closest are {', '.join(close)}")


def _listed(homes: Sequence[Place]) -> str:
    names = [h.name for h in homes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _short(entity: str) -> str:
    return entity.partition(":")[2]


def _actors(homes: Sequence[Place], world: Knowledge) -> Iterator[dict[str, str]]:
    """Governments and forces as the general pack has them, with what texts call them where all know which is meant."""
    for home in homes:
        side = _sides(homes)[home.id]
        copied = [a for a in world.actors.values() if a.country == home.id and a.kind in ("government", "force")]
        ids = {a.id for a in copied}
        for n, actor in enumerate(copied):
            generic = next((a.kind for a in copied[:n] if a.kind == actor.kind), None) is None
            added = (_GOVERNMENT if actor.kind == "government" else _FORCES) if generic else ""
            aliases = [*actor.names[1:], *(f"~{d}" for d in actor.descriptions), *([added] if added else [])]
            parent = actor.parent or ""
            yield _row(
                "actors",
                id=_short(actor.id),
                name=actor.name,
                kind=actor.kind,
                side=side,
                parent=_short(parent) if parent in ids else parent,
                country=home.id,
                aliases=" | ".join(aliases),
                source=actor.source,
            )
    if len(homes) > 1:
        return
    home = homes[0]
    for short, name, side, described in (
        ("armed-opposition", f"Armed opposition in {home.name}", "opposition", _OPPOSITION),
        ("armed-groups", f"Armed groups in {home.name}, not told which", "", _UNSPECIFIED),
    ):
        entry = {"id": short, "name": name, "side": side, "country": home.id, "aliases": described}
        yield _row("actors", kind="armed_group", source=LOOK_UP, **entry)


def _sides(homes: Sequence[Place]) -> dict[str, str]:
    """Short id of the side of each country's government."""
    return {h.id: _short(h.id) if len(homes) > 1 else "government" for h in homes}


def _routes(places: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """An example between the two towns that come first, of which nothing is told."""
    towns = [p["id"] for p in places if p["kind"] != "governorate"]
    if len(towns) > 1:
        name = "Example road (an example to write over)"
        yield _row("routes", **{"id": "example-road", "name": name, "from": towns[0], "to": towns[1]}, source=LOOK_UP)


def _outlet(home: Place) -> dict[str, str]:
    return _row(
        "outlets",
        id="example-outlet",
        name="Example Outlet (an example to write over)",
        owner="who owns it",
        country=home.id,
        language="en",
        domains="outlet.example",
        source=LOOK_UP,
    )


def _row(table: str, **cells: str) -> dict[str, str]:
    return {column: cells.get(column, "") for column in COLUMNS[table]}


def _table(table: str, rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _head(own: str, title: str, homes: Sequence[Place]) -> str:
    parts = [
        f"""\
# What this pack is, and the sides of its conflict. The whole format: docs/packs.md; a walk-through:
# docs/your-own-pack.md. Lines that begin with # are read by nobody.

id = {_text(own)}  # the short name before the colon in every id, {own}:...; leave it once cases exist
name = {_text(title)}
version = "1"
licence = "CC-BY-4.0"  # places are from GeoNames, CC BY 4.0
description = "What it covers."
# The days that it covers; `truceline pack check` tells of actors outside of them.
# first = "2014-04"
# last = "2022-10-02"

# A side groups those who fight or speak for one cause. Give it a name that all sides could live with.
# `members` are actors of other packs that belong to it, with all that is under them.
"""
    ]
    for home in homes:
        name = f"Government of {home.name} and allies" if len(homes) == 1 else f"{home.name} and allies"
        parts.append(
            _side(_sides(homes)[home.id], name, f"The government of {home.name}, its forces and their allies.", home.id)
        )
    if len(homes) == 1:
        about = f"Those who fight the government of {homes[0].name}. Make a side of each that has its own cause."
        parts.append(_side("opposition", "Opposition", about))
    return "\n".join(parts)


def _side(short: str, name: str, about: str, member: str = "") -> str:
    lines = [f"id = {_text(short)}", f"name = {_text(name)}", f"description = {_text(about)}"]
    lines.append(f"source = {_text(LOOK_UP)}")
    if member:
        lines.append(f"members = [{_text(member)}]")
    return "\n".join(["[[sides]]", *lines, ""])


def _text(value: str) -> str:
    """A TOML string: what JSON escapes, TOML does in the same way."""
    return json.dumps(value, ensure_ascii=False)


def _terms(home: Place) -> str:
    return f"""\
A truce that was put in writing is a file of its own here, one for each, as NAME.toml. This file is an example and is
not read. Copy what is below the line into NAME.toml, and write in what the text of the truce says, in your own words.
-----------------------------------------------------------------------------------------------------------------------
id = "first-truce"
name = "First truce"
class = "preliminary"        # or "cessation of hostilities", "definitive" (ETH/PRIO Civil Conflict Ceasefire data set)
purpose = "humanitarian"
announced = "2020-01-30"     # a day, month or year; leave out what is not known
starts = "2020-02-01"
ends = "2020-02-07"
duration_hours = 168
parties = ["armed-opposition"]  # ids of actors
guarantors = ["world:united-nations"]
excluded = []
places = ["{home.id}"]
sources = ["Where the text can be read"]

[[zones]]                       # an area that the text marks out, if it does
name = "the safe road"
around = [0.0, 0.0, 5.0]        # latitude, longitude, kilometres; or places = [ids]; or points = [[lat, lon], ...]

[[obligations]]
kind = "aid_access"
text = "Aid convoys pass without being searched twice."
by = ["armed-opposition"]       # leave out what binds every party
zone = "the safe road"          # leave out what holds everywhere
"""


def _write(folder: Path, files: dict[str, str]) -> None:
    """All files or none."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as part:
            whole = Path(part) / "pack"
            for name, text in files.items():
                path = whole / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            whole.rename(folder)
    except OSError as error:
        raise PackError(f"{folder}: cannot be made ({error.strerror}); give another folder") from None
