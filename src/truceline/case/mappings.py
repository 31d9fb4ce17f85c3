"""Mappings whose values lie in a case file and are fetched page by page."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from typing import Generic, TypeVar

from sqlalchemy import Column, ColumnElement, func, select

from truceline.case.store import Store

PAGE = 256
"""How many records are in memory at once while a mapping is walked."""

R = TypeVar("R")


def pages(store: Store, key: Column[str], *conditions: ColumnElement[bool], size: int = PAGE) -> Iterator[list[str]]:
    """The keys of a table that meet the conditions, in order, a list of at most ``size`` at a time.

    Each page is a query of its own that starts after the last key, so the table may be written between two pages.
    """
    query = select(key).where(*conditions).order_by(key).limit(size)
    page = [row[0] for row in store.rows(query)]
    while page:
        yield page
        page = [row[0] for row in store.rows(query.where(key > page[-1]))]


class Stored(Mapping[str, R]):
    """The records of one kind by their id, in order of id."""

    def __init__(
        self,
        store: Store,
        key: Column[str],
        load: Callable[[Store, Sequence[str]], Mapping[str, R]],
        *conditions: ColumnElement[bool],
    ) -> None:
        """Of the table that ``key`` belongs to; ``load`` makes the records of some ids, in order of id."""
        self._store = store
        self._key = key
        self._load = load
        self._conditions = conditions

    def __getitem__(self, key: str) -> R:
        return self._load(self._store, [key])[key]

    def __iter__(self) -> Iterator[str]:
        for page in pages(self._store, self._key, *self._conditions):
            yield from page

    def __len__(self) -> int:
        query = select(func.count()).select_from(self._key.table).where(*self._conditions)
        return int(self._store.rows(query)[0][0])

    def __contains__(self, key: object) -> bool:
        return bool(self._store.rows(select(self._key).where(self._key == key, *self._conditions)))

    def items(self) -> ItemsView[str, R]:
        """Ids and records, some hundred fetched at a time."""
        return _Items(self)

    def values(self) -> ValuesView[R]:
        """The records, some hundred fetched at a time."""
        return _Values(self)

    def walk(self) -> Iterator[tuple[str, R]]:
        """Ids and records, a page in memory at a time."""
        for page in pages(self._store, self._key, *self._conditions):
            yield from self._load(self._store, page).items()


class _Items(ItemsView[str, R], Generic[R]):
    _mapping: Stored[R]

    def __iter__(self) -> Iterator[tuple[str, R]]:
        return self._mapping.walk()


class _Values(ValuesView[R], Generic[R]):
    _mapping: Stored[R]

    def __iter__(self) -> Iterator[R]:
        return (record for _, record in self._mapping.walk())

    def __contains__(self, value: object) -> bool:
        return any(record == value for record in self)
