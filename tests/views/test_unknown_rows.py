"""Rows for a pack of names that no pack knows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.naming.unknown import Unknown
from truceline.pack import Knowledge, PackError, load
from truceline.views.unknown import pack_rows

QAMAR = Unknown("Qamar", "place", ("Qamar", "al-Qamar"), 3, 2, 1, "a", "Shells fell.", "syria:homs", "village")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of(["world", "syria"])


def rows_of(knowledge: Knowledge, *found: Unknown, places: bool = True) -> list[dict[str, str]]:
    stream = io.StringIO()
    pack_rows(found, knowledge, stream, places=places)
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def test_a_row_holds_what_is_known_and_leaves_the_rest_empty(knowledge: Knowledge) -> None:
    (row,) = rows_of(knowledge, QAMAR)
    assert row == {
        "id": "qamar", "name": "Qamar", "kind": "village", "parent": "syria:homs", "lat": "", "lon": "",
        "aliases": "al-Qamar", "source": "",
    }  # fmt: skip
    (actor,) = rows_of(knowledge, replace(QAMAR, role="actor", near=None, kind=None), places=False)
    assert (actor["id"], actor["kind"], actor["first"]) == ("qamar", "", "")


def test_names_that_would_share_an_id_get_one_each(knowledge: Knowledge) -> None:
    assert [r["id"] for r in rows_of(knowledge, QAMAR, replace(QAMAR, name="Qamar!"))] == ["qamar", "qamar-2"]


def test_coordinates_come_from_the_one_namesake_that_lies_near(knowledge: Knowledge) -> None:
    talbisah = replace(QAMAR, name="Talbiseh", spellings=("Talbiseh",))
    (near,) = rows_of(knowledge, talbisah)
    assert (round(float(near["lat"]), 1), round(float(near["lon"]), 1), near["source"]) == (34.8, 36.7, "GeoNames")
    (far,) = rows_of(knowledge, replace(talbisah, near="syria:deir-ez-zor"))
    assert (far["lat"], far["source"]) == ("", "")


def test_a_parent_is_one_that_a_pack_holds(knowledge: Knowledge) -> None:
    assert rows_of(knowledge, replace(QAMAR, near="geonames:YE.02"))[0]["parent"] == "world:yemen"


def test_a_pack_with_the_rows_asks_for_what_is_missing_then_loads(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "more"\n', encoding="utf-8")
    for kind in (None, "village"):
        with (tmp_path / "places.csv").open("w", encoding="utf-8", newline="") as stream:
            pack_rows([replace(QAMAR, kind=kind)], knowledge, stream, places=True)
        if kind is None:
            with pytest.raises(PackError, match="kind"):
                load(tmp_path)
    more = Knowledge([*knowledge.packs, load(tmp_path)])
    assert more.within("more:qamar")[1] == "syria:homs"


spelling = st.text(st.characters(categories=["L", "P", "Zs"]), min_size=1, max_size=12)


@given(st.lists(spelling, min_size=1, max_size=3, unique=True))
def test_any_spelling_comes_back_from_the_row(knowledge: Knowledge, spellings: list[str]) -> None:
    (row,) = rows_of(knowledge, replace(QAMAR, name=spellings[0], spellings=tuple(spellings)))
    assert row["name"] == spellings[0]
    assert row["aliases"] == " | ".join(spellings[1:])
