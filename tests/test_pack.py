from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial
from pathlib import Path

import pytest

from pack_texts import ACTORS, OUTLETS, PLACES, ROUTES, write_pack
from truceline.pack import (
    Actor,
    Knowledge,
    Obligation,
    Office,
    Outlet,
    Pack,
    PackError,
    Place,
    Route,
    Side,
    Terms,
    Zone,
    bundled,
    load,
)

HEAD = """
id = "hills"
name = "The hill war"
version = "1"
[[sides]]
id = "crown"
name = "Crown"
description = "The crown and who fights for it"
source = "made up"
"""
ARMY = "army,Royal Army,force,crown,,land,,,~soldiers | King's Army | ~soldiers,s\n"
LAND = "land,Hilland,country,,10,20,,s\n"

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return partial(write_pack, tmp_path, pack=HEAD)


def test_entries_come_with_full_ids_and_names_apart_from_descriptions(make: Make) -> None:
    pack = load(
        make(
            actors=ACTORS + ARMY + "guard,Guard,force,,army,land,2016-07-28,2017,Old Guard,s\n",
            places=PLACES + LAND + "ford,Ford,town,land,10.5,20.25,The Ford | Forde,s\n",
            outlets=OUTLETS + "herald,The Herald,Crown Press,land,crown,EN,www.herald.example | h.example,Herald,s\n",
        )
    )
    army, guard = pack.actors
    assert (army.id, army.side, army.country) == ("hills:army", "hills:crown", "hills:land")
    assert army.names == ("Royal Army", "King's Army")
    assert army.descriptions == ("soldiers",)
    assert (guard.parent, guard.first, guard.last) == ("hills:army", date(2016, 7, 28), date(2017, 12, 31))
    assert pack.places[1] == Place(
        "hills:ford", "Ford", "town", "hills:land", 10.5, 20.25, ("Ford", "The Ford", "Forde"), "s"
    )
    assert pack.outlets[0].domains == ("herald.example", "h.example")
    assert pack.outlets[0].language == "en"


def test_offices_are_read_apart_from_names(make: Make) -> None:
    offices = "Bo | @head of state of land 2016-07/ | @army /2017 | ~the old man"
    actors = ACTORS + ARMY + f"land,Land,state,,,,,,,s\nbo,Bo Old,person,,,,,,{offices},s\n"
    pack = load(make(actors=actors, places=PLACES + LAND))
    bo = pack.actors[-1]
    assert (bo.names, bo.descriptions) == (("Bo Old", "Bo"), ("the old man",))
    assert bo.offices == (
        Office("head of state", "hills:land", date(2016, 7, 1), None),
        Office("", "hills:army", None, date(2017, 12, 31)),
    )


def test_terms_are_read_with_their_days(make: Make) -> None:
    terms = (
        'id = "harvest"\nname = "Harvest truce"\nclass = "preliminary"\nannounced = 2016-09-09\n'
        'starts = "2016-09-12"\nends = "2016-09"\nduration_hours = 48\nparties = ["army"]\nplaces = ["land"]\n'
        '[[obligations]]\nkind = "no_attacks"\ntext = "No shooting."\n'
    )
    (found,) = load(make(actors=ACTORS + ARMY, places=PLACES + LAND, t_harvest=terms)).terms
    assert isinstance(found, Terms)
    assert (found.id, found.class_, found.parties) == ("hills:harvest", "preliminary", ("hills:army",))
    assert (found.announced, found.starts, found.ends) == (date(2016, 9, 9), date(2016, 9, 12), date(2016, 9, 30))
    assert found.duration_hours == 48


