from __future__ import annotations

from datetime import date

import pytest

from sample import KNOWLEDGE, Sample, claim
from truce_sample import ALEPPO, ARMY, RUSSIA, UN, article, record
from truceline.records import Claim
from truceline.truces.life import Standing, standing

CALL = article("call", "2016-08-08", "The UN called for a 48-hour truce in Aleppo.")
BEGUN = article("begun", "2016-08-12", "The truce in Aleppo took effect on Thursday.", outlet="State Agency")
OVER = article("over", "2016-08-15", "The truce in Aleppo collapsed on Sunday.", outlet="Northern Press")
HOLDS = article("holds", "2016-08-16", "The truce in Aleppo was in force on Monday.", outlet="State Agency")

CALLED = claim(CALL, 1, "called for", "truce_call", actor=[UN], place=[ALEPPO], numbers=[("hours", "48-hour", 48, 48)])
STARTED = claim(BEGUN, 1, "took effect", "truce_start", place=[ALEPPO], on="2016-08-11")
ENDED = claim(OVER, 1, "collapsed", "truce_end", place=[ALEPPO], on="2016-08-14")
STILL = claim(HOLDS, 1, "in force", "truce_start", place=[ALEPPO], on="2016-08-15")
ARTICLES = (CALL, BEGUN, OVER, HOLDS)


def told(*claims: Claim) -> Sample:
    return record(*claims, articles=ARTICLES)


def on(day: str, *claims: Claim) -> Standing | None:
    held = told(*claims)
    (truce,) = held.truces.values()
    return standing(truce, date.fromisoformat(day), held, KNOWLEDGE)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2016-08-07", None),
        ("2016-08-08", "called for"),
        ("2016-08-11", "in force"),
        ("2016-08-14", "ended"),
        ("2016-09-30", "ended"),
        ("2016-12-30", "not heard of since"),
    ],
)
def test_the_status_of_a_day_is_what_was_told_by_then(day: str, status: str | None) -> None:
    at = on(day, CALLED, STARTED, ENDED)
    assert (at and at.status) == status


def test_each_voice_keeps_its_own_state_with_its_words() -> None:
    at = on("2016-08-14", CALLED, STARTED, ENDED)
    assert at
    assert {s.voice: (s.state, s.claims) for s in at.sayings} == {
        "demo:world-wire": ("called for", (CALLED.id,)),
        "demo:government": ("in force", (STARTED.id,)),
        "demo:opposition": ("ended", (ENDED.id,)),
    }


def test_who_told_of_it_before_the_end_does_not_contradict_the_end_and_who_tells_it_after_does() -> None:
    before, after = on("2016-08-14", STARTED, ENDED), on("2016-08-15", STARTED, ENDED, STILL)
    assert before
    assert after
    assert (before.status, after.status) == ("ended", "disputed")


def test_a_truce_of_some_hours_that_nobody_prolongs_has_run_out() -> None:
    within, beyond = on("2016-08-13", CALLED, STARTED), on("2016-08-14", CALLED, STARTED)
    assert within
    assert beyond
    assert (within.status, beyond.status) == ("in force", "run out")


def test_a_pause_of_every_day_does_not_run_out() -> None:
    daily = article("daily", "2016-08-11", "Russia began a three-hour truce every day in Aleppo on Thursday.")
    begun = claim(
        daily,
        1,
        "began",
        "truce_start",
        actor=[RUSSIA],
        place=[ALEPPO],
        on="2016-08-11",
        numbers=[("hours", "three-hour", 3, 3)],
    )
    held = record(begun, articles=(daily,))
    (truce,) = held.truces.values()
    at = standing(truce, date(2016, 8, 20), held, KNOWLEDGE)
    assert truce.recurring
    assert at
    assert at.status == "in force"


def test_what_is_planned_or_denied_puts_no_truce_in_force() -> None:
    planned = claim(BEGUN, 1, "took effect", "truce_start", status="planned", place=[ALEPPO], on="2016-08-11")
    assert on("2016-08-20", planned) is None


def test_alleged_violations_up_to_the_day_are_counted() -> None:
    text = article("v", "2016-08-13", "The army broke the truce in Aleppo on Friday.")
    broken = claim(text, 1, "broke", "truce_violation", actor=[ARMY], place=[ALEPPO], on="2016-08-12")
    held = record(STARTED, broken, articles=(BEGUN, text))
    (truce,) = held.truces.values()
    counts = [standing(truce, date(2016, 8, d), held, KNOWLEDGE) for d in (11, 12)]
    assert [at and at.violations for at in counts] == [0, 1]
