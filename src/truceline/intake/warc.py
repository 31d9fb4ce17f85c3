"""Articles from WARC files (ISO 28500), by warcio: the pages of their ``response`` and ``resource`` records."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from gzip import GzipFile
from hashlib import blake2b
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from truceline.intake.decode import decode
from truceline.intake.limits import MAX_RECORD_BYTES
from truceline.intake.lines import too_long
from truceline.intake.page import read_page
from truceline.intake.part import Draft, Part, UnreadableError
from truceline.records import Problem

# AttributeError: what warcio gives for a response without an address.
_BROKEN = (ArchiveLoadFailed, AttributeError, EOFError, OSError, ValueError, zlib.error)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
# No archiver writes headers near this size; warcio would gather a line without an end for ever.
_HEADER_BYTES = 1_000_000


def read_warc(part: Part) -> Iterator[Draft | Problem]:
    """The articles of a WARC file, plain or gzipped, one record at a time.

    Pages that the server did not deliver (status other than 2xx) and records of other kinds are passed over.

    Raises:
        OSError: the bytes cannot be had.
    """
    captures = _captures(part)
    with part.open() as stream:
        number = 0
        try:
            for number, record in enumerate(_records(stream), start=1):
                if kind := _kind(record):
                    yield _read(record, kind, part.label, number, captures)
        except _BROKEN as error:
            told = f"the WARC file is broken here ({error}); what follows is lost, fetch it again"
            yield Problem(part.label, f"record {number}" if number else "", told)


def _read(record: Any, kind: str, label: str, number: int, captures: Counter[bytes]) -> Draft | Problem:
    place = f"record {number}"
    uri = _uri(record)
    article = uri or f"{label}:{number}"
    if captures[_key(uri)] > 1:
        article = f"{uri}@{record.rec_headers.get_header('WARC-Date') or ''}"
    charset = re.search(r"charset=[\"']?([\w.:-]+)", _content_type(record))
    declared = charset[1] if charset else None
    try:
        data: bytes = record.content_stream().read(MAX_RECORD_BYTES + 1)
        if len(data) > MAX_RECORD_BYTES:
            return Problem(label, place, too_long())
        if kind == "text/plain":
            decoded = decode(data, declared)
            doubts = (decoded.doubt,) if decoded.doubt else ()
            return Draft(id=article, title="", text=decoded.text, url=uri or None, place=place, doubts=doubts)
        draft = read_page(data, article, place, declared)
    except UnreadableError as error:
        return Problem(label, place, str(error))
    except Exception as error:  # a hostile page must not take the file's other pages with it
        return Problem(label, place, f"cannot be read ({type(error).__name__}: {error}); save its text by hand")
    return replace(draft, url=uri or draft.url)


class _Watched:
    """A file for warcio, unpacked where it is gzipped, that knows whether it was cut short: warcio then just ends."""

    def __init__(self, stream: BinaryIO) -> None:
        packed = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        self._stream = stream
        # read1, since read loses what it has unpacked when it meets the end too early
        self._read = GzipFile(fileobj=stream).read1 if packed else stream.read
        self._tail = b""
        self._cut = False
        self._left: int | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._read(size)
        except EOFError:
            self._cut = True
            return b""
        self._tail = (self._tail + data[-4:])[-4:]
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise ArchiveLoadFailed("no record begins where one should")
        return data

    def headers_come(self) -> None:
        """Up to ``headers_end``, let only as much be read as the headers of a record may have."""
        self._left = _HEADER_BYTES

    def headers_end(self) -> None:
        """The content of the record comes."""
        self._left = None

    def tell(self) -> int:
        return self._stream.tell()

    @property
    def cut(self) -> bool:
        """Whether the end came before the blank line that closes a record."""
        return self._cut or not self._tail.endswith((b"\n\r\n", b"\n\n"))


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records of a file.

    Raises:
        ArchiveLoadFailed: the file is broken or cut short at this place.
    """
    watched = _Watched(stream)
    watched.headers_come()
    for record in ArchiveIterator(watched):
        watched.headers_end()
        if not (record.rec_headers.get_header("WARC-Type") and record.rec_headers.get_header("Content-Length")):
            raise ArchiveLoadFailed("a record does not say what it is or how long")
        yield record
        while record.raw_stream.read(1 << 16):
            pass
        if record.raw_stream.limit > 0:
            break
        watched.headers_come()
    if watched.cut:
        raise ArchiveLoadFailed("it ends in the middle of a record")


def _captures(part: Part) -> Counter[bytes]:
    """How often each address was captured: a first walk over the file, so that the first capture knows of the last."""
    seen: Counter[bytes] = Counter()
    with part.open() as stream:
        try:
            for record in _records(stream):
                if _kind(record) and (uri := _uri(record)):
                    seen[_key(uri)] += 1
        except _BROKEN:
            pass  # told by the second walk, which meets it too
    return seen


def _key(uri: str) -> bytes:
    return blake2b(uri.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _uri(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _kind(record: Any) -> str | None:
    """The media type of a record that may hold an article; ``None`` for any other record."""
    if record.rec_type not in ("response", "resource"):
        return None
    if record.http_headers and not str(record.http_headers.get_statuscode() or "").startswith("2"):
        return None
    media = _content_type(record).partition(";")[0].strip().lower()
    return media if media in _PAGES else None
