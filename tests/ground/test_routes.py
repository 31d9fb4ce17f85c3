from __future__ import annotations

from datetime import date

import pytest

from ground_texts import (
    ARMY,
    BRIGADE,
    EAST,
    GOVERNMENT,
    GUNMEN,
    KNOWLEDGE,
    MILL_ROAD,
    OPPOSITION,
    REBELS,
    SCHOOL,
    TANNERY,
    TARSIN,
    Said,
    Text,
    record,
    took,
)
from sample import Sample
from truceline.ground.holding import Ground
from truceline.ground.routes import Cutoff, Routes, RouteState
from truceline.views.ground import cutoff_words


def routes(sample: Sample) -> Routes:
    return Routes(Ground(sample, KNOWLEDGE), sample, KNOWLEDGE)


def cutoffs(sample: Sample, place: str = "demo:east") -> dict[str, Cutoff]:
    """The cut-offs of a place by voice."""
    return {c.voice: c for c in routes(sample).cutoffs if c.place == place}


def states(sample: Sample, day: str) -> dict[tuple[str, str], bool | None]:
    found: tuple[RouteState, ...] = routes(sample).states(date.fromisoformat(day))
    return {(s.route, s.voice): s.open for s in found}


CUT = Said("The army cut Mill Road on 7 July.", "cut", "siege", [ARMY], [MILL_ROAD], "2016-07-07")
BROKEN = Said("Rebels broke the siege at Tannery.", "broke", "siege_break", [REBELS], [TANNERY], "2016-08-06")
SIEGE = Said("East Tarsin lives under siege.", "siege", "siege", [], [EAST])


def test_a_place_is_cut_off_by_the_loss_of_its_last_road_and_opened_by_another() -> None:
    sample = record(
        a=Text("Northern Press", "2016-07-09", [CUT]),
        b=Text("Northern Press", "2016-08-07", [took(REBELS, TANNERY, "2016-08-06")]),
        c=Text("State Agency", "2016-07-09", [took(ARMY, MILL_ROAD, "2016-07-07")]),
    )
    found = cutoffs(sample)
    own = found[OPPOSITION]
    assert (own.since.day, [t.place for t in own.losses]) == (date(2016, 7, 7), ["demo:mill-road"])
    assert own.reopened and (own.reopened.place, own.reopened.day) == ("demo:tannery", date(2016, 8, 6))
    assert own.side == OPPOSITION
    # The other side's record does not have it linked again.
    assert found[GOVERNMENT].reopened is None
    assert {c.voice for c in routes(sample).on(date(2016, 8, 10)) if c.place == "demo:east"} == {GOVERNMENT}
    assert {c.voice for c in routes(sample).on(date(2016, 7, 20)) if c.place == "demo:east"} == {GOVERNMENT, OPPOSITION}
    assert cutoff_words(own, KNOWLEDGE) == (
        "cut off since 7 July 2016: Mill Road cut by the government, 7 July 2016; "
        "open again: Tannery taken by the opposition, 6 August 2016"
    )


def test_what_links_one_side_cuts_the_other() -> None:
    sample = record(a=Text("World Wire", "2016-08-07", [took(REBELS, TANNERY, "2016-08-06")]))
    (west,) = cutoffs(sample, "demo:west").values()
    assert (west.side, west.since.by, west.since.day) == (GOVERNMENT, OPPOSITION, date(2016, 8, 6))
    assert states(sample, "2016-08-10") == {
        ("demo:tannery-way", "demo:world-wire"): True,
        ("demo:west-way", "demo:world-wire"): False,
    }


def test_a_voice_that_tells_nothing_of_the_roads_has_no_account_of_them() -> None:
    sample = record(a=Text("World Wire", "2016-07-09", [CUT]), b=Text("City Paper", "2016-07-09", [took(ARMY, EAST)]))
    assert set(cutoffs(sample)) == {"demo:world-wire"}


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_only_what_is_told_as_fact_cuts_or_opens(status: str) -> None:
    failed = Said("Rebels broke the siege at Tannery.", "broke", "siege_break", [REBELS], [TANNERY], status=status)  # type: ignore[arg-type]
    sample = record(a=Text("World Wire", "2016-07-09", [CUT]), b=Text("World Wire", "2016-08-07", [failed]))
    assert cutoffs(sample)["demo:world-wire"].reopened is None
    planned = Said("The army will cut Mill Road.", "cut", "siege", [ARMY], [MILL_ROAD], status=status)  # type: ignore[arg-type]
    assert not cutoffs(record(a=Text("World Wire", "2016-07-09", [planned])))


def test_its_own_side_cuts_no_road_and_a_part_of_the_way_taken_back_opens_none() -> None:
    own = Said("Rebels closed Mill Road for a day.", "closed", "siege", [REBELS], [MILL_ROAD], "2016-07-07")
    assert not cutoffs(record(a=Text("World Wire", "2016-07-09", [own])))
    school = Text("World Wire", "2016-08-07", [took(REBELS, SCHOOL, "2016-08-06")])
    assert cutoffs(record(a=Text("World Wire", "2016-07-09", [CUT]), b=school))["demo:world-wire"].reopened is None


