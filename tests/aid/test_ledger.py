from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, claim
from truce_sample import ALEPPO, ARMY, SYRIA, UN, article, record
from truceline.aid.ledger import Aid, after
from truceline.aid.steps import StepKind
from truceline.records import Article, Claim, Interval, Range, Status

RAMOUSEH, CASTELLO = ("Ramouseh", "demo:ramouseh"), ("Castello Road", "demo:castello")
REBELS = ("rebels", "demo:rebels")

ASKED = article("asked", "2016-08-02", "The UN asked on 1 August for access for aid trucks to Aleppo.")
REFUSED = article("refused", "2016-08-05", "The army refused an aid convoy at Ramouseh because of shelling nearby.")
CAME = article("came", "2016-08-09", "Twenty trucks of aid reached Aleppo on 8 August.", outlet="Northern Press")
REQUEST = claim(ASKED, 1, "asked", "aid_call", actor=[UN], place=[ALEPPO], on="2016-08-01")
REFUSAL = claim(REFUSED, 1, "refused", "aid_block", actor=[ARMY], place=[RAMOUSEH], on="2016-08-04")
DELIVERY = claim(
    CAME, 1, "reached", "aid_delivery", place=[ALEPPO], on="2016-08-08", numbers=[("vehicles", "Twenty", 20, 20)]
)


def aid(*claims: Claim, articles: tuple[Article, ...]) -> Aid:
    return Aid.of(record(*claims, articles=articles), KNOWLEDGE)


def told(
    text: str, trigger: str, type_: str, status: Status = "happened", on: str | None = "2016-08-08"
) -> list[StepKind]:
    """The kinds of step that one sentence makes by one claim."""
    text_ = article("one", "2016-08-09", text)
    found = aid(claim(text_, 1, trigger, type_, status=status, place=[ALEPPO], on=on), articles=(text_,))
    return [s.kind for t in found.threads for s in t.steps]


def test_a_request_its_refusal_and_the_delivery_are_one_thread_also_in_a_part_of_the_place() -> None:
    (thread,) = aid(REQUEST, REFUSAL, DELIVERY, articles=(ASKED, REFUSED, CAME)).threads
    assert [(s.kind, str(s.date)) for s in thread.steps] == [
        ("request", "2016-08-01"),
        ("refusal", "2016-08-04"),
        ("delivery", "2016-08-08"),
    ]
    assert thread.steps[0].actors == ("demo:un",)
    assert thread.places == ("demo:ramouseh",)
    assert [w.days for w in thread.waits] == [Range(7, 7)]
    ((number,),) = [s.amounts for s in thread.of("delivery")]
    assert (number.what, number.number, number.claims) == ("vehicles", Range(20, 20), (DELIVERY.id,))


def test_who_kept_aid_out_stands_by_account() -> None:
    other = article(
        "other", "2016-08-05", "Rebels refused an aid convoy at Ramouseh, the army said.", outlet="State Agency"
    )
    blamed = claim(other, 1, "refused", "aid_block", actor=[("Rebels", "demo:rebels")], source=[ARMY], place=[RAMOUSEH],
                   on="2016-08-04")  # fmt: skip
    threads = aid(REFUSAL, blamed, articles=(REFUSED, other)).threads
    by = {b.actors: {t.outlet for t in b.tellings} for t in threads for b in t.kept_out}
    assert by == {("demo:army",): {"demo:world-wire"}, ("demo:rebels",): {"demo:state-agency"}}
    (thread,) = threads
    assert thread.named_differently


def test_a_stated_reason_leads_to_its_words() -> None:
    (thread,) = aid(REFUSAL, articles=(REFUSED,)).threads
    (reason,) = thread.steps[0].reasons
    assert reason.words == "because of shelling nearby" == REFUSED.passage(reason.span)
    assert (reason.claim, reason.condition) == (REFUSAL.id, False)


