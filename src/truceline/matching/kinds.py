"""Which claim types may tell of one happening."""

from __future__ import annotations

from truceline.codebook import TYPES

STRIKES = frozenset({"air_strike", "shelling", "bombing", "chemical_attack", "attack"})
"""What one account calls by one of these another may well call by another."""


_OPPOSITES = (frozenset({"siege", "siege_break"}), frozenset({"capture", "withdrawal"}))


def compare(one: str, other: str) -> str:
    """How two types stand to each other, in words."""
    if one == other:
        return _same(one)
    pair = {one, other}
    if pair in _OPPOSITES:
        return "one undoes the other"
    if pair <= STRIKES:
        return "chemical weapons and another kind of attack" if "chemical_attack" in pair else "two kinds of attack"
    if "toll" in pair:
        cause = next(iter(pair - {"toll"}))
        if cause in STRIKES:
            return "an attack and a toll"
        return "fighting and a toll" if TYPES[cause].family == "violence" else "a toll and something else"
    families = {TYPES[t].family for t in pair}
    return f"two types of {next(iter(families))}" if len(families) == 1 else "different families"


def _same(kind: str) -> str:
    if kind == "toll":
        return "both tolls"
    return "the same kind of attack" if kind in STRIKES else f"the same type of {TYPES[kind].family}"
