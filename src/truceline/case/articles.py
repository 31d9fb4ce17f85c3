"""How articles are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update

from truceline.case.store import Store
from truceline.case.tables import ARTICLE, FURNITURE
from truceline.case.values import span_columns, span_of
from truceline.records import Article, Furniture


def load(store: Store, ids: Sequence[str]) -> dict[str, Article]:
    """The articles with these ids, in order of id; ids that the case does not hold are left out."""
    furniture = defaultdict[str, list[Furniture]](list)
    query = select(FURNITURE).where(FURNITURE.c.article.in_(ids)).order_by(FURNITURE.c.article, FURNITURE.c.ordinal)
    for row in store.rows(query):
        furniture[row.article].append(Furniture(span_of(row), row.kind))
    columns = [c for c in ARTICLE.c if c.name not in ("signature", "copy_of", "read_by", "named_by")]
    return {
        row.id: Article(
            id=row.id,
            title=row.title,
            text=row.text,
            outlet=row.outlet,
            published=row.published,
            language=row.language,
            url=row.url,
            origin=row.origin,
            furniture=tuple(furniture[row.id]),
            notes=tuple(row.notes),
        )
        for row in store.rows(select(*columns).where(ARTICLE.c.id.in_(ids)).order_by(ARTICLE.c.id))
    }


def save(store: Store, article: Article) -> None:
    """Keep an article whose id is not in the case yet."""
    store.run(insert(ARTICLE), [_columns(article)])
    _save_furniture(store, article)


def amend(store: Store, article: Article) -> None:
    """Put an article in the place of the one with its id; it then counts as unread."""
    new = {"copy_of": None, "read_by": None, "named_by": None, "signature": None, **_columns(article)}
    store.run(update(ARTICLE).where(ARTICLE.c.id == article.id).values(new))
    store.run(delete(FURNITURE).where(FURNITURE.c.article == article.id))
    _save_furniture(store, article)


def _columns(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "origin": article.origin,
        "notes": list(article.notes),
        "title": article.title,
        "text": article.text,
    }


def _save_furniture(store: Store, article: Article) -> None:
    store.run(
        insert(FURNITURE),
        [
            {"article": article.id, "ordinal": n, "kind": f.kind, **span_columns(f.span)}
            for n, f in enumerate(article.furniture)
        ],
    )
