from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from pack_texts import ACTORS, GOOD, HEAD, PLACES, write_pack
from truceline.pack import Knowledge, PackError, bundled
from truceline.pack.check import Check, check
from truceline.records import Problem

HARVEST = GOOD["t_harvest"]
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return partial(write_pack, tmp_path)


def one(folder: Path) -> Check:
    (found,) = check([str(folder)])
    return found


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{Path(p.path).name} {p.place}: {p.reason}" for p in problems]


def test_a_good_pack_gives_no_error_and_no_doubt(make: Make) -> None:
    found = one(make(**GOOD))
    assert told(found.problems) == []
    assert found.counts == {"sides": 2, "actors": 2, "places": 2, "routes": 1, "outlets": 1, "terms": 1}


def test_every_error_of_every_file_is_told_in_one_run_and_none_twice(make: Make) -> None:
    folder = make(
        pack=HEAD + '[[sides]]\nid = "crown"\nname = "Again"\nmembers = "world:russia"\n',
        actors=ACTORS
        + "a,A-men,gang,moon,,,28.7.2016,,,s\n"  # kind, side and day at once
        + "b,Bees,force,crown,c,,,,,s\n"
        + "c,Cees,force,crown,b,,,,,s\n"
        + "d,Dees,force,crown,,,2017,2016,,s\n"
        + "e,E, no quotes,force,,,,,,,s\n"
        + "f,Effs,force,crown,e,,,,,s\n"  # its parent is there, though its line cannot be read
        + "a,Again,force,crown,,,,,,s\n"
        + "g,Gees,force,crown,world:atlantis,,,,,s\n"
        + "h,Aitches,force,crown,mars:army,,,,,s\n",
        places=PLACES + "p,Pea,city,,136.2,north,,s\nq,Queue,city,p,36.2,,~the queue,s\n",
        outlets="id,name,url\n",
        t_one='id = "one"\nends = "2016-01-01"\nstarts = "2016-02-01"\nparty = ["a"]\nplaces = ["nowhere"]\n',
        t_two="id = 'two'\nduration_hours = 'long'\nparties = 'army'\n",
        t_three="id = three\n",
    )
    found = told(one(folder).errors)
    expected = [
        ("pack.toml line 17", "has an id that is taken"),
        ("pack.toml line 19", "members must be a list"),
        ("actors.csv line 2", "unknown kind 'gang'"),
        ("actors.csv line 2", "'hills:moon' is not among the sides"),
        ("actors.csv line 2", "'28.7.2016'"),
        ("actors.csv line 3", "ancestor"),
        ("actors.csv line 5", "before first"),
        ("actors.csv line 6", "quotes"),
        ("actors.csv line 8", "taken by line 2"),
        ("actors.csv line 9", "'world:atlantis'"),
        ("actors.csv line 10", "use the pack 'mars' as well"),
        ("places.csv line 2", "lat is 136.2"),
        ("places.csv line 2", "lon is no number"),
        ("places.csv line 3", "go together"),
        ("places.csv line 3", "names only"),
        ("outlets.csv line 1", "unknown column 'url'"),
        ("outlets.csv line 1", "missing column 'owner'"),
        ("t_one.toml line 2", "before starts"),
        ("t_one.toml line 4", "unknown key 'party'"),
        ("t_one.toml line 5", "'hills:nowhere'"),
        ("t_three.toml line 1", "mend the TOML"),
        ("t_two.toml line 2", "whole number"),
        ("t_two.toml line 3", "parties must be a list"),
    ]
    missing = [e for e in expected if not any(f.startswith(e[0] + ":") and e[1] in f for f in found)]
    assert missing == []
    columns = [f for f in found if f.startswith("outlets.csv line 1")]
    assert len(found) == len(expected) - 2 + len(columns)
    assert len(set(found)) == len(found)