def test_a_reason_behind_another_happening_is_that_one_s() -> None:
    text = article("t", "2016-08-05", "The army refused an aid convoy to Aleppo and fled because of shelling.")
    fled = claim(text, 1, "fled", "withdrawal", actor=[ARMY])
    refused = claim(text, 1, "refused", "aid_block", actor=[ARMY], place=[ALEPPO])
    assert [s.reasons for t in aid(refused, fled, articles=(text,)).threads for s in t.steps] == [()]


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "status", "kind"),
    [
        ("Aid trucks may reach Aleppo.", "reach", "aid_delivery", "possible", "announcement"),
        ("The UN plans to send aid to Aleppo.", "send", "aid_delivery", "planned", "announcement"),
        ("No aid has arrived in Aleppo.", "arrived", "aid_delivery", "denied", "no_delivery"),
        ("No food aid convoys have entered Aleppo.", "entered", "aid_delivery", "happened", "no_delivery"),
        ("Only one food convoy reached Aleppo.", "reached", "aid_delivery", "denied", "delivery"),
        ("Passage for aid was not granted in Aleppo.", "granted", "aid_permit", "denied", "refusal"),
        ("Shelling hampered aid work in Aleppo.", "hampered", "aid_block", "happened", "obstruction"),
        ("Guards turned back aid trucks at Aleppo.", "turned back", "aid_block", "happened", "refusal"),
        ("The council called on the UN to bring aid to Aleppo.", "called on", "demand", "happened", "request"),
        ("The UN suspended all aid convoys to Aleppo.", "suspended", "suspend", "happened", "suspension"),
        ("Jets hit an aid convoy in Aleppo.", "hit", "air_strike", "happened", None),
    ],
)
def test_what_is_planned_denied_or_refused_is_no_delivery(
    text: str, trigger: str, type_: str, status: Status, kind: StepKind | None
) -> None:
    assert told(text, trigger, type_, status) == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "why"),
    [
        ("Exams in Aleppo were postponed.", "postponed", "aid_block", "words"),
        ("Two million in Aleppo have no access to clean water.", "no access", "aid_block", "service"),
        ("The army prevented the delivery of aid to Aleppo.", "delivery", "aid_delivery", "object"),
    ],
)
def test_what_is_not_plainly_aid_is_in_no_step_and_is_listed(text: str, trigger: str, type_: str, why: str) -> None:
    text_ = article("one", "2016-08-09", text)
    found = aid(claim(text_, 1, trigger, type_, place=[ALEPPO]), articles=(text_,))
    assert not found.threads
    assert [u.reason for u in found.unsure] == [why]


def test_an_attack_on_a_convoy_is_a_step_and_one_on_a_hospital_stands_apart() -> None:
    text = article("t", "2016-08-09", "Shells hit an aid convoy in Aleppo.", "Jets hit a hospital in Ramouseh.",
                   "Jets hit a post near a hospital in Ramouseh.")  # fmt: skip
    convoy = claim(text, 1, "hit", "shelling", target=["aid convoy"], place=[ALEPPO], on="2016-08-08")
    hospital = claim(text, 2, "hit", "air_strike", target=["hospital"], place=[RAMOUSEH], on="2016-08-01")
    near = claim(text, 3, "hit", "air_strike", target=["hospital"], place=[RAMOUSEH], on="2016-07-01")
    found = aid(convoy, hospital, near, articles=(text,))
    assert [s.kind for t in found.threads for s in t.steps] == ["attack"]
    assert [s.claims for s in found.attacks] == [(hospital.id,)]


def test_weeks_apart_and_other_places_are_other_threads() -> None:
    later = article("later", "2016-09-09", "Trucks of aid reached Aleppo on 8 September.")
    all_over = article("all", "2016-08-06", "The UN asked for access for aid across Syria.")
    more = claim(later, 1, "reached", "aid_delivery", place=[ALEPPO], on="2016-09-08")
    wide = claim(all_over, 1, "asked", "aid_call", actor=[UN], place=[SYRIA], on="2016-08-06")
    threads = aid(REQUEST, DELIVERY, more, wide, articles=(ASKED, CAME, later, all_over)).threads
    assert [[s.kind for s in t.steps] for t in threads] == [["request", "delivery"], ["request"], ["delivery"]]


