from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html
from rich.console import Console

from sample import Sample, claim
from truceline.analysis.wording import wording
from truceline.pack import Actor, Knowledge, Outlet, Pack, Side
from truceline.records import Article
from truceline.views.dossier import render
from truceline.views.jsonable import named
from truceline.views.wording import UnknownActorError, table, whom

KNOWLEDGE = Knowledge(
    [
        Pack(
            "demo",
            "made up",
            "1",
            sides=(Side("demo:crown", "the Crown", "", ""), Side("demo:league", "the League", "", "")),
            actors=(
                Actor("demo:guards", "Crown Guards", "force", "demo:crown", names=("Crown Guards", "CG")),
                Actor("demo:rebels", "Rebels", "armed_group", "demo:league", descriptions=("rebels",)),
                Actor("demo:some", "Armed groups", "armed_group", descriptions=("terrorists",)),
            ),
            outlets=(
                Outlet("demo:gazette", "Gazette", side="demo:crown"),
                Outlet("demo:herald", "Herald", side="demo:league"),
            ),
        )
    ]
)


def record(herald: str = "Herald") -> Sample:
    """The Guards shelled terrorists, says the one in twenty articles; rebels, says the other in as many."""
    articles, claims = {}, {}
    for number in range(40):
        outlet, word, entity = (
            ("Gazette", "terrorists", "demo:some") if number % 2 else (herald, "rebels", "demo:rebels")
        )
        article = Article(f"a{number:02}", "", f"Crown Guards shelled {word}.", outlet)
        articles[article.id] = article
        told = claim(
            article, 1, "shelled", "shelling", actor=[("Crown Guards", "demo:guards")], target=[(word, entity)]
        )
        claims[told.id] = told
    return Sample(articles, {}, claims)


def lines(width: int, *, narrowed: bool = False) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(
            table(wording(record(), KNOWLEDGE), "side", KNOWLEDGE, width=width, narrowed=narrowed), overflow="ellipsis"
        )
    return capture.get().splitlines()


def test_the_table_shows_counts_shares_and_marks_side_by_side() -> None:
    (row,) = (line for line in lines(200) if "Whoever fights the Crown" in line)
    assert row.split()[4:] == ["rebels", "0", "0%", "--", "20", "100%", "++", "a00#13"]
    assert any("terrorists" in line and "20 100% ++" in line for line in lines(200))


def test_words_without_a_difference_are_shown_only_when_asked_for() -> None:
    assert not any("shelled" in line for line in lines(200))
    assert any("shelled" in line for line in lines(200, narrowed=True))


def test_a_narrow_terminal_still_has_two_tellers() -> None:
    assert "the Crown" in lines(80)[0] and "the League" in lines(80)[0]


@pytest.mark.parametrize("name", ["the League", "league", "demo:league"])
def test_a_side_is_found_by_any_name(name: str) -> None:
    assert whom(name, KNOWLEDGE) == "demo:league"


def test_an_actor_is_found_by_any_name_and_an_unknown_one_is_told() -> None:
    assert whom("cg", KNOWLEDGE) == "demo:guards"
    with pytest.raises(UnknownActorError, match="Nobody"):
        whom("Nobody", KNOWLEDGE)


def test_a_choice_is_plain_json_with_its_names() -> None:
    choice = next(c for c in wording(record(), KNOWLEDGE) if c.subject == "opponent")
    row = json.loads(json.dumps(named(choice, KNOWLEDGE)))
    assert row["names"] == {"demo:crown": "the Crown"} | ({choice.teller: KNOWLEDGE.label(choice.teller)})
    assert {"word", "count", "of", "log_odds", "error", "z", "sure", "claim", "mention"} <= row.keys()


def section(sample: Sample) -> html.HtmlElement:
    (found,) = html.document_fromstring(render(sample, KNOWLEDGE, title="t")).xpath("//section[@id='wording']")
    return found


def test_the_page_shades_cells_says_so_in_signs_and_leads_to_the_words() -> None:
    shown = section(record())
    block = shown.xpath(".//tbody[contains(., 'Whoever fights the Crown')]")[0]
    (row,) = block.xpath(".//tr[contains(th, 'terrorists')]")
    crown, league = row.xpath("./td")
    assert (crown.get("class"), league.get("class")) == ("more-2", "less-2")
    assert (crown.findtext("abbr"), league.findtext("abbr")) == ("▲▲", "▽▽")
    assert "more than the others" in crown.xpath("./abbr/@title")[0]
    assert crown.findtext("a") == "20"
    (leads,) = crown.xpath("./a/@href")
    page = shown.getroottree()
    assert page.xpath("//*[@id=$name]", name=leads[1:])
    assert league.text_content().split()[0] == "0" and not league.xpath("./a")


def test_outlets_are_columns_where_all_stand_near_one_side() -> None:
    heads = section(record("Gazette of the North")).xpath(".//thead//th")
    assert "near none" in " ".join(h.text_content() for h in heads)
    none = Knowledge([replace(KNOWLEDGE.packs[0], outlets=())])
    shown = html.document_fromstring(render(record(), none, title="t")).xpath("//section[@id='wording']//thead//th")
    assert {"Gazette", "Herald"} <= {h.text_content().strip() for h in shown}


def test_a_page_without_differences_says_so() -> None:
    assert "no word more or less" in section(Sample()).text_content()
