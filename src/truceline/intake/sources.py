"""The files below the paths a user gives, each with what a manifest beside it says."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from truceline.intake.manifest import NAME, Manifest, Row, read_manifest
from truceline.intake.part import Part
from truceline.records import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: where it lies.
        name: its path as the user gave it, with ``/`` between parts.
        size: its bytes.
        row: what the ``manifest.csv`` in its folder says of it; ``None`` when that says nothing.
    """

    path: Path
    name: str
    size: int
    row: Row | None = None

    @property
    def part(self) -> Part:
        """Its bytes."""
        return Part(self.name, self.size, lambda: self.path.open("rb"))


def find(paths: Sequence[Path]) -> Iterator[Source | Problem]:
    """The files below some paths, by name, each once, and a problem for each path that cannot be read.

    Hidden files and folders are passed over unless they are given by name; links to folders are followed, once.
    ``manifest.csv`` is no source: its rows come with the files they are about.
    """
    files: dict[Path, tuple[bool, str, Path]] = {}
    faults: list[Problem] = []
    for given in paths:
        for name, path in _walk(given, set(), hidden=True):
            if isinstance(path, str):
                faults.append(Problem(name, "", path))
                continue
            real = path.resolve()
            # Of several ways to a file, the one without links names it.
            way = (path.absolute() != real, name, path)
            files[real] = min(way, files.get(real, way))
    yield from sorted(set(faults), key=lambda fault: fault.path)
    manifests: dict[Path, Manifest] = {}
    for _, name, path in sorted(files.values(), key=lambda way: way[1]):
        folder = path.parent
        if folder not in manifests:
            manifests[folder] = _manifest(folder)
            yield from manifests[folder].problems
            yield from manifests[folder].strangers(_files(folder))
        if path.name != NAME:
            try:
                yield Source(path, name, path.stat().st_size, manifests[folder].rows.get(path.name))
            except OSError as error:
                yield Problem(name, "", _cannot(error))


def digest(source: Source) -> str:
    """SHA-256, in hexadecimal, of a file's bytes and of what its manifest says of it, so that a known file is told.

    Raises:
        OSError: the file cannot be read.
    """
    with source.path.open("rb") as stream:
        content = file_digest(stream, "sha256")
    told = repr([str(value) for value in astuple(source.row)]) if source.row else ""
    return sha256(content.digest() + told.encode("utf-8", "surrogateescape")).hexdigest()


def _walk(path: Path, above: set[Path], *, hidden: bool = False) -> list[tuple[str, Path | str]]:
    """Files at or below a path with their names; in place of a file that cannot be had, the reason."""
    name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if path.name.startswith(".") and not hidden:
        return []
    try:
        if path.is_dir():
            real = path.resolve()
            if real in above:
                return []
            above.add(real)
            return [pair for child in sorted(path.iterdir()) for pair in _walk(child, above)]
        if path.is_file():
            return [(name, path)]
        if path.exists():
            return [(name, "no ordinary file; give a file or a folder")]
    except (OSError, RuntimeError, ValueError) as error:
        return [(name, _cannot(error))]
    return [(name, "there is no such file or folder; check the path")]


def _manifest(folder: Path) -> Manifest:
    path = folder / NAME
    if not path.is_file():
        return Manifest("", {}, {}, ())
    name = path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return read_manifest(Part(name, path.stat().st_size, lambda: path.open("rb")))


def _files(folder: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 (names are wanted, not paths)
    except OSError:
        return frozenset()


def _cannot(error: Exception) -> str:
    return f"cannot be read ({getattr(error, 'strerror', None) or error}); check the path and its permissions"
