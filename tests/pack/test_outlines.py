from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pack_texts import GOOD, write_pack
from truceline.pack import Knowledge, PackError
from truceline.pack.check import check
from truceline.pack.outlines import FILE, read

# Two squares side by side: the line between them goes up at 1 degree east.
SQUARES: dict[str, Any] = {
    "type": "Topology",
    "source": "drawn for tests",
    "arcs": [
        [[1, 0], [1, 1]],
        [[1, 1], [0, 1], [0, 0], [1, 0]],
        [[1, 1], [2, 1], [2, 0], [1, 0]],
    ],
    "objects": {
        "all": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "west", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "east", "arcs": [[[~2, ~0]]]},
                {"type": "Point", "coordinates": [0, 0]},
            ],
        }
    },
}


def written(tmp_path: Path, content: object) -> Path:
    path = tmp_path / FILE
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_shapes_are_closed_rings_of_latitude_and_longitude(tmp_path: Path) -> None:
    found = read(written(tmp_path, SQUARES), "hills")
    assert [s.place for s in found.shapes] == ["hills:west", "hills:east"]
    for shape in found.shapes:
        (ring,) = shape.rings
        assert ring[0] == ring[-1] and len(set(ring)) == 4
    (west,), (east,) = found.shapes[0].rings, found.shapes[1].rings
    assert set(west) == {(0, 0), (0, 1), (1, 0), (1, 1)} and set(east) == {(0, 1), (0, 2), (1, 1), (1, 2)}
    assert found.source == "drawn for tests"


def test_a_line_of_two_shapes_is_a_border_and_the_others_are_edges(tmp_path: Path) -> None:
    found = read(written(tmp_path, SQUARES), "hills")
    assert list(found.borders) == [((0, 1), (1, 1))]
    assert len(found.edges) == 2


def test_quantized_arcs_are_the_same_lines(tmp_path: Path) -> None:
    arcs: list[list[list[int]]] = SQUARES["arcs"]
    steps = [[arc[0], *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(arc))] for arc in arcs]
    packed = SQUARES | {"arcs": steps, "transform": {"scale": [0.5, 0.25], "translate": [10, 20]}}
    plain = read(written(tmp_path, SQUARES), "hills")
    found = read(written(tmp_path, packed), "hills")
    for a, b in zip(plain.shapes, found.shapes, strict=True):
        assert b.rings == tuple(tuple((lat * 0.25 + 20, lon * 0.5 + 10) for lat, lon in r) for r in a.rings)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        '{"arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}',
        '{"arcs": 3, "objects": {}}',
    ],
)
def test_what_is_no_topojson_is_told_by_file_and_mend(content: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(PackError) as error:
        read(path, "hills")
    assert str(path) in str(error.value) and "TopoJSON" in str(error.value)


def test_pack_check_tells_outlines_that_cannot_be_read_and_places_that_are_not_there(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, **GOOD)
    (found,) = check([str(folder)])
    assert not found.errors and not found.doubts
    written(folder, SQUARES)
    (found,) = check([str(folder)])
    assert not found.errors
    assert [p.reason.partition(":")[2].partition(":")[0] for p in found.doubts] == ["east", "west"]
    written(folder, "{")
    (found,) = check([str(folder)])
    assert [Path(p.path).name for p in found.errors] == [FILE]


def test_outlines_do_not_change_what_a_case_remembers_of_its_packs(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, **GOOD)
    before = Knowledge.of([str(folder)])
    written(folder, SQUARES)
    after = Knowledge.of([str(folder)])
    assert after.digest == before.digest
    assert not before.outlines and [s.place for s in after.outlines["hills"].shapes] == ["hills:west", "hills:east"]


def test_bundled_outlines_are_of_places_that_the_packs_know_and_lie_where_these_do() -> None:
    known = Knowledge.of(["world", "syria", "yemen"])
    places = {s.place: s for o in known.outlines.values() for s in o.shapes if s.place}
    assert {p for p in places if known.places[p].kind == "country"} >= {"world:syria", "world:yemen", "world:sudan"}
    for pack, number in (("syria", 14), ("yemen", 21)):
        assert len(known.outlines[pack].shapes) == number
        assert known.outlines[pack].borders
    for name, city in (
        ("world:syria", "syria:aleppo"),
        ("syria:aleppo-governorate", "syria:aleppo"),
        ("yemen:taiz-governorate", "yemen:taiz"),
        ("world:yemen", "yemen:taiz"),
    ):
        at = known.locate(city)
        assert at and inside((at.lat, at.lon), places[name].rings), (name, city)
        assert not inside((at.lat, at.lon), places["world:iraq"].rings)


def inside(point: tuple[float, float], rings: tuple[tuple[tuple[float, float], ...], ...]) -> bool:
    """Whether a line to the east of the point crosses the rings an odd number of times."""
    lat, lon = point
    return bool(
        sum(
            (a[0] > lat) != (b[0] > lat) and lon < a[1] + (lat - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
            for ring in rings
            for a, b in pairwise(ring)
        )
        % 2
    )
