"""Lines of files of any size, one at a time, with their numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from truceline.intake.decode import BOMS, guess, guessed
from truceline.intake.limits import MAX_RECORD_BYTES, megabytes
from truceline.intake.part import Part, UnreadableError

_SAMPLE = 256_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its line end, or why it could not be read.

    Attributes:
        number: counted from 1.
        text: its characters, empty when it could not be read.
        doubt: a guessed encoding, as in ``Decoded``.
        fault: why it could not be read, for a ``Problem``.
    """

    number: int
    text: str
    doubt: str | None = None
    fault: str | None = None


def read_lines(part: Part) -> Iterator[Line]:
    """The lines of a part, split at line feeds only. Never holds more than one line.

    Raises:
        OSError: the bytes cannot be had.
    """
    with part.open() as stream:
        start = stream.read(4)
        stream.seek(0)
        mark, encoding = next(((m, e) for m, e in BOMS if start.startswith(m)), (b"", "utf-8"))
        stream.seek(len(mark))
        yield from _wide(stream, encoding) if encoding != "utf-8" else _utf8(stream)


def _utf8(stream: BinaryIO) -> Iterator[Line]:
    fallback: str | None = None
    number = 0
    while raw := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(raw) > MAX_RECORD_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(1 << 16)
            yield Line(number, "", fault=too_long())
            continue
        try:
            yield Line(number, raw.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            pass
        try:
            # One guess for the whole file: from here on, since what stands before is UTF-8 or ASCII.
            fallback = fallback or guess(raw if len(raw) >= _SAMPLE else raw + _ahead(stream))
        except UnreadableError as error:
            yield Line(number, "", fault=str(error))
            continue
        yield Line(number, raw.decode(fallback, errors="replace"), doubt=guessed(fallback))


def _wide(stream: BinaryIO, encoding: str) -> Iterator[Line]:
    text = io.TextIOWrapper(stream, encoding=encoding, newline="\n")
    limit = MAX_RECORD_BYTES // 2
    number = 0
    try:
        while line := text.readline(limit + 1):
            number += 1
            if len(line) > limit:
                while line and not line.endswith("\n"):
                    line = text.readline(1 << 16)
                yield Line(number, "", fault=too_long())
            else:
                yield Line(number, line)
    except UnicodeDecodeError:
        yield Line(
            number + 1,
            "",
            fault=f"not {encoding.upper()} from here on, as the file's mark says it is; save it as UTF-8",
        )


def _ahead(stream: BinaryIO) -> bytes:
    here = stream.tell()
    ahead = stream.read(_SAMPLE)
    stream.seek(here)
    return ahead


def too_long() -> str:
    """What to tell of a record over the limit."""
    return f"a record of more than {megabytes(MAX_RECORD_BYTES)} is not read; split it, or leave out what is no article"
