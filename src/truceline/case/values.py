"""How the small values that several records share are laid out in columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from truceline.records import Answer, Interval, Range, Span


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


def answer_value(answer: Answer) -> dict[str, Any]:
    """An answer as JSON values: its value is a list, a range, or an interval with how fine its ends are known."""
    value: object
    match answer.value:
        case Range(least, most):
            value = {"least": least, "most": most}
        case Interval(first, last, first_grain, last_grain):
            value = {"first": str(first), "last": str(last), "first_grain": first_grain, "last_grain": last_grain}
        case names:
            value = list(names)
    given = {"voices": list(answer.voices), "accounts": list(answer.accounts), "denied": answer.denied}
    return {"value": value, **given}


def answer_of(stored: dict[str, Any]) -> Answer:
    """The answer that JSON values hold."""
    value = stored["value"]
    if isinstance(value, list):
        found: tuple[str, ...] | Interval | Range = tuple(value)
    elif "least" in value:
        found = Range(value["least"], value["most"])
    else:
        ends = date.fromisoformat(value["first"]), date.fromisoformat(value["last"])
        found = Interval(*ends, value["first_grain"], value["last_grain"])
    return Answer(found, tuple(stored["voices"]), tuple(stored["accounts"]), stored["denied"])
