from __future__ import annotations

from sample import claim
from truce_sample import ALEPPO, ARMY, RUSSIA, SYRIA, UN, article, record
from truceline.records import Article, Claim, Truce, TruceStep

START = article("a", "2016-08-12", "The truce in Aleppo took effect on Thursday.")
LATER = article("b", "2016-08-20", "The truce in Aleppo took effect nine days ago.", outlet="State Agency")
UNDATED = article("c", "2016-08-22", "A truce in Aleppo took effect.", outlet="Northern Press")


def the_truce(*claims: Claim, articles: tuple[Article, ...]) -> Truce:
    (truce,) = record(*claims, articles=articles).truces.values()
    return truce


def the_step(*claims: Claim, articles: tuple[Article, ...]) -> TruceStep:
    (step,) = the_truce(*claims, articles=articles).steps
    return step


def start(text: Article, on: str | None = None) -> Claim:
    return claim(text, 1, "took effect", "truce_start", place=[ALEPPO], on=on)


def test_what_several_articles_tell_of_one_step_is_one_step_with_the_day_that_some_tell() -> None:
    step = the_step(
        start(START, "2016-08-11"), start(LATER, "2016-08-11"), start(UNDATED), articles=(START, LATER, UNDATED)
    )
    assert str(step.date) == "2016-08-11"
    assert len(step.claims) == 3
    assert str(step.reported) == "2016-08-12"


def test_an_undated_step_says_when_it_was_told_and_has_no_date() -> None:
    step = the_step(start(UNDATED), articles=(UNDATED,))
    assert (step.date, str(step.reported)) == (None, "2016-08-22")


def test_a_vague_date_joins_the_day_within_it() -> None:
    month = article("m", "2016-09-02", "A truce in Aleppo took effect in August.")
    step = the_step(start(START, "2016-08-11"), start(month, "2016-08"), articles=(START, month))
    assert len(step.claims) == 2


def test_starts_days_apart_are_two_steps() -> None:
    again = article("d", "2016-08-16", "The truce in Aleppo took effect on Monday.")
    truce = the_truce(start(START, "2016-08-11"), start(again, "2016-08-15"), articles=(START, again))
    assert [str(s.date) for s in truce.steps] == ["2016-08-11", "2016-08-15"]


def test_calls_by_two_are_two_steps_and_a_call_by_nobody_named_joins_one() -> None:
    un = article("u", "2016-08-08", "The UN called for a truce in Aleppo on Monday.")
    russia = article("r", "2016-08-08", "Russia called for a truce in Aleppo on Monday.", outlet="State Agency")
    nobody = article("n", "2016-08-09", "There were calls for a truce in Aleppo on Monday.", outlet="Northern Press")
    calls = [
        claim(un, 1, "called for", "truce_call", actor=[UN], place=[ALEPPO], on="2016-08-08"),
        claim(russia, 1, "called for", "truce_call", actor=[RUSSIA], place=[ALEPPO], on="2016-08-08"),
        claim(nobody, 1, "calls for", "truce_call", place=[ALEPPO], on="2016-08-08"),
    ]
    truce = the_truce(*calls, articles=(un, russia, nobody))
    assert sorted(s.actors for s in truce.steps) == [("demo:russia",), ("demo:un",)]
    assert sorted(len(s.claims) for s in truce.steps) == [1, 2]


def test_since_a_day_is_that_day() -> None:
    text = article("s", "2016-08-20", "The truce in Aleppo has been in force since August 11.")
    told = claim(
        text, 1, "in force", "truce_start", place=[ALEPPO], time=["since August 11"], on="2016-08-11/2016-08-20"
    )
    assert str(the_step(told, articles=(text,)).date) == "2016-08-11"


def test_when_a_brokered_truce_took_effect_is_not_when_it_was_brokered() -> None:
    text = article("s", "2016-08-12", "A truce brokered by Russia took effect in Aleppo on Thursday.")
    day = ["on Thursday"]
    truce = the_truce(
        claim(text, 1, "brokered", "truce_agree", actor=[RUSSIA], time=day, on="2016-08-11"),
        claim(text, 1, "took effect", "truce_start", place=[ALEPPO], time=day, on="2016-08-11"),
        articles=(text,),
    )
    assert {s.type: str(s.date) for s in truce.steps} == {"truce_agree": "None", "truce_start": "2016-08-11"}


def test_every_alleged_violation_is_a_step_even_beside_an_attack_that_it_names() -> None:
    text = article(
        "v",
        "2016-08-13",
        "The army broke the truce in Aleppo on Friday with shelling of Ramouseh.",
        "It broke the truce in Aleppo again on Saturday at Castello.",
    )
    truce = the_truce(
        start(START, "2016-08-11"),
        claim(
            text, 1, "broke", "truce_violation", actor=[ARMY], place=[("Ramouseh", "demo:ramouseh")], on="2016-08-12"
        ),
        claim(text, 1, "shelling", "shelling", actor=[ARMY], place=[("Ramouseh", "demo:ramouseh")], on="2016-08-12"),
        claim(text, 2, "broke", "truce_violation", place=[("Castello", "demo:castello")], on="2016-08-13"),
        articles=(START, text),
    )
    assert [(s.type, str(s.date)) for s in truce.steps] == [
        ("truce_start", "2016-08-11"),
        ("truce_violation", "2016-08-12"),
        ("truce_violation", "2016-08-13"),
    ]
    assert truce.place == "demo:aleppo"  # where a breach was is not where the truce holds


def test_what_is_agreed_abroad_holds_where_the_conflict_is() -> None:
    text = article("x", "2016-09-10", "Russia agreed on a truce in Geneva on Friday.")
    agreed = claim(
        text, 1, "agreed", "truce_agree", actor=[RUSSIA], place=[("Geneva", "geonames:2660646")], on="2016-09-09"
    )
    truce = the_truce(agreed, articles=(text,))
    assert (truce.id, truce.place) == ("demo:cessation-2016-09", "demo:syria")


def test_a_collapse_told_long_after_is_of_the_truce_that_was_in_force() -> None:
    text = article("y", "2016-10-20", "The truce in Syria collapsed.")
    truce = the_truce(claim(text, 1, "collapsed", "truce_end", place=[SYRIA]), articles=(text,))
    assert (truce.id, truce.state) == ("demo:cessation-2016-09", "ended")


def test_nobody_ends_what_is_not_agreed() -> None:
    text = article("z", "2016-09-02", "The truce in Syria collapsed on Thursday.")
    truce = the_truce(claim(text, 1, "collapsed", "truce_end", place=[SYRIA], on="2016-09-01"), articles=(text,))
    assert truce.terms is None


def test_a_breach_without_a_day_is_of_the_truce_that_its_article_dates() -> None:
    text = article("w", "2016-10-20", "The truce in Syria collapsed on September 19.", "The army had broken the truce.")
    (truce,) = record(
        claim(text, 1, "collapsed", "truce_end", place=[SYRIA], on="2016-09-19"),
        claim(text, 2, "broken", "truce_violation", actor=[ARMY]),
        articles=(text,),
    ).truces.values()
    assert [s.type for s in truce.steps] == ["truce_end", "truce_violation"]
