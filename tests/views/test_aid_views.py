from __future__ import annotations

import json
from datetime import date

from lxml import html
from rich.console import Console

from sample import KNOWLEDGE, Sample, claim
from truce_sample import ALEPPO, ARMY, UN, article, record
from truceline.aid.ledger import Aid
from truceline.views.aid import rows, table
from truceline.views.dossier import render

ASKED = article("asked", "2016-08-02", "The UN asked on 1 August for aid to reach 80,000 people in Aleppo.")
REFUSED = article("refused", "2016-08-05", "The <b>army</b> refused an aid convoy to Aleppo because of <i>fire</i>.")
HIT = article("hit", "2016-08-06", "Jets hit a hospital in Aleppo.", outlet="Northern Press")
NEED = article("need", "2016-08-07", "Some 300,000 people are trapped in Aleppo <script>.", outlet="Northern Press")
CLAIMS = (
    claim(
        ASKED,
        1,
        "asked",
        "aid_call",
        actor=[UN],
        place=[ALEPPO],
        on="2016-08-01",
        numbers=[("affected", "80,000", 80000, 80000)],
    ),
    claim(REFUSED, 1, "refused", "aid_block", actor=[ARMY], target=["aid convoy"], place=[ALEPPO], on="2016-08-04"),
    claim(HIT, 1, "hit", "air_strike", target=["hospital"], place=[ALEPPO], on="2016-08-06"),
)
RECORD = record(*CLAIMS, articles=(ASKED, REFUSED, HIT, NEED))
AID = Aid.of(RECORD, KNOWLEDGE)
PAGE = html.fromstring(render(RECORD, KNOWLEDGE, title="Aid"))
SECTION = PAGE.get_element_by_id("aid")


def printed(aid: Aid) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(table(aid, date(2016, 8, 10), KNOWLEDGE))
    return capture.get()


def test_the_table_tells_who_kept_aid_out_what_is_open_and_who_needs_it() -> None:
    text = printed(AID)
    assert "kept out: Syrian Army according to World Wire" in text
    assert "Requests open on 2016-08-10" in text
    assert "refused by Syrian Army" in text and "open 9 days" in text
    assert "300,000 besieged or trapped" in text and "Northern Press “Some 300,000”" in text
    assert "1 attack on those who help" in text


def test_json_has_a_line_each_with_the_claims_and_words_behind_it() -> None:
    found = [json.loads(json.dumps(row)) for row in rows(AID, date(2016, 8, 10), KNOWLEDGE)]
    assert {r["record"] for r in found} == {"thread", "request", "attack", "people"}
    (thread,) = (r for r in found if r["record"] == "thread")
    assert [s["kind"] for s in thread["steps"]] == ["request", "refusal"]
    assert all(c in RECORD.claims for s in thread["steps"] for t in s["tellings"] for c in t["claims"])
    ((reason,),) = (s["reasons"] for s in thread["steps"] if s["reasons"])
    span = reason["span"]
    assert REFUSED.text[span["begin"] : span["end"]] == reason["words"] == "because of <i>fire</i>"
    assert thread["names"]["demo:army"] == "Syrian Army"
    (request,) = (r for r in found if r["record"] == "request")
    assert (request["on"], request["answer"], request["open"]) == ("2016-08-10", "refused", {"min": 9, "max": 9})
    for line in (r for r in found if r["record"] == "people"):
        for f in line["figures"]:
            assert RECORD.articles[f["article"]].text[f["span"]["begin"] : f["span"]["end"]] == f["words"]


def test_on_the_page_every_account_and_number_leads_to_its_words() -> None:
    ids = set(PAGE.xpath("//@id"))
    links = SECTION.xpath(".//a/@href")
    assert links and all(h.startswith("#") and h[1:] in ids for h in links)
    for quote in SECTION.xpath(".//bdi[@data-at]"):
        number, field, begin, end = quote.get("data-at").split()
        shown = list(RECORD.articles.values())[int(number) - 1].field("title" if field == "title" else "text")
        assert quote.text_content() == shown[int(begin) : int(end)]
    assert [m.text_content() for m in SECTION.xpath(".//mark[@class='number']")] == ["Some 300,000", "80,000"]
    assert not SECTION.xpath(".//script | .//i")


def test_a_record_without_aid_says_so() -> None:
    page = html.fromstring(render(Sample(), KNOWLEDGE, title="Nothing"))
    assert "No aid was told of" in page.get_element_by_id("aid").text_content()
    assert printed(Aid.of(Sample(), KNOWLEDGE)).strip() == "thread  when  where  steps"
