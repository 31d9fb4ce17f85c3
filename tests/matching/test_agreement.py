from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, claim
from truceline.matching.accounts import accounts
from truceline.matching.agreement import findings
from truceline.matching.reports import Reports
from truceline.records import Article, Claim, Finding, Interval, QuantityKind, Question, Range, Status, Verdict

ALEPPO, RAMOUSEH, CASTELLO = ("Aleppo", "demo:aleppo"), ("Ramouseh", "demo:ramouseh"), ("Castello", "demo:castello")
ARMY, FORCES = ("army", "demo:army"), ("government forces", "demo:government-forces")
REBELS, JAF, RUSSIA = ("rebels", "demo:rebels"), ("Jaish", "demo:jaf"), ("Russia", "demo:russia")
USA, MONITOR, CIVILIANS = (
    ("Washington", "demo:usa"),
    ("War Monitor", "demo:observatory"),
    ("civilians", "demo:civilians"),
)
STATE, NORTH, WIRE = "State Agency", "Northern Press", "World Wire"
WORDS = (
    "Aleppo Ramouseh Castello army government forces rebels Jaish Russia Washington War Monitor civilians people jets "
    "gunmen medics hit bombed killed 12 28 30 army or rebels Syria"
)


class Told:
    """Articles of one sentence each, and what their claims make of one event."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.copies: dict[str, str] = {}
        self.claims: list[Claim] = []

    def say(self, outlet: str | None, kind: str = "shelling", *, killed: int | None = None, **told: Any) -> Told:
        name = f"a{len(self.articles)}"
        self.articles[name] = Article(name, "", f"{WORDS} {name}", outlet, date(2016, 8, 7))
        numbers: list[tuple[QuantityKind, str, int | None, int | None]]
        numbers = [("killed", str(killed), killed, killed)] if killed else []
        self.claims.append(claim(self.articles[name], 1, "hit", kind, numbers=numbers, **told))
        return self

    def copy(self, original: str, outlet: str | None) -> Told:
        name = f"{original}-copy{len(self.articles)}"
        self.articles[name] = replace(self.articles[original], id=name, outlet=outlet)
        self.copies[name] = self.copies.get(original, original)
        own = [c for c in self.claims if c.article == original]
        self.claims += [replace(c, id=c.id.replace(original, name), article=name) for c in own]
        return self

    def findings(self, claims: Sequence[Claim] | None = None) -> dict[Question, Finding]:
        record = Sample(self.articles, self.copies)
        reports = Reports.of(record, KNOWLEDGE)
        given = self.claims if claims is None else claims
        return {f.question: f for f in findings(accounts(given, reports), given, reports)}

    def verdict(self, question: Question) -> Verdict | None:
        found = self.findings().get(question)
        return found.verdict if found else None


@pytest.mark.parametrize(
    ("question", "one", "other", "verdict"),
    [
        ("actor", {"actor": [ARMY]}, {"actor": [REBELS]}, "disputed"),
        ("actor", {"actor": [ARMY]}, {"actor": [FORCES]}, "agreed"),
        ("actor", {"actor": [REBELS]}, {"actor": [JAF]}, "unclear"),
        ("actor", {"actor": [RUSSIA]}, {"actor": [USA]}, "disputed"),
        ("actor", {"actor": [ARMY, RUSSIA]}, {"actor": [RUSSIA]}, "unclear"),
        ("actor", {"actor": [ARMY, RUSSIA]}, {"actor": [FORCES, RUSSIA]}, "agreed"),
        ("actor", {"actor": ["army or rebels"]}, {"actor": ["army or rebels"]}, "unclear"),
        ("actor", {"actor": [ARMY]}, {"actor": ["jets"]}, "unclear"),
        ("actor", {"actor": ["jets"]}, {"actor": ["jets"]}, "agreed"),
        ("actor", {"actor": [ARMY]}, {}, "single-sided"),
        ("actor", {}, {}, None),
        ("target", {"target": [REBELS]}, {"target": [CIVILIANS]}, "disputed"),
        ("target", {"target": [REBELS]}, {"target": ["people"]}, "single-sided"),
        ("place", {"place": [RAMOUSEH]}, {"place": [ALEPPO]}, "agreed"),
        ("place", {"place": [RAMOUSEH], "killed": 12}, {"place": [CASTELLO], "killed": 12}, "disputed"),
        ("place", {"place": [RAMOUSEH], "killed": 12}, {"place": [CASTELLO], "killed": 28}, "unclear"),
        ("place", {"place": [RAMOUSEH]}, {"place": ["army"]}, "unclear"),
        ("place", {"place": [RAMOUSEH, ALEPPO], "killed": 12}, {"place": [CASTELLO], "killed": 12}, "disputed"),
        ("date", {"on": "2016-08-06"}, {"on": "2016-08-06"}, "agreed"),
        ("date", {"on": "2016-08-06"}, {"on": "2016-08"}, "single-sided"),
        ("date", {"on": "2016-08-06", "killed": 12}, {"on": "2016-08-05", "killed": 12}, "disputed"),
        ("date", {"on": "2016-08-06", "killed": 12}, {"on": "2016-08-05", "killed": 28}, "unclear"),
        ("killed", {"killed": 12}, {"killed": 12}, "agreed"),
        ("killed", {"killed": 12}, {"killed": 28}, "disputed"),
        ("killed", {"killed": 12}, {}, "single-sided"),
    ],
)
def test_two_sides_agree_or_dispute(
    question: Question, one: dict[str, Any], other: dict[str, Any], verdict: Verdict | None
) -> None:
    assert Told().say(STATE, **one).say(NORTH, **other).verdict(question) == verdict
    assert Told().say(NORTH, **other).say(STATE, **one).verdict(question) == verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("air_strike", "shelling", "disputed"),
        ("air_strike", "air_strike", "agreed"),
        ("attack", "shelling", "agreed"),
        ("aid_permit", "aid_block", "disputed"),
        ("siege", "siege_break", "disputed"),
        ("offensive", "clash", "single-sided"),
        ("toll", "shelling", "single-sided"),
    ],
)
def test_kinds_of_act(one: str, other: str, verdict: Verdict) -> None:
    assert Told().say(STATE, one).say(NORTH, other).verdict("act") == verdict


def test_only_claims_of_the_event_s_kind_answer() -> None:
    told = Told().say(STATE, place=[RAMOUSEH]).say(NORTH, place=[RAMOUSEH])
    told.say(WIRE, "talks", place=[CASTELLO], actor=[USA], on="2016-08-01")
    found = told.findings()
    assert found["place"].verdict == found["happened"].verdict == "agreed"
    assert "actor" not in found and "date" not in found


def test_one_voice_is_in_no_dispute_with_itself() -> None:
    told = Told().say(NORTH, killed=12, place=[RAMOUSEH]).say(NORTH, killed=28, place=[RAMOUSEH], source=["medics"])
    assert told.verdict("killed") == "single-sided"
    assert told.say(STATE, killed=30, place=[RAMOUSEH]).verdict("killed") == "disputed"


def test_what_two_tell_alike_is_not_agreed_while_a_third_contradicts_it() -> None:
    told = Told().say(STATE, killed=12).say(NORTH, killed=12)
    assert told.verdict("killed") == "agreed"
    assert told.say(WIRE, killed=28, on="2016-08-06").verdict("killed") == "unclear"
    where = Told().say(STATE, place=[RAMOUSEH], on="2016-08-06").say(NORTH, place=[RAMOUSEH], on="2016-08-06")
    found = where.say(WIRE, place=[CASTELLO], on="2016-08-06").say("Blog", place=[RAMOUSEH], on="2016-08-02").findings()
    assert found["place"].verdict == found["date"].verdict == "unclear"
    assert found["happened"].verdict == "agreed"  # by the two


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({"place": [RAMOUSEH]}, {"place": [CASTELLO]}, "unclear"),
        ({"place": [RAMOUSEH]}, {"place": [ALEPPO]}, "agreed"),
        ({"on": "2016-08-06"}, {"on": "2016-08-03"}, "unclear"),
        ({"on": "2016-08-06"}, {"on": "2016-08-05"}, "agreed"),  # reporters differ by a day
    ],
)
def test_accounts_of_places_or_days_apart_do_not_agree_that_it_happened(
    one: dict[str, Any], other: dict[str, Any], verdict: Verdict
) -> None:
    assert Told().say(STATE, **one).say(NORTH, **other).verdict("happened") == verdict


def test_a_voice_that_tells_two_numbers_for_one_thing_agrees_with_neither() -> None:
    told = Told().say(NORTH, killed=12).say(NORTH, killed=28).say(STATE, killed=12)
    assert told.verdict("killed") == "unclear"


def test_tolls_of_a_country_and_of_a_place_in_it_are_in_no_dispute() -> None:
    syria = ("Syria", "demo:syria")
    told = Told().say(STATE, killed=28, place=[syria], on="2016-08-06")
    told.say(NORTH, killed=12, place=[ALEPPO], on="2016-08-06")
    assert told.verdict("killed") == "unclear"
    inside = Told().say(STATE, killed=28, place=[ALEPPO], on="2016-08-06")
    inside.say(NORTH, killed=12, place=[RAMOUSEH], on="2016-08-06")
    assert inside.verdict("killed") == "disputed"


def test_a_side_that_owns_to_some_strike_does_not_own_to_this_one() -> None:
    told = Told().say(NORTH, actor=[ARMY], place=[ALEPPO], on="2016-08-06").say(STATE, actor=[ARMY])
    assert told.verdict("actor") == "unclear"
    here = Told().say(NORTH, actor=[ARMY], place=[ALEPPO], on="2016-08-06")
    assert here.say(STATE, actor=[ARMY], place=[ALEPPO], on="2016-08-06").verdict("actor") == "agreed"


def test_who_names_one_or_the_other_names_neither() -> None:
    text = Article("n", "", "Russia or the army hit Aleppo.", NORTH, date(2016, 8, 7))
    told = Told().say(STATE, actor=[ARMY, RUSSIA])
    told.articles["n"] = text
    told.claims.append(claim(text, 1, "hit", "shelling", actor=[RUSSIA, ARMY]))
    assert told.verdict("actor") == "unclear"
    both = replace(text, text="Russia and the army hit Aleppo.")
    told.articles["n"] = both
    assert told.verdict("actor") == "agreed"


def test_what_an_outlet_says_itself_is_in_no_dispute_with_whom_it_cites() -> None:
    told = Told().say(WIRE, killed=12).say(WIRE, killed=28, source=[MONITOR])
    assert told.verdict("killed") == "single-sided"


def test_who_died_is_no_answer_to_what_was_aimed_at() -> None:
    told = Told().say(STATE, target=[REBELS]).say(NORTH, "toll", target=[CIVILIANS])
    assert told.verdict("target") == "unclear"
    assert told.say(NORTH, target=[CIVILIANS]).verdict("target") == "disputed"


def test_a_number_of_civilians_is_in_no_dispute_with_a_larger_one_of_all() -> None:
    text = Article("n", "", "Shells hit Aleppo and killed 12 civilians.", NORTH, date(2016, 8, 7))
    told = Told().say(STATE, killed=28)
    told.articles["n"] = text
    told.claims.append(claim(text, 1, "hit", "shelling", numbers=[("killed", "12", 12, 12)]))
    assert told.verdict("killed") == "unclear"


def test_a_sentence_that_two_outlets_have_word_for_word_is_one_teller() -> None:
    wire = "Shells hit the eastern quarters of Aleppo on Saturday night and again at dawn."
    told = Told()
    for outlet, more in ((WIRE, "Shops stayed shut."), ("Blog", "Nobody knew whose they were.")):
        text = Article(outlet, "", f"{wire}\n{more}", outlet, date(2016, 8, 7))
        told.articles[outlet] = text
        told.claims.append(claim(text, 1, "hit", "shelling", place=[ALEPPO]))
    assert told.verdict("place") == told.verdict("happened") == "single-sided"
    assert told.say("Third", place=[ALEPPO]).verdict("place") == "agreed"


def test_days_and_places_of_one_article_are_in_no_dispute() -> None:
    text = Article("n", "", "The army shelled Ramouseh, it said.\nRebels shelled Castello, they said.", WIRE)
    told = Told()
    told.articles["n"] = text
    told.claims = [
        claim(text, 1, "shelled", "shelling", place=[RAMOUSEH], source=[("army", "demo:army")], on="2016-08-06"),
        claim(text, 2, "shelled", "shelling", place=[CASTELLO], source=[("Rebels", "demo:rebels")], on="2016-08-05"),
    ]
    found = told.findings()
    assert "disputed" not in (found["place"].verdict, found["date"].verdict)


def test_accounts_of_other_places_and_days_are_not_held_against_each_other() -> None:
    told = Told().say(STATE, actor=[REBELS], place=[RAMOUSEH], on="2016-08-06", killed=12)
    told.say(STATE, place=[RAMOUSEH], on="2016-08-06")
    told.say(NORTH, actor=[ARMY], place=[CASTELLO], on="2016-08-06", killed=28)
    assert told.verdict("killed") == told.verdict("actor") == "single-sided"


def test_those_who_clash_may_each_be_named() -> None:
    assert Told().say(STATE, "clash", actor=[ARMY]).say(NORTH, "clash", actor=[REBELS]).verdict("actor") == "unclear"


def test_an_answer_keeps_who_gives_it_and_the_accounts() -> None:
    killed = Told().say(STATE, killed=30).say(NORTH, killed=12).findings()["killed"]
    assert [(a.value, a.voices, a.accounts) for a in killed.answers] == [
        (Range(12, 12), ("demo:opposition",), (0,)),
        (Range(30, 30), ("demo:government",), (1,)),
    ]
    when = Told().say(STATE, on="2016-08-06").say(NORTH).findings()["date"]
    assert [a.value for a in when.answers] == [Interval.parse("2016-08-06")]


def test_one_account_alone_needs_no_finding() -> None:
    assert Told().say(STATE, killed=12, actor=[ARMY]).findings() == {}


def test_one_side_or_one_outlet_is_single_sided_however_often_it_tells() -> None:
    assert Told().say(NORTH, killed=12).say(NORTH, killed=12, source=["medics"]).verdict("killed") == ("single-sided")
    assert Told().say(STATE, killed=12).say(STATE, killed=12, source=[ARMY]).verdict("killed") == "single-sided"
    assert Told().say(WIRE, killed=12).say(WIRE, killed=12, source=[MONITOR]).verdict("killed") == "single-sided"


def test_outlets_near_no_side_agree_with_each_other() -> None:
    assert Told().say(WIRE, killed=12).say("Blog", killed=12).verdict("killed") == "agreed"
    assert Told().say(None, killed=12).say(None, killed=12).verdict("killed") == "agreed"


def test_outlets_that_cite_one_source_are_one_voice() -> None:
    cited = Told().say(WIRE, killed=12, source=[MONITOR]).say("Blog", killed=12, source=[MONITOR])
    assert cited.verdict("killed") == "single-sided"
    cited.say(WIRE, killed=12).say("Blog", killed=12)  # what they say themselves as well, they have from the monitor
    assert cited.verdict("killed") == "single-sided"
    grown = Told().say(WIRE, killed=12, source=[MONITOR]).say("Blog", killed=28, source=[MONITOR])
    assert grown.verdict("killed") == "single-sided"


def test_a_cited_source_counts_for_its_own_side_in_whichever_outlet() -> None:
    assert Told().say(STATE, killed=30).say(NORTH, killed=30, source=[ARMY]).verdict("killed") == "single-sided"
    assert Told().say(NORTH, killed=30).say(NORTH, killed=30, source=[ARMY]).verdict("killed") == "agreed"


def test_a_denial_disputes_that_it_happened_and_who_did_it() -> None:
    told = Told().say(NORTH, actor=[ARMY]).say(STATE, actor=[FORCES], status="denied", source=[ARMY])
    found = told.findings()
    assert found["happened"].verdict == found["actor"].verdict == "disputed"
    assert [(a.value, a.voices) for a in found["actor"].answers if a.denied] == [
        (("demo:government-forces",), ("demo:government",))
    ]
    of_another = Told().say(NORTH, actor=[ARMY]).say(STATE, actor=[RUSSIA], status="denied")
    assert of_another.verdict("actor") == "single-sided"


def test_denying_a_toll_denies_no_strike() -> None:
    told = Told().say(NORTH, "shelling", killed=12).say(STATE, "toll", status="denied")
    assert told.verdict("killed") == "disputed"
    assert told.verdict("happened") == "single-sided"


def test_what_is_planned_is_not_compared_with_what_took_place() -> None:
    told = Told().say(NORTH, actor=[ARMY], killed=12).say(STATE, actor=[REBELS], killed=30, status="planned")
    assert told.verdict("actor") == told.verdict("killed") == told.verdict("happened") == "single-sided"
    planned = Told().say(NORTH, "truce_start", on="2016-08-09", status="planned")
    planned.say(STATE, "truce_start", on="2016-08-10", status="planned")
    assert (planned.verdict("date"), planned.verdict("happened")) == ("disputed", None)


_STATUSES: list[Status] = ["happened", "happened", "happened", "denied", "planned", "possible"]


def some_event(draw: random.Random) -> Told:
    told = Told()
    for _ in range(draw.randint(1, 6)):
        told.say(
            draw.choice([STATE, NORTH, WIRE, "Blog", None]),
            draw.choice(["shelling", "air_strike", "attack", "toll"]),
            killed=draw.choice([None, 12, 28]),
            actor=draw.choice([[], [ARMY], [REBELS], [RUSSIA, ARMY], ["jets"]]),
            target=draw.choice([[], [CIVILIANS], [REBELS], ["people"]]),
            place=draw.choice([[], [ALEPPO], [RAMOUSEH], [CASTELLO]]),
            source=draw.choice([[], [], [ARMY], [MONITOR], ["medics"], [MONITOR, "medics"]]),
            on=draw.choice([None, "2016-08-06", "2016-08-05", "2016-08"]),
            status=draw.choice(_STATUSES),
        )
    return told


@given(st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(draw: random.Random) -> None:
    told = some_event(draw)
    shuffled = draw.sample(told.claims, len(told.claims))
    assert told.findings(shuffled) == told.findings()


@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_copies_change_no_verdict_and_no_answer(draw: random.Random, copies: int) -> None:
    told = some_event(draw)
    before = told.findings()
    for _ in range(copies):
        told.copy(draw.choice(list(told.articles)), draw.choice([STATE, NORTH, WIRE, "Blog", None]))
    assert told.findings() == before


@given(st.randoms(use_true_random=False))
def test_another_outlet_of_the_same_voice_makes_nothing_agreed(draw: random.Random) -> None:
    told = some_event(draw)
    for c in told.claims:
        told.articles[c.article] = replace(told.articles[c.article], outlet=STATE)
    own = [c for c in told.claims if not c.source or c.source[0].entity == ARMY[1]]
    assert "agreed" not in {f.verdict for f in told.findings(own).values()} or not own


@given(st.randoms(use_true_random=False))
def test_every_answer_is_an_account_s_and_disputes_have_two(draw: random.Random) -> None:
    for found in some_event(draw).findings().values():
        given = [n for a in found.answers for n in a.accounts]
        assert given and len(set(given)) == len(given)
        assert found.verdict != "disputed" or len(found.answers) > 1
        assert all(a.voices for a in found.answers)
