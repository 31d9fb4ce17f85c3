from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground_texts import (
    ARMY,
    BRIGADE,
    EAST,
    FAMILIES,
    GOVERNMENT,
    GUNMEN,
    KNOWLEDGE,
    LEAGUE,
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
from truceline.ground.holding import Ground, Standing
from truceline.views.ground import words


def standing(sample: Sample, place: str, day: str) -> Standing | None:
    found = Ground(sample, KNOWLEDGE).on(date.fromisoformat(day))
    return next((s for s in found if s.place == place), None)


def held(sample: Sample, place: str, day: str) -> dict[str | None, tuple[str, ...]]:
    """By holder of all of a place, the voices that say so."""
    found = standing(sample, place, day)
    return {h.holder: h.voices for h in found.held if not h.part} if found else {}


def parts(sample: Sample, place: str, day: str) -> set[str | None]:
    found = standing(sample, place, day)
    return {h.holder for h in found.held if h.part} if found else set()


WIRE = Text("World Wire", "2016-08-07", [took(REBELS, TANNERY, "2016-08-06")])
STATE = Text("State Agency", "2016-08-08", [took(ARMY, TANNERY, "2016-08-07")])
PRESS = Text("Northern Press", "2016-08-08", [took(REBELS, TANNERY, "2016-08-06")])


def test_each_voice_has_its_own_word_on_who_holds_a_place() -> None:
    sample = record(a=WIRE, b=STATE, c=PRESS)
    assert held(sample, "demo:tannery", "2016-08-10") == {
        OPPOSITION: (OPPOSITION, "demo:world-wire"),
        GOVERNMENT: (GOVERNMENT,),
    }
    found = standing(sample, "demo:tannery", "2016-08-10")
    assert found and found.disputed
    assert words(found, KNOWLEDGE) == (
        "held by the opposition according to the opposition and World Wire, "
        "by the government according to the government"
    )


def test_nothing_stands_before_it_is_told_to_have_happened() -> None:
    sample = record(a=WIRE, b=STATE)
    assert standing(sample, "demo:tannery", "2016-08-05") is None
    assert held(sample, "demo:tannery", "2016-08-06") == {OPPOSITION: ("demo:world-wire",)}


def test_a_later_word_of_one_voice_replaces_its_earlier_one_and_nobody_elses() -> None:
    back = Text("World Wire", "2016-09-05", [took(ARMY, TANNERY, "2016-09-04")])
    sample = record(a=WIRE, b=back, c=PRESS)
    assert held(sample, "demo:tannery", "2016-09-10") == {GOVERNMENT: ("demo:world-wire",), OPPOSITION: (OPPOSITION,)}


def test_outlets_of_one_side_are_one_voice_and_copies_are_none() -> None:
    radio = Text("State Radio", "2016-08-08", [took(ARMY, TANNERY, "2016-08-07")])
    copied = Text("City Paper", "2016-08-08", [took(REBELS, TANNERY, "2016-08-06")], copy_of="a")
    sample = record(a=WIRE, b=STATE, c=radio, d=copied)
    assert held(sample, "demo:tannery", "2016-08-10") == {GOVERNMENT: (GOVERNMENT,), OPPOSITION: ("demo:world-wire",)}


def test_who_is_silent_is_not_counted() -> None:
    other = Text("State Agency", "2016-08-08", [took(ARMY, EAST, "2016-08-07")])
    assert held(record(a=WIRE, b=other), "demo:tannery", "2016-08-10") == {OPPOSITION: ("demo:world-wire",)}


@pytest.mark.parametrize("status", ["planned", "possible"])
def test_what_is_planned_or_possible_changes_no_hands(status: str) -> None:
    sample = record(a=Text("World Wire", "2016-08-07", [took(REBELS, TANNERY, "2016-08-06", status=status)]))
    assert not Ground(sample, KNOWLEDGE).changes
    assert standing(sample, "demo:tannery", "2016-08-10") is None


def test_a_denial_changes_no_hands_and_is_told_as_one() -> None:
    sentence = "Rebels never captured Tannery, the agency said."
    no = Said(sentence, "captured", "capture", [REBELS], [TANNERY], status="denied")
    sample = record(a=WIRE, b=Text("State Agency", "2016-08-07", [no]))
    found = standing(sample, "demo:tannery", "2016-08-10")
    assert found is not None
    assert [h.holder for h in found.held] == [OPPOSITION]
    assert [(h.holder, h.voices) for h in found.denied] == [(OPPOSITION, (GOVERNMENT,))]
    assert [c.denied for c in Ground(sample, KNOWLEDGE).changes] == [False, True]


def test_background_in_a_later_article_has_its_own_day() -> None:
    old = Text("World Wire", "2016-09-20", [took(REBELS, TANNERY, "2012")])
    new = Text("World Wire", "2016-09-05", [took(ARMY, TANNERY, "2016-09-04")])
    assert held(record(a=new, b=old), "demo:tannery", "2016-09-25") == {GOVERNMENT: ("demo:world-wire",)}


def test_what_is_told_without_a_day_counts_from_its_article_and_is_marked() -> None:
    sample = record(a=Text("World Wire", "2016-08-07", [took(REBELS, TANNERY)]))
    assert standing(sample, "demo:tannery", "2016-08-06") is None
    found = standing(sample, "demo:tannery", "2016-08-07")
    assert found and [t.reported for h in found.held for t in h.told] == [True]


def test_without_a_day_nothing_outweighs_what_the_same_voice_dates_within_the_month() -> None:
    undated = Text("World Wire", "2016-08-20", [took(ARMY, TANNERY)])
    assert set(held(record(a=WIRE, b=undated), "demo:tannery", "2016-08-25")) == {OPPOSITION, GOVERNMENT}
    later = Text("World Wire", "2016-11-20", [took(ARMY, TANNERY)])
    assert set(held(record(a=WIRE, b=later), "demo:tannery", "2016-11-25")) == {GOVERNMENT}


def test_nothing_is_known_of_the_day_of_an_undated_article() -> None:
    sample = record(a=Text("World Wire", "", [took(REBELS, TANNERY)]))
    ground = Ground(sample, KNOWLEDGE)
    assert [c.since for c in ground.changes] == [None]
    assert not ground.on(date(2030, 1, 1))


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels took parts of Tarsin at dawn.",
        "Rebels took several quarters in Tarsin at dawn.",
        "Rebels took the northern edge of Tarsin at dawn.",
    ],
)
def test_a_part_of_a_place_is_not_all_of_it(sentence: str) -> None:
    text = sentence.removeprefix("Rebels took ").removesuffix(" at dawn.")
    said = Said(sentence, "took", "capture", [REBELS], [(text, "demo:tarsin")], "2016-08-06")
    sample = record(
        a=Text("World Wire", "2016-07-02", [took(ARMY, TARSIN, "2016-07-01")]),
        b=Text("World Wire", "2016-08-07", [said]),
    )
    assert set(held(sample, "demo:tarsin", "2016-08-10")) == {GOVERNMENT}
    assert parts(sample, "demo:tarsin", "2016-08-10") == {OPPOSITION}


