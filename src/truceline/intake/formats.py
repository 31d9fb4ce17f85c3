"""Which format a file is in: by its name where the name tells, otherwise by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from truceline.intake.decode import binary_name
from truceline.intake.part import UnreadableError

Format = Literal["text", "html", "jsonl", "csv", "feed", "warc", "zip"]

HEAD_BYTES = 8192
"""How many of a file's first bytes ``recognise`` wants to see."""

_BY_NAME: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".zip": "zip",
}
_UNREADABLE = {
    ".pdf": "a PDF document",
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "an RTF document",
    ".epub": "an e-book",
    ".xls": "an Excel workbook",
    ".xlsx": "an Excel workbook",
    ".ods": "an OpenDocument table",
    ".pptx": "a PowerPoint file",
    ".jpg": "a JPEG picture",
    ".jpeg": "a JPEG picture",
    ".png": "a PNG picture",
    ".gif": "a GIF picture",
    ".webp": "a WebP picture",
    ".svg": "an SVG picture",
    ".mp3": "a sound file",
    ".mp4": "a film",
}
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)


def recognise(name: str, head: bytes) -> Format:
    """The format of a file.

    Args:
        name: its name or path; only the ending counts.
        head: its first bytes, ``HEAD_BYTES`` of them or all.

    Raises:
        UnreadableError: it is of a kind that cannot be read; the message names it.
    """
    endings = [e.lower() for e in PurePosixPath(name).suffixes]
    for ending in ("".join(endings[-2:]), "".join(endings[-1:])):
        if known := _BY_NAME.get(ending):
            return known
        if kind := _UNREADABLE.get(ending):
            raise UnreadableError(_cannot(kind))
    return _by_content(head)


def _by_content(head: bytes) -> Format:
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if kind := binary_name(head):
        raise UnreadableError(_cannot(kind))
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _FEED.search(head) and start.startswith(b"<"):
        return "feed"
    if _HTML.search(head) and start.startswith(b"<"):
        return "html"
    if start.startswith(b"<?xml"):
        raise UnreadableError(_cannot("XML that is neither a feed nor a page"))
    if re.match(rb'\{\s*"', start):
        return "jsonl"
    return "text"


def _cannot(kind: str) -> str:
    return f"{kind}, which is not read; save the article as text or HTML"
