"""Writes a situation report from a record."""

from __future__ import annotations

from collections import Counter
from datetime import date

from truceline.pack import Knowledge
from truceline.plain import count, listed, when
from truceline.records import Held, Record
from truceline.views.sitrep import access, diplomacy, ground, hostilities, truces
from truceline.views.sitrep.report import Scene, SitRep


def compose(record: Record, knowledge: Knowledge, first: date, last: date, places: tuple[str, ...] = ()) -> SitRep:
    """What a record tells of some days, both included, and of places with all that lies in them (empty: everywhere).

    Nothing stands in it that no claim supports; the same record gives the same report.
    """
    scene = Scene(Held.of(record), knowledge, first, last, places)
    where = f"{listed([knowledge.label(p) for p in places[:1]])}, " if places else ""
    return SitRep(
        title=f"Situation report: {where}{when(scene.days)}",
        basis=_basis(scene),
        sections=(
            truces.section(scene),
            hostilities.section(scene),
            hostilities.casualties(scene),
            ground.section(scene),
            access.section(scene),
            diplomacy.section(scene),
        ),
        scene=scene,
    )


def _basis(scene: Scene) -> str:
    """How much was read of these days, and of which sides' outlets."""
    sides: Counter[str] = Counter()
    for article in scene.articles:
        outlet = scene.knowledge.outlet(article.outlet)
        sides[scene.name(outlet.side) if outlet and outlet.side else "outlets near no side, or not known"] += 1
    told = listed([f"{n} from {side}" for side, n in sorted(sides.items(), key=lambda e: (-e[1], e[0]))])
    published = f"{count(len(scene.articles), 'article')} published in these days{f': {told}' if told else ''}"
    return (
        f"Written from {count(len(scene.record.articles), 'article')}, {published}. What no article told is not here."
    )
