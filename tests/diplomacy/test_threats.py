from __future__ import annotations

from dataclasses import replace

import pytest

from diplomats import ARLAND, ARMY, BERIA, FRONT, HOLM, KNOWLEDGE, article, claim, record
from sample import mention, sentence_span
from truceline.diplomacy.acts import Acts
from truceline.diplomacy.network import Asked
from truceline.diplomacy.threats import Suspension, Threat, suspensions, threats
from truceline.records import Article, Claim

LUND, MILL = ("Lund", "war:lund"), ("Mill", "war:mill")
WARNED = article(
    "warned",
    "World Wire",
    "2016-09-29",
    "Holm threatened to end talks with Beria.",
    "Arland will suspend its contacts with Beria unless the shelling stops, she said.",
)
THREAT = claim(WARNED, 1, "threatened", "threat", actor=[HOLM], target=[BERIA])


def announced() -> Claim:
    condition = mention(WARNED, sentence_span(WARNED, 2), "unless the shelling stops")
    told = claim(WARNED, 2, "suspend", "suspend", status="planned", actor=[ARLAND], target=[BERIA])
    return replace(told, condition=(condition,))


def broke_off(published: str, *, on: str | None = None, by: tuple[str, str] = ARLAND) -> tuple[Article, Claim]:
    text = article(f"done-{published}", "Gazette", published, f"{by[0]} broke off its talks with Beria.")
    return text, claim(text, 1, "broke off", "suspend", actor=[by], target=[BERIA], on=on)


def found(*done: tuple[Article, Claim]) -> tuple[list[Threat], list[Suspension]]:
    events = {"e-threat": [THREAT], "e-plan": [announced()]} | {f"e-{n}": [c] for n, (_, c) in enumerate(done)}
    acts = Acts(record([WARNED, *(a for a, _ in done)], events), KNOWLEDGE)
    return list(threats(acts)), list(suspensions(acts))


def test_a_threat_has_its_condition_and_what_was_threatened_and_says_nothing_of_its_fulfilment() -> None:
    (threat, plan), (suspension,) = found()
    assert (plan.type, threat.type) == ("suspend", "threat")
    assert (threat.actor, threat.against, threat.threatened) == ("world:arland", ("world:beria",), ("suspend",))
    assert threat.conditions == plan.conditions == ("unless the shelling stops",)
    assert (threat.carried_out, plan.carried_out, threat.named) == ((), (), ("world:vera-holm",))
    assert suspension.status == "planned"


def test_what_was_threatened_and_done_afterwards_is_told_with_who_tells_it() -> None:
    text, done = broke_off("2016-10-05", on="2016-10-03")
    (threat, _), told = found((text, done))
    (deed,) = threat.carried_out
    assert (deed.type, str(deed.days), deed.dated) == ("suspend", "2016-10-03", "told")
    assert [(t.claim, t.outlet) for t in deed.told] == [(done.id, "world:gazette")]
    suspension = next(s for s in told if s.status == "happened")
    assert [t.id for t in suspension.after] == [THREAT.id]
    assert (suspension.actors, suspension.others) == (("world:arland",), ("world:beria",))


@pytest.mark.parametrize(
    "done",
    [
        broke_off("2016-10-05", on="2016-09-01"),  # before the threat
        broke_off("2016-09-29"),  # on the day of its report, which tells no order
        broke_off("2017-03-01"),  # too late to be that
        broke_off("2016-10-05", by=FRONT),  # by somebody else
    ],
)
def test_nothing_else_is_taken_for_what_was_threatened(done: tuple[Article, Claim]) -> None:
    (threat, _), told = found(done)
    assert threat.carried_out == ()
    assert [s.after for s in told if s.status == "happened"] == [()]


@pytest.mark.parametrize(("place", "number"), [(MILL, 1), (None, 0)])
def test_violence_has_to_share_target_or_place_with_the_threat(place: tuple[str, str] | None, number: int) -> None:
    warned = article("w", "World Wire", "2016-09-01", "The Front vowed to shell Lund.")
    later = article("l", "World Wire", "2016-09-05", "The Front shelled the army in Mill.")
    events = {
        "e-1": [claim(warned, 1, "vowed", "threat", actor=[FRONT])],
        "e-2": [claim(warned, 1, "shell", "shelling", status="planned", actor=[FRONT], place=[LUND])],
        "e-3": [claim(later, 1, "shelled", "shelling", actor=[FRONT], target=[ARMY], place=[place] if place else [])],
    }
    (threat,) = threats(Acts(record([warned, later], events), KNOWLEDGE))
    assert len(threat.carried_out) == number


def test_one_can_ask_for_those_of_a_person_or_some_types() -> None:
    acts = Acts(record([WARNED], {"e-1": [THREAT]}), KNOWLEDGE)
    assert len(threats(acts, Asked(about="world:vera-holm"))) == 1
    assert threats(acts, Asked(about="war:front")) == threats(acts, Asked(types=("talks",))) == ()
    assert suspensions(acts) == ()
