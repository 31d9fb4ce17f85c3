"""Offices lead to who held them on the day; renamed groups to the name of the day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from truceline.naming import Namer
from truceline.pack import Actor, Knowledge, Office, Pack, Place, bundled
from truceline.records import Article, Claim, Interval, Mention, Role, Span

HILLS = Pack(
    "hills",
    "Hills",
    "1",
    places=(Place("hills:land", "Hill Land", "country", names=("Hill Land",)),),
    actors=(
        Actor(
            "hills:state", "Hill Land", "state", country="hills:land", names=("Hill Land",), descriptions=("Hillish",)
        ),
        Actor("hills:ministry", "Foreign Ministry", "government", names=("Hillish foreign minister",)),
        Actor("hills:envoy", "Envoy for the Hills", "body", names=("Envoy for the Hills",)),
        Actor(
            "hills:old",
            "Ada Old",
            "person",
            names=("Ada Old",),
            offices=(Office("foreign minister", "hills:state", date(2010, 1, 1), date(2015, 6, 30)),),
        ),
        Actor(
            "hills:new",
            "Bo New",
            "person",
            names=("Bo New",),
            offices=(
                Office("foreign minister", "hills:state", date(2015, 7, 1), None),
                Office("", "hills:envoy", None, date(2014, 12, 31)),
                Office("defence secretary", "hills:state", date(2012, 1, 1), date(2013, 1, 1)),
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def namer() -> Namer:
    return Namer(Knowledge([HILLS]))


def named(namer: Namer, text: str, day: str, role: Role = "source", told: str = "", body: str = "") -> str | None:
    mention = Mention(Span("text", len(body), len(body) + len(text)), text)
    date_of = Interval.parse(told) if told else None
    claim = Claim("a#0", "a", mention, mention.span, "talks", date=date_of, **{role: (mention,)})  # type: ignore[arg-type]
    article = Article("a", "", body + text, published=date.fromisoformat(day) if day else None)
    (found,) = namer.name(article, [claim])[0].mentions(role)
    return found.entity


@pytest.mark.parametrize(
    ("text", "day", "entity"),
    [
        ("Hillish foreign minister", "2012-05-01", "hills:old"),
        ("Hillish foreign minister", "2015-06-30", "hills:old"),
        ("Hillish foreign minister", "2015-07-01", "hills:new"),
        ("the Hillish Foreign Minister", "2020-01-01", "hills:new"),
        ("Hill Land's foreign minister", "2012-05-01", "hills:old"),
        ("Hill Lands foreign minister", "2012-05-01", "hills:old"),
        ("foreign minister of Hill Land", "2012-05-01", "hills:old"),
        ("Minister of Foreign Affairs of Hill Land", "2012-05-01", "hills:old"),
        ("Hillish Defense Secretary", "2012-05-01", "hills:new"),
        ("Secretary of Defence of Hill Land", "2012-05-01", "hills:new"),
        ("Envoy for the Hills", "2012-05-01", "hills:new"),
        # nobody known on that day, or no day: the office stays with its house
        ("Envoy for the Hills", "2016-05-01", "hills:envoy"),
        ("Hillish foreign minister", "2005-05-01", "hills:ministry"),
        ("Hillish foreign minister", "", "hills:ministry"),
        # somebody else
        ("former Hillish foreign minister", "2012-05-01", None),
        ("foreign minister", "2012-05-01", None),
    ],
)
def test_an_office_is_who_held_it_on_the_day(namer: Namer, text: str, day: str, entity: str | None) -> None:
    assert named(namer, text, day) == entity


def test_who_acted_held_the_office_then_and_who_speaks_holds_it_now(namer: Namer) -> None:
    assert named(namer, "Hillish foreign minister", "2020-01-01", "actor", told="2012-03") == "hills:old"
    assert named(namer, "Hillish foreign minister", "2020-01-01", "source", told="2012-03") == "hills:new"
    assert named(namer, "Hillish foreign minister", "2020-01-01", "actor", told="2015") == "hills:ministry"  # either


def test_the_minister_is_whom_the_text_named_before(namer: Namer) -> None:
    said = "Ada Old arrived at noon in Hill Land. The "
    assert named(namer, "foreign minister", "2012-05-01", "actor", body=said) == "hills:old"
    assert named(namer, "foreign minister", "2020-05-01", "actor", body=said) is None  # no longer her


@pytest.mark.parametrize("pack", sorted(bundled()))
def test_no_office_of_the_bundled_packs_has_two_holders_on_one_day(pack: str) -> None:
    terms: defaultdict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for actor in Knowledge.of(sorted({"world", pack})).actors.values():
        for office in actor.offices:
            term = (office.first or date.min, office.last or date.max, actor.id)
            terms[office.title, office.of].append(term)
    for title, held in terms.items():
        held.sort()
        for (_, last, _), (first, _, _) in pairwise(held):
            assert last <= first, (title, held)  # they may share the day of the handover


@pytest.mark.parametrize(
    ("text", "day", "entity"),
    [
        ("Russian Foreign Minister", "2016-09-09", "world:sergei-lavrov"),
        ("US Secretary of State", "2012-09-09", "world:hillary-clinton"),
        ("US Secretary of State", "2016-09-09", "world:john-kerry"),
        ("US Secretary of State", "2017-04-09", "world:rex-tillerson"),
        ("Turkish foreign minister", "2014-01-09", "world:ahmet-davutoglu"),
        ("Turkish foreign minister", "2016-09-09", "world:mevlut-cavusoglu"),
        ("Syrian prime minister", "2016-09-09", "syria:imad-khamis"),
        ("UN special envoy for Syria", "2012-05-09", "world:kofi-annan"),
        ("UN special envoy for Syria", "2016-09-09", "world:staffan-de-mistura"),
        ("UN chief", "2016-12-31", "world:ban-ki-moon"),
        ("UN chief", "2017-01-01", "world:antonio-guterres"),
    ],
)
def test_the_bundled_packs_know_who_was_in_office(text: str, day: str, entity: str) -> None:
    assert named(Namer(Knowledge.of(["world", "syria"])), text, day) == entity


@pytest.mark.parametrize(
    ("day", "entity"),
    [
        ("2016-07-27", "syria:al-nusra-front"),
        ("2016-07-28", "syria:jabhat-fatah-al-sham"),
        ("2017-01-27", "syria:jabhat-fatah-al-sham"),
        ("2017-01-28", "syria:hayat-tahrir-al-sham"),
    ],
)
def test_a_renamed_group_of_the_bundled_packs_goes_by_the_day(day: str, entity: str) -> None:
    knowledge = Knowledge.of(["world", "syria"])
    mention = Mention(Span("text", 0, 11), "Nusra Front")
    claim = Claim("a#0", "a", mention, mention.span, "attack", actor=(mention,))
    article = Article("a", "", "Nusra Front", published=date.fromisoformat(day))
    (found,) = Namer(knowledge).name(article, [claim])[0].actor
    assert found.entity == entity
    assert knowledge.lineage(entity)[-1] == "syria:al-nusra-front"  # each is a part of the whole
    assert knowledge.side_of(entity) == "syria:nusra"
