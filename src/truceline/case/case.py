"""A case as everybody but the pipeline sees it: made, opened, read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from truceline import __version__
from truceline.case import articles, claims, events, meta, truces
from truceline.case.mappings import Stored
from truceline.case.store import CaseError, Store
from truceline.case.tables import ARTICLE, CLAIM, CONTENT, EVENT, METADATA, PROBLEM, SCHEMA, TRUCE
from truceline.case.writer import Writer
from truceline.records import Article, Claim, Event, Problem, Truce


class Case:
    """The record of a set of articles, in one file; satisfies :class:`truceline.records.Record`.

    Made by :meth:`create`, :meth:`open` or :meth:`at`; to be closed, or used as a context manager. What it gives is
    read from the file when asked for. For one thread at a time.

    Attributes:
        path: where the file is.
    """

    def __init__(self, store: Store) -> None:
        """Take a store that holds the tables of a case."""
        self.path = store.path
        self._store = store
        self._articles = Stored(store, ARTICLE.c.id, articles.load)
        self._copies = Stored(store, ARTICLE.c.id, _load_copies, ARTICLE.c.copy_of.is_not(None))
        self._claims = Stored(store, CLAIM.c.id, claims.load)
        self._events = Stored(store, EVENT.c.id, events.load)
        self._truces = Stored(store, TRUCE.c.id, truces.load)

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """Make an empty case.

        A file without content is taken too: it is what a run leaves that is killed while it makes the case.

        Raises:
            CaseError: a file with content is there already, or none can be written.
        """
        path = Path(path)
        if path.exists() and (not path.is_file() or path.stat().st_size):
            raise CaseError(f"{path} is there already: open it to add to it, or choose another name")
        store = Store(path)
        try:
            with store.held(), store.transaction():
                if store.tables():
                    raise CaseError(f"{path} is being made by another process: wait until that run has ended")
                store.make(METADATA)
                meta.write(store, schema=SCHEMA, truceline=__version__)
        except BaseException:
            store.close()
            raise
        return cls(store)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a case that was made before.

        Raises:
            CaseError: there is no such file, it is no case, another version of the tables made it, or another process
                is writing to it.
        """
        path = Path(path)
        if not path.exists():
            raise CaseError(f"{path} does not exist: check the name, or make it with `truceline build`")
        if not path.is_file():
            raise CaseError(f"{path} is {'a folder' if path.is_dir() else 'a device'}, a case is a file")
        if not path.stat().st_size:
            raise CaseError(f"{path} holds nothing: make the case with `truceline build`")
        store = Store(path)
        try:
            _check(store)
        except BaseException:
            store.close()
            raise
        return cls(store)

    @classmethod
    def at(cls, path: str | Path) -> Self:
        """Open the case there, or make one where there is none.

        Raises:
            CaseError: as :meth:`open` and :meth:`create`.
        """
        path = Path(path)
        there = path.exists() and not (path.is_file() and not path.stat().st_size)
        return cls.open(path) if there else cls.create(path)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """What the pipeline writes with; keeps other processes out for as long as it is used.

        Raises:
            CaseError: another process is writing.
        """
        with self._store.held():
            yield Writer(self._store)

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its id."""
        return self._articles

    @property
    def copies(self) -> Mapping[str, str]:
        """Id of each article that repeats another's text, and the id of that other one."""
        return self._copies

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its id."""
        return self._claims

    @property
    def events(self) -> Mapping[str, Event]:
        """Every event by its id; not all of them while a build has yet to finish."""
        return self._events

    @property
    def truces(self) -> Mapping[str, Truce]:
        """Every truce by its id; none while a build has yet to finish."""
        return self._truces

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read, or only with a doubt, by path, place and reason."""
        columns = [PROBLEM.c.path, PROBLEM.c.place, PROBLEM.c.reason, PROBLEM.c.severity]
        rows = self._store.rows(select(*columns).distinct().order_by(*columns))
        return tuple(Problem(row.path, row.place, row.reason, row.severity) for row in rows)

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that names were resolved with, as they were asked for; none before the first build."""
        return tuple(json.loads(meta.read(self._store).get("packs", "[]")))

    @property
    def finished(self) -> bool:
        """Whether the last build went to its end; if not, the same build goes on where it stopped."""
        return "truces" in meta.read(self._store)

    def fingerprint(self) -> str:
        """SHA-256 over everything the case holds but the log of its runs, as hexadecimal digits.

        The same articles, packs and version give the same one, in whatever order and by however many workers.
        """
        digest = hashlib.sha256()
        for table in CONTENT:
            digest.update(table.name.encode())
            for row in self._store.stream(select(table).order_by(*table.primary_key)):
                digest.update(json.dumps(tuple(row), default=_plain).encode())
        return digest.hexdigest()


def _check(store: Store) -> None:
    versions = meta.read(store) if "meta" in store.tables() else {}
    if "schema" not in versions:
        raise CaseError(f"{store.path} is not a case: it is a database of something else")
    if versions["schema"] != SCHEMA:
        raise CaseError(
            f"{store.path} was made by Truceline {versions.get('truceline', '?')} and keeps its record in format "
            f"{versions['schema']}, this is Truceline {__version__} with format {SCHEMA}: build the case anew from its "
            "articles, or open it with the version that made it"
        )


def _load_copies(store: Store, ids: Sequence[str]) -> dict[str, str]:
    query = select(ARTICLE.c.id, ARTICLE.c.copy_of).where(ARTICLE.c.id.in_(ids), ARTICLE.c.copy_of.is_not(None))
    return {row.id: row.copy_of for row in store.rows(query.order_by(ARTICLE.c.id))}


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