def test_zones_and_obligations_are_read_with_what_they_refer_to(make: Make) -> None:
    terms = (
        'id = "harvest"\nparties = ["army"]\n'
        '[[zones]]\nname = "the ford"\nplaces = ["land"]\n'
        '[[zones]]\nname = "the camp"\naround = [10, 20.5, 3]\n'
        '[[zones]]\nname = "the fields"\npoints = [\n  [10, 20],\n  [10, 21],\n  [11, 20],\n]\n'
        '[[obligations]]\nkind = "withdrawal"\ntext = "Back."\nby = ["army"]\nzone = "the ford"\n'
        'starts = "2016-09-13"\nmetres = 3500\n[[obligations]]\nkind = "talks"\ntext = "Talk."\n'
    )
    (found,) = load(make(actors=ACTORS + ARMY, places=PLACES + LAND, t_harvest=terms)).terms
    assert found.zones == (
        Zone("the ford", places=("hills:land",)),
        Zone("the camp", around=(10.0, 20.5, 3.0)),
        Zone("the fields", points=((10.0, 20.0), (10.0, 21.0), (11.0, 20.0))),
    )
    back, talk = found.obligations
    assert back == Obligation("Back.", "withdrawal", ("hills:army",), "the ford", starts=date(2016, 9, 13), metres=3500)
    assert (talk.by, talk.zone) == ((), None)


def test_terms_may_give_hours_and_bind_sides(make: Make) -> None:
    days = 'starts = "2016-09-12 19:00"\nends = 2016-09-19 07:30:00\nhours = ["9:30", "13:00"]\nsides = ["crown"]\n'
    midnight = 'id = "night"\nstarts = "2016-02-27 00:00"\n'
    found, night = load(make(t_a='id = "harvest"\n' + days, t_b=midnight)).terms
    assert (found.starts, found.starts_at) == (date(2016, 9, 12), time(19))
    assert (found.ends, found.ends_at) == (date(2016, 9, 19), time(7, 30))
    assert found.hours == (time(9, 30), time(13))
    assert found.sides == ("hills:crown",)
    assert (night.starts, night.starts_at) == (date(2016, 2, 27), None)


def test_routes_are_read_and_found_by_id(make: Make) -> None:
    texts = {
        "places": PLACES + LAND + "ford,Ford,town,land,10.5,20.25,,s\nlane,Lane,road,land,10.4,20.2,,s\n",
        "routes": ROUTES + "way,The way,land,ford,lane,crown,2016-07,2017,no,s\nback,Back,ford,land,,,,,,s\n",
    }
    knowledge = Knowledge([load(make(**texts))])
    way, back = knowledge.routes.values()
    assert way == Route(
        "hills:way",
        "The way",
        ("hills:land", "hills:ford"),
        ("hills:lane",),
        "hills:crown",
        date(2016, 7, 1),
        date(2017, 12, 31),
        False,
        "s",
    )
    assert (back.through, back.side, back.open) == ((), None, None)
    assert knowledge.label("hills:way") == "The way"


def test_a_route_more_is_another_pack(make: Make) -> None:
    texts = {"places": PLACES + LAND + "ford,Ford,town,land,10.5,20.25,,s\n"}
    without = load(make("a", **texts))
    having = load(make("b", **texts, routes=ROUTES + "back,Back,ford,land,,,,,,s\n"))
    assert without.digest != having.digest


