"""What the tests of the intake share: run it over files, and split what it gives."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from truceline.intake import Hints, Source, find, read
from truceline.records import Article, Problem

FLASH = (
    "Mortar fire hit the eastern market of Qasr Nahr on Tuesday, two shopkeepers said by telephone. "
    "The town council put the number of wounded at nine and said the road to the bridge was shut until further notice. "
    "Neither side has answered the council's request for a pause so that the bakery can be supplied with flour."
)


def intake(*paths: Path, hints: Hints = Hints()) -> tuple[list[Article], list[Problem]]:  # noqa: B008
    articles: list[Article] = []
    problems: list[Problem] = []
    for found in find(paths):
        for thing in read(found, hints) if isinstance(found, Source) else (found,):
            if isinstance(thing, Article):
                articles.append(thing)
            else:
                problems.append(thing)
    return articles, problems


def one(path: Path, content: bytes) -> Article:
    """The only article of a file with that content, which must come without a problem."""
    path.write_bytes(content)
    articles, problems = intake(path)
    assert problems == []
    assert len(articles) == 1
    return articles[0]


def refused(path: Path, content: bytes) -> Problem:
    """The only problem of a file with that content, which must come without an article."""
    path.write_bytes(content)
    articles, problems = intake(path)
    assert articles == []
    assert len(problems) == 1
    return problems[0]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()
