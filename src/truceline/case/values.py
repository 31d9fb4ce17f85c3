"""How the small values that several records share are laid out in columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from truceline.records import Interval, Range, Span


def interval_columns(interval: Interval | None) -> dict[str, object]:
    """An interval as its four columns, all empty for ``None``."""
    if interval is None:
        return {"date_first": None, "date_last": None, "first_grain": None, "last_grain": None}
    return {
        "date_first": interval.first,
        "date_last": interval.last,
        "first_grain": interval.first_grain,
        "last_grain": interval.last_grain,
    }


def interval_of(row: Row[Any]) -> Interval | None:
    """The interval that a row holds."""
    if row.date_first is None:
        return None
    return Interval(row.date_first, row.date_last, row.first_grain, row.last_grain)


def range_columns(name: str, values: Range | None) -> dict[str, object]:
    """A range as its three columns; ``Range(None, None)`` (told, but open) differs from ``None`` (not told)."""
    return {
        f"{name}_told": values is not None,
        f"{name}_least": values and values.least,
        f"{name}_most": values and values.most,
    }


def range_of(name: str, row: Row[Any]) -> Range | None:
    """The range of that name that a row holds."""
    columns = row._mapping
    return Range(columns[f"{name}_least"], columns[f"{name}_most"]) if columns[f"{name}_told"] else None


def span_columns(span: Span) -> dict[str, object]:
    """A span as its three columns."""
    return {"field": span.field, "begin_at": span.begin, "end_at": span.end}


def span_of(row: Row[Any]) -> Span:
    """The span that a row holds."""
    return Span(row.field, row.begin_at, row.end_at)
