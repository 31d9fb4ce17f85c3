"""The few values that a case keeps about itself: the versions of what made it, and which steps are up to date.

- ``schema``, ``truceline``: format of the tables and version that made them
- ``packs``, ``knowledge``: the packs as asked for (a JSON list) and the digest of their content
- ``signatures``: version of the step that made the articles' signatures
- ``copies``, ``events``, ``truces``: version of the step that made what the case holds of them; absent when something
  that they depend on has changed since
"""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from truceline.case.store import Store
from truceline.case.tables import META


def read(store: Store) -> dict[str, str]:
    """All values by their key."""
    return {row.key: row.value for row in store.rows(select(META).order_by(META.c.key))}


def write(store: Store, **values: str) -> None:
    """Set values, in the place of what was there."""
    with store.transaction():
        drop(store, *values)
        store.run(insert(META), [{"key": key, "value": value} for key, value in values.items()])


def drop(store: Store, *keys: str) -> None:
    """Remove values."""
    store.run(delete(META).where(META.c.key.in_(keys)))
