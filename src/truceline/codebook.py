"""The codebook: claim types with their families and their PLOVER and ACLED codes.

The table itself is data, ``codebook.toml``; this module is the only one that reads it. PLOVER: Halterman et al. 2023,
"PLOVER and POLECAT"; ACLED: Armed Conflict Location & Event Data Project codebook, 2023.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One type of claim.

    Attributes:
        name: as claims carry it.
        family: types that neighbour it: ``violence``, ``toll``, ``ground``, ``force``, ``truce``, ``aid``,
            ``diplomacy`` or ``people``.
        covers: what it is for, in a line.
        plover: the PLOVER event type, ``None`` where PLOVER has none.
        acled: the ACLED sub-event types, the usual one first; empty where ACLED has none.
    """

    name: str
    family: str
    covers: str
    plover: str | None
    acled: tuple[str, ...]


def _load() -> Mapping[str, ClaimType]:
    table = tomllib.loads(files("truceline").joinpath("codebook.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: ClaimType(name, row["family"], row["covers"], row["plover"] or None, tuple(row["acled"]))
            for name, row in table.items()
        }
    )


TYPES: Mapping[str, ClaimType] = _load()
"""Every claim type by its name, in the codebook's order."""

FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(t.family for t in TYPES.values()))
"""The families, in the codebook's order."""


def of_family(family: str) -> frozenset[str]:
    """The names of the types in a family."""
    return frozenset(t.name for t in TYPES.values() if t.family == family)
