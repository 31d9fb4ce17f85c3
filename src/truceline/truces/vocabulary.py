"""The words for what kind of truce one is, after the ETH/PRIO Civil Conflict Ceasefire data set.

Source of the distinctions: Clayton, Nygård, Strand, Rustad, Wiehler, Sagård, Landsverk, Ryland, Sticher, Wink and Bara,
"Introducing the ETH/PRIO Civil Conflict Ceasefire Dataset", Journal of Conflict Resolution (2022). Its numbers for them
are the export's, see ``truceline.exports.ethprio``.
"""

from __future__ import annotations

CESSATION = "cessation of hostilities"
"""Fighting is to stop, with nothing set up that watches over it."""

PRELIMINARY = "preliminary"
"""Fighting is to stop, with something that makes it hold: monitors, a commission, zones, distances."""

DEFINITIVE = "definitive"
"""The fighting is to be over: fighters disarm, leave or are taken in."""

CLASSES = (CESSATION, PRELIMINARY, DEFINITIVE)
"""What a truce sets up, from the least to the most."""

HUMANITARIAN = "humanitarian"
PEACE_PROCESS = "peace process"
HOLIDAY = "holiday"
ELECTION = "election"
OTHER = "other"

PURPOSES = (HUMANITARIAN, PEACE_PROCESS, HOLIDAY, ELECTION, OTHER)
"""What a truce is for, as its text or those who declare it say."""

NATIONAL = "national"
"""It is to hold wherever its parties fight each other."""

LOCAL = "local"
"""It is to hold in a part of that only: a town, a road, an area."""

SCOPES = (NATIONAL, LOCAL)
"""Where a truce is to hold."""

UNILATERAL = "unilateral"
BILATERAL = "bilateral"
MULTILATERAL = "multilateral"

SIDEDNESS = (UNILATERAL, BILATERAL, MULTILATERAL)
"""How many sides hold their fire: one by itself, two, or more than two."""


def sidedness(sides: int) -> str | None:
    """The word for a truce that so many sides declare or agree on; ``None`` where none is known."""
    return None if sides < 1 else SIDEDNESS[min(sides, len(SIDEDNESS)) - 1]
