from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import FLASH

from truceline.intake.copies import copies, signature
from truceline.intake.furniture import mark
from truceline.records import Article

WORDS = ("council", "bridge", "flour", "bakery", "market", "mortar", "truce", "road", "river", "guard", "convoy")


def story(seed: int, length: int = 220) -> str:
    pick = random.Random(seed)
    return " ".join(f"{pick.choice(WORDS)}{pick.randrange(40)}" for _ in range(length))


def article(name: str, text: str) -> Article:
    return Article(name, "", text, furniture=mark(text))


def found(texts: dict[str, str], published: dict[str, date | None] | None = None) -> dict[str, str]:
    return copies({name: signature(article(name, text)) for name, text in texts.items()}, published or {})


def test_wire_copy_with_small_changes_is_found() -> None:
    text = story(1)
    texts = {
        "a": text,
        "b": "NAHR (Agency) - " + text.replace(" ", "\n", 30).upper(),
        "c": text + " With reports from the capital.",
        "d": " ".join(text.split()[:-20]) + " " + story(9, 20),
        "e": text + "\n\nRelated articles:\n\nBridge shut again\nTalks fail\n\nLeave a Reply\n\nName\n",
        "other": story(2),
    }
    assert found(texts) == {"b": "a", "c": "a", "d": "a", "e": "a"}


def test_texts_that_share_background_are_no_copies() -> None:
    background = story(3, 60)
    assert found({"a": f"{story(4)} {background}", "b": f"{story(5)} {background}"}) == {}


def test_the_original_is_the_earliest_then_the_smallest_id() -> None:
    texts = {name: story(6) for name in "abcd"}
    assert found(texts) == {"b": "a", "c": "a", "d": "a"}
    published = {"a": None, "b": date(2019, 4, 3), "d": date(2019, 4, 2)}
    assert found(texts, published) == {"a": "d", "b": "d", "c": "d"}


def test_short_texts_repeat_only_when_identical() -> None:
    flash = " ".join(FLASH.split()[:30])
    texts = {"a": flash, "b": flash.upper() + "!", "c": flash.replace("Tuesday", "Wednesday"), "d": flash + " More."}
    assert found(texts) == {"b": "a"}


def test_texts_without_words_repeat_nothing() -> None:
    assert found({"a": "...", "b": "...", "c": "Share this", "d": "Share this"}) == {}


@given(st.permutations([*"abcdefgh"]))
def test_the_order_given_does_not_matter(order: list[str]) -> None:
    base = {name: story(ord(name) // 3) + story(ord(name), 15) for name in "abcdefgh"}
    marks = {name: signature(article(name, text)) for name, text in base.items()}
    published = {"b": date(2019, 1, 1), "e": date(2019, 1, 1)}
    assert copies({name: marks[name] for name in order}, published) == copies(marks, published)


def test_signatures_are_small_and_fixed() -> None:
    first, again = signature(article("a", story(1))), signature(article("b", story(1)))
    assert first == again
    assert len(first) < 600


@pytest.mark.parametrize("text", [FLASH, story(1), ""])
def test_an_original_repeats_nothing(text: str) -> None:
    result = found({"a": text, "b": text, "c": text})
    assert not set(result.values()) & set(result)
