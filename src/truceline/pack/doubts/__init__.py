"""What a pack may say and is worth a look: each module one kind of doubt, each doubt with its mend."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.pack.doubts import entries, names, places
from truceline.pack.doubts.view import Doubt, View

__all__ = ["Doubt", "View", "doubts"]


def doubts(view: View) -> Iterator[Doubt]:
    """Every doubt about the entries of a pack."""
    for module in (names, places, entries):
        yield from module.doubts(view)
