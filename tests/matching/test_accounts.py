from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, claim
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.records import Account, Article, Claim, Earlier, QuantityKind, Range

ALEPPO, RAMOUSEH = ("Aleppo", "demo:aleppo"), ("Ramouseh", "demo:ramouseh")
MONITOR, ARMY, REBELS = ("War Monitor", "demo:observatory"), ("army", "demo:army"), ("rebels", "demo:rebels")


def article(name: str, text: str, outlet: str | None = "World Wire", day: int | None = 7) -> Article:
    return Article(name, "", text, outlet, date(2016, 8, day) if day else None)


def told(*claims: Claim, articles: tuple[Article, ...], copies: Mapping[str, str] | None = None) -> tuple[Account, ...]:
    record = Sample({a.id: a for a in articles}, copies or {}, {c.id: c for c in claims})
    return accounts(claims, Reports.of(record, KNOWLEDGE))


def toll(text: Article, sentence: int, *numbers: tuple[str, int | None, int | None], **more: Any) -> Claim:
    counted: list[tuple[QuantityKind, str, int | None, int | None]] = [("killed", *n) for n in numbers]
    trigger = "killed" if "killed" in text.text.split("\n")[sentence - 1] else "dead"
    return claim(
        text, sentence, trigger, "toll", place=[ALEPPO] if "Aleppo" in text.text else [], numbers=counted, **more
    )


def test_each_cited_source_has_its_own_number() -> None:
    text = article("a", "Raids on Aleppo killed 62, local medics said.\nThe War Monitor said 90 were killed.")
    medics = toll(text, 1, ("62", 62, 62), source=["local medics"])
    monitor = toll(text, 2, ("90", 90, 90), source=[MONITOR])
    assert [(a.source, a.killed) for a in told(medics, monitor, articles=(text,))] == [
        ("demo:observatory", Range(90, 90)),
        ("local medics", Range(62, 62)),
    ]


def test_a_claim_counts_for_every_source_that_it_cites() -> None:
    text = article("a", "Raids killed 62 in Aleppo, local medics and the War Monitor said.")
    found = told(toll(text, 1, ("62", 62, 62), source=["local medics", MONITOR]), articles=(text,))
    assert [(a.source, a.killed) for a in found] == [
        ("demo:observatory", Range(62, 62)),
        ("local medics", Range(62, 62)),
    ]
    assert found[0].claims == found[1].claims


def test_a_part_beside_its_whole_and_a_pronoun_are_one_source() -> None:
    text = article("a", "Raids killed 62, the army of Syrian government forces said, when it was asked.")
    whole = ("Syrian government forces", "demo:government-forces")
    (account,) = told(toll(text, 1, ("62", 62, 62), source=[ARMY, whole, "it"]), articles=(text,))
    assert account.source == "demo:government-forces"


@pytest.mark.parametrize(
    ("sentence", "numbers", "killed", "civilians"),
    [
        ("Raids killed 31 people, including 11 children.", [("31", 31), ("11", 11)], (31, 31), (11, None)),
        ("Ten children were among 48 people killed.", [("Ten", 10), ("48", 48)], (48, 48), (10, None)),
        ("Raids killed 30 people, 24 of them civilians.", [("30", 30), ("24", 24)], (30, 30), (24, 24)),
        ("Twelve civilians were killed.", [("Twelve", 12)], (12, 12), (12, 12)),
        ("Two women and two soldiers were killed.", [("Two", 2), ("two", 2)], (4, 4), (2, None)),
        ("Among the dead were 5 nurses.", [("5", 5)], (5, None), None),
        ("Raids killed 9 in one street and 12 at a school.", [("9", 9), ("12", 12)], (12, 12), None),
        ("Raids killed 9.", [("9", 9)], (9, 9), None),
        ("Six nurses who had come to help were among 22 killed.", [("Six", 6), ("22", 22)], (22, 22), None),
        ("Fire killed 1 person and the injury of 40 followed.", [("1", 1)], (1, 1), None),
    ],
)
def test_a_number_of_some_of_the_victims_is_no_second_toll(
    sentence: str,
    numbers: list[tuple[str, int]],
    killed: tuple[int | None, int | None],
    civilians: tuple[int | None, int | None] | None,
) -> None:
    text = article("a", sentence)
    (account,) = told(toll(text, 1, *((words, n, n) for words, n in numbers)), articles=(text,))
    assert account.killed == Range(*killed)
    assert account.civilians == (Range(*civilians) if civilians else None)


def test_women_and_children_counted_in_another_sentence_are_part_of_the_toll() -> None:
    text = article("a", "Raids on Aleppo killed 31 people.\nThe dead were 11 children and others.")
    (account,) = told(toll(text, 1, ("31", 31, 31)), toll(text, 2, ("11", 11, 11)), articles=(text,))
    assert account.killed == Range(31, 31)


