"""Truceline: one sourced record of a conflict from every side's press.

with truceline.build(["articles/"], "aleppo.case") as case:
for event in case.events.values(): ...
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.case import Case

__version__ = "0.1.0"
DEFAULT_PACKS = ("world", "syria")
"""The packs that a case is built with where nothing else is said."""


def build(
    paths: Sequence[str | Path],
    case: str | Path,
    *,
    packs: Sequence[str] = DEFAULT_PACKS,
    outlet: str | None = None,
    published: date | None = None,
    workers: int | None = None,
) -> Case:
    """Read articles into the case file of that name, made where there is none, and open it.

    Args:
        paths: files and folders of articles.
        case: the case file.
        packs: names of bundled packs, or folders.
        outlet: that of articles whose files and manifest tell none.
        published: their day of publication, likewise.
        workers: processes, by default one a processor; with more than one, a script has to call this under
            ``if __name__ == "__main__":``, as each process starts from the script anew.

    Raises:
        CaseError: the case cannot be opened, written or is in use.
        PackError: a pack cannot be used.
    """
    # Imported here because `import truceline` alone should cost nothing.
    from truceline import pipeline
    from truceline.case import Case

    opened = Case.at(case)
    try:
        pipeline.build(paths, opened, packs=packs, outlet=outlet, published=published, workers=workers)
    except BaseException:
        opened.close()
        raise
    return opened
