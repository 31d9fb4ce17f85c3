"""A record of a place that changes hands, as two sides tell it; places and outlets as in ``sample``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sample import KNOWLEDGE as PLAIN
from sample import RAMOUSEH, Sample, claim
from truceline.pack import Knowledge, Route
from truceline.records import Account, Article, Claim, Event

NORTH = Article(
    "north/taken.txt",
    "",
    "Opposition fighters took Ramouseh on Saturday.",
    "Northern Press",
    date(2016, 8, 7),
)
STATE = Article(
    "state/retaken.txt",
    "",
    "The army took Ramouseh back on Sunday.",
    "State Agency",
    date(2016, 9, 5),
)
LATER = Article("wire/calm.txt", "", "Nothing moved on the fronts.", "World Wire", date(2016, 9, 20))

TAKEN = claim(
    NORTH, 1, "took", "capture", actor=[("Opposition fighters", "demo:rebels")], place=[RAMOUSEH], on="2016-08-06"
)
RETAKEN = claim(STATE, 1, "took", "capture", actor=[("The army", "demo:army")], place=[RAMOUSEH], on="2016-09-04")


def event(name: str, told: Claim, outlet: str, side: str) -> Event:
    """The event that one claim tells."""
    actors = tuple(m.entity or m.text for m in told.actor)
    account = Account(
        outlet, None, side, "asserts", (told.id,), actors, voice=side, types=(told.type,), places=("demo:ramouseh",),
        date=told.date,
    )  # fmt: skip
    return Event(name, told.type, "ground", "demo:ramouseh", told.date, (account,))


EVENTS: Sequence[Event] = (
    event("e-00000001", TAKEN, "demo:northern-press", "demo:opposition"),
    event("e-00000002", RETAKEN, "demo:state-agency", "demo:government"),
)

RECORD = Sample(
    {a.id: a for a in (NORTH, STATE, LATER)},
    {},
    {c.id: c for c in sorted((TAKEN, RETAKEN), key=lambda c: c.id)},
    {e.id: e for e in EVENTS},
)

_PACK = PLAIN.packs[0]
KNOWLEDGE = Knowledge(
    [
        replace(
            _PACK,
            routes=(
                Route(
                    "demo:gap", "Ramouseh gap", ("demo:castello", "demo:aleppo"), ("demo:ramouseh",), "demo:opposition",
                    open=False, source="made up",
                ),
            ),
        )
    ]
)  # fmt: skip
"""As in ``sample``, with a way through the place."""
