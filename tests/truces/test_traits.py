from __future__ import annotations

from sample import claim
from truce_sample import ALEPPO, ARMY, RUSSIA, SYRIA, article, record
from truceline.records import Article, Claim, Truce


def the_truce(*claims: Claim, articles: tuple[Article, ...]) -> Truce:
    (truce,) = record(*claims, articles=articles).truces.values()
    return truce


def test_who_declares_it_is_its_party_and_who_brokers_it_is_not() -> None:
    text = article("a", "2016-05-05", "The army declared a humanitarian truce in Aleppo.", "Russia brokered the truce.")
    declared = claim(text, 1, "declared", "truce_agree", actor=[ARMY], place=[ALEPPO])
    truce = the_truce(declared, claim(text, 2, "brokered", "truce_agree", actor=[RUSSIA]), articles=(text,))
    assert truce.told("party") == ("demo:army",)
    assert truce.told("broker") == ("demo:russia",)
    assert (truce.told("kind"), truce.told("scope"), truce.told("purpose")) == (
        ("unilateral",),
        ("local",),
        ("humanitarian",),
    )
    assert next(t.claims for t in truce.traits if t.what == "party") == (declared.id,)


def test_nothing_is_said_of_a_truce_that_no_words_say() -> None:
    text = article("a", "2016-05-05", "A truce took effect.")
    assert the_truce(claim(text, 1, "took effect", "truce_start"), articles=(text,)).traits == ()


def test_written_terms_tell_parties_and_guarantors_without_claims() -> None:
    text = article("a", "2016-09-12", "The truce in Syria took effect on Monday.")
    truce = the_truce(claim(text, 1, "took effect", "truce_start", place=[SYRIA], on="2016-09-12"), articles=(text,))
    assert truce.told("guarantor") == ("demo:russia", "demo:usa")
    assert truce.told("excluded") == ("demo:jaf",)
    assert truce.told("scope") == ("national",)
    assert all(t.claims == () for t in truce.traits if t.what in {"party", "guarantor", "excluded"})
