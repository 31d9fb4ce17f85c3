from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from truceline.reading import sentences
from truceline.records import Article, Furniture, Span


def texts(text: str, title: str = "") -> list[str]:
    article = Article("a", title, text)
    return [article.passage(s) for s in sentences.split(article)]


def test_sentences_end_at_full_stops_but_not_at_abbreviations() -> None:
    assert texts("Gen. Ali met U.S. envoys on Sept. 3. They spoke. “It holds,” he said. Then he left.") == [
        "Gen. Ali met U.S. envoys on Sept. 3.",
        "They spoke.",
        "“It holds,” he said.",
        "Then he left.",
    ]


def test_a_headline_on_its_own_line_is_a_sentence_and_a_wrapped_line_is_not() -> None:
    assert texts("Truce holds\n\nThe truce held\nfor two days. It rained.") == [
        "Truce holds",
        "The truce held\nfor two days.",
        "It rained.",
    ]


def test_the_title_comes_first() -> None:
    assert texts("It held.", title=" Truce holds ") == ["Truce holds", "It held."]


def test_furniture_is_in_no_sentence() -> None:
    text = "It held. Leave a Reply. Your name."
    article = Article("a", "", text, furniture=(Furniture(Span("text", 9, len(text)), "comments"),))
    assert [article.passage(s) for s in sentences.split(article)] == ["It held."]


@given(st.text(), st.text(max_size=40))
def test_sentences_cover_every_letter_once_in_order(text: str, title: str) -> None:
    article = Article("a", title, text)
    spans = sentences.split(article)
    for span in spans:
        assert article.passage(span).strip() == article.passage(span) != ""
    inside = [s for s in spans if s.field == "text"]
    assert all(a.end <= b.begin for a, b in pairwise(inside))
    kept = "".join(article.passage(s) for s in inside)
    assert "".join(kept.split()) == "".join(text.split())
