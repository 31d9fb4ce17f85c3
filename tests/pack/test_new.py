from __future__ import annotations

from pathlib import Path

import pytest

from truceline.pack import Knowledge, Pack, PackError, load
from truceline.pack.check import check
from truceline.pack.new import Made, make


@pytest.fixture(scope="module")
def sudan(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("packs") / "sudan-war", ["Sudan"])


@pytest.fixture(scope="module")
def pack(sudan: Made) -> Pack:
    return load(sudan.folder)


def test_a_new_pack_can_be_used_at_once(sudan: Made) -> None:
    (found,) = check([str(sudan.folder)])
    assert found.errors == ()
    assert {t: n for t, n in found.counts.items() if t in sudan.counts} == sudan.counts
    knowledge = Knowledge.of(["world", str(sudan.folder)])
    assert knowledge.side_of("sudan-war:sudan-forces") == "sudan-war:government"
    assert knowledge.side_of("world:sudan") == "sudan-war:government"


def test_what_is_a_guess_is_told_as_a_doubt(sudan: Made) -> None:
    (found,) = check([str(sudan.folder)])
    marked = {Path(p.path).name for p in found.doubts if "question mark" in p.reason}
    assert {"pack.toml", "actors.csv", "routes.csv", "outlets.csv"} <= marked
    assert len(found.doubts) < 30


def test_it_holds_the_countrys_divisions_and_towns_where_they_are(pack: Pack) -> None:
    places = {p.name: p for p in reversed(pack.places)}
    khartoum, omdurman = places["Khartoum"], places["Omdurman"]
    assert (khartoum.kind, omdurman.kind) == ("city", "city")
    assert omdurman.parent == khartoum.parent == "sudan-war:khartoum-governorate"
    assert khartoum.lat == pytest.approx(15.55, abs=0.1)
    assert khartoum.lon == pytest.approx(32.53, abs=0.1)
    division = next(p for p in pack.places if p.id == "sudan-war:khartoum-governorate")
    assert (division.kind, division.parent) == ("governorate", "world:sudan")
    assert division.lat == pytest.approx(15.6, abs=0.2)
    assert all(p.lat is not None and p.source for p in pack.places)
    assert len([p for p in pack.places if p.kind == "governorate"]) >= 15


def test_towns_have_other_spellings_that_a_text_may_use(pack: Pack) -> None:
    aliases = [n for p in pack.places for n in p.names[1:]]
    assert "Gedaref" in aliases
    assert all(n.isascii() and len(n) > 3 and n[0].isupper() for n in aliases if not n.endswith(" state"))


def test_the_government_and_its_forces_go_by_their_names_and_by_what_all_call_them(pack: Pack) -> None:
    forces = next(a for a in pack.actors if a.id == "sudan-war:sudan-forces")
    assert "Sudanese army" in forces.names
    assert "army" in forces.descriptions
    (rebels,) = (a for a in pack.actors if "rebels" in a.descriptions)
    assert rebels.side == "sudan-war:opposition"


def test_a_war_between_countries_has_a_side_of_each(tmp_path: Path) -> None:
    made = make(tmp_path / "caucasus", ["Azerbaijan", "Armenia", "azerbaijan"], 'The "Karabakh" war')
    (found,) = check([str(made.folder)])
    assert found.errors == ()
    pack = load(made.folder)
    assert pack.name == 'The "Karabakh" war'
    assert [s.id for s in pack.sides] == ["caucasus:azerbaijan", "caucasus:armenia"]
    assert {a.side for a in pack.actors} == {"caucasus:azerbaijan", "caucasus:armenia"}
    armies = [a for a in pack.actors if "army" in a.descriptions]
    assert {a.country for a in armies} == {"world:azerbaijan", "world:armenia"}
    assert len({p.id for p in pack.places}) == len(pack.places)


def test_a_country_of_many_towns_starts_with_the_larger_ones(tmp_path: Path) -> None:
    made = make(tmp_path / "big", ["United States"])
    assert made.least["United States"] > 500
    assert made.counts["places"] < 2100
    (found,) = check([str(made.folder)])
    assert found.errors == ()


def test_a_new_pack_is_the_same_every_time(sudan: Made, tmp_path: Path) -> None:
    again = make(tmp_path / "sudan-war", ["Sudan"])
    assert load(again.folder).digest == load(sudan.folder).digest


def test_nothing_is_written_over_or_left_half_done(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(PackError, match="written over"):
        make(tmp_path / "mine", ["Sudan"])
    with pytest.raises(PackError, match=r"closest are .*Sudan"):
        make(tmp_path / "typo", ["Sudna"])
    with pytest.raises(PackError, match="taken"):
        make(tmp_path / "syria", ["Syria"])
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["notes.txt"]