def test_a_hill_by_a_road_is_not_the_road_and_what_lies_outside_a_town_is_not_the_town() -> None:
    hill = Said(
        "Rebels took a hilltop by Mill Road.", "took", "capture", [REBELS], ["a hilltop", MILL_ROAD], "2016-08-06"
    )
    around = ("villages outside Tarsin", "demo:tarsin")
    outside = Said("Rebels took villages outside Tarsin.", "took", "capture", [REBELS], [around], "2016-08-06")
    sample = record(a=Text("World Wire", "2016-08-07", [hill, outside]))
    assert held(sample, "demo:mill-road", "2016-08-10") == {}
    assert parts(sample, "demo:mill-road", "2016-08-10") == {OPPOSITION}
    assert standing(sample, "demo:tarsin", "2016-08-10") is None


def test_who_gains_in_a_province_has_not_all_of_it() -> None:
    said = took(REBELS, ("the Hills", "demo:hills"), "2016-08-06")
    sample = record(a=Text("World Wire", "2016-08-07", [said]))
    assert (held(sample, "demo:hills", "2016-08-10"), parts(sample, "demo:hills", "2016-08-10")) == ({}, {OPPOSITION})


def test_a_named_quarter_is_told_and_not_the_town_around_it() -> None:
    said = Said("Rebels took Tannery in Tarsin.", "took", "capture", [REBELS], [TANNERY, TARSIN], "2016-08-06")
    sample = record(a=Text("World Wire", "2016-08-07", [said]))
    assert Ground(sample, KNOWLEDGE).places == ("demo:tannery",)


