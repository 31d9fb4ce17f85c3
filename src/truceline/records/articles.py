"""Articles as they were found, and where in them something stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Field = Literal["title", "text"]
"""The part of an article that an offset counts in."""

FIELDS: tuple[Field, ...] = ("title", "text")

FurnitureKind = Literal["menu", "share", "comments", "related", "byline", "boilerplate"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's characters."""

    field: Field
    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end:
            raise ValueError(f"a span needs 0 <= begin < end, not {self.begin}, {self.end}")

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.field == other.field and self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.field == other.field and self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of an article that is page furniture, not reporting: kept, marked, never read."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one outlet, as it was found.

    Attributes:
        id: the ``id`` of its record, otherwise the path it was read from (``/`` between parts, ``a.zip/b.txt`` inside).
        title: the headline where the file tells one apart from the text, otherwise empty.
        text: the characters of the article; never altered after intake.
        outlet: who published it, as the file, manifest or user names it; ``None`` when unknown.
        published: day of publication as the file gives it, ``None`` when unknown; see ``truceline.dateline.day_of``.
        language: ISO 639-1 code that the file declares, lower case; ``None`` when it declares none.
        url: the address the file gives for it.
        origin: the path of the file that it was read from.
        furniture: what of the text is not read, in order, without overlap.
        notes: what a user should know of how it was read (encoding guessed, mojibake, date doubtful …).
    """

    id: str
    title: str
    text: str
    outlet: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    origin: str = ""
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()

    def passage(self, span: Span) -> str:
        """The characters that a span stands for."""
        return self.field(span.field)[span.begin : span.end]

    def field(self, name: Field) -> str:
        """The title or the text."""
        return self.title if name == "title" else self.text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, for the run's report.

    Attributes:
        path: the file (``a.zip/b.txt`` for a member).
        place: where in it (``line 7``, ``entry 3``), empty for the file as a whole.
        reason: what is wrong and how to mend it, one sentence or two.
        severity: ``error`` when something was not read, ``warning`` when it was read with a doubt.
    """

    path: str
    place: str
    reason: str
    severity: Literal["error", "warning"] = "error"
