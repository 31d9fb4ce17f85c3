"""Reading the TOML files of a pack."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from truceline.pack.records import PackError, Terms
from truceline.pack.rows import full
from truceline.records import Interval

KEYS = frozenset(
    [
        "id",
        "name",
        "class",
        "purpose",
        "announced",
        "starts",
        "ends",
        "duration_hours",
        "parties",
        "guarantors",
        "excluded",
        "places",
        "obligations",
        "sources",
    ]
)


def terms(own: str, path: Path, data: Mapping[str, Any]) -> Terms:
    """The terms in a file of ``terms/``."""
    if unknown := sorted(data.keys() - KEYS):
        raise PackError(f"{path}: unknown key {unknown[0]!r}; the keys are {', '.join(sorted(KEYS))}")
    if not (short := word(path, data, "id")):
        raise PackError(f"{path}: 'id' is needed")
    hours = data.get("duration_hours")
    if hours is not None and (not isinstance(hours, int) or isinstance(hours, bool) or hours <= 0):
        raise PackError(f"{path}: duration_hours is {hours!r}; write a whole number above 0")
    days = {key: _days(path, key, data.get(key, "")) for key in ("announced", "starts", "ends")}
    announced, starts, ends = days["announced"], days["starts"], days["ends"]
    return Terms(
        id=full(own, short),
        name=word(path, data, "name") or short,
        class_=word(path, data, "class"),
        purpose=word(path, data, "purpose"),
        announced=announced.first if announced else None,
        starts=starts.first if starts else None,
        ends=ends.last if ends else None,
        duration_hours=hours,
        parties=tuple(full(own, i) for i in listed(path, data, "parties")),
        guarantors=tuple(full(own, i) for i in listed(path, data, "guarantors")),
        excluded=tuple(full(own, i) for i in listed(path, data, "excluded")),
        places=tuple(full(own, i) for i in listed(path, data, "places")),
        obligations=listed(path, data, "obligations"),
        sources=listed(path, data, "sources"),
    )


def _days(path: Path, key: str, value: object) -> Interval | None:
    if isinstance(value, date):
        return Interval.day(value.date() if isinstance(value, datetime) else value)
    if not value:
        return None
    try:
        return Interval.parse(str(value))
    except ValueError:
        raise PackError(f"{path}: {key} is no date: {value!r}; write 2016-09-12, 2016-09 or 2016") from None


def toml(path: Path, text: str) -> dict[str, Any]:
    """The content of a TOML file."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise PackError(f"{path}: {e}; mend the TOML there") from None


def word(path: Path, data: Mapping[str, Any], key: str) -> str:
    """The text under a key, empty where there is none."""
    if not isinstance(value := data.get(key, ""), str):
        raise PackError(f"{path}: {key} is {value!r}; put it in quotation marks")
    return value.strip()


def listed(path: Path, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts in the list under a key, empty where there is none."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise PackError(f"{path}: {key} must be a list of texts")
    return tuple(v.strip() for v in value)
