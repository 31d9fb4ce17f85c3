"""Names that no pack knows, as rows to fill in and put into a pack."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from truceline.naming import gazetteer
from truceline.naming.spelling import plain
from truceline.naming.unknown import Unknown
from truceline.pack import Knowledge
from truceline.pack.files import COLUMNS

_FAR_KM = {1: 60.0, 2: 60.0, 3: 80.0, 4: 200.0}
"""How far from the known place it is near a namesake in GeoNames may lie, by the precision of that place."""


def pack_rows(found: Iterable[Unknown], knowledge: Knowledge, stream: TextIO, *, places: bool) -> None:
    """Write names, all of places or all of actors, in the columns of a pack's table.

    Ids are made from the names; other spellings are aliases; a place has the known place it is near for its parent,
    its kind where the words beside it tell, and the coordinates of the one place in GeoNames that has its name near
    there. A parent is one that a pack holds. Everything else is left empty, to be filled in.
    """
    out = csv.DictWriter(stream, COLUMNS["places" if places else "actors"], lineterminator="\n")
    out.writeheader()
    taken: set[str] = set()
    for u in found:
        short = stem = plain(u.name).replace(" ", "-")
        number = 1
        while short in taken:
            number += 1
            short = f"{stem}-{number}"
        taken.add(short)
        row = {"id": short, "name": u.name, "aliases": " | ".join(u.spellings[1:])}
        out.writerow(row | (_placed(u, knowledge) if places else {}))


def _placed(u: Unknown, knowledge: Knowledge) -> dict[str, str]:
    parents = knowledge.within(u.near) if u.near else ()
    row = {"kind": u.kind or "", "parent": next((p for p in parents if not p.startswith(gazetteer.PREFIX)), "")}
    around = knowledge.locate(u.near) if u.near else None
    if around is None or around.country is None:
        return row
    far = _FAR_KM.get(around.precision)
    same = {
        (lat, lon)
        for name in u.spellings
        for _, lat, lon in gazetteer.proposals(name, knowledge.places[around.country].names)
        if far is None or gazetteer.distance(around.lat, around.lon, lat, lon) <= far
    }
    if len(same) == 1:
        (lat, lon) = same.pop()
        row |= {"lat": f"{lat:.4f}", "lon": f"{lon:.4f}", "source": "GeoNames"}
    return row
