"""Which annotated articles are for training and which for development, by a fixed rule.

`python training/split.py CLAIMS_DIR OUT_DIR` copies the development articles to a folder, for `truceline evaluate`.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

STEP, FIRST = 7, 3

Annotated = dict[str, Any]
"""An article of ``corpus/claims``: id, published, outlet, sentences, claims (see the corpus's GUIDE.md)."""


def load(folder: Path) -> list[Annotated]:
    """Every annotated article of a folder, in the order that the rule counts in."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return sorted(found, key=lambda a: (a["id"].split("-")[0], a["outlet"] or "", a["published"] or "", a["id"]))


def split(articles: Iterable[Annotated]) -> tuple[list[Annotated], list[Annotated]]:
    """Training and development articles: every seventh of the ordered list is for development.

    Ordered by collection, outlet and date, the seventh spreads over outlets, years and conflicts; whole articles only.
    """
    ordered = list(articles)
    development = ordered[FIRST::STEP]
    held = {a["id"] for a in development}
    return [a for a in ordered if a["id"] not in held], development


def main() -> None:
    """Copy the development articles from one folder to another."""
    claims, out = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    for article in split(load(claims))[1]:
        shutil.copy(claims / f"{article['id']}.json", out)


if __name__ == "__main__":
    main()
