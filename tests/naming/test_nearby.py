"""Places that nobody knows, set beside those that are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_namer import article_of

from truceline.naming import Namer
from truceline.naming.nearby import whereabouts
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Mention, Span


@pytest.fixture(scope="module")
def namer(knowledge: Knowledge) -> Namer:
    return Namer(knowledge)


def claim_in(text: str, *places: str) -> tuple[Article, Claim]:
    """An article of one sentence, and a claim with these words of it as places."""
    article = article_of(text)
    mentions = []
    for words in places:
        begin = text.index(words)
        mentions.append(Mention(Span("text", begin, begin + len(words)), words))
    trigger = Mention(Span("text", 0, 1), text[0])
    return article, Claim("a#0", "a", trigger, Span("text", 0, len(text)), "attack", place=tuple(mentions))


@pytest.mark.parametrize(
    ("text", "place", "others", "near"),
    [
        ("Shells hit the northern entrance to Homs.", "northern entrance to Homs", [], "syria:homs"),
        ("Shells hit the road from Old Mill to Ramosa.", "road from Old Mill to Ramosa", [], "syria:ramosa"),
        ("Shells hit Qamar Hall in Aleppo.", "Qamar Hall", ["Aleppo"], "syria:aleppo"),
        ("Shells hit Tell Qamar village in the Raqqa countryside.", "Tell Qamar village", ["Raqqa countryside"],
         "syria:raqqa-governorate"),
        ("Shells hit the village of Tell Qamar, east of Raqqa.", "village of Tell Qamar", ["Raqqa"], "syria:raqqa"),
        ("Shells hit Raqqa and the village of Tell Qamar.", "village of Tell Qamar", ["Raqqa"],
         "syria:raqqa-governorate"),
        ("Shells hit Ramosa and the Qamar district.", "Qamar district", ["Ramosa"], "syria:aleppo"),
        ("Shells hit a market in Ramosa.", "market", ["Ramosa"], "syria:ramosa"),
        ("Shells hit Aleppo's Qamar quarter.", "Qamar quarter", ["Aleppo"], "syria:aleppo"),
        ("Shells hit a Turkish village.", "Turkish village", [], "world:turkey"),
    ],
)  # fmt: skip
def test_an_open_place_has_the_nearest_known_one(
    namer: Namer, text: str, place: str, others: list[str], near: str
) -> None:
    article, claim = claim_in(text, place, *others)
    (named,) = namer.name(article, [claim])
    assert (named.place[0].entity, named.place[0].near) == (None, near)
    assert all(m.entity and m.near is None for m in named.place[1:])


@pytest.mark.parametrize("text", ["Shells hit the town.", "Russia said that Qamar was hit.", "They fled from there."])
def test_what_no_known_place_is_told_beside_stays_without(namer: Namer, text: str) -> None:
    place = {"Sh": "town", "Ru": "Qamar", "Th": "there"}[text[:2]]
    article, claim = claim_in(text, place)
    assert namer.name(article, [claim])[0].place[0].near is None


def test_the_rest_of_an_article_tells_when_all_of_it_lies_in_one_province(namer: Namer) -> None:
    text = "Shells fell on Ramosa. Shells fell on al-Furqan. Shells fell on Aleppo. Shells fell on Tell Qamar."
    parts = [("Ramosa", 0), ("al-Furqan", 1), ("Aleppo", 2), ("Tell Qamar", 3)]
    ends = [i for i, c in enumerate(text) if c == "."]
    claims = []
    for words, n in parts:
        begin = text.index(words)
        sentence = Span("text", 0 if n == 0 else ends[n - 1] + 2, ends[n] + 1)
        place = Mention(Span("text", begin, begin + len(words)), words)
        trigger = Mention(Span("text", sentence.begin, sentence.begin + 6), "Shells")
        claims.append(Claim(f"a#{n}", "a", trigger, sentence, "attack", place=(place,)))
    named = namer.name(article_of(text), claims)
    assert named[3].place[0].near == "syria:aleppo-governorate"
    assert namer.name(article_of(text), claims[2:])[1].place[0].near is None


@given(st.text(max_size=30))
def test_any_words_leave_near_to_open_places_and_to_ids_that_exist(namer: Namer, text: str) -> None:
    whole = f"{text} x. Fire in Homs."
    article, claim = claim_in(whole, "Homs")
    odd = Mention(Span("text", 0, len(text) + 2), whole[: len(text) + 2])
    named = namer.name(article, [claim, Claim("a#1", "a", odd, claim.sentence, "attack", place=(odd,))])
    for mention in (m for c in named for m in c.place):
        assert mention.near is None or (mention.entity is None and mention.near in namer.knowledge.places)


@pytest.mark.parametrize(
    ("words", "entity", "near", "precision"),
    [
        ("Homs", "syria:homs", None, 1),
        ("outskirts of Homs", "syria:homs", None, 2),
        ("south of Homs", "syria:homs", None, 2),
        ("northern city of Homs", "syria:homs", None, 1),
        ("eastern Homs", "syria:homs", None, 2),
        ("Castello Road", "syria:castello", None, 2),
        ("road between Homs and Aleppo", "syria:homs", None, 5),
        ("northern countryside of Raqqa", "syria:raqqa-governorate", None, 4),
        ("Homs Sugar Mill", "syria:homs", None, 2),
        ("Qamar quarter", None, "syria:homs", 2),
        ("Qamar", None, "syria:raqqa-governorate", 4),
        ("Syria", "world:syria", None, 6),
    ],
)
def test_words_tell_how_near_the_map_point_is(
    knowledge: Knowledge, words: str, entity: str | None, near: str | None, precision: int
) -> None:
    certainty = 0.5 if words == "Homs Sugar Mill" else 0.9 if entity else None
    location = whereabouts(Mention(Span("text", 0, len(words)), words, entity, certainty, near), knowledge)
    assert location is not None and location.precision == precision


def test_a_place_that_nothing_is_known_of_is_nowhere(knowledge: Knowledge) -> None:
    assert whereabouts(Mention(Span("text", 0, 5), "Qamar"), knowledge) is None
