from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import A1, A2, A3, BROKEN_1, CALL_3, HEAD_2, KILLED_1, SHELLED_1, SHELLED_2
from truceline.records import Article, Claim, Mention, Span
from truceline.views.passage import LONGEST, passage, passages


def words(claims: list[Claim], article: Article) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.text, s.marks) for s in passage(article, claims).segments if s.marks]


def test_words_carry_the_marks_of_their_claim() -> None:
    assert words([SHELLED_1], A1) == [
        ("Army units", ("actor",)),
        ("shelled", ("trigger",)),
        ("terrorist gatherings", ("target",)),
        ("Ramouseh", ("place",)),
        ("on Sunday", ("time",)),
        ("a military source", ("source",)),
    ]


def test_words_within_words_carry_both_marks() -> None:
    assert ("30", ("target", "number")) in words([KILLED_1], A1)
    assert (" gunmen", ("target",)) in words([KILLED_1], A1)


def test_claims_of_one_sentence_share_a_passage() -> None:
    (shown,) = passages(A1, [KILLED_1, SHELLED_1])
    assert [c.id for c in shown.claims] == [SHELLED_1.id, KILLED_1.id]
    assert {s.text for s in shown.segments if "trigger" in s.marks} == {"shelled", "killing"}


def test_the_headline_comes_first() -> None:
    assert [p.span.field for p in passages(A2, [SHELLED_2, HEAD_2])] == ["title", "text"]


def test_words_outside_the_sentence_are_kept_apart() -> None:
    shown = passage(A1, [BROKEN_1])
    assert [(mark, A1.passage(span)) for mark, span in shown.elsewhere] == [("source", "a military source")]
    assert [(m, A3.passage(s)) for m, s in passage(A3, [CALL_3]).elsewhere] == [("place", "Aleppo")]


def test_claims_of_two_sentences_are_no_passage() -> None:
    with pytest.raises(ValueError, match="one sentence"):
        passage(A1, [SHELLED_1, BROKEN_1])


def test_a_very_long_sentence_is_cut_around_its_words() -> None:
    text = "x" * 30_000 + " struck " + "y" * 30_000
    trigger = Span("text", 30_001, 30_007)
    article = Article("a", "", text)
    shown = passage(article, [Claim("c", "a", Mention(trigger, "struck"), Span("text", 0, len(text)), "attack")])
    assert shown.span.holds(trigger)
    assert shown.span.end - shown.span.begin <= LONGEST
    assert "".join(s.text for s in shown.segments) == article.passage(shown.span)


@st.composite
def marked_articles(draw: st.DrawFn) -> tuple[Article, Claim]:
    text = draw(st.text(min_size=3, max_size=60))
    ends = st.integers(0, len(text) - 1)

    def span() -> Span:
        begin = draw(ends)
        return Span("text", begin, draw(st.integers(begin + 1, len(text))))

    def mention(where: Span) -> Mention:
        return Mention(where, text[where.begin : where.end])

    sentence = span()
    begin = draw(st.integers(sentence.begin, sentence.end - 1))
    trigger = mention(Span("text", begin, draw(st.integers(begin + 1, sentence.end))))
    actors = tuple(mention(span()) for _ in range(draw(st.integers(0, 3))))
    places = tuple(mention(span()) for _ in range(draw(st.integers(0, 3))))
    return Article("a", "", text), Claim("c", "a", trigger, sentence, "attack", actor=actors, place=places)


@given(marked_articles())
def test_segments_are_the_sentence_and_every_character_has_its_marks(drawn: tuple[Article, Claim]) -> None:
    article, claim = drawn
    shown = passage(article, [claim])
    assert "".join(s.text for s in shown.segments) == article.passage(claim.sentence)
    at = shown.span.begin
    for segment in shown.segments:
        for place in range(at, at + len(segment.text)):
            for role, mentions in (("actor", claim.actor), ("place", claim.place), ("trigger", (claim.trigger,))):
                spans = [m.span for m in mentions if shown.span.holds(m.span)]
                assert (role in segment.marks) == any(s.begin <= place < s.end for s in spans)
        at += len(segment.text)
    outside = {m.span for m in (*claim.actor, *claim.place) if not claim.sentence.holds(m.span)}
    assert {s for _, s in shown.elsewhere} == outside
