"""Which of the bundled pack's written terms a step is told of, and what others say to a truce."""

from __future__ import annotations

import pytest

from sample import Words, claim
from truce_sample import article, record
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Truce

KNOWLEDGE = Knowledge.of(["world", "syria"])
SEPTEMBER, FEBRUARY = "syria:cessation-2016-09", "syria:cessation-2016-02"
RUSSIA, TURKEY = ("Russia", "world:russia"), ("Turkey", "world:turkey")
ALEPPO, SYRIA = ("Aleppo", "syria:aleppo"), ("Syria", "world:syria")


def truces(*claims: Claim, articles: tuple[Article, ...]) -> dict[str | None, Truce]:
    made = record(*claims, articles=articles, knowledge=KNOWLEDGE)
    return {t.terms: t for t in made.truces.values()}


def types(truce: Truce) -> list[str]:
    return [s.type for s in truce.steps]


def test_another_truce_of_an_article_does_not_take_the_steps_of_this_one() -> None:
    text = article(
        "a",
        "2016-09-14",
        "The truce in Syria took effect on Monday.",
        "In August a 48-hour truce in Aleppo was proposed.",
    )
    found = truces(
        claim(text, 1, "took effect", "truce_start", place=[SYRIA], on="2016-09-12"),
        claim(
            text, 2, "proposed", "truce_call", place=[ALEPPO], on="2016-08-08", numbers=[("hours", "48-hour", 48, 48)]
        ),
        articles=(text,),
    )
    assert types(found[SEPTEMBER]) == ["truce_start"]
    assert types(found["syria:un-48-hours-2016-08"]) == ["truce_call"]


def test_by_how_much_it_is_agreed_to_prolong_a_truce_is_not_how_long_it_was_to_last() -> None:
    text = article("a", "2016-09-15", "They agreed on Wednesday to extend the truce in Syria by 48 hours.")
    found = truces(
        claim(text, 1, "agreed", "truce_agree", on="2016-09-14", numbers=[("hours", "48", 48, 48)]),
        claim(text, 1, "extend", "truce_extend", status="planned", place=[SYRIA]),
        articles=(text,),
    )
    assert set(found) == {SEPTEMBER}
    assert [(s.type, s.status, str(s.date)) for s in found[SEPTEMBER].steps if s.status == "happened"] == [
        ("truce_extend", "happened", "2016-09-14")
    ]


@pytest.mark.parametrize("place", ["Daraya", "Homs"])
def test_a_local_truce_is_told_only_where_its_place_is_named(place: str) -> None:
    text = article("a", "2016-08-29", "The truce was agreed after days of talks.", f"Shells hit {place} before.")
    shells = claim(text, 2, "hit", "shelling", place=[(place, f"syria:{place.lower()}")])
    agreed = claim(text, 1, "agreed", "truce_agree")
    found = truces(agreed, shells, articles=(text,))
    assert ("syria:daraya-2016-08" in found) == (place == "Daraya")


def test_a_truce_is_neither_broken_nor_over_before_it_begins() -> None:
    text = article("a", "2016-09-10", "The truce in Syria collapsed.")
    over = claim(text, 1, "collapsed", "truce_end", place=[SYRIA])
    assert SEPTEMBER not in truces(over, articles=(text,))


def test_what_one_sentence_tells_is_of_the_truce_that_its_day_tells() -> None:
    text = article("a", "2016-09-15", "The truce in Syria that was agreed in February collapsed.")
    found = truces(
        claim(text, 1, "agreed", "truce_agree", place=[SYRIA], on="2016-02"),
        claim(text, 1, "collapsed", "truce_end", place=[SYRIA]),
        articles=(text,),
    )
    assert {t: types(found[t]) for t in found} == {FEBRUARY: ["truce_agree", "truce_end"]}


def test_who_calls_for_pauses_long_after_others_did_calls_for_another_truce() -> None:
    text = article("a", "2016-10-29", "Turkey called for a 48-hour truce in Aleppo.")
    call = claim(
        text, 1, "called for", "truce_call", actor=[TURKEY], place=[ALEPPO], numbers=[("hours", "48-hour", 48, 48)]
    )
    assert "syria:un-48-hours-2016-08" not in truces(call, articles=(text,))


# Who backs or rejects a truce

BEGUN = "The truce in Syria took effect on Monday."


def replied(words: str, kind: str, target: list[Words]) -> dict[str | None, Truce]:
    text = article("a", "2016-09-14", BEGUN, words)
    return truces(
        claim(text, 1, "took effect", "truce_start", place=[SYRIA], on="2016-09-12"),
        claim(text, 2, words.split()[1], kind, actor=[TURKEY], target=target, on="2016-09-13"),
        articles=(text,),
    )


@pytest.mark.parametrize("target", ["the truce", "agreement", "it"])
@pytest.mark.parametrize(("verb", "kind"), [("welcomed", "support"), ("rejected", "reject")])
def test_who_backs_or_rejects_a_truce_is_a_step_of_it(verb: str, kind: str, target: str) -> None:
    truce = replied(f"Turkey {verb} {target} on Tuesday.", kind, [target])[SEPTEMBER]
    (step,) = (s for s in truce.steps if s.type == kind)
    assert (step.actors, str(step.date)) == (("world:turkey",), "2016-09-13")
    assert truce.state == "in force"


def test_what_is_rejected_beside_a_truce_is_no_step_of_it() -> None:
    assert types(replied("Turkey rejected the report on Tuesday.", "reject", ["report"])[SEPTEMBER]) == ["truce_start"]


def test_a_deal_that_is_no_truce_is_none_by_being_rejected() -> None:
    text = article("a", "2016-09-14", "Turkey rejected the deal on customs.")
    assert not truces(claim(text, 1, "rejected", "reject", actor=[TURKEY], target=["the deal"]), articles=(text,))


def test_who_is_said_not_to_have_agreed_does_not_agree_because_others_say_that_it_was() -> None:
    text = article("a", "2016-09-10", "A truce in Syria was announced.", "Russia did not agree to it.")
    found = truces(
        claim(text, 1, "announced", "truce_agree", place=[SYRIA]),
        claim(text, 2, "agree", "truce_agree", status="denied", actor=[RUSSIA], place=[SYRIA]),
        articles=(text,),
    )
    told = [(s.status, s.actors) for s in found[SEPTEMBER].steps]
    assert ("happened", ("world:russia",)) not in told
