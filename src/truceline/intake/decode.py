"""Bytes to characters: byte order marks, UTF-8, the encoding a page declares, and only then a guess, which is told."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import NamedTuple

from charset_normalizer import from_bytes
from ftfy.badness import is_bad

from truceline.intake.part import UnreadableError

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32 stands before UTF-16, whose mark is the begin of its own."""

# What news files are written in. Without this list short texts are taken for old Macintosh and DOS encodings.
_GUESSES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5"),
    *("iso8859_6", "koi8_r", "koi8_u", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_SAMPLE = 256_000


class _Kind(NamedTuple):
    magic: bytes
    name: str


_BINARY = (
    _Kind(b"%PDF-", "a PDF document"),
    _Kind(b"\xff\xd8\xff", "a JPEG picture"),
    _Kind(b"\x89PNG", "a PNG picture"),
    _Kind(b"GIF8", "a GIF picture"),
    _Kind(b"RIFF", "a picture, sound or film (RIFF)"),
    _Kind(b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    _Kind(b"PK\x03\x04", "a ZIP file"),
    _Kind(b"\x1f\x8b", "a gzip file"),
    _Kind(b"7z\xbc\xaf", "a 7-Zip file"),
    _Kind(b"Rar!", "a RAR file"),
    _Kind(b"BZh", "a bzip2 file"),
    _Kind(b"\xfd7zXZ", "an xz file"),
    _Kind(b"SQLite format 3\x00", "a SQLite database"),
    _Kind(b"ID3", "a sound file (MP3)"),
    _Kind(b"OggS", "a sound or film file (Ogg)"),
    _Kind(b"\x7fELF", "a program"),
    _Kind(b"MZ", "a program"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and what to tell of how they were found (``None`` where nothing is in doubt)."""

    text: str
    doubt: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The characters of some bytes, all of them as they are, without a byte order mark.

    Args:
        data: the bytes.
        declared: the encoding that the file names for itself, if any; believed where the bytes are not UTF-8.

    Raises:
        UnreadableError: the bytes are no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError:
                break
    if b"\x00" not in data:
        try:
            return Decoded(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    if (name := binary_name(data)) or b"\x00" in data:
        raise UnreadableError(f"no text: it looks like {name or 'binary data'}; save the article as text or HTML")
    if declared and (text := _as_declared(data, declared)) is not None:
        return Decoded(text)
    encoding = guess(data)
    return Decoded(data.decode(encoding, errors="replace"), guessed(encoding))


def guess(data: bytes) -> str:
    """The encoding that bytes which are no UTF-8 are most likely in.

    Raises:
        UnreadableError: none fits.
    """
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES, preemptive_behaviour=False).best()
    if best is None:
        raise UnreadableError("no text in any encoding that is known here; save it as UTF-8")
    return best.encoding


def guessed(encoding: str) -> str:
    """What to tell of a guessed encoding."""
    return f"encoding guessed to be {encoding}; check the letters, or save the file as UTF-8"


def binary_name(data: bytes) -> str | None:
    """What a file is that holds no text, by its first bytes; ``None`` when they do not tell."""
    if data[4:8] == b"ftyp":
        return "a film or picture (MP4 family)"
    return next((name for magic, name in _BINARY if data.startswith(magic)), None)


def garbled(text: str) -> str | None:
    """What to tell of a text whose letters were lost or mixed up before it came here; ``None`` when they were not."""
    if "\ufffd" in text:
        return "letters were lost before the text came here (it holds U+FFFD); the text is kept as it is"
    if is_bad(text):
        return "letters look mixed up by a wrong encoding (mojibake); the text is kept as it is"
    return None


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name
        # Browsers read pages that say Latin-1 or ASCII as Windows-1252, and such pages are written for that.
        return data.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding)
    except (LookupError, ValueError):
        return None