@pytest.mark.parametrize(
    ("texts", "where", "what"),
    [
        ({"actors": ACTORS.replace("kind", "sort")}, "actors.csv, line 1", "'sort'"),
        ({"actors": ACTORS.replace("kind,", "")}, "actors.csv, line 1", "missing column 'kind'"),
        ({"actors": ACTORS + "a,A,force,,,,28.7.2016,,,s\n"}, "actors.csv, line 2", "'28.7.2016'"),
        ({"actors": ACTORS + "a,A,force,,,,2017,2016,,s\n"}, "actors.csv, line 2", "before"),
        ({"actors": ACTORS + "a,A,force,,,,,,,s\na,B,force,,,,,,,s\n"}, "actors.csv, line 3", "line 2"),
        ({"actors": ACTORS + "a,A,gang,,,,,,,s\n"}, "actors.csv, line 2", "armed_group"),
        ({"actors": ACTORS + "a,A,force,moon,,,,,,s\n"}, "actors.csv, line 2", "'hills:moon'"),
        ({"actors": ACTORS + "a,A,force,,b,,,,,s\n"}, "actors.csv, line 2", "'hills:b'"),
        ({"actors": ACTORS + "a,A,force,,b,,,,,s\nb,B,force,,a,,,,,s\n"}, "actors.csv, line", "ancestor"),
        ({"actors": ACTORS + "a,A, no comma quotes,force,,,,,,,s\n"}, "actors.csv, line 2", "quotes"),
        ({"actors": ACTORS + "a,A,person,,,,,,@king of land,s\n"}, "actors.csv, line 2", "@foreign minister of"),
        ({"actors": ACTORS + "a,A,person,,,,,,@king of a 2017/2016,s\n"}, "actors.csv, line 2", "2017/2016"),
        ({"actors": ACTORS + "a,A,person,,,,,,@king of a May/,s\n"}, "actors.csv, line 2", "May/"),
        ({"actors": ACTORS + "a,A,person,,,,,,@king of mars 2016/,s\n"}, "actors.csv, line 2", "'hills:mars'"),
        ({"actors": ACTORS + ",A,force,,,,,,,s\n"}, "actors.csv, line 2", "id and name"),
        ({"places": PLACES + "a,A,city,,north,1,,s\n"}, "places.csv, line 2", "'north'"),
        ({"places": PLACES + "a,A,city,,136.2,37,,s\n"}, "places.csv, line 2", "swapped"),
        ({"places": PLACES + "a,A,city,,36.2,,,s\n"}, "places.csv, line 2", "together"),
        ({"places": PLACES + "a,A,city,a,1,1,,s\n"}, "places.csv, line 2", "ancestor"),
        ({"outlets": OUTLETS + "a,A,,mars,,,,,s\n"}, "outlets.csv, line 2", "'hills:mars'"),
        ({"pack": "id = hills\nname = 'a'"}, "pack.toml", "line 1"),
        ({"pack": "name = 'hills'"}, "pack.toml", "'id'"),
        ({"t_x": "id = 'x'\nparty = ['a']"}, "t_x.toml", "'party'"),
        ({"t_x": "id = 'x'\nparties = ['a']"}, "t_x.toml", "'hills:a'"),
        ({"t_x": "id = 'x'\nstarts = 'soon'"}, "t_x.toml", "'soon'"),
        ({"t_x": "id = 'x'\nduration_hours = '48'"}, "t_x.toml", "whole number"),
        ({"t_x": "id = 'x'\nobligations = ['No shooting.']"}, "t_x.toml, line 2", "[[obligations]]"),
        ({"t_x": "id = 'x'\n[[obligations]]\nkind = 'peace'\ntext = 'a'"}, "t_x.toml, line 3", "no_attacks"),
        ({"t_x": "id = 'x'\n[[obligations]]\nkind = 'talks'"}, "t_x.toml, line 2", "a text"),
        ({"t_x": "id = 'x'\n[[obligations]]\nkind = 'talks'\ntext = 'a'\nzone = 'z'"}, "line 5", "[[zones]]"),
        ({"t_x": "id = 'x'\n[[obligations]]\nkind = 'talks'\ntext = 'a'\nmetres = 0"}, "line 5", "above 0"),
        ({"t_x": "id = 'x'\n[[obligations]]\nkind = 'talks'\ntext = 'a'\nby = ['b']"}, "line 2", "'hills:b'"),
        ({"t_x": "id = 'x'\n[[obligations]]\nkind = 'talks'\ntext = 'a'\nwho = 'b'"}, "line 5", "'who'"),
        ({"t_x": "id = 'x'\n[[zones]]\nplaces = ['a']"}, "t_x.toml, line 2", "a name of its own"),
        (
            {"t_x": "id = 'x'\n[[zones]]\nname = 'z'\naround = [1, 2, 3]\npoints = [[1, 2], [2, 3], [3, 1]]"},
            "line 5",
            "leave one out",
        ),
        ({"t_x": "id = 'x'\nstarts = '2016-09-12 25:00'"}, "t_x.toml, line 2", "with its hour"),
        ({"t_x": "id = 'x'\nhours = ['13:00', '10:00']"}, "t_x.toml, line 2", "first and the last hour"),
        ({"t_x": "id = 'x'\nhours = 'noon'"}, "t_x.toml, line 2", "first and the last hour"),
        ({"t_x": "id = 'x'\nsides = ['moon']"}, "t_x.toml, line 2", "'hills:moon'"),
        ({"t_x": "id = 'x'\n[[zones]]\nname = 'z'\naround = [91, 2, 3]"}, "t_x.toml, line 4", "kilometres"),
        ({"t_x": "id = 'x'\n[[zones]]\nname = 'z'\npoints = [[1, 2], [2, 3]]"}, "line 4", "three corners"),
        ({"t_x": "id = 'x'\n[[zones]]\nname = 'z'\nplaces = ['moon']"}, "t_x.toml, line 2", "'hills:moon'"),
        ({"routes": ROUTES + "r,R,a,,,,,,,s\n"}, "routes.csv, line 2", "from and to"),
        ({"routes": ROUTES + "r,R,a,a,,,,,,s\n"}, "routes.csv, line 2", "from and to"),
        ({"routes": ROUTES + "r,R,a,b,,,,,,s\n"}, "routes.csv, line 2", "'hills:a'"),
        ({"places": PLACES + LAND, "routes": ROUTES + "r,R,land,b,land | c,,,,,s\n"}, "line 2", "'hills:b'"),
        ({"routes": ROUTES + "r,R,a,b,,,,,maybe,s\n"}, "routes.csv, line 2", "yes or no"),
        ({"routes": ROUTES + "r,R,a,b,,,2017,2016,,s\n"}, "routes.csv, line 2", "before"),
    ],
)
def test_errors_name_file_line_and_mend(make: Make, texts: dict[str, str], where: str, what: str) -> None:
    with pytest.raises(PackError) as error:
        load(make(**texts))
    assert where in str(error.value)
    assert what in str(error.value)