def test_what_cannot_be_read_hides_no_other_error(make: Make) -> None:
    folder = make(actors=ACTORS + "a,A-men,gang,,,,,,,s\n", places=PLACES + 'p,"Pea,city\n')
    (folder / "outlets.csv").write_bytes(b"id,name\n\xff\xfe")
    (folder / "pack.toml").unlink()
    found = told(one(folder).errors)
    assert [f.split(":")[0] for f in found] == ["pack.toml ", "actors.csv line 2", "places.csv line 2", "outlets.csv "]


def test_a_table_that_broke_off_makes_no_errors_of_what_refers_to_it(make: Make) -> None:
    texts = GOOD | {"places": PLACES + 'ford,"Fordham,town\nland,Hilland,country,,10,20,,s\n'}
    assert len(one(make(**texts)).errors) == 1


@pytest.mark.parametrize(
    ("texts", "where", "what"),
    [
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,Reedmen,s\n"}, "actors.csv line 4", "'reedmen'"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,~rebels,s\n"}, "line 4", "actor of another side"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,river folk,s\n"}, "line 4", "put ~ before it"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,Front,s\n"}, "line 4", "ordinary word"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,Aa; Bb,s\n"}, "line 4", "put | between names"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,,,,UNESCO,s\n"}, "line 4", "'world:unesco'"),
        ({"actors": GOOD["actors"] + "two,Two,force,,,land,,,,s\n"}, "line 4", "on no side"),
        (
            {"actors": GOOD["actors"] + "reeds,Reed Host,force,reeds,,land,,,,s\n"},
            "pack.toml line 12",
            "give the side another",
        ),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,,\n"}, "line 4", "no source"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,land,,,,me?\n"}, "line 4", "question mark"),
        ({"actors": GOOD["actors"] + "Two,Two,force,crown,,land,,,,s\n"}, "line 4", "small letters"),
        ({"actors": GOOD["actors"] + "two,Two,force,crown,,ford,,,,s\n"}, "line 4", "is a town"),
        (
            {"pack": 'first = "2016"\n' + HEAD, "actors": GOOD["actors"] + "two,Two,force,crown,,,,2014,,s\n"},
            "actors.csv line 4",
            "2016-01-01",
        ),
        ({"places": GOOD["places"] + "gate,Oakgate,quarter,ford,10.9,20.1,,s\n"}, "places.csv line 4", "89 km"),
        ({"places": GOOD["places"] + "gate,Oakgate,town,world:syria,38.3,35.0,,s\n"}, "line 4", "Syria"),
        ({"places": GOOD["places"] + "gate,Oakgate,quarter,land,,,,s\n"}, "line 4", "no coordinates"),
        ({"places": GOOD["places"] + "gate,Oakgate,town,,10,20,,s\n"}, "line 4", "in no country"),
        ({"places": GOOD["places"] + "gate,Oakgate,governorate,ford,10,20,,s\n"}, "line 4", "a town"),
        ({"places": GOOD["places"] + "gate,Fordham,town,land,10,20,,s\n"}, "line 4", "'ford'"),
        ({"places": GOOD["places"] + "gate,Tripoli,town,land,10,20,,s\n"}, "line 4", "'world:tripoli'"),
        ({"outlets": GOOD["outlets"] + "two,Two Times,,,,en,,,s\n"}, "outlets.csv line 3", "no domains"),
        ({"outlets": GOOD["outlets"] + "two,Two Times,,,,,t.example,,s\n"}, "line 3", "no language"),
        ({"outlets": GOOD["outlets"] + "two,Two Times,,,crown,en,t.example,,\n"}, "line 3", "no source"),
        ({"outlets": GOOD["outlets"] + "two,Two Times,,,,en,herald.example,,s\n"}, "line 3", "'herald'"),
        ({"t_harvest": HARVEST.replace("[[", "duration_hours = 999\n[[")}, "t_harvest.toml line 7", "longer"),
        ({"t_harvest": HARVEST.replace("[[", 'excluded = ["army"]\n[[')}, "t_harvest.toml line 7", "among the parties"),
        ({"routes": GOOD["routes"] + "two,Two,land,ford,ford,,,,,s\n"}, "routes.csv line 3", "an end and among"),
        ({"routes": GOOD["routes"] + "two,Two,land,ford,,,,,no,s\n"}, "line 3", "from which day"),
        ({"routes": GOOD["routes"] + "two,Two,land,ford,,,,,,\n"}, "line 3", "no source"),
        ({"t_harvest": HARVEST + '[[zones]]\nname = "the ford"\n'}, "t_harvest.toml line 10", "is not drawn"),
        ({"t_harvest": 'id = "harvest"\nsources = ["s"]\n'}, "t_harvest.toml", "no parties"),
        ({"pack": HEAD + 'colour = "red"\n'}, "pack.toml line 16", "'colour' is not read"),
        ({"pack": HEAD + '[[sides]]\nid = "x"\nname = "X"\ndescription = "x"\nsource = "s"\n'}, "line 16", "no actor"),
        ({"actor": ACTORS}, "actor.csv", "not read"),
    ],
)
def test_doubts_name_file_line_and_mend_and_do_not_keep_a_pack_from_use(
    make: Make, texts: dict[str, str], where: str, what: str
) -> None:
    folder = make(**(GOOD | texts))
    found = one(folder)
    assert told(found.errors) == []
    assert [d for d in told(found.doubts) if where in d and what in d]
    Knowledge.of(["world", str(folder)])