def test_a_town_that_one_sentence_gives_to_two_is_shared() -> None:
    sentence = "One bank of Tarsin is under army control, the other bank has seen rebel control for years."
    army, rebels = ("army", "demo:army"), ("rebel", "demo:rebels")
    said = [
        Said(sentence, "under army control", "control", [army], [TARSIN]),
        Said(sentence, "rebel control", "control", [rebels], [TARSIN]),
    ]
    sample = record(a=Text("World Wire", "2016-08-07", said))
    assert held(sample, "demo:tarsin", "2016-08-10") == {}
    assert parts(sample, "demo:tarsin", "2016-08-10") == {OPPOSITION, GOVERNMENT}


def test_who_held_a_place_before_its_article_tells_of_its_loss_holds_it_no_more() -> None:
    before = Said("Tannery, held by the army, fell.", "held", "control", [("the army", "demo:army")], [TANNERY])
    news = took(REBELS, TANNERY, "2016-08-06")
    sample = record(a=Text("World Wire", "2016-08-07", [news, before]))
    assert set(held(sample, "demo:tannery", "2016-08-10")) == {OPPOSITION}


def test_who_left_has_it_no_more_and_nobody_is_put_in_their_place() -> None:
    left = Said("The army left Tannery.", "left", "withdrawal", [ARMY], [TANNERY], "2016-08-06")
    held_ = Text("World Wire", "2016-08-02", [took(ARMY, TANNERY, "2016-08-01")])
    sample = record(a=held_, b=Text("World Wire", "2016-08-07", [left]))
    found = standing(sample, "demo:tannery", "2016-08-10")
    assert found and not found.held
    assert [h.holder for h in found.left] == [GOVERNMENT]


def test_what_the_loser_is_told_to_have_lost_is_left_not_taken() -> None:
    lost = Said("The army lost Tannery.", "lost", "capture", [ARMY], [TANNERY], "2016-08-06")
    to = Said("Tannery was lost to Rebels.", "lost", "capture", [REBELS], [TANNERY], "2016-08-06")
    assert set(held(record(a=Text("World Wire", "2016-08-07", [to])), "demo:tannery", "2016-08-10")) == {OPPOSITION}
    found = standing(record(a=Text("World Wire", "2016-08-07", [lost])), "demo:tannery", "2016-08-10")
    assert found and not found.held and [h.holder for h in found.left] == [GOVERNMENT]


def test_civilians_who_leave_give_up_no_ground() -> None:
    left = Said("Families left Tannery.", "left", "withdrawal", [FAMILIES], [TANNERY], "2016-08-06")
    assert not Ground(record(a=Text("World Wire", "2016-08-07", [left])), KNOWLEDGE).changes


def test_a_holder_of_no_side_stays_the_actor_and_a_third_party_its_own_side() -> None:
    sample = record(
        a=Text("World Wire", "2016-08-07", [took(GUNMEN, TANNERY, "2016-08-06")]),
        b=Text("City Paper", "2016-08-07", [took(BRIGADE, TANNERY, "2016-08-06")]),
    )
    assert set(held(sample, "demo:tannery", "2016-08-10")) == {"demo:gunmen", LEAGUE}