def test_successive_numbers_of_one_article_are_a_range() -> None:
    text = article("a", "Raids on Aleppo killed 12.\nEarlier, 8 were said to be killed.")
    (account,) = told(toll(text, 1, ("12", 12, 12)), toll(text, 2, ("8", 8, 8)), articles=(text,))
    assert (account.killed, account.earlier) == (Range(8, 12), ())


def test_who_fired_shells_is_not_who_flew_the_raids_that_the_account_tells_beside_them() -> None:
    text = article("a", "Army raids hit Aleppo.\nRaids killed 9.\nRebels shelled Aleppo, where 4 were killed.")
    raids = [
        claim(text, 1, "raids", "air_strike", actor=[("Army", "demo:army")], place=[ALEPPO]),
        claim(text, 2, "Raids", "air_strike"),
        toll(text, 2, ("9", 9, 9)),
    ]
    shells = [
        claim(text, 3, "shelled", "shelling", actor=[("Rebels", "demo:rebels")], place=[ALEPPO]),
        toll(text, 3, ("4", 4, 4), actor=[("Rebels", "demo:rebels")]),
    ]
    (both,), (only,) = told(*raids, *shells, articles=(text,)), told(*shells, articles=(text,))
    assert both.actors == ("demo:army",)
    assert only.actors == ("demo:rebels",)


def test_what_is_planned_or_possible_lends_nothing_to_what_is_told_as_fact() -> None:
    text = article("a", "The army shelled Aleppo.\nRussia may strike Aleppo.\nUp to 50 may be killed.")
    shells = claim(text, 1, "shelled", "shelling", actor=[ARMY], place=[ALEPPO], on="2016-08-06")
    strike = claim(text, 2, "strike", "air_strike", actor=[("Russia", "demo:russia")], status="possible", on="2016-09")
    fear = toll(text, 3, ("Up to 50", None, 50), status="possible")
    (account,) = told(shells, strike, fear, articles=(text,))
    assert (account.stance, account.actors, account.killed) == ("asserts", ("demo:army",), None)
    assert (account.types, str(account.date)) == (("shelling",), "2016-08-06")
    (account,) = told(fear, articles=(text,))
    assert (account.stance, account.killed) == ("doubts", Range(None, 50))


def test_a_denied_toll_takes_nothing_back_but_itself() -> None:
    text = article("a", "The army shelled Aleppo.\nNobody was killed.")
    shells = claim(text, 1, "shelled", "shelling", actor=[ARMY], place=[ALEPPO])
    nobody = toll(text, 2, status="denied")
    (account,) = told(shells, nobody, articles=(text,))
    assert (account.stance, account.actors) == ("asserts", ("demo:army",))
    assert [a.stance for a in told(nobody, articles=(text,))] == ["denies"]


def test_a_later_article_of_the_same_outlet_and_source_corrects_an_earlier_one() -> None:
    one, two = article("1", "Raids killed 12."), article("2", "Raids killed 28.", day=8)
    (account,) = told(toll(one, 1, ("12", 12, 12)), toll(two, 1, ("28", 28, 28)), articles=(one, two))
    assert account.killed == Range(28, 28)
    assert account.earlier == (Earlier("1", date(2016, 8, 7), "asserts", Range(12, 12)),)


@pytest.mark.parametrize(("first", "second"), [(7, 7), (7, None), (None, 7)])
def test_on_one_day_or_without_a_date_numbers_are_a_range(first: int | None, second: int | None) -> None:
    one, two = article("1", "Raids killed 12.", day=first), article("2", "Raids killed 28.", day=second)
    (account,) = told(toll(one, 1, ("12", 12, 12)), toll(two, 1, ("28", 28, 28)), articles=(one, two))
    assert (account.killed, account.earlier) == (Range(12, 28), ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"on": "2016-08-06"}, {"on": "2016-08-08"}),
        ({"on": "2016-08-06"}, {}),
        ({"place": [ALEPPO]}, {}),
        ({"place": [RAMOUSEH]}, {"place": [("Castello", "demo:castello")]}),
    ],
)
def test_a_number_of_another_day_or_place_corrects_nothing(first: dict[str, Any], second: dict[str, Any]) -> None:
    one, two = article("1", "Raids on Ramouseh, Aleppo, killed 12."), article("2", "Castello raids killed 28.", day=8)
    claims = [
        claim(a, 1, "killed", "toll", numbers=[("killed", n, int(n), int(n))], **t)
        for a, n, t in ((one, "12", first), (two, "28", second))
    ]
    assert not any(a.earlier for a in told(*claims, articles=(one, two)))


def test_a_growing_toll_of_a_war_corrects_nothing() -> None:
    one, two = article("1", "The war has killed 250,000 people."), article("2", "The war has killed 300,000.", day=8)
    (account,) = told(
        toll(one, 1, ("250,000", 250_000, 250_000)), toll(two, 1, ("300,000", 300_000, 300_000)), articles=(one, two)
    )
    assert (account.killed, account.earlier) == (Range(250_000, 300_000), ())