def test_a_place_taken_inside_what_the_road_needs_cuts_it() -> None:
    sample = record(
        a=Text("World Wire", "2016-07-09", [CUT]),
        b=Text("World Wire", "2016-08-07", [BROKEN]),
        c=Text("World Wire", "2016-09-05", [took(ARMY, SCHOOL, "2016-09-04")]),
    )
    found = [c for c in routes(sample).cutoffs if c.place == "demo:east"]
    assert [c.since.day for c in found] == [date(2016, 7, 7), date(2016, 9, 4)]
    assert {t.place for t in found[1].losses} == {"demo:mill-road", "demo:school"}


@pytest.mark.parametrize(("who", "name"), [(BRIGADE, "demo:league"), (GUNMEN, "demo:gunmen")])
def test_a_third_party_that_takes_what_was_lost_opens_it_and_is_named(who: tuple[str, str], name: str) -> None:
    sample = record(
        a=Text("World Wire", "2016-07-09", [CUT]),
        b=Text("World Wire", "2016-08-07", [took(who, TANNERY, "2016-08-06")]),
    )
    reopened = cutoffs(sample)["demo:world-wire"].reopened
    assert reopened and reopened.by == name


def test_a_third_party_that_fights_the_side_opens_nothing_for_it() -> None:
    fights = [
        Said(f"The Brigade attacked Rebels at post {n}.", "attacked", "attack", [BRIGADE], target=[REBELS])
        for n in range(3)
    ]
    sample = record(
        a=Text("World Wire", "2016-07-09", [CUT]),
        b=Text("World Wire", "2016-08-07", [took(BRIGADE, TANNERY, "2016-08-06")]),
        c=Text("City Paper", "2016-08-01", fights),
    )
    assert cutoffs(sample)["demo:world-wire"].reopened is None


def test_a_siege_told_of_the_place_itself_needs_no_road() -> None:
    sample = record(a=Text("World Wire", "2016-08-01", [SIEGE]))
    found = cutoffs(sample)["demo:world-wire"]
    assert (found.losses, len(found.sieges), found.since.told.reported) == ((), 1, True)


def test_the_siege_of_a_town_is_that_of_the_half_whose_side_does_not_besiege() -> None:
    fights = [
        Said(f"The army attacked Rebels at post {n}.", "attacked", "attack", [ARMY], target=[REBELS]) for n in range(3)
    ]
    siege = Said("The army besieges Tarsin.", "besieges", "siege", [ARMY], [TARSIN])
    sample = record(a=Text("World Wire", "2016-08-01", [siege, *fights]))
    assert set(cutoffs(sample)) == {"demo:world-wire"}
    unknown = Said("Tarsin is under siege.", "siege", "siege", [], [TARSIN])
    sample = record(a=Text("World Wire", "2016-08-01", [unknown]))
    assert not cutoffs(sample)
    assert set(cutoffs(sample, "demo:tarsin")) == {"demo:world-wire"}


def test_the_siege_in_the_siege_broken_is_no_new_one() -> None:
    sentence = "Rebels broke the siege of East Tarsin on Saturday."
    break_ = Said(sentence, "broke", "siege_break", [REBELS], [EAST], "2016-08-06")
    siege = Said(sentence, "siege", "siege", [REBELS], [EAST], "2016-08-06")
    later = Text("World Wire", "2016-08-12", [SIEGE])
    sample = record(a=Text("World Wire", "2016-08-07", [break_, siege]), b=later)
    assert not cutoffs(sample)
    much_later = Text("World Wire", "2016-11-12", [SIEGE])
    assert set(cutoffs(record(a=Text("World Wire", "2016-08-07", [break_, siege]), b=much_later))) == {
        "demo:world-wire"
    }


def test_the_town_a_cut_road_leads_into_is_not_besieged_by_that_alone() -> None:
    into = Said(
        "The army cut Mill Road into West Tarsin.", "cut", "siege", [ARMY], [MILL_ROAD, ("West Tarsin", "demo:west")]
    )
    assert not cutoffs(record(a=Text("World Wire", "2016-07-09", [into])), "demo:west")


def test_a_way_counts_only_in_the_days_that_the_pack_speaks_of() -> None:
    early = Said("The army cut Mill Road.", "cut", "siege", [ARMY], [MILL_ROAD], "2015-07-07")
    assert not cutoffs(record(a=Text("World Wire", "2015-07-09", [early])))


def test_a_place_that_its_besieger_takes_is_cut_off_no_more() -> None:
    fell = Text("World Wire", "2016-12-20", [took(ARMY, EAST, "2016-12-19")])
    own = Text("City Paper", "2016-12-20", [took(REBELS, EAST, "2016-12-19")])
    sieges = {"a": Text("World Wire", "2016-08-01", [SIEGE]), "b": Text("City Paper", "2016-08-01", [SIEGE])}
    found = cutoffs(record(**sieges, c=fell, d=own))
    wire, paper = found["demo:world-wire"], found["demo:city-paper"]
    assert wire.fell and wire.fell.by == GOVERNMENT
    assert not wire.lasts_on(date(2016, 12, 19)) and wire.lasts_on(date(2016, 12, 18))
    assert paper.end is None
