from __future__ import annotations

from datetime import date

import pytest

from diplomats import ARLAND, ARMY, BERIA, FRONT, HOLM, KNOWLEDGE, OSTEN, article, claim, record
from sample import Sample
from truceline.diplomacy.acts import Acts
from truceline.diplomacy.network import Asked, Edge, network
from truceline.records import Interval

WIRE = article(
    "wire", "World Wire", "2016-10-04", "Holm met Beria and Osten on 3 October.", "Arland urged Beria to stop."
)
GAZETTE = article("gazette", "Gazette", "2016-10-05", "Arland and Beria held talks.", "Arland may call on Beria again.")
MET = [
    claim(WIRE, 1, "met", "talks", actor=[HOLM, BERIA, OSTEN], on="2016-10-03"),
    claim(GAZETTE, 1, "held talks", "talks", actor=[ARLAND, BERIA]),
]
URGED = claim(WIRE, 2, "urged", "demand", actor=[ARLAND], target=[BERIA])
AGAIN = claim(GAZETTE, 2, "call on", "demand", status="possible", actor=[ARLAND], target=[BERIA])
RECORD = record([WIRE, GAZETTE], {"e-1": MET, "e-2": [URGED], "e-3": [AGAIN]})


def edges(of: Sample, asked: Asked = Asked(), *, by_month: bool = False) -> list[Edge]:  # noqa: B008
    return list(network(Acts(of, KNOWLEDGE), asked, by_month=by_month).edges)


def lines(found: list[Edge]) -> list[tuple[str, str, str | None, str | None]]:
    return [(e.type, e.status, e.actor, e.target) for e in found]


def test_talks_join_all_who_take_part_and_a_demand_has_a_direction() -> None:
    found = edges(RECORD)
    assert set(lines(found)) == {
        ("talks", "happened", "world:arland", "world:beria"),
        ("talks", "happened", "war:osten-government", "world:arland"),
        ("talks", "happened", "war:osten-government", "world:beria"),
        ("demand", "happened", "world:arland", "world:beria"),
        ("demand", "possible", "world:arland", "world:beria"),
    }
    assert [e.mutual for e in found if e.type == "demand"] == [False, False]


def test_an_event_told_twice_counts_once_and_names_both_voices_and_their_claims() -> None:
    talks = next(e for e in edges(RECORD) if (e.actor, e.target) == ("world:arland", "world:beria"))
    assert talks.events == ("e-1",)
    assert talks.voices == ("world:gazette", "world:wire")
    assert [(t.claim, t.outlet) for t in talks.told] == [("gazette#17", "world:gazette"), ("wire#5", "world:wire")]
    assert talks.named_actor == ("world:vera-holm",)


def test_an_act_of_no_told_day_is_in_the_month_of_its_report_and_marked_so() -> None:
    (demand,) = edges(RECORD, Asked(types=("demand",), until=date(2016, 10, 4)), by_month=True)
    assert (demand.month, demand.undated) == (Interval.month(2016, 10), 1)
    talks = edges(RECORD, Asked(types=("talks",)), by_month=True)
    # The gazette tells no day; that of the event is told by the wire.
    assert {(str(e.days), e.undated) for e in talks} == {("2016-10-03", 0)}


def test_what_goes_on_for_more_than_a_month_is_in_none() -> None:
    text = article("w", "World Wire", "2016-10-04", "Beria has armed the army since 2013.")
    armed = claim(text, 1, "armed", "military_support", actor=[BERIA], target=[ARMY], on="2013/2016-10-04")
    (edge,) = edges(record([text], {"e-1": [armed]}), by_month=True)
    assert (edge.month, str(edge.days)) == (None, "2013/2016-10-04")
    assert edge.named_target == ("war:osten-army",)


def test_without_any_day_an_act_is_in_no_days_asked_for() -> None:
    text = article("w", "World Wire", None, "Arland urged Beria to stop.")
    told = record([text], {"e-1": [claim(text, 1, "urged", "demand", actor=[ARLAND], target=[BERIA])]})
    (edge,) = edges(told, by_month=True)
    assert (edge.month, edge.days) == (None, None)
    assert edges(told, Asked(since=date(2016, 1, 1))) == []


def test_a_copy_is_no_second_voice_and_no_second_claim() -> None:
    copy = article("copy", "Gazette", "2016-10-06", *WIRE.text.split("\n"))
    again = claim(copy, 2, "urged", "demand", actor=[ARLAND], target=[BERIA])
    (edge,) = edges(record([WIRE, copy], {"e-1": [URGED, again]}, {"copy": "wire"}))
    assert ([t.claim for t in edge.told], edge.voices) == ([URGED.id], ("world:wire",))


def test_words_that_name_nobody_are_nobody_and_one_party_has_no_edge_with_itself() -> None:
    text = article(
        "w", "World Wire", "2016-10-04", "They accused its allies.", "Osten backs the army.", "He urged Beria to stop."
    )
    told = record(
        [text],
        {
            "e-1": [claim(text, 1, "accused", "accuse", actor=["They"], target=["its allies"])],
            "e-2": [claim(text, 2, "backs", "support", actor=[OSTEN], target=[ARMY])],
            "e-3": [claim(text, 3, "urged", "demand", actor=["He"], target=[BERIA])],
        },
    )
    found = network(Acts(told, KNOWLEDGE), Asked())
    assert lines(list(found.edges)) == [("demand", "happened", None, "world:beria")]
    assert (found.nobody, found.within) == (1, 1)


@pytest.mark.parametrize(
    ("about", "number"),
    [("world:beria", 4), ("world:vera-holm", 2), ("war:government", 5), ("war:rebels", 0), ("world:arland", 4)],
)
def test_one_can_ask_for_an_actor_or_a_side(about: str, number: int) -> None:
    assert len(edges(RECORD, Asked(about=about))) == number


def test_nodes_count_the_events_that_they_have_a_part_in() -> None:
    found = network(Acts(RECORD, KNOWLEDGE), Asked())
    assert {n.id: (n.events, n.side) for n in found.nodes} == {
        "world:arland": (3, None),
        "world:beria": (3, "war:government"),
        "war:osten-government": (1, "war:government"),
    }
    assert found.nodes[0].named == ("world:vera-holm",)


def test_the_front_council_acts_for_the_front() -> None:
    text = article("w", "World Wire", "2016-10-04", "The council rejected the offer of Arland.")
    told = claim(text, 1, "rejected", "reject", actor=[("council", "war:front-council")], target=[ARLAND])
    (edge,) = edges(record([text], {"e-1": [told]}), Asked(about=FRONT[1]))
    assert (edge.actor, edge.named_actor) == ("war:front", ("war:front-council",))
