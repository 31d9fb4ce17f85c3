"""Capitals that any word has at the start of a sentence or in a headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.naming import Namer
from truceline.naming.capitals import told, unproved
from truceline.pack import Actor, Knowledge, Pack
from truceline.records import Article, Claim, Mention, Span


@pytest.fixture(scope="module")
def namer(knowledge: Knowledge) -> Namer:
    """One who knows a coalition that is called but the Coalition."""
    coalition = Actor("hills:coalition", "Hill Coalition", "coalition", names=("Hill Coalition", "Coalition"))
    return Namer(Knowledge([*knowledge.packs, Pack("hills", "Hills", "1", actors=(coalition,))]))


@pytest.mark.parametrize(
    ("title", "text", "entity"),
    [
        ("Coalition Jets Strike Mill", "Jets of a coalition struck a mill.", None),
        ("Coalition jets strike mill", "Jets struck a mill on Monday.", None),
        ("Coalition strikes mill", "It was the Coalition that struck, villagers said.", "hills:coalition"),
    ],
)
def test_a_headline_proves_no_name_but_the_text_may(namer: Namer, title: str, text: str, entity: str | None) -> None:
    mention = Mention(Span("title", 0, 9), title[:9])
    claim = Claim("a#t0", "a", mention, Span("title", 0, len(title)), "attack", actor=(mention,))
    assert namer.name(Article("a", title, text), [claim])[0].actor[0].entity == entity


def test_the_start_of_a_sentence_proves_no_name_either(namer: Namer) -> None:
    text = "Jets came. Coalition pilots fired. Nobody knew which coalition it was."
    mention = Mention(Span("text", 11, 20), "Coalition")
    claim = Claim("a#11", "a", mention, Span("text", 11, 34), "attack", actor=(mention,))
    assert namer.name(Article("a", "", text), [claim])[0].actor[0].entity is None


def test_only_words_that_need_no_capital_are_unproved() -> None:
    article = Article("a", "Rebels Leave Homs", "Homs was quiet. Rebels left. Later rebels came back to Ramosa.")
    assert unproved(article) == {"Rebels"}
    assert told("Rebels in Homs", unproved(article)) == "rebels in Homs"


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_text_keeps_its_length_and_its_words(title: str, text: str) -> None:
    words = unproved(Article("a", title, text))
    assert told(text, words).lower() == text.lower()
