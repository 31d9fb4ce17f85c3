"""Events, truces and outlets as JSON values, for every listing's ``--json``."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from truceline.pack import Knowledge
from truceline.records import Event, Interval, Range

if TYPE_CHECKING:
    from truceline.analysis.silence import Silence  # with the matcher: slow to import


def plain(value: object) -> Any:
    """A record as JSON values: fields by their names, days and intervals as ISO 8601, ranges as ``{"min", "max"}``."""
    if isinstance(value, Interval):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Range):
        return {"min": value.least, "max": value.most}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def named(value: object, knowledge: Knowledge) -> dict[str, Any]:
    """A record as JSON values, with the neutral names of every id that stands in it under ``names``."""
    out: dict[str, Any] = plain(value)
    ids: set[str] = set()

    def collect(part: object) -> None:
        if isinstance(part, dict):
            for inner in part.values():
                collect(inner)
        elif isinstance(part, list):
            for inner in part:
                collect(inner)
        elif isinstance(part, str) and ":" in part and knowledge.label(part) != part:
            ids.add(part)

    collect(out)
    out["names"] = {i: knowledge.label(i) for i in sorted(ids)}
    return out


def with_silence(event: Event, silence: tuple[Silence, ...], knowledge: Knowledge) -> dict[str, Any]:
    """An event as JSON values, with the outlets that did not report it under ``silent``."""
    return named({**plain(event), "silent": plain(silence)}, knowledge)