@pytest.mark.parametrize(
    "texts",
    [
        # What dates, countries, kinds or places tell apart is not doubtful.
        {"actors": GOOD["actors"] + "x,Xes,force,crown,,land,2001,2002,Ys,s\ny,Ys,force,crown,,land,2003,,,s\n"},
        {"actors": GOOD["actors"] + "x,Xes,force,crown,,world:chad,,,~rebels | Reedmen,s\n"},
        {"actors": GOOD["actors"] + "x,fisherfolk,population,,,land,,,fishers,s\n"},
        {"places": GOOD["places"] + "shire,Fordham,governorate,land,10,20,,s\n"},
        {"places": GOOD["places"] + "road,Ford road,road,land,10.2,20.2,,s\nend,End,village,ford,10.1,20.1,,s\n"},
    ],
)
def test_what_an_article_can_tell_apart_is_not_doubtful(make: Make, texts: dict[str, str]) -> None:
    assert told(one(make(**(GOOD | texts))).problems) == []


def test_references_are_checked_among_all_packs_given_and_the_bundled_ones(make: Make) -> None:
    hills = make(**(GOOD | {"actors": GOOD["actors"] + "band,Bandmen,armed_group,,plain:horde,land,,,,s\n"}))
    plain = make(
        "plain",
        pack=HEAD.replace('"hills"', '"plain"'),
        actors=ACTORS + "horde,Horde,armed_group,reeds,,world:chad,,,,s\n",
    )
    assert [bool(c.errors) for c in check([str(hills)])] == [True]
    assert [bool(c.errors) for c in check([str(hills), str(plain)])] == [False, False]


def test_two_packs_of_one_id_and_a_circle_through_two_are_told(make: Make) -> None:
    one_ = make("one", actors=ACTORS + "a,Aye,force,crown,two:b,,,,,s\n")
    two = make("two", pack=HEAD.replace('"hills"', '"two"'), actors=ACTORS + "b,Bee,force,crown,hills:a,,,,,s\n")
    twin = make("twin")
    found = check([str(one_), str(two), str(twin)])
    assert [e for c in found for e in told(c.errors) if "ancestor" in e]
    assert [e for e in told(found[2].errors) if "give one another" in e]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such pack"):
        check([str(tmp_path / "atlantis")])


@pytest.mark.parametrize("name", sorted(bundled()))
def test_bundled_packs_have_no_errors(name: str) -> None:
    assert told(one(bundled()[name]).errors) == []
