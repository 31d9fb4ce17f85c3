"""The terms of September 2016 as the bundled pack holds them: the worked example of ``docs/truces.md``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sample import Words, claim
from truce_sample import article, record
from truceline.pack import Knowledge
from truceline.truces.weighing import Weighed, Weigher

KNOWLEDGE = Knowledge.of(["world", "syria"])
TERMS = KNOWLEDGE.terms["syria:cessation-2016-09"]

ARMY, AIR_FORCE = ("army", "syria:syrian-army"), ("air force", "syria:syrian-air-force")
COALITION, GROUPS = ("coalition", "syria:us-led-coalition"), ("groups", "syria:armed-opposition")
RUSSIA, JFS = ("Russia", "world:russia"), ("front", "syria:jabhat-fatah-al-sham")
CIVILIANS = ("civilians", "world:civilians")


def weigh(
    kind: str, day: str, by: Words, where: Words, against: Sequence[Words] = (), status: str = "happened"
) -> Weighed:
    """What one account comes to that calls an act of a day and place a breach."""
    text = "The act of the army, coalition, air force, groups, front, Russia against civilians, front, army: a breach."
    told = article("a", "2016-09-25", f"{text} In Handarat, Idlib, Tharda, Urum, Aleppo, the Castello Road, Ramouseh.")
    given = {"actor": [by], "place": [where], "on": day}
    act = claim(told, 1, "act", kind, status=status, target=against, **given)  # type: ignore[arg-type]
    broken = claim(told, 1, "breach", "truce_violation", **given)  # type: ignore[arg-type]
    made = record(act, broken, articles=(told,), knowledge=KNOWLEDGE)
    truces = [replace(t, terms=TERMS.id) for t in made.truces.values()]
    (weighing,) = (w for t in truces for w in Weigher(made, KNOWLEDGE).of(t).values())
    (weighed,) = weighing.accounts
    return weighed


def kinds(weighed: Weighed) -> set[str]:
    return {TERMS.obligations[n].kind for n in weighed.obligations}


HANDARAT, IDLIB = ("Handarat", "syria:handarat-camp"), ("Idlib", "syria:idlib")
CASTELLO, RAMOUSEH = ("Castello Road", "syria:castello-road"), ("Ramouseh", "syria:ramousah")
THARDA, URUM = ("Tharda", "syria:jabal-tharda"), ("Urum", "syria:orum-al-kubra")


def test_shelling_of_civilians_in_the_week_is_within_the_terms() -> None:
    weighed = weigh("shelling", "2016-09-14", ARMY, IDLIB, [CIVILIANS])
    assert (weighed.verdict, kinds(weighed)) == ("within the terms", {"no_attacks"})


def test_the_week_begins_at_seven_in_the_evening_and_ends_then() -> None:
    for day in ("2016-09-12", "2016-09-19"):
        assert weigh("shelling", day, ARMY, IDLIB, [CIVILIANS]).verdict == "cannot be told"
    assert weigh("shelling", "2016-09-11", ARMY, IDLIB, [CIVILIANS]).verdict == "outside them"
    assert weigh("air_strike", "2016-09-20", ARMY, URUM, [CIVILIANS]).verdict == "outside them"


def test_neither_what_is_left_out_nor_what_is_done_to_it_is_covered() -> None:
    assert weigh("shelling", "2016-09-14", JFS, IDLIB, [CIVILIANS]).verdict == "outside them"
    assert weigh("shelling", "2016-09-14", ARMY, IDLIB, [JFS]).verdict == "outside them"


def test_a_strike_of_the_air_force_on_what_is_left_out_hangs_on_areas_that_were_not_published() -> None:
    weighed = weigh("air_strike", "2016-09-15", AIR_FORCE, IDLIB, [JFS])
    assert (weighed.verdict, kinds(weighed)) == ("cannot be told", {"no_flights"})
    assert weigh("air_strike", "2016-09-15", RUSSIA, IDLIB, [JFS]).verdict == "outside them"


def test_who_is_no_party_cannot_break_them() -> None:
    weighed = weigh("air_strike", "2016-09-17", COALITION, THARDA, [ARMY])
    assert weighed.verdict == "outside them"
    assert weighed.reason.endswith("no party")


@pytest.mark.parametrize("by", [ARMY, GROUPS])
def test_both_sides_are_to_pull_back_from_the_castello_road(by: Words) -> None:
    for kind, status in (("withdrawal", "denied"), ("deployment", "happened")):
        weighed = weigh(kind, "2016-09-16", by, CASTELLO, status=status)
        assert (weighed.verdict, kinds(weighed)) == ("within the terms", {"withdrawal"})
    assert weigh("deployment", "2016-09-16", by, IDLIB).verdict == "outside them"


def test_a_place_by_the_castello_road_lies_in_its_zone_by_coordinates() -> None:
    assert weigh("deployment", "2016-09-16", ARMY, HANDARAT).verdict == "within the terms"


def test_aid_is_to_pass_on_the_castello_road_at_ramouseh_and_everywhere() -> None:
    for where, zones in ((CASTELLO, {None, "Castello Road"}), (RAMOUSEH, {None, "Ramouseh gap"}), (IDLIB, {None})):
        weighed = weigh("aid_block", "2016-09-16", ARMY, where)
        assert weighed.verdict == "within the terms"
        assert {TERMS.obligations[n].zone for n in weighed.obligations} == zones


def test_how_far_each_has_to_pull_back_is_told_in_metres() -> None:
    told = [(o.by, o.metres) for o in TERMS.obligations if o.kind == "withdrawal" and o.metres]
    assert (("syria:syrian-government",), 3500) in told
    assert (("syria:syrian-government",), 1000) in told
    assert (("syria:armed-opposition",), 500) in told
