"""How much the intake takes in at once; what is larger is reported, never read into memory."""

from __future__ import annotations

MAX_TEXT_BYTES = 50_000_000
"""One plain-text article, or one feed, in bytes."""

MAX_RECORD_BYTES = 10_000_000
"""One record of a JSON Lines, CSV or WARC file, or one HTML page, in bytes."""

MAX_ZIP_DEPTH = 3
"""How deep ZIP files may lie in ZIP files, the outermost counted."""

MAX_UNPACKED_BYTES = 4_000_000_000
"""All that one ZIP file may unpack to, with the ZIP files inside it."""

MAX_RATIO = 200
"""How many times larger a ZIP member may get by unpacking; text stays far below it, bombs lie far above."""

RATIO_FROM_BYTES = 1_000_000
"""Members that unpack to less than this may have any ratio."""


def megabytes(size: int) -> str:
    """A size in bytes as people read it.

    >>> megabytes(50_000_000)
    '50 MB'
    """
    return f"{size / 1_000_000:.0f} MB" if size >= 1_000_000 else f"{size} bytes"
