"""Members of ZIP files, unpacked in memory as they are read; no name in a ZIP file ever becomes a path on disk."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from truceline.intake import limits
from truceline.intake.limits import megabytes
from truceline.intake.manifest import NAME, Manifest, Row, read_manifest
from truceline.intake.part import Part, UnreadableError
from truceline.records import Problem

_SPOOL_BYTES = 16_000_000


class Budget:
    """How many bytes one outermost ZIP file may still unpack to."""

    def __init__(self) -> None:
        self.left = limits.MAX_UNPACKED_BYTES

    def take(self, size: int) -> bool:
        """Whether that many bytes are still allowed; if so, they are used up."""
        if size > self.left:
            return False
        self.left -= size
        return True


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a ZIP file, with what a manifest says of it (its own row, else that of the ZIP file)."""

    part: Part
    row: Row | None


@contextmanager
def seekable(part: Part) -> Iterator[BinaryIO]:
    """The bytes of a ZIP file that lies in another, where they can be read from any place without unpacking anew."""
    with part.open() as stream:
        if not isinstance(stream, zipfile.ZipExtFile):
            yield stream
            return
        with tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES) as copy:
            while block := stream.read(1 << 20):
                copy.write(block)
            copy.seek(0)
            yield copy  # type: ignore[misc]


def members(archive: zipfile.ZipFile, label: str, row: Row | None, budget: Budget) -> Iterator[Member | Problem]:
    """The members of a ZIP file by name, and a problem for each that is not read.

    A member's declared size is what ``zipfile`` unpacks at most, so that checking it is enough.
    """
    parts: dict[str, Part] = {}
    manifests: dict[str, Manifest] = {}
    for name, info in _named(archive):
        member = f"{label}/{name}"
        if fault := _fault(info, budget):
            yield Problem(member, "", fault)
            continue
        part = Part(member, info.file_size, partial(_open, archive, info))
        if PurePosixPath(name).name == NAME:
            manifest = read_manifest(part)
            manifests[_folder(name)] = manifest
            yield from manifest.problems
        else:
            parts[name] = part
    for folder, manifest in sorted(manifests.items()):
        beside = frozenset(PurePosixPath(name).name for name in parts if _folder(name) == folder)
        yield from manifest.strangers(beside)
    for name, part in parts.items():
        own = manifests[_folder(name)].rows.get(PurePosixPath(name).name) if _folder(name) in manifests else None
        yield Member(part, own or row)


def _named(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive by clean name, in order; names that come twice get a number."""
    seen: dict[str, int] = {}
    found = []
    for info in archive.infolist():
        steps = [s for s in info.filename.replace("\\", "/").split("/") if s not in ("", ".", "..")]
        if info.is_dir() or not steps or steps[0] == "__MACOSX" or any(s.startswith(".") for s in steps):
            continue
        name = "/".join(steps).encode("utf-8", "replace").decode("utf-8")
        seen[name] = seen.get(name, 0) + 1
        found.append((f"{name}#{seen[name]}" if seen[name] > 1 else name, info))
    return sorted(found, key=lambda pair: pair[0])


def _fault(info: zipfile.ZipInfo, budget: Budget) -> str | None:
    if info.flag_bits & 1:
        return "encrypted; unpack it with its password first"
    if info.file_size > limits.RATIO_FROM_BYTES and info.file_size > limits.MAX_RATIO * max(info.compress_size, 1):
        size = megabytes(info.file_size)
        times = f"more than {limits.MAX_RATIO} times its size"
        return f"unpacks to {size}, {times}, as a ZIP bomb does; unpack it by hand if it is sound"
    if not budget.take(info.file_size):
        most = megabytes(limits.MAX_UNPACKED_BYTES)
        return f"not read, since the ZIP file unpacks to more than {most}; split it, or unpack it by hand"
    return None


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    try:
        return archive.open(info)  # type: ignore[return-value]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(f"cannot be unpacked ({error}); pack it again") from error


def _folder(name: str) -> str:
    return PurePosixPath(name).parent.as_posix()
