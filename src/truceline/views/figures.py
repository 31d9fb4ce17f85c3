"""How often the reader is right: tables for the terminal, and the same as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from truceline.evaluation.calibration import Bin
from truceline.evaluation.score import MEANINGS, Count, Figures
from truceline.plain import count, flat
from truceline.records import Problem

_NAME = 30  # characters of an outlet's name
_WIDE = 112  # columns of a terminal that has room for what counts as right
NOTHING = "–"
"""Stands for a share of nothing."""


def tables(whole: Figures, outlets: Mapping[str | None, Figures], width: int) -> Iterator[Table]:
    """The figures, those of each type, those of each outlet, and whether confidences hold.

    Args:
        whole: the figures over all articles.
        outlets: those of each outlet.
        width: of the terminal, in columns; what counts as right is told where there is room for it.
    """
    names = (count(whole.articles, "article"), "precision", "recall", "F1", "gold", "found", "right", "")
    table = _table(*(names if width >= _WIDE else names[:-1]))
    for name, meaning in MEANINGS.items():
        _add(table, name, *_cells(whole.counts[name]), meaning)
    status = whole.status
    accuracy = share(status.precision, status.found)
    _add(
        table,
        "status",
        accuracy,
        "",
        "",
        "",
        f"{status.found:,}",
        f"{status.right:,}",
        "accuracy, in claims that are right",
    )
    yield table
    table = _table("type", "precision", "recall", "F1", "gold", "found", "right")
    for name, number in by_number(whole.types):
        _add(table, name, *_cells(number))
    yield table
    table = _table("outlet", "articles", "claims", "claim F1", "roles F1")
    for outlet, own in outlets.items():
        claim, roles = own.counts["claim"], own.counts["roles"]
        _add(table, flat(outlet or "unknown", _NAME), f"{own.articles:,}", f"{claim.gold:,}", f1(claim), f1(roles))
    yield table
    calibration = whole.calibration
    table = _table("confidence", "claims", "mean", "share right", "95 % interval")
    for each in calibration.bins:
        _add(table, bounds(each), f"{each.claims:,}", *(_of_bin(each) if each.claims else ()))
    table.caption = f"expected calibration error {share(calibration.error, calibration.claims)}"
    table.caption_justify = "left"
    table.caption_style = ""
    yield table


def as_json(
    whole: Figures, outlets: Mapping[str | None, Figures], problems: Iterable[Problem], reader: str
) -> dict[str, Any]:
    """All of it as one JSON value; shares lie between 0 and 1, and are 0 where they are shares of nothing."""
    return {
        "reader": reader,
        "articles": whole.articles,
        **{name: _json(whole.counts[name]) for name in MEANINGS},
        "status": {"accuracy": whole.status.precision, "claims": whole.status.found},
        "types": {name: _json(number) for name, number in whole.types.items()},
        "outlets": [
            {
                "outlet": outlet,
                "articles": own.articles,
                "claim": _json(own.counts["claim"]),
                "roles": _json(own.counts["roles"]),
            }
            for outlet, own in outlets.items()
        ],
        "calibration": {
            "error": whole.calibration.error,
            "bins": [
                {"from": b.low, "to": b.high, "claims": b.claims, "confidence": b.confidence, "right": b.share}
                for b in whole.calibration.bins
            ],
        },
        "problems": [{"path": p.path, "place": p.place, "reason": p.reason} for p in problems],
    }


def by_number(types: Mapping[str, Count]) -> list[tuple[str, Count]]:
    """Types with their counts, those that annotators wrote most first."""
    return sorted(types.items(), key=lambda item: (-item[1].gold, -item[1].found))


def share(value: float, of: int) -> str:
    """A share between 0 and 1 with three digits, or that it is one of nothing."""
    return f"{value:.3f}" if of else NOTHING


def f1(number: Count) -> str:
    """The F1 of a count, with three digits; there is none where nobody wrote or found anything."""
    return share(number.f1, number.gold + number.found)


def bounds(each: Bin) -> str:
    """The ends of a bin: "0.3 to 0.4"."""
    return f"{each.low:.1f} to {each.high:.1f}"


def _cells(number: Count) -> tuple[str, ...]:
    return (
        share(number.precision, number.found),
        share(number.recall, number.gold),
        f1(number),
        f"{number.gold:,}",
        f"{number.found:,}",
        f"{number.right:,}",
    )


def _of_bin(each: Bin) -> tuple[str, ...]:
    low, high = each.interval
    return f"{each.confidence:.3f}", f"{each.share:.3f}", f"{low:.2f} to {high:.2f}"


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for number, name in enumerate(columns):
        table.add_column(name, no_wrap=True, justify="right" if number and name else "left")
    return table


def _add(table: Table, *values: str) -> None:
    table.add_row(*map(Text, values[: len(table.columns)]))


def _json(number: Count) -> dict[str, float]:
    return {
        "precision": number.precision,
        "recall": number.recall,
        "f1": number.f1,
        "gold": number.gold,
        "found": number.found,
        "right": number.right,
    }
