"""Packs: folders of plain data files that each know one conflict, and what several of them know together.

``docs/packs.md`` describes the format.
"""

from truceline.pack.files import bundled, load
from truceline.pack.knowledge import Knowledge
from truceline.pack.location import ACLED, Location, Precision
from truceline.pack.records import (
    ACTOR_KINDS,
    GENERAL,
    OBLIGATION_KINDS,
    PLACE_KINDS,
    Actor,
    Obligation,
    Office,
    Outlet,
    Pack,
    PackError,
    Place,
    Route,
    Side,
    Terms,
    Zone,
)

__all__ = [
    "ACLED",
    "ACTOR_KINDS",
    "GENERAL",
    "OBLIGATION_KINDS",
    "PLACE_KINDS",
    "Actor",
    "Knowledge",
    "Location",
    "Obligation",
    "Office",
    "Outlet",
    "Pack",
    "PackError",
    "Place",
    "Precision",
    "Route",
    "Side",
    "Terms",
    "Zone",
    "bundled",
    "load",
]
