from __future__ import annotations

import json
from datetime import date
from typing import cast

import pytest
from lxml import html
from rich.console import Console, RenderableType

from diplomats import ARLAND, BERIA, KNOWLEDGE, article, claim, record
from truceline.diplomacy.acts import Acts
from truceline.diplomacy.network import EVERYTHING, network
from truceline.diplomacy.threats import suspensions, threats
from truceline.views.dossier import render
from truceline.views.pairs import Half, Month, Pair, draw
from truceline.views.talks import rows, table

WIRE = article(
    "wire",
    "World <b>Wire</b>",
    "2016-09-29",
    "Arland threatened Beria.",
    "Arland may suspend talks with Beria.",
    "Arland met Beria on 20 September.",
)
GAZETTE = article("gazette", "Gazette", "2016-10-05", "Arland suspended talks with Beria on 3 October.")
RECORD = record(
    [WIRE, GAZETTE],
    {
        "e-1": [claim(WIRE, 1, "threatened", "threat", actor=[ARLAND], target=[BERIA])],
        "e-2": [claim(WIRE, 2, "suspend", "suspend", status="possible", actor=[ARLAND], target=[BERIA])],
        "e-3": [claim(WIRE, 3, "met", "talks", actor=[ARLAND, BERIA], on="2016-09-20")],
        "e-4": [claim(GAZETTE, 1, "suspended", "suspend", actor=[ARLAND], target=[BERIA], on="2016-10-03")],
    },
)
ACTS = Acts(RECORD, KNOWLEDGE)
PARTS = network(ACTS, EVERYTHING, by_month=True), threats(ACTS), suspensions(ACTS)


def printed(what: RenderableType) -> str:
    console = Console(width=240, color_system=None)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def test_the_table_has_a_line_an_edge_and_says_what_came_of_a_threat_by_whose_account() -> None:
    text = printed(table(*PARTS, KNOWLEDGE, months=True))
    assert "September 2016" in text and "suspension, said to be possible" in text
    assert "no later than 29 September 2016" in text
    assert "Suspension, carried out 3 October 2016 according to Gazette" in text
    assert "After a threat made no later than 29 September 2016 (wire#7)" in text


def test_json_tells_nodes_edges_threats_and_suspensions_with_their_claims() -> None:
    found = [json.loads(json.dumps(row)) for row in rows(*PARTS, KNOWLEDGE)]
    assert [r["kind"] for r in found] == ["node"] * 2 + ["edge"] * 4 + ["threat"] + ["suspension"] * 2
    told = [t["claim"] for r in found if r["kind"] == "edge" for t in r["told"]]
    assert sorted(told) == sorted(RECORD.claims)
    (threat,) = (r for r in found if r["kind"] == "threat")
    assert threat["carried_out"][0]["days"] == "2016-10-03"
    assert threat["names"]["world:arland"] == "Arland"


def test_the_page_shows_them_with_links_to_the_words_and_keeps_what_articles_say_as_text() -> None:
    page = html.fromstring(render(RECORD, KNOWLEDGE, title="x"))
    section = page.get_element_by_id("talks")
    assert "World <b>Wire</b>" in section.text_content()
    ids = {str(i) for i in page.xpath("//@id")}
    hrefs = [str(h) for h in section.xpath(".//@href")]
    assert hrefs and all(h.removeprefix("#") in ids for h in hrefs)
    assert len(ids) == len(page.xpath("//@id"))
    (row,) = section.xpath(".//tr[.//strong[contains(@class, 'possible')]]")
    assert "the day not told" in row.text_content()
    titles = cast("list[str]", section.xpath(".//div[@class='wide']//*[local-name()='title']/text()"))
    assert titles[0].startswith("Arland and Beria, September 2016: ")


def test_the_page_of_a_record_without_diplomacy_says_so() -> None:
    section = html.fromstring(render(record([WIRE], {}), KNOWLEDGE, title="x")).get_element_by_id("talks")
    assert "No talks, demands, threats" in section.text_content()


@pytest.mark.parametrize("width", [1040, 343])
def test_half_discs_stay_in_the_drawing_and_are_hollow_where_nothing_is_told_as_fact(width: int) -> None:
    months = (
        Month("#a", "one", date(2011, 5, 1), date(2011, 5, 31), Half(1), Half(0)),
        Month("#b", "two <&>", date(2017, 11, 1), date(2017, 11, 30), Half(1, factual=False), Half(400)),
    )
    svg = html.fragment_fromstring(draw([Pair("x" * 90, months)], width=width, name="n"))
    assert [str(p.get("class")) for p in svg.xpath(".//a/path")] == ["above", "above unsure", "below"]
    assert svg.xpath(".//a/title/text()") == ["one", "two <&>"]
    for path in svg.xpath(".//a/path"):
        d = str(path.get("d")).split()
        left, across = float(d[0].removeprefix("M")), float(d[-2])
        assert left >= 0 and left + across <= width + 0.1
