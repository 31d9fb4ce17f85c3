"""Everything that is wrong or doubtful in packs, told in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from truceline.pack.doubts import View, doubts
from truceline.pack.files import COLUMNS, Draft, bundled, draft, find
from truceline.pack.links import TABLES, faults
from truceline.pack.outlines import read
from truceline.pack.records import Pack, PackError
from truceline.records import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in one pack.

    Attributes:
        id: of the pack, or the folder's name where it gives none.
        counts: entries that can be read, by table.
        problems: with ``error`` the pack cannot be used, a ``warning`` is worth a look; in order.
    """

    id: str
    folder: Path
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended before the pack can be used."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What is worth a look."""
        return tuple(p for p in self.problems if p.severity != "error")


def check(names_or_folders: Sequence[str]) -> tuple[Check, ...]:
    """Check packs, given as in :meth:`Knowledge.of`, each among the others and the bundled ones.

    Raises:
        PackError: there is no such folder.
    """
    folders = list(dict.fromkeys(find(name) for name in names_or_folders))
    drafts = [draft(folder) for folder in folders]
    given = [d.pack.id for d in drafts]
    around = [draft(folder).pack for name, folder in bundled().items() if name not in given]
    packs = [*(d.pack for d in drafts), *around]
    for n, found in enumerate(drafts):
        if found.pack.id in given[:n]:
            other = folders[given.index(found.pack.id)]
            found.problems.error(
                found.folder / "pack.toml", None, f"{other} has the id {found.pack.id!r}; give one another"
            )
        among = [found.pack, *(p for p in packs if p.id != found.pack.id)]
        _across(found, among, drafts)
        for doubt in doubts(View(found.pack, among)):
            short = doubt.entry.removeprefix(f"{found.pack.id}:")
            found.problems.doubt(*found.where(doubt.table, doubt.entry, doubt.field), f"{short}: {doubt.what}")
        _files(found)
        _outlines(found)
    return tuple(
        Check(
            d.pack.id,
            d.folder,
            {table: len(getattr(d.pack, table)) for table in TABLES},
            tuple(sorted(d.problems.found, key=lambda p: _rank(p, d))),
        )
        for d in drafts
    )


def _across(found: Draft, packs: Sequence[Pack], drafts: Sequence[Draft]) -> None:
    """Note references into other packs that lead nowhere."""
    known = {entry for d in drafts for entry in d.at}
    unread = {(d.pack.id, table) for d in drafts for table in d.unread}
    for fault in faults(packs, within=False, known=known, unread=unread):
        if fault.pack == found.pack.id:
            found.problems.error(*found.where(fault.table, fault.entry, fault.field), fault.what)


def _files(found: Draft) -> None:
    """Note files that look like a pack's and are not read."""
    read = {found.folder / "pack.toml", *(found.folder / f"{t}.csv" for t in COLUMNS)}
    for path in _tables_in(found.folder):
        if path not in read and path.parent.name != "terms":
            tables = ", ".join(f"{t}.csv" for t in COLUMNS)
            mend = f"a pack has pack.toml, {tables} and terms/*.toml"
            found.problems.doubt(path, None, f"not read; {mend}")


def _outlines(found: Draft) -> None:
    """Note outlines that cannot be read, or that are of a place that the pack does not have."""
    if not (path := found.pack.outlines):
        return
    try:
        shapes = read(path, found.pack.id).shapes
    except PackError as error:
        found.problems.error(path, None, str(error).removeprefix(f"{path}: "))
        return
    known = {p.id for p in found.pack.places}
    for place in sorted({s.place for s in shapes if s.place} - known):
        found.problems.doubt(path, None, f"{place}: not in places.csv; give the shape the id of one of its places")


def _tables_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name.lower() == "terms":
            yield from (p for p in sorted(path.iterdir()) if p.suffix.lower() == ".csv")
        elif path.suffix.lower() in (".csv", ".toml"):
            yield path


def _rank(problem: Problem, found: Draft) -> tuple[int, str, int]:
    path = Path(problem.path)
    order = ["pack.toml", *(f"{t}.csv" for t in COLUMNS)]
    line = problem.place.removeprefix("line ")
    return (
        order.index(path.name) if path.parent == found.folder and path.name in order else len(order),
        problem.path,
        int(line) if line.isdigit() else 0,
    )