def test_a_line_is_told_rightly_after_a_cell_of_several_lines(make: Make) -> None:
    with pytest.raises(PackError, match="line 4"):
        load(make(actors=ACTORS + 'a,A,force,,,,,,,"two\nlines"\na,A,force,,,,,,,s\n'))


def test_a_folder_that_is_no_pack_and_a_name_that_is_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml"):
        load(tmp_path)
    with pytest.raises(PackError, match="no such pack"):
        Knowledge.of(["atlantis"])


def test_text_that_is_not_utf8_is_told(make: Make) -> None:
    folder = make()
    (folder / "actors.csv").write_bytes(b"id,name\n\xff\xfe")
    with pytest.raises(PackError, match="UTF-8"):
        load(folder)


def test_references_into_another_pack_are_checked_when_packs_meet(make: Make) -> None:
    hills = load(make(actors=ACTORS + "band,Band,armed_group,,plain:horde,plain:vale,,,,s\n"))
    vale = PLACES + "vale,Vale,country,,1,1,,s\n"
    horde = ACTORS + "horde,Horde,armed_group,riders,,vale,,,,s\n"
    plain_head = HEAD.replace("hills", "plain").replace("crown", "riders")
    plain = load(make("plain", pack=plain_head, actors=horde, places=vale))
    knowledge = Knowledge([hills, plain])
    assert knowledge.side_of("hills:band") == "plain:riders"
    with pytest.raises(PackError, match="'plain'"):
        Knowledge([hills])
    with pytest.raises(PackError, match="'plain:horde'"):
        Knowledge([hills, load(make("poor", pack=plain_head, places=vale))])
    with pytest.raises(PackError, match="two packs"):
        Knowledge([plain, plain])


def test_a_circle_through_two_packs_is_an_error() -> None:
    one = Pack("one", "One", "1", actors=(Actor("one:a", "A", "force", parent="two:b"),))
    two = Pack("two", "Two", "1", actors=(Actor("two:b", "B", "force", parent="one:a"),))
    with pytest.raises(PackError, match="ancestor"):
        Knowledge([one, two])


def test_digest_follows_content_alone(make: Make) -> None:
    first = load(make("a", actors=ACTORS + ARMY.replace("crown,,land", "crown,,")))
    same = load(make("b", actors=ACTORS + ARMY.replace("crown,,land", "crown,,")))
    other = load(make("c", actors=ACTORS + ARMY.replace("crown,,land", "crown,,").replace("King's", "Queen's")))
    assert first.digest == same.digest != other.digest
    assert Knowledge([first]).digest == Knowledge([same]).digest != Knowledge([other]).digest


