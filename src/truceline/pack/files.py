"""Reading one pack from its folder. Every error names the file, the line where there is one, and the mend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from truceline.pack.links import faults
from truceline.pack.outlines import FILE as OUTLINES
from truceline.pack.problems import Problems
from truceline.pack.records import (
    ACTOR_KINDS,
    PLACE_KINDS,
    Actor,
    Outlet,
    Pack,
    PackError,
    Place,
    Route,
    Side,
    Terms,
)
from truceline.pack.rows import Row, Table, full, table
from truceline.pack.terms import terms
from truceline.pack.toml import Section

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "actors": tuple("id name kind side parent country first last aliases source".split()),
    "places": tuple("id name kind parent lat lon aliases source".split()),
    "routes": tuple("id name from to through side first last open source".split()),
    "outlets": tuple("id name owner country side language domains aliases source".split()),
}
"""Of each table."""

_HEAD = frozenset("id name version description licence first last sides".split())
_SIDE = frozenset("id name description source members".split())

Places = dict[tuple[str, str], "tuple[Path, int] | Section"]
"""Where each entry stands, by its table and full id."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder read as far as it can be.

    Attributes:
        pack: what it holds; to be used only where no problem is an error.
        at: where each entry stands, those that cannot be read among them.
        unread: tables that could not be read to their end.
        problems: what is wrong with it.
    """

    folder: Path
    pack: Pack
    at: Places
    unread: frozenset[str]
    problems: Problems

    def where(self, table: str, entry: str, field: str = "") -> tuple[Path, int | None]:
        """The file and line of an entry, or of one of its fields where that has a line of its own."""
        at = self.at[table, entry]
        return (at.path, at.line(field)) if isinstance(at, Section) else at


def bundled() -> dict[str, Path]:
    """Name and folder of every pack that travels with the package, by name."""
    root = Path(str(files("truceline").joinpath("packs")))
    return {p.parent.name: p.parent for p in sorted(root.glob("*/pack.toml"))}


def find(name: str) -> Path:
    """The folder of a pack by the name of a bundled one or by its path.

    Raises:
        PackError: there is no such folder.
    """
    known = bundled()
    folder = known.get(name, Path(name))
    if not folder.is_dir():
        raise PackError(f"{name}: no such pack; give a folder or one of {', '.join(known) or 'none bundled'}")
    return folder


def load(folder: Path) -> Pack:
    """Read a pack; of its files only ``pack.toml`` must be there.

    References within the pack are checked here, references into other packs where packs come together, in
    ``Knowledge``.

    Raises:
        PackError: a file cannot be read, or says something that the format does not allow.
    """
    found = draft(folder)
    found.problems.raise_errors(found.folder)
    return found.pack


def draft(folder: Path) -> Draft:
    """Read a pack as far as it can be, and gather all that is wrong with it."""
    folder, problems = Path(folder), Problems()
    paths = [folder / "pack.toml", *(folder / f"{t}.csv" for t in COLUMNS)]
    paths += sorted((folder / "terms").glob("*.toml"), key=lambda p: p.name)
    if not paths[0].is_file():
        problems.error(paths[0], None, "there is no such file; a pack is a folder with a pack.toml")
    texts = {p: t for p in paths if p.is_file() and (t := _read(p, problems)) is not None}
    head = Section.of(paths[0], texts[paths[0]], problems) if paths[0] in texts else None
    own = head.word("id") if head else ""
    if head and (not own or ":" in own):
        head.wrong("id", "'id' is needed, a short word without a colon")
    if head:
        head.expect(_HEAD)
    # What is wrong with the rest can be told without the id.
    own = own.replace(":", "-") or folder.resolve().name
    first, last = (head.days("first"), head.days("last")) if head else (None, None)
    if head and first and last and last.last < first.first:
        head.wrong("last", "last lies before first; swap or mend them")
    at: Places = {}
    tables: dict[str, Table] = {}
    for (name, columns), path in zip(COLUMNS.items(), paths[1 : len(COLUMNS) + 1], strict=True):
        tables[name] = table(path, texts[path], columns, problems) if path in texts else Table(whole=not path.is_file())
        at |= {(name, full(own, short)): (path, line) for short, line in (tables[name].lines or {}).items()}
    pack = Pack(
        id=own,
        name=(head and head.word("name")) or own,
        version=head.word("version") if head else "",
        sides=tuple(_sides(own, head, at)) if head else (),
        actors=tuple(_actor(own, r) for r in tables["actors"].rows),
        places=tuple(_place(own, r) for r in tables["places"].rows),
        routes=tuple(r for row in tables["routes"].rows if (r := _route(own, row))),
        outlets=tuple(_outlet(own, r) for r in tables["outlets"].rows),
        terms=tuple(_terms(own, {p: texts[p] for p in paths[len(COLUMNS) + 1 :] if p in texts}, problems, at)),
        first=first.first if first else None,
        last=last.last if last else None,
        digest=_digest({p.relative_to(folder).as_posix(): t for p, t in texts.items()}),
        outlines=folder / OUTLINES if (folder / OUTLINES).is_file() else None,
    )
    unread = {name for name, found in tables.items() if not found.whole} | (set() if head else {"sides"})
    found = Draft(folder, pack, at, frozenset(unread), problems)
    for fault in faults([pack], within=True, known=at.keys(), unread={(own, t) for t in unread}):
        problems.error(*found.where(fault.table, fault.entry, fault.field), fault.what)
    return found


def _sides(own: str, head: Section, at: Places) -> Iterator[Side]:
    for side in head.sections("sides"):
        side.expect(_SIDE)
        short, name, description, source = (side.word(key) for key in ("id", "name", "description", "source"))
        members = tuple(full(own, m) for m in side.listed("members"))
        if not short or not name or ":" in short or ("sides", full(own, short)) in at:
            side.wrong("id", f"side {short or name!r} lacks an id or name, or has an id that is taken; mend it")
            if short:
                at.setdefault(("sides", full(own, short)), side)
            continue
        at["sides", full(own, short)] = side
        yield Side(full(own, short), name, description, source, members)


def _terms(own: str, texts: Mapping[Path, str], problems: Problems, at: Places) -> Iterator[Terms]:
    for path, text in texts.items():
        file = Section.of(path, text, problems)
        found = terms(own, file) if file else None
        if not file or not found:
            continue
        if taken := at.get(("terms", found.id)):
            file.wrong("id", f"id {found.id.partition(':')[2]!r} is taken by {_name(taken)}; give one of them another")
            continue
        at["terms", found.id] = file
        yield found


def _name(at: tuple[Path, int] | Section) -> str:
    return at.path.name if isinstance(at, Section) else at[0].name


def _span(row: Row) -> tuple[date | None, date | None]:
    """The first and the last day of an entry that says which days it holds for."""
    first, last = row.days("first"), row.days("last")
    if first and last and last.last < first.first:
        row.wrong(f"last ({row['last']}) lies before first ({row['first']}); swap or mend them")
    return first.first if first else None, last.last if last else None


def _actor(own: str, row: Row) -> Actor:
    first, last = _span(row)
    return Actor(
        id=full(own, row["id"]),
        name=row["name"],
        kind=row.kind(ACTOR_KINDS),
        side=full(own, row["side"]) or None,
        parent=full(own, row["parent"]) or None,
        country=full(own, row["country"]) or None,
        first=first,
        last=last,
        names=row.names(),
        descriptions=row.descriptions(),
        offices=row.offices(own),
        source=row["source"],
    )


def _place(own: str, row: Row) -> Place:
    if row.descriptions():
        row.wrong("a place has names only; take out the aliases that begin with ~")
    lat, lon = row.degrees("lat", 90), row.degrees("lon", 180)
    if bool(row["lat"]) != bool(row["lon"]):
        row.wrong("lat and lon go together; fill both or none")
    kind, parent = row.kind(PLACE_KINDS), full(own, row["parent"]) or None
    return Place(full(own, row["id"]), row["name"], kind, parent, lat, lon, row.names(), row["source"])


def _route(own: str, row: Row) -> Route | None:
    """A route; ``None``, and noted, where an end is missing."""
    first, last = _span(row)
    ends = (full(own, row["from"]), full(own, row["to"]))
    through, side, usable = row.parts("through"), full(own, row["side"]) or None, row.yes_or_no("open")
    if not all(ends) or ends[0] == ends[1]:
        row.wrong("from and to are needed, two places that differ; fill in the ids of both")
        return None
    return Route(
        id=full(own, row["id"]),
        name=row["name"],
        ends=ends,
        through=tuple(full(own, p) for p in through),
        side=side,
        first=first,
        last=last,
        open=usable,
        source=row["source"],
    )


def _outlet(own: str, row: Row) -> Outlet:
    if row.descriptions():
        row.wrong("an outlet has names only; take out the aliases that begin with ~")
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


def _read(path: Path, problems: Problems) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        problems.error(path, None, f"not UTF-8 ({e.reason} at byte {e.start}); save it as UTF-8")
    except OSError as e:
        problems.error(path, None, f"cannot be read ({e.strerror}); check that it is a file you may open")
    return None


def _digest(texts: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for name in sorted(texts):
        # The length before each part keeps two packs apart whose files only join up to the same characters.
        for part in (name.encode(), texts[name].encode()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
