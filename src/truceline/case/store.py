"""One connection to a case file: queries, transactions, the writer's lock, and errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Executable, MetaData, NullPool, Row, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError

PATIENCE = 5.0
"""Seconds to wait for another process to let go of the file."""

_MEANINGS = {
    "BUSY": "is being written by another process: wait until that run has ended, then try again",
    "NOTADB": "is not a case: its content is something else",
    "CORRUPT": "is damaged: build it anew from its articles",
    "FULL": "cannot grow, the disk is full: make room and run again, it goes on where it stopped",
    "READONLY": "cannot be written: change its permissions or copy it elsewhere",
    "CANTOPEN": "cannot be opened: check that its folder exists and may be written",
    "IOERR": "cannot be read or written, the disk reports an error: check the disk, then run again",
}


class CaseError(Exception):
    """A case that cannot be made, opened or written; the message says why and what to do."""


class Store:
    """A case file, held by one connection.

    Attributes:
        path: where the file is.
    """

    def __init__(self, path: Path) -> None:
        """Connect; SQLite makes the file where there is none.

        Raises:
            CaseError: it cannot be opened.
        """
        self.path = path
        url = URL.create("sqlite", database=str(path))
        self._engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
        event.listen(self._engine, "connect", _configure)
        event.listen(self._engine, "begin", _begin)
        with self._plain_errors():
            self._connection: Connection = self._engine.connect()

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside takes effect together or, when an error or a kill intervenes, not at all; may be nested."""
        with self._plain_errors():
            if self._connection.in_transaction():
                yield
            else:
                with self._connection.begin():
                    yield

    def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        """All rows of a query."""
        with self.transaction():
            return self._connection.execute(statement).all()

    def stream(self, statement: Executable) -> Iterator[Row[Any]]:
        """The rows of a query one after the other; to be used up before anything else is asked of the store."""
        with self.transaction():
            yield from self._connection.execute(statement, execution_options={"yield_per": 1000})

    def run(self, statement: Executable, rows: Sequence[Mapping[str, object]] | None = None) -> None:
        """Run a statement, once for each of the rows when they are given (so not at all for no rows)."""
        with self.transaction():
            if rows is None:
                self._connection.execute(statement)
            elif rows:
                self._connection.execute(statement, [dict(r) for r in rows])

    def tables(self) -> frozenset[str]:
        """The names of the tables that the file has."""
        with self.transaction():
            return frozenset(inspect(self._connection).get_table_names())

    def make(self, tables: MetaData) -> None:
        """Make tables that the file has not."""
        with self.transaction():
            tables.create_all(self._connection)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other process out: a build writes many transactions, and two builds must not mix theirs.

        The lock is SQLite's own, so it ends with the process, however that ends.

        Raises:
            CaseError: another process is writing.
        """
        with self._plain_errors():
            raw = self._connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            self._connection.rollback()
            raw.execute("PRAGMA locking_mode = EXCLUSIVE")
            try:
                raw.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                raw.execute("PRAGMA locking_mode = NORMAL")
                raise
            raw.execute("COMMIT")
            try:
                yield
            finally:
                # SQLAlchemy drops a connection that Ctrl-C interrupted, and the lock with it.
                if not self._connection.invalidated:
                    raw.execute("PRAGMA locking_mode = NORMAL")
                    # The lock goes with the next look at the file, not with the pragma.
                    raw.execute("SELECT count(*) FROM sqlite_master").fetchall()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            name = getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]
            if name not in _MEANINGS:
                raise
            raise CaseError(f"{self.path} {_MEANINGS[name]}") from error


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions when it sees fit; ``_begin`` does it where SQLAlchemy says. The journal stays
    # SQLite's rollback journal: safe against a kill, and unlike a write-ahead log it leaves a single file behind.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
