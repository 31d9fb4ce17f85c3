"""Packs written for tests."""

from __future__ import annotations

from pathlib import Path

HEAD = """id = "hills"
name = "The hill war"
version = "1"

[[sides]]
id = "crown"
name = "Crown"
description = "The crown and who fights for it"
source = "made up"

[[sides]]
id = "reeds"
name = "Reeds"
description = "Those of the river"
source = "made up"
"""
ACTORS = "id,name,kind,side,parent,country,first,last,aliases,source\n"
PLACES = "id,name,kind,parent,lat,lon,aliases,source\n"
ROUTES = "id,name,from,to,through,side,first,last,open,source\n"
OUTLETS = "id,name,owner,country,side,language,domains,aliases,source\n"

GOOD = {
    "actors": ACTORS
    + "army,Royal Army of the Hills,force,crown,,land,,,King's Army | ~soldiers,s\n"
    + "reedmen,Reedmen,armed_group,reeds,,land,,,~rebels,s\n",
    "places": PLACES + "land,Hilland,country,,10,20,,s\nford,Fordham,town,land,10.1,20.1,,s\n",
    "routes": ROUTES + "ford-road,Ford road,land,ford,,reeds,2016-01,,yes,s\n",
    "outlets": OUTLETS + "herald,Hilland Herald,Crown Press,land,crown,en,herald.example,,near the crown: s\n",
    "t_harvest": 'id = "harvest"\nstarts = "2016-09-12"\nends = "2016-09-19"\nparties = ["army", "reedmen"]\n'
    'places = ["land"]\nsources = ["s"]\n'
    '[[obligations]]\nkind = "no_attacks"\ntext = "No shooting."\n',
}
"""Texts of a pack about which nothing is doubtful."""


def write_pack(root: Path, name: str = "hills", **texts: str) -> Path:
    """Write a pack below a folder: ``pack`` is its pack.toml, what begins with ``t_`` are terms, the rest tables."""
    folder = root / name
    (folder / "terms").mkdir(parents=True)
    (folder / "pack.toml").write_text(texts.pop("pack", HEAD), encoding="utf-8")
    for table, text in texts.items():
        path = folder / "terms" / f"{table}.toml" if table.startswith("t_") else folder / f"{table}.csv"
        path.write_text(text, encoding="utf-8")
    return folder
