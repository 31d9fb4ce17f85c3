from __future__ import annotations

import pytest

from truceline.reading import wording


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("The army declared the seven-day truce over on Monday.", True),
        ("The army declared it over.", True),
        ("The brigade declared that the ceasefire had ended.", True),
        ("The brigade declared the pause in the valley dead.", True),
        ("The brigade declared an end to the ceasefire.", True),
        ("The army declared a truce over the weekend.", False),
        ("The army declared a pause over the town.", False),
        ("The army declared a truce and the siege was over.", False),
    ],
)
def test_a_truce_declared_over_is_not_one_agreed_on(text: str, ended: bool) -> None:
    begin = text.index("declared")
    told = wording.type_of(text, begin, begin + len("declared"), "truce_agree")
    assert told == ("truce_end" if ended else "truce_agree")


@pytest.mark.parametrize(
    ("text", "trigger", "claim_type", "planned"),
    [
        ("The army would halt fire on Monday.", "halt fire", "truce_start", True),
        ("Ten lorries are set to reach the town.", "reach", "aid_delivery", True),
        ("They agreed on a truce starting on Monday.", "starting", "truce_start", True),
        ("They will talk again when the truce lapses on Friday.", "lapses", "truce_end", True),
        ("Lorries wait until it takes effect.", "takes effect", "truce_start", True),
        ("They fought on when the truce lapsed on Friday.", "lapsed", "truce_end", False),
        ("The truce ends a week of fighting.", "ends", "truce_end", False),
        ("Ten lorries reached the town.", "reached", "aid_delivery", False),
        ("They would never accept it.", "accept", "reject", False),
        ("The front said it would observe the pause.", "observe", "truce_agree", False),
    ],
)
def test_deeds_to_come_are_planned(text: str, trigger: str, claim_type: str, planned: bool) -> None:
    begin = text.index(trigger)
    assert wording.is_to_be(text, begin, begin + len(trigger), claim_type) == planned


@pytest.mark.parametrize(
    ("text", "trigger", "named"),
    [
        ("A truce brokered by Tarania and the Hantar League took effect.", "brokered", ["Tarania", "Hantar League"]),
        ("The pause, announced last Friday by Qosh and Merv, fell apart.", "announced", ["Qosh", "Merv"]),
        ("It was mediated by Qosh, Merv and the Hantar League.", "mediated", ["Qosh", "Merv", "Hantar League"]),
        ("It was brokered by the Hantari envoy Ana Dov.", "brokered", ["Hantari envoy Ana Dov"]),
        ("It was proposed by Qosh, Merv said.", "proposed", ["Qosh"]),
        ("It was agreed by Friday in the town.", "agreed", []),
        ("It was agreed by both sides in Merv.", "agreed", []),
        ("Qosh announced a pause, said by Merv to be short.", "announced", []),
    ],
)
def test_those_who_made_a_truce_are_named_behind_by(text: str, trigger: str, named: list[str]) -> None:
    begin = text.index(trigger)
    spans = wording.parties(text, begin, begin + len(trigger), "truce_agree")
    assert [text[b:e] for b, e in spans] == named


@pytest.mark.parametrize(
    ("text", "trigger", "time", "not_its_own"),
    [
        ("Shells fell in breach of the truce that began on Monday.", "breach", "on Monday", True),
        ("They broke the ceasefire agreed on Friday.", "broke", "on Friday", True),
        ("They broke the ceasefire on Friday.", "broke", "on Friday", False),
        ("On Friday a truce brokered by Merv took effect.", "brokered", "On Friday", True),
        ("On Friday the Merv brokered truce took effect.", "brokered", "On Friday", True),
        ("On Friday Merv brokered truces in two towns.", "brokered", "On Friday", False),
        ("The 3 May truce brokered by Merv took effect.", "brokered", "3 May", False),
    ],
)
def test_when_a_truce_began_is_not_when_it_was_broken(text: str, trigger: str, time: str, not_its_own: bool) -> None:
    begin, at = text.index(trigger), text.index(time)
    found = wording.is_of_truce(text, begin, begin + len(trigger), "truce_agree", (at, at + len(time)))
    assert found == not_its_own


@pytest.mark.parametrize(
    ("text", "trigger", "named"),
    [
        ("The centre counted 60 violations by opposition groups on Monday.", "violations", ["opposition groups"]),
        ("It listed breaches of the truce by the Hantari army.", "breaches", ["Hantari army"]),
        ("The pause was violated by government forces.", "violated", ["government forces"]),
        ("There were ten breaches by Qosh.", "breaches", ["Qosh"]),
        ("They broke the truce by shelling the army.", "broke", []),
        ("The truce was breached by noon.", "breached", []),
        ("It was breached by Monday.", "breached", []),
        ("They had violated the pause by firing on rebels.", "violated", []),
    ],
)
def test_those_who_broke_a_truce_are_named_behind_by(text: str, trigger: str, named: list[str]) -> None:
    begin = text.index(trigger)
    spans = wording.breakers(text, begin, begin + len(trigger), "truce_violation")
    assert [text[b:e] for b, e in spans] == named