def test_who_asserts_and_denies_in_one_breath_withdraws_nothing() -> None:
    one = article("1", "The army said gas fell on Aleppo.\nThe army denied that it had used gas.")
    two = article("2", "The army denied again that it had used gas.", day=8)
    fell = claim(one, 1, "fell", "chemical_attack", source=[ARMY])
    denied = [
        claim(text, sentence, "used gas", "chemical_attack", source=[ARMY], status="denied")
        for text, sentence in ((one, 2), (two, 1))
    ]
    (account,) = told(fell, *denied, articles=(one, two))
    assert (account.stance, account.earlier) == ("attributes", ())


def test_a_vaguer_number_later_corrects_nothing() -> None:
    one, two = article("1", "Raids killed 65."), article("2", "Raids killed dozens.", day=9)
    (account,) = told(toll(one, 1, ("65", 65, 65)), toll(two, 1, ("dozens", 24, None)), articles=(one, two))
    assert (account.killed, account.earlier) == (Range(65, 65), ())


def test_another_source_or_outlet_corrects_nothing() -> None:
    one, two = article("1", "Raids killed 12."), article("2", "Raids killed 28, the War Monitor said.", day=8)
    found = told(toll(one, 1, ("12", 12, 12)), toll(two, 1, ("28", 28, 28), source=[MONITOR]), articles=(one, two))
    assert [a.killed for a in found] == [Range(12, 12), Range(28, 28)]
    assert not any(a.earlier for a in found)


def test_what_is_withdrawn_later_counts_as_denied_and_stays_on_record() -> None:
    one, two = article("1", "Jets bombed Aleppo."), article("2", "No jets bombed Aleppo, it turned out.", day=8)
    said = claim(one, 1, "bombed", "air_strike", place=[ALEPPO])
    denied = claim(two, 1, "bombed", "air_strike", place=[ALEPPO], status="denied")
    (account,) = told(said, denied, articles=(one, two))
    assert account.stance == "denies"
    assert [(e.article, e.stance) for e in account.earlier] == [("1", "asserts")]
    (account,) = told(said, denied, articles=(one, replace(two, published=date(2016, 8, 6))))
    assert account.stance == "asserts"
    assert [(e.article, e.stance) for e in account.earlier] == [("2", "denies")]


@given(st.permutations(range(4)), st.integers(0, 3))
def test_copies_of_a_text_are_one_account_however_many_of_its_claims_are_there(order: list[int], copies: int) -> None:
    text = article("a", "The army shelled Aleppo.\nThe shelling killed 12.")
    same = [replace(text, id=f"copy{n}", outlet="State Agency", published=date(2016, 8, 20)) for n in range(copies)]
    shells, dead = claim(text, 1, "shelled", "shelling", actor=[ARMY], place=[ALEPPO]), toll(text, 2, ("12", 12, 12))
    repeated = [claim(c, 1, "shelled", "shelling", actor=[ARMY], place=[ALEPPO]) for c in same]
    claims = [c for i in order for c in [[shells], [dead], repeated, []][i]]
    (account,) = told(*claims, articles=(text, *same), copies={c.id: "a" for c in same})
    assert (account.outlet, account.copies, account.killed) == ("demo:world-wire", copies, Range(12, 12))
    assert account.actors == ("demo:army",)
    assert set(account.claims) == {c.id for c in claims}


def test_a_copy_alone_is_still_its_original_s_account() -> None:
    text = article("a", "The army shelled Aleppo.")
    copy = replace(text, id="copy", outlet="State Agency")
    (account,) = told(claim(copy, 1, "shelled", "shelling"), articles=(text, copy), copies={"copy": "a"})
    assert account.outlet == "demo:world-wire"


@pytest.mark.parametrize(
    ("outlet", "source", "voice"),
    [
        ("State Agency", None, "demo:government"),
        ("Northern Press", ARMY, "demo:government"),
        ("Northern Press", MONITOR, "demo:observatory"),
        ("Northern Press", ("civilians", "demo:civilians"), "demo:opposition"),
        ("World Wire", "a source", "demo:world-wire"),
        ("Blog", None, "Blog"),
        (None, None, "a"),
    ],
)
def test_an_account_counts_for_whoever_speaks(outlet: str | None, source: Any, voice: str) -> None:
    text = article("a", "Shells hit Aleppo, said army War Monitor civilians a source.", outlet)
    (account,) = told(claim(text, 1, "hit", "shelling", source=[source] if source else []), articles=(text,))
    assert account.voice == voice


def test_an_account_says_where_and_when_as_near_as_it_tells() -> None:
    text = article("a", "Shells hit Ramouseh in Aleppo.\nShells hit Aleppo.")
    near = claim(text, 1, "hit", "shelling", place=[ALEPPO, RAMOUSEH], on="2016-08-06")
    wide = claim(text, 2, "hit", "shelling", place=[ALEPPO], on="2016-08")
    (account,) = told(near, wide, articles=(text,))
    assert (account.places, str(account.date)) == (("demo:ramouseh",), "2016-08-06")