def test_a_fight_makes_a_place_contested_for_a_week() -> None:
    fight = Said("Rebels fought the army over Tannery.", "fought", "clash", [REBELS], [TANNERY], "2016-08-06")
    sample = record(a=Text("World Wire", "2016-08-07", [fight]))
    found = standing(sample, "demo:tannery", "2016-08-13")
    assert found and [t.voice for t in found.contested] == ["demo:world-wire"]
    assert words(found, KNOWLEDGE) == "contested according to World Wire"
    assert standing(sample, "demo:tannery", "2016-08-14") is None
    hills = Said("Rebels fought the army in the Hills.", "fought", "clash", [REBELS], [("the Hills", "demo:hills")])
    assert not Ground(record(a=Text("World Wire", "2016-08-07", [hills])), KNOWLEDGE).places


def test_the_age_is_that_of_the_last_account() -> None:
    sample = record(a=WIRE, b=STATE)
    found = standing(sample, "demo:tannery", "2016-09-06")
    assert found and (found.last, found.age) == (date(2016, 8, 7), 30)


def test_places_that_no_pack_knows_are_counted_not_shown() -> None:
    said = took(REBELS, "Little Ford", "2016-08-06")
    ground = Ground(record(a=Text("World Wire", "2016-08-07", [said])), KNOWLEDGE)
    assert (ground.open, ground.places) == (1, ())


def test_a_claim_that_names_no_place_is_of_what_its_teller_says_the_same_event_is_of() -> None:
    again = Said("The army retook it by night.", "retook", "capture", [ARMY], [], "2016-08-07", event="e-school")
    first = Said("The army captured the school.", "captured", "capture", [ARMY], [SCHOOL], event="e-school")
    ground = Ground(record(a=Text("World Wire", "2016-08-08", [first, again])), KNOWLEDGE)
    assert [t.place for t in ground.tellings.all] == ["demo:school", "demo:school"]
    assert [(h.holder, h.told[0].date is not None) for s in ground.on(date(2016, 8, 8)) for h in s.held] == [
        (GOVERNMENT, True)
    ]


_TEXTS = st.lists(
    st.builds(
        Text,
        st.sampled_from(["World Wire", "City Paper", "State Agency", "Northern Press"]),
        st.sampled_from(["2016-08-07", "2016-08-20", "2016-10-01", ""]),
        st.lists(
            st.builds(
                took,
                st.sampled_from([ARMY, REBELS, BRIGADE, GUNMEN]),
                st.sampled_from([TANNERY, EAST, MILL_ROAD]),
                st.sampled_from([None, "2016-08-01", "2016-08-06", "2016-08", "2012"]),
            ),
            min_size=1,
            max_size=2,
        ),
    ),
    max_size=5,
)


@given(_TEXTS, st.dates(date(2012, 1, 1), date(2017, 1, 1)))
def test_a_history_stands_for_every_day(texts: list[Text], day: date) -> None:
    sample = record(**{f"t{n}": t for n, t in enumerate(texts)})
    ground = Ground(sample, KNOWLEDGE)
    now = {s.place: s for s in ground.on(day)}
    for place in ground.places:
        then = next((s for d, s in reversed(ground.history(place)) if d <= day), None)
        here = now.get(place)
        assert (
            [(h.holder, h.part, h.voices) for h in then.held] == [(h.holder, h.part, h.voices) for h in here.held]
            if then and here
            else then is here is None
        )
    for found in now.values():
        assert found.age >= 0
        for holding in found.held:
            assert all(t.voice and (t.date or t.published) for t in holding.told)


@given(_TEXTS)
def test_the_order_of_articles_tells_nothing(texts: list[Text]) -> None:
    named = {f"t{n}": t for n, t in enumerate(texts)}
    turned = dict(reversed(named.items()))
    one, other = Ground(record(**named), KNOWLEDGE), Ground(record(**turned), KNOWLEDGE)
    assert one.changes == other.changes
    assert one.histories == other.histories