def test_an_open_request_has_its_days_and_its_last_answer_on_a_day() -> None:
    found = aid(REQUEST, REFUSAL, DELIVERY, articles=(ASKED, REFUSED, CAME))
    assert not found.standing(date(2016, 7, 31))
    answers = {d: found.standing(date(2016, 8, d))[0] for d in (3, 5, 20)}
    assert [(a.answer, a.open) for a in answers.values()] == [
        ("unanswered", Range(2, 2)),
        ("refused", Range(4, 4)),
        ("delivered", Range(7, 7)),
    ]


def test_a_delivery_whose_day_is_not_told_only_perhaps_ends_the_wait() -> None:
    came = article("came", "2016-08-09", "Twenty trucks of aid reached Aleppo.")
    undated = claim(came, 1, "reached", "aid_delivery", place=[ALEPPO])
    (standing,) = aid(REQUEST, undated, articles=(ASKED, came)).standing(date(2016, 8, 20))
    assert (standing.answer, standing.open) == ("perhaps delivered", Range(0, 8))


def test_a_place_concerns_what_lies_in_it_and_what_it_lies_in() -> None:
    found = aid(REQUEST, REFUSAL, articles=(ASKED, REFUSED))
    assert len(found.at(["demo:ramouseh"]).threads) == len(found.at(["demo:aleppo"]).threads) == 1
    elsewhere = aid(REFUSAL, articles=(REFUSED,))
    assert not elsewhere.at(["demo:castello"]).threads
    assert not found.at(since=date(2016, 8, 6)).threads


def test_a_road_stands_for_the_city_that_aid_goes_to() -> None:
    text = article("t", "2016-08-09", "Trucks of flour arrived over the Castello Road.")
    (thread,) = aid(claim(text, 1, "arrived", "aid_delivery", place=[CASTELLO]), articles=(text,)).threads
    assert (thread.places, thread.steps[0].ways) == (("demo:aleppo",), ("demo:castello",))


def test_aid_told_beside_a_truce_hangs_on_it() -> None:
    text = article("t", "2016-08-09", "The army announced a truce in Aleppo on 9 August to let aid convoys in.")
    truce = claim(text, 1, "announced a truce", "truce_agree", actor=[ARMY], place=[ALEPPO], on="2016-08-09")
    let = claim(text, 1, "let aid convoys in", "aid_permit", status="planned", place=[ALEPPO], on="2016-08-09")
    found = aid(truce, let, articles=(text,))
    ((link,),) = [t.truces for t in found.threads]
    assert link.how == "told beside"
    (of_truce,) = found.by_truce()
    assert (of_truce.truce, of_truce.promised, of_truce.brought) == (link.truce, (found.threads[0].steps[0].id,), ())


def test_two_voices_on_whether_aid_came_are_told_as_disputed() -> None:
    none = article("none", "2016-08-09", "No aid reached Aleppo on 8 August, the army said.", outlet="State Agency")
    denied = claim(none, 1, "reached", "aid_delivery", status="denied", source=[ARMY], place=[ALEPPO], on="2016-08-08")
    threads = aid(DELIVERY, denied, articles=(CAME, none)).threads
    assert [t.contradicted for t in threads] == [True]


def test_an_empty_record_has_no_aid() -> None:
    found = Aid.of(Sample(), KNOWLEDGE)
    assert (found.threads, found.attacks, found.people, found.last) == ((), (), (), None)


DAYS = st.integers(0, 60).map(lambda n: date(2016, 8, 1) + timedelta(days=n))
SPANS = st.tuples(DAYS, st.integers(0, 9)).map(lambda t: Interval(t[0], t[0] + timedelta(days=t[1])))


@given(SPANS, SPANS, st.integers(0, 9), st.integers(0, 9))
def test_the_days_between_lie_in_the_range(first: Interval, then: Interval, a: int, b: int) -> None:
    """Whatever the true days are, within what is told, the range holds them."""
    one, other = first.first + timedelta(days=a), then.first + timedelta(days=b)
    if one > first.last or other > then.last or other < one:
        return
    days = after(first, None, then, None)
    assert days.least is not None and days.most is not None
    assert days.least <= (other - one).days <= days.most
    vague = after(None, first.last, then, None)
    assert vague.most is None and (vague.least or 0) <= (other - one).days
