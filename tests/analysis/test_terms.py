from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.analysis.terms import Labels, act, noun, verb
from truceline.pack import Actor, Knowledge, Pack

KNOWLEDGE = Knowledge(
    [
        Pack(
            "demo",
            "made up",
            "1",
            actors=(
                Actor("demo:league", "River League", "armed_group", names=("River League", "River League group")),
                Actor("demo:crown", "Crown of Ost", "government", names=("Crown of Ost", "Ostian regime")),
                Actor("demo:some", "Armed groups", "armed_group", descriptions=("terrorists", "zealot", "rebels")),
                Actor("demo:people", "People", "population", descriptions=("people", "residents")),
            ),
        )
    ]
)
LABELS = Labels(KNOWLEDGE)


def told(text: str) -> list[tuple[str, bool]]:
    return [(t.text, t.proper) for t in LABELS.of(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "seize seizes seized seizing seizure",
        "liberate liberated liberating liberation",
        "capture captured captures capturing",
        "fall fell fallen falls",
        "retake retook retaken",
        "shell shelled shelling shells",
        "stop stopped stopping",
        "withdraw withdrew withdrawn withdrawal",
        "bombard bombarded bombardment",
        "operate operation operations",
    ],
)
def test_the_forms_of_a_word_meet(forms: str) -> None:
    assert len({verb(f) for f in forms.split()}) == 1


def test_different_acts_stay_apart() -> None:
    acts = "liberated captured seized fell retook broke opened shelled bombed killed withdrew fled used".split()
    assert len({verb(a) for a in acts}) == len(acts)


def test_one_act_however_it_is_written() -> None:
    keys = {term.key for t in ("air strikes", "Air-strikes", "airstrike", "the air strike") if (term := act(t))}
    assert len(keys) == 1
    assert act("...") is None


@given(st.text(max_size=40))
def test_any_trigger_and_mention_can_be_read(text: str) -> None:
    if term := act(text):
        assert term.key
        assert term.text == term.text.lower()
    assert all(t.key and t.text for t in LABELS.of(text))


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_a_noun_and_its_form_in_capitals_meet(word: str) -> None:
    assert noun(word) == noun(word.upper())


@pytest.mark.parametrize(
    ("mention", "words"),
    [
        ("the terrorists", [("terrorists", False)]),
        ("Zealot terrorists", [("zealot", False), ("terrorists", False)]),
        ("at least 30 Terrorists", [("terrorists", False)]),
        ("positions of the rebels", [("rebels", False)]),
        ("River League", [("River League", True)]),
        ("River League terrorists", [("River League", True), ("terrorists", False)]),
        ("the River League group", [("River League", True), ("group", False)]),
        ("the Ostian regime", [("regime", False)]),
        ("Ostian-backed rebels", [("Ostian-backed", False), ("rebels", False)]),
        ("so-called rebels", [("so-called", False), ("rebels", False)]),
        ("rebels backed by the River League", [("rebels", False)]),
        ("rebels and the River League", [("rebels", False)]),
        ("they", []),
    ],
)
def test_labels_stand_apart_from_names_and_from_what_is_not_theirs(mention: str, words: list[tuple[str, bool]]) -> None:
    assert told(mention) == words


def test_who_may_fight_is_told_by_the_packs_words() -> None:
    assert LABELS.is_fighter("two dead zealots")
    assert not LABELS.is_fighter("residents")
    assert LABELS.is_somebody("residents")
    assert not LABELS.is_somebody("a bakery")
