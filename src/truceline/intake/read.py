"""Parts of any format to articles."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from truceline.intake import limits
from truceline.intake.archive import Budget, Member, members, seekable
from truceline.intake.decode import decode
from truceline.intake.feed import read_feed
from truceline.intake.finish import Hints, finish
from truceline.intake.formats import HEAD_BYTES, Format, recognise
from truceline.intake.limits import megabytes
from truceline.intake.manifest import Row
from truceline.intake.page import read_page
from truceline.intake.part import Draft, Part, UnreadableError
from truceline.intake.table import read_csv, read_jsonl
from truceline.intake.warc import read_warc
from truceline.records import Article, Problem


def read_part(
    part: Part, row: Row | None, hints: Hints, depth: int = 1, budget: Budget | None = None
) -> Iterator[Article | Problem]:
    """The articles of a file or ZIP member, and a problem for each thing that could not be read. Raises nothing.

    Args:
        part: the bytes.
        row: what a manifest says of it.
        hints: what the user says of all files.
        depth: how many ZIP files deep it lies, itself counted.
        budget: how many bytes its outermost ZIP file may still unpack to.
    """
    empty = True
    try:
        with part.open() as stream:
            head = stream.read(HEAD_BYTES)
        if not head:
            raise UnreadableError("no text: the file is empty; leave it out, or save the article again")
        form = recognise(part.label, head)
        if form == "zip":
            things = _unpack(part, row, hints, depth, budget or Budget())
        else:
            things = _finished(part, form, row, hints)
        for thing in things:
            empty = False
            yield thing
        if empty:
            yield Problem(part.label, "", "no text: there is no article in it; leave it out", "warning")
    except UnreadableError as error:
        yield Problem(part.label, "", str(error))
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        yield Problem(part.label, "", f"cannot be read ({error}); check the file, or fetch it again")
    except Exception as error:  # the parsers meet hostile input here, and one bad file must not stop a run
        yield Problem(part.label, "", f"cannot be read ({type(error).__name__}: {error}); save it as text")


def _finished(part: Part, form: Format, row: Row | None, hints: Hints) -> Iterator[Article | Problem]:
    for found in _drafts(part, form):
        yield from finish(found, part.label, row, hints) if isinstance(found, Draft) else (found,)


def _drafts(part: Part, form: Format) -> Iterator[Draft | Problem]:
    if form == "jsonl":
        yield from read_jsonl(part)
    elif form == "csv":
        yield from read_csv(part)
    elif form == "warc":
        yield from read_warc(part)
    elif form == "feed":
        yield from read_feed(_whole(part, limits.MAX_TEXT_BYTES), part)
    elif form == "html":
        page = read_page(_whole(part, limits.MAX_RECORD_BYTES), part.label)
        yield replace(page, alone=True)
    else:
        decoded = decode(_whole(part, limits.MAX_TEXT_BYTES))
        doubts = (decoded.doubt,) if decoded.doubt else ()
        yield Draft(id=part.label, title="", text=decoded.text, alone=True, doubts=doubts)


def _whole(part: Part, limit: int) -> bytes:
    if part.size <= limit:
        with part.open() as stream:
            data = stream.read(limit + 1)
        if len(data) <= limit:
            return data
    raise UnreadableError(
        f"{megabytes(part.size)} are more than the {megabytes(limit)} that one file of this kind may have; "
        "split it into articles, or write them as JSON Lines"
    )


def _unpack(part: Part, row: Row | None, hints: Hints, depth: int, budget: Budget) -> Iterator[Article | Problem]:
    if depth > limits.MAX_ZIP_DEPTH:
        raise UnreadableError(f"ZIP files lie more than {limits.MAX_ZIP_DEPTH} deep in each other; unpack them by hand")
    with seekable(part) as stream, zipfile.ZipFile(stream) as archive:
        for found in members(archive, part.label, row, budget):
            if isinstance(found, Member):
                yield from read_part(found.part, found.row, hints, depth + 1, budget)
            else:
                yield found
