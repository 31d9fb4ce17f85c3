"""Places of one name in several countries, decided by what the article speaks of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from test_namer import article_of, claim_of

from truceline.naming import Namer
from truceline.pack import Knowledge

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
