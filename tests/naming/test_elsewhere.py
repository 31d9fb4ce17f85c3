"""Places of one name in several countries, decided by what the article speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from test_namer import article_of, claim_of

from truceline.naming import Namer
from truceline.pack import Knowledge
from truceline.records import Mention

Where = Callable[..., str]


@pytest.fixture(scope="module")
def where() -> Where:
    knowledge = Knowledge.of(["world", "syria"])
    namer = Namer(knowledge)

    def find(place: str, text: str, *others: str) -> str:
        claims = [claim_of(place=place), *([claim_of(place=list(others))] if others else [])]
        entity = namer.name(article_of(text), claims)[0].place[0].entity
        around = knowledge.within(entity) if entity else ()
        return " < ".join(knowledge.label(p) for p in around)

    return find


@pytest.mark.parametrize(
    ("place", "text", "others", "found"),
    [
        ("Tripoli", "Militias fought in Libya.", ["Misrata"], "Tripoli < Libya"),
        ("Tripoli", "Lebanon's army deployed. Lebanon called for calm.", ["Lebanon", "Beirut"], "Lebanon"),
        ("Valencia", "Spain mourned.", ["Madrid"], "Spain"),
        ("Valencia", "Venezuela's opposition marched in Caracas.", ["Caracas", "Venezuela"], "Venezuela"),
        ("Hama", "Syria's army advanced.", ["Homs"], "Hama < "),
        ("Aden", "Yemen's separatists took a palace.", ["Sanaa"], "Aden < Yemen"),
        ("Marib", "Yemen's army held the front.", ["Sanaa"], "Yemen"),
        ("Donetsk", "Ukraine and Russia traded blame.", ["Luhansk"], "Donetsk < Ukraine"),
        ("Donetsk region", "Ukraine and Russia traded blame.", ["Luhansk"], "Donetsk region < Ukraine"),
        ("Poltava Oblast", "Ukraine and Russia traded blame.", ["Luhansk"], "Poltava < Ukraine"),
        ("Adamawa State", "Gunmen raided villages in Nigeria.", [], "Adamawa < Nigeria"),
        ("Geneva", "The United States sent its envoy from the United States.", ["United States"], "Switzerland"),
    ],
)  # fmt: skip
def test_the_article_decides_which_country_a_name_is_of(
    where: Where, place: str, text: str, others: list[str], found: str
) -> None:
    assert found in where(place, text, *others)


def test_small_namesakes_need_an_article_about_their_country(where: Where) -> None:
    assert "Ukraine" in where("Svitlodarsk", "Ukraine said that its troops held.", "Kramatorsk")
    assert where("Svitlodarsk", "Ministers met. Ukraine sent nobody.", "Geneva", "Paris", "Geneva") == ""


def test_words_for_others_are_no_small_towns(where: Where) -> None:
    assert where("White House", "The United States answered.", "United States") == ""


@pytest.mark.parametrize("words", ["city of Vienna", "Vienna district", "Vienna"])
def test_a_place_of_a_pack_goes_before_its_small_namesakes(words: str) -> None:
    talks = article_of("The United States sent an envoy. " * 20 + "Ukraine said that guns had fired.")
    claims = [claim_of(place=words), claim_of(place=["Donetsk", "Luhansk"])]
    namer = Namer(Knowledge.of(["world", "syria"]))
    assert namer.name(talks, claims)[0].place[0].entity == "world:vienna"


def test_the_home_of_an_outlet_is_not_what_its_articles_speak_of() -> None:
    knowledge = Knowledge.of(["world", "syria"])
    article = replace(article_of("Ministers met."), outlet="New York Times")
    assert (outlet := knowledge.outlet(article.outlet)) and outlet.country == "world:united-states"
    assert Namer(knowledge).name(article, [claim_of(place="Aberdeen")])[0].place[0].entity is None


@pytest.mark.parametrize(
    ("text", "others", "entity"),
    [
        ("Guns fell silent.", ["Sanaa", "Aden", "Sanaa"], None),
        ("Guns fell silent in Yemen.", ["Sanaa", "Aden"], None),
        ("Guns fell silent in Syria.", ["Sanaa", "Aden"], "syria:sarc"),  # it speaks of Syria
        ("Guns fell silent.", ["Homs", "Aleppo"], "syria:sarc"),
        ("Guns fell silent.", [], "syria:sarc"),  # nothing tells of another country
    ],
)
def test_a_short_name_from_a_pack_holds_only_where_the_article_is_about_its_country(
    text: str, others: list[str], entity: str | None
) -> None:
    claims = [claim_of(actor="Red Crescent"), *(claim_of(place=place) for place in others)]
    namer = Namer(Knowledge.of(["world", "syria"]))
    assert namer.name(article_of(text), claims)[0].actor[0].entity == entity


def test_a_full_name_is_less_sure_there() -> None:
    namer = Namer(Knowledge.of(["world", "syria"]))

    def called(*others: str) -> Mention:
        claims = [claim_of(actor="Syrian Arab Red Crescent"), *(claim_of(place=place) for place in others)]
        return namer.name(article_of("Guns fell silent."), claims)[0].actor[0]

    here, there = called("Homs", "Aleppo"), called("Sanaa", "Aden")
    assert here.entity == there.entity == "syria:sarc"
    assert here.certainty == 1.0 and there.certainty is not None and there.certainty <= 0.5


@pytest.mark.parametrize(
    ("others", "kind"),
    [
        (["Maarat al-Numan", "Saraqib"], "governorate"),  # the article tells of the province
        (["Idlib city", "Saraqib"], "city"),
        ([], "city"),
    ],
)
def test_a_name_of_a_city_and_its_province_goes_by_the_other_places(others: list[str], kind: str) -> None:
    knowledge = Knowledge.of(["world", "syria"])
    claims = [claim_of(place="Idlib"), *(claim_of(place=place) for place in others)]
    mention = Namer(knowledge).name(article_of("Jets came."), claims)[0].place[0]
    assert mention.entity and knowledge.places[mention.entity].kind == kind
    assert mention.certainty is not None and mention.certainty < 1.0
