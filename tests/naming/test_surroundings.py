"""Descriptions of places, led to the places that they stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.naming import Namer
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Mention, Span

_MARK = re.compile(r"\[([^\]]+)\]")


def marked(text: str, title: str = "") -> tuple[Article, list[Claim]]:
    """An article whose places are marked; every sentence, one a line, is one claim; a marked title is one as well."""
    claims: list[Claim] = []
    fields = {"title": "", "text": ""}
    for field, lines in (("title", title), ("text", text)):
        for line in lines.split("\n") if lines else ():
            begin, at, places = len(fields[field]), 0, []
            for m in _MARK.finditer(line):
                fields[field] += line[at : m.start()]
                here = len(fields[field])
                places.append(Mention(Span(field, here, here + len(m[1])), m[1]))  # type: ignore[arg-type]
                fields[field] += m[1]
                at = m.end()
            fields[field] += line[at:]
            sentence = Span(field, begin, len(fields[field]))  # type: ignore[arg-type]
            trigger = Mention(Span(field, begin, begin + 1), fields[field][begin])  # type: ignore[arg-type]
            claims.append(Claim(f"a#{field[1]}{begin}", "a", trigger, sentence, "attack", place=tuple(places)))
            fields[field] += " "
    return Article("a", fields["title"].rstrip(), fields["text"].rstrip()), claims


@pytest.fixture(scope="module")
def own(knowledge: Knowledge) -> Namer:
    return Namer(knowledge)


@pytest.fixture(scope="module")
def bundled() -> Namer:
    return Namer(Knowledge.of(["world", "syria"]))


def last(namer: Namer, text: str) -> Mention:
    """The last place of an article, named."""
    article, claims = marked(text)
    return namer.name(article, claims)[-1].place[-1]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Shells fell on [Homs].\nMost of the [city] slept.", "syria:homs"),
        ("A truce held in Homs for a day.\nGuns fired on the [battered city].", "syria:homs"),  # named in passing
        ("Shells fell on [Castello Road].\nNobody used the [road].", "syria:castello"),
        ("Guns fired on [Ramosa].\nTwo women died in the [same neighbourhood].", "syria:ramosa"),
        # the one that is told of most and last
        ("Jets struck [Homs].\nGuns hit [Aleppo].\nFires burned in [Aleppo].\nAid left the [city].", "syria:aleppo"),
        # what holds it
        ("Guns fired on [Ramouseh].\nNobody left the [province].", "syria:aleppo-governorate"),
        ("Shells fell on [Homs] and [Ramosa].\nFires burned across the [country].", "world:syria"),
        # a part of it
        ("Shells fell on [Homs].\nA mill burned at the [southern entrance of the city].", "syria:homs"),
        ("Shells fell on [Homs].\nA mill burned on the [citys outskirts].", "syria:homs"),
        ("Shells fell on [Homs] and [its outskirts].", "syria:homs"),
        ("Shells fell on [Homs].\nNobody could sleep [there].", "syria:homs"),
    ],
)  # fmt: skip
def test_they_lead_to_the_place_they_stand_for(own: Namer, text: str, entity: str) -> None:
    mention = last(own, text)
    assert mention.entity == entity
    assert mention.certainty is not None and 0 < mention.certainty < 1


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on [Homs] and on [Raqqa].\nMost of the [city] slept.",  # which?
        "Nobody came.\nMost of the [city] slept.",
        "Shells fell on [Homs].\nAid went to [another city].",
        "Shells fell on [Homs].\nAid went to [several cities].",
        "Shells fell on [Homs].\nAid went to a [nearby town].",
        "Shells fell on [Homs].\nNobody used the [road].",  # Homs is none
        "Shells fell on [Homs].\nGuns fired on the [Qamar district].",  # a name of its own
        "Shells fell on [Homs].\nGuns fired on the [base 40].",
        "Shells fell on [Homs].\nNobody left.\nSnow fell.\nNobody could sleep [there].",  # too far back
    ],
)
def test_where_the_text_does_not_say_they_stay_open(own: Namer, text: str) -> None:
    mention = last(own, text)
    assert (mention.entity, mention.certainty) == (None, None)


def test_a_clear_case_is_surer_than_a_close_one_and_a_name_is_surer(own: Namer) -> None:
    clear = last(own, "Shells fell on [Homs].\nMost of the [city] slept.").certainty
    close = last(own, "Jets struck [Homs].\nSnow fell.\nGuns hit [Aleppo].\nAid left the [city].").certainty
    part = last(own, "Shells fell on [Homs].\nA mill burned at the [southern entrance of the city].").certainty
    name = last(own, "Shells fell on [Homs].").certainty
    assert clear and close and part and name
    assert close < clear < name and part < clear


def test_a_headline_may_keep_the_name_back(own: Namer) -> None:
    article, claims = marked("Rebels lost [Homs] on Monday.", title="Rebels lose [northern city]")
    assert own.name(article, claims)[0].place[0].entity == "syria:homs"


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("Shells fell on [Homs] and [Hama].\nTalks went on in the [capital].", "Damascus"),
        ("Talks were held in [Benghazi] in Libya.\nRoads to the [capital] were shut.", "Tripoli"),
        ("Shells fell on [Homs] and [Hama].\nThe envoy flew to [Turkey]'s [capital].", "Ankara"),
        ("Jets struck [Idlib province].\nMost of the [provincial capital] slept.", "Idlib"),
    ],
)
def test_a_capital_is_that_of_the_country_or_province(bundled: Namer, text: str, capital: str) -> None:
    assert bundled.knowledge.label(last(bundled, text).entity) == capital


def test_a_part_that_has_a_name_of_its_own_is_that_place(bundled: Namer) -> None:
    mention = last(bundled, "Shells fell on [Deir Ezzor] and [its countryside].")
    assert bundled.knowledge.label(mention.entity) == "Deir ez-Zor countryside"


def test_a_news_agency_is_no_city(bundled: Namer) -> None:
    assert last(bundled, "Guns fired at dawn, SANA said.\nMost of the [city] slept.").entity is None


def test_nothing_hangs_on_the_order_of_claims(own: Namer) -> None:
    article, claims = marked("Shells fell on [Homs].\nMost of the [city] slept.\nNobody came [there].")
    assert own.name(article, claims) == tuple(reversed(own.name(article, claims[::-1])))


PIECES = "the city town its outskirts of Homs Aleppo capital there country and said . , ' \n citys Ramosa area".split(
    " "
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.data())
def test_no_description_is_certain_and_no_word_is_changed(own: Namer, pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    spans = [m.span() for m in re.finditer(r"\w+(?: \w+)*", text)]
    if not spans:
        return
    begin, end = data.draw(st.sampled_from(spans))
    mention = Mention(Span("text", begin, end), text[begin:end])
    claim = Claim("a#0", "a", mention, Span("text", 0, len(text)), "attack", place=(mention,))
    (after,) = own.name(Article("a", "", text), [claim])[0].place
    assert (after.span, after.text) == (mention.span, mention.text)
    assert (after.entity is None) == (after.certainty is None)
    if mention.text in ("city", "town", "area", "capital", "there"):
        assert after.certainty is None or 0 < after.certainty < 1