@pytest.fixture
def knowledge() -> Knowledge:
    world = Pack(
        "world",
        "World",
        "1",
        places=(
            Place("world:france", "France", "country", None, 46.0, 2.0, ("France",)),
            Place("world:syria", "Syria", "country", None, 35.0, 38.0, ("Syria",)),
        ),
    )
    hills = Pack(
        "hills",
        "Hills",
        "1",
        sides=(Side("hills:loyal", "Loyal", "", ""),),
        actors=(
            Actor("hills:crown", "The Crown", "government", side="hills:loyal", names=("The Crown",)),
            Actor("hills:army", "Royal Army", "force", parent="hills:crown", names=("Royal Army",)),
        ),
        places=(
            Place("hills:city", "Hillcity", "city", "world:syria", 1.0, 1.0, ("Hillcity",)),
            Place("hills:gate", "Gate", "quarter", "hills:city", 1.0, 1.0, ("Gate",)),
        ),
        outlets=(
            Outlet(
                "hills:post", "Al-Post", domains=("post.example", "example.co.uk"), names=("Al-Post", "Post Agency")
            ),
            Outlet("hills:times", "Times", side="hills:loyal", names=("Times", "TMS")),
        ),
    )
    return Knowledge([world, hills])


def test_sides_come_from_ancestors(knowledge: Knowledge) -> None:
    assert knowledge.side_of("hills:army") == "hills:loyal"
    assert knowledge.side_of("hills:times") == "hills:loyal"
    assert knowledge.side_of("hills:post") is None
    assert knowledge.side_of("nobody") is None
    assert knowledge.side_of(None) is None


def test_places_lie_within_their_parents(knowledge: Knowledge) -> None:
    assert knowledge.within("hills:gate") == ("hills:gate", "hills:city", "world:syria")
    assert knowledge.within("nowhere") == ("nowhere",)


def test_labels_are_neutral_names_or_the_text_itself(knowledge: Knowledge) -> None:
    assert knowledge.label("hills:army") == "Royal Army"
    assert knowledge.label("hills:gate") == "Gate"
    assert knowledge.label("hills:loyal") == "Loyal"
    assert knowledge.label("some gunmen") == "some gunmen"
    assert knowledge.label(None) == ""


def test_places_of_the_gazetteer_answer_by_their_id(knowledge: Knowledge) -> None:
    paris = "geonames:2988507"
    assert knowledge.label(paris) == "Paris"
    assert knowledge.within(paris) == (paris, "geonames:FR.11", "world:france")
    assert knowledge.places[paris].lat == pytest.approx(48.85, abs=0.1)
    assert paris not in list(knowledge.places)
    assert "geonames:1" not in knowledge.places


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Times", "hills:times"),
        ("times", "hills:times"),
        ("hills:times", "hills:times"),
        ("Post Agency", "hills:post"),
        ("al post", "hills:post"),
        ("post.example", "hills:post"),
        ("https://www.post.example/2016/a", "hills:post"),
        ("news.example.co.uk", "hills:post"),
        ("notpost.example", None),
        ("co.uk", None),
        ("Gazette", None),
        ("", None),
        (None, None),
    ],
)
def test_outlets_are_found_by_name_key_and_domain(knowledge: Knowledge, name: str | None, outlet: str | None) -> None:
    found = knowledge.outlet(name)
    assert (found.id if found else None) == outlet


def test_the_general_pack_goes_last_and_order_does_not_change_the_rest(knowledge: Knowledge) -> None:
    world, hills = knowledge.packs[1], knowledge.packs[0]
    assert (hills.id, world.id) == ("hills", "world")
    assert Knowledge([hills, world]).digest == Knowledge([world, hills]).digest == knowledge.digest


@pytest.mark.parametrize("name", sorted(bundled()))
def test_bundled_packs_load(name: str) -> None:
    assert load(bundled()[name]).id == name


def test_bundled_packs_go_together() -> None:
    knowledge = Knowledge.of(sorted(bundled()))
    assert all(knowledge.label(i) != i for i in (*knowledge.actors, *knowledge.places, *knowledge.outlets))
