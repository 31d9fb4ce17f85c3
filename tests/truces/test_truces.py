from __future__ import annotations

from sample import KNOWLEDGE, claim
from truce_sample import ALEPPO, SYRIA, article, record
from truceline.records import Article, Claim, Range, Status, Truce

TERMS = next(iter(KNOWLEDGE.terms.values()))


def truces(*claims: Claim, articles: tuple[Article, ...]) -> list[Truce]:
    return list(record(*claims, articles=articles).truces.values())


CALL = article("call", "2016-08-08", "The UN called for a 48-hour truce in Aleppo.", "Aid trucks were blocked.")
START = article("start", "2016-08-12", "The truce in Aleppo took effect on Thursday.")
END = article("end", "2016-08-15", "The truce in Aleppo collapsed on Sunday.")


def test_the_steps_of_a_truce_stand_in_order_with_who_took_them() -> None:
    (truce,) = truces(
        claim(END, 1, "collapsed", "truce_end", place=[ALEPPO], on="2016-08-14"),
        claim(START, 1, "took effect", "truce_start", place=[ALEPPO], on="2016-08-11"),
        claim(CALL, 1, "called for", "truce_call", actor=[("UN", "demo:un")], place=[ALEPPO], on="2016-08-08"),
        articles=(CALL, START, END),
    )
    assert [(s.type, str(s.date)) for s in truce.steps] == [
        ("truce_call", "2016-08-08"),
        ("truce_start", "2016-08-11"),
        ("truce_end", "2016-08-14"),
    ]
    assert truce.steps[0].actors == ("demo:un",)
    assert (truce.state, truce.place, str(truce.date)) == ("ended", "demo:aleppo", "2016-08-08/2016-08-14")


def test_a_call_alone_is_kept_as_called_for() -> None:
    (truce,) = truces(claim(CALL, 1, "called for", "truce_call", place=[ALEPPO]), articles=(CALL,))
    assert (truce.state, truce.date) == ("called for", None)


def test_a_planned_or_denied_start_does_not_put_a_truce_in_force() -> None:
    statuses: tuple[Status, ...] = ("planned", "possible", "denied")
    for status in statuses:
        (truce,) = truces(
            claim(START, 1, "took effect", "truce_start", status=status, place=[ALEPPO], on="2016-08-11"),
            articles=(START,),
        )
        assert truce.state == "called for"
        assert truce.steps[0].status == status


def test_how_long_it_is_to_last_is_a_range_in_hours() -> None:
    (truce,) = truces(
        claim(CALL, 1, "called for", "truce_call", place=[ALEPPO], numbers=[("hours", "48-hour", 48, 48)]),
        articles=(CALL,),
    )
    assert truce.hours == Range(48, 48)


def test_months_apart_are_two_truces() -> None:
    later = article("later", "2016-12-15", "A truce in Aleppo took effect on Thursday.")
    found = truces(
        claim(START, 1, "took effect", "truce_start", place=[ALEPPO], on="2016-08-11"),
        claim(later, 1, "took effect", "truce_start", place=[ALEPPO], on="2016-12-15"),
        articles=(START, later),
    )
    assert len(found) == 2


def test_a_local_truce_and_one_elsewhere_are_two() -> None:
    found = truces(
        claim(START, 1, "took effect", "truce_start", place=[("Aleppo", "demo:ramouseh")], on="2016-08-11"),
        claim(END, 1, "collapsed", "truce_end", place=[("Aleppo", "demo:castello")], on="2016-08-11"),
        articles=(START, END),
    )
    assert len(found) == 2


def test_a_call_for_another_duration_is_another_truce() -> None:
    three = article("three", "2016-08-09", "Russia called for a 3-hour truce in Aleppo.")
    found = truces(
        claim(CALL, 1, "called for", "truce_call", place=[ALEPPO], numbers=[("hours", "48-hour", 48, 48)]),
        claim(three, 1, "called for", "truce_call", place=[ALEPPO], numbers=[("hours", "3-hour", 3, 3)]),
        articles=(CALL, three),
    )
    assert len(found) == 2


def test_written_terms_draw_the_steps_of_their_days_to_them() -> None:
    assert TERMS.starts
    text = article("terms", TERMS.starts.isoformat(), "The truce in Syria took effect on Monday.")
    (truce,) = truces(
        claim(text, 1, "took effect", "truce_start", place=[SYRIA], on=TERMS.starts.isoformat()), articles=(text,)
    )
    assert (truce.id, truce.terms, truce.name) == (TERMS.id, TERMS.id, TERMS.name)


def test_by_how_much_a_truce_was_prolonged_is_not_how_long_it_was_to_last() -> None:
    text = article("more", "2016-09-15", "On Wednesday the truce in Syria was extended by 48 hours.")
    more = claim(text, 1, "extended", "truce_extend", place=[SYRIA], on="2016-09-14", numbers=[("hours", "48", 48, 48)])
    (truce,) = truces(more, articles=(text,))
    assert truce.id == TERMS.id
    assert truce.hours is None


def test_aid_told_beside_a_truce_is_related_to_it() -> None:
    blocked = claim(CALL, 2, "blocked", "aid_block")
    call = claim(CALL, 1, "called for", "truce_call", place=[ALEPPO], on="2016-08-08")
    (truce,) = truces(call, blocked, articles=(CALL,))
    assert len(truce.related) == 1
    assert not set(truce.related) & {e for s in truce.steps for e in s.events}
