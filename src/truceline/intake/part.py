"""What passes between the steps of the intake: a stretch of bytes to read, and an article that is not finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a member of a ZIP file.

    Attributes:
        label: its path, ``a.zip/b.txt`` for a member; only ever shown, never opened.
        size: its bytes once unpacked.
        open: gives its bytes from the start, as often as it is called; may raise ``OSError``.
    """

    label: str
    size: int
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file itself tells of one article, before manifest and hints are heard.

    Attributes:
        id, title, text, outlet, published, language, url: as in ``Article``.
        place: where in its file it stands, as in ``Problem``.
        alone: whether it is its file's only article, so that a manifest row may give its title and address.
        doubts: what may be wrong with it; each becomes a note and a warning.
        notes: what is merely worth knowing.
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    place: str = ""
    alone: bool = False
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class UnreadableError(Exception):
    """Something cannot be read; the message says why and how to mend it, for a ``Problem``."""
