"""Reading one pack from its folder. Every error names the file, the line where there is one, and the mend."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from truceline.pack.links import TABLES, check
from truceline.pack.records import ACTOR_KINDS, PLACE_KINDS, Actor, Outlet, Pack, PackError, Place, Side
from truceline.pack.rows import Row, full, rows
from truceline.pack.toml import listed, terms, toml, word

COLUMNS = tuple(
    tuple(columns.split())
    for columns in (
        "id name kind side parent country first last aliases source",
        "id name kind parent lat lon aliases source",
        "id name owner country side language domains aliases source",
    )
)
"""Of actors, places and outlets."""


def bundled() -> dict[str, Path]:
    """Name and folder of every pack that travels with the package, by name."""
    root = Path(str(files("truceline").joinpath("packs")))
    return {p.parent.name: p.parent for p in sorted(root.glob("*/pack.toml"))}


def load(folder: Path) -> Pack:
    """Read a pack; of its files only ``pack.toml`` must be there.

    References within the pack are checked here, references into other packs where packs come together, in
    ``Knowledge``.

    Raises:
        PackError: a file cannot be read, or says something that the format does not allow.
    """
    folder = Path(folder)
    paths = [folder / "pack.toml", *(folder / f"{t}.csv" for t in ("actors", "places", "outlets"))]
    paths += sorted((folder / "terms").glob("*.toml"), key=lambda p: p.name)
    if not paths[0].is_file():
        raise PackError(f"{paths[0]}: there is no such file; a pack is a folder with a pack.toml")
    texts = {p: _read(p) for p in paths if p.is_file()}
    head = toml(paths[0], texts[paths[0]])
    own = word(paths[0], head, "id")
    if not own or ":" in own:
        raise PackError(f"{paths[0]}: 'id' is needed, a short word without a colon")
    folder_rows = {p: tuple(rows(p, texts[p], c)) for p, c in zip(paths[1:4], COLUMNS, strict=True) if p in texts}
    actors, places, outlets = (folder_rows.get(p, ()) for p in paths[1:4])
    pack = Pack(
        id=own,
        name=word(paths[0], head, "name") or own,
        version=word(paths[0], head, "version"),
        sides=_sides(own, paths[0], head),
        actors=tuple(_actor(own, r) for r in actors),
        places=tuple(_place(own, r) for r in places),
        outlets=tuple(_outlet(own, r) for r in outlets),
        terms=tuple(terms(own, p, toml(p, texts[p])) for p in paths[4:]),
        digest=_digest({p.relative_to(folder).as_posix(): t for p, t in texts.items()}),
    )
    at = {("sides", s.id): f"{paths[0]}" for s in pack.sides}
    for table, lines in zip(TABLES[1:4], (actors, places, outlets), strict=True):
        at |= {(table, full(own, r["id"])): f"{r.path}, line {r.line}" for r in lines}
    at |= {("terms", t.id): f"{p}" for t, p in zip(pack.terms, paths[4:], strict=True)}
    check([pack], at, within=True)
    return pack


def _sides(own: str, path: Path, head: Mapping[str, Any]) -> tuple[Side, ...]:
    sides: dict[str, Side] = {}
    for data in head.get("sides", ()):
        short, name, description, source = (word(path, data, key) for key in ("id", "name", "description", "source"))
        if not short or not name or short in sides:
            raise PackError(f"{path}: side {short or name!r} lacks an id or name, or has an id that is taken; mend it")
        members = tuple(full(own, m) for m in listed(path, data, "members"))
        sides[short] = Side(full(own, short), name, description, source, members)
    return tuple(sides.values())


def _actor(own: str, row: Row) -> Actor:
    first, last = row.days("first"), row.days("last")
    if first and last and last.last < first.first:
        raise row.error(f"last ({row['last']}) lies before first ({row['first']}); swap or mend them")
    return Actor(
        id=full(own, row["id"]),
        name=row["name"],
        kind=row.kind(ACTOR_KINDS),
        side=full(own, row["side"]) or None,
        parent=full(own, row["parent"]) or None,
        country=full(own, row["country"]) or None,
        first=first.first if first else None,
        last=last.last if last else None,
        names=row.names(),
        descriptions=row.descriptions(),
        source=row["source"],
    )


def _place(own: str, row: Row) -> Place:
    if row.descriptions():
        raise row.error("a place has names only; take out the aliases that begin with ~")
    lat, lon = row.degrees("lat", 90), row.degrees("lon", 180)
    if (lat is None) != (lon is None):
        raise row.error("lat and lon go together; fill both or none")
    kind, parent = row.kind(PLACE_KINDS), full(own, row["parent"]) or None
    return Place(full(own, row["id"]), row["name"], kind, parent, lat, lon, row.names(), row["source"])


def _outlet(own: str, row: Row) -> Outlet:
    if row.descriptions():
        raise row.error("an outlet has names only; take out the aliases that begin with ~")
    return Outlet(
        id=full(own, row["id"]),
        name=row["name"],
        owner=row["owner"],
        country=full(own, row["country"]) or None,
        side=full(own, row["side"]) or None,
        language=row["language"].lower(),
        domains=tuple(d.lower().removeprefix("www.") for d in row.parts("domains")),
        names=row.names(),
        source=row["source"],
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        raise PackError(f"{path}: not UTF-8 ({e.reason} at byte {e.start}); save it as UTF-8") from None
    except OSError as e:
        raise PackError(f"{path}: cannot be read ({e.strerror}); check that it is a file you may open") from None


def _digest(texts: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for name in sorted(texts):
        # The length before each part keeps two packs apart whose files only join up to the same characters.
        for part in (name.encode(), texts[name].encode()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
