from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

from lxml import html
from rich.console import Console

from sample import KNOWLEDGE, RECORD, Sample
from truceline.truces.joint import JointTables
from truceline.views.dossier import render
from truceline.views.joint import rows, table
from truceline.views.page.context import Context
from truceline.views.page.html import _environment
from truceline.views.page.joint import JointViews

TRUCE = RECORD.truces["demo:cessation-2016-09"]
TABLE = JointTables(RECORD, KNOWLEDGE).of(TRUCE)


def printed(width: int) -> str:
    out = StringIO()
    Console(file=out, width=width).print(table(TABLE, KNOWLEDGE))
    return out.getvalue()


def shown(record: Sample = RECORD) -> html.HtmlElement:
    """The joint table of the September truce as the page shows it."""
    joint = JointViews(Context(record, KNOWLEDGE)).view(record.truces[TRUCE.id])
    template = (
        '{% import "words.html" as words with context %}{% import "joint.html" as joint %}{{ joint.table(j, words) }}'
    )
    return html.fragment_fromstring(_environment().from_string(template).render(j=joint).strip())


def test_the_table_has_a_column_a_side_and_tells_the_counts_apart() -> None:
    text = " ".join(printed(200).split())
    assert "the opposition against the government: 1 called a violation" in text
    assert "the government against the opposition: 1 counted allegation, of 10" in text
    assert "alleges it of Syrian government forces (Northern Press)" in text
    assert "10 breaches by Syrian opposition fighters, Aleppo, 14 September 2016: army command in State Agency" in text
    assert printed(60)


def test_as_json_every_row_says_what_it_is_and_names_its_ids() -> None:
    found = [json.loads(json.dumps(r)) for r in rows(TABLE, KNOWLEDGE)]
    assert [r["row"] for r in found] == ["incident", "counted", "table"]
    incident, counted, whole = found
    assert {c["side"]: c["positions"] for c in incident["cells"]}["demo:opposition"] == ["alleges"]
    assert counted["number"] == {"min": 10, "max": 10}
    assert all(t["claim"] in RECORD.claims for t in counted["tellers"])
    assert whole["days"] == "2016-09-12/2016-09-19"
    assert whole["names"]["demo:government"] == "the government"


def test_on_the_page_each_word_leads_to_its_account() -> None:
    page = html.document_fromstring(render(RECORD, KNOWLEDGE, title="x"))
    anchors = {e.get("id") for e in page.iter() if e.get("id")}
    section = shown()
    links = [a.get("href") for a in section.iter("a")]
    assert links and {h.removeprefix("#") for h in links} <= anchors
    headings = [th.text_content().split()[-1] for th in section.xpath(".//thead//th")]
    assert (headings[0], headings[-1], len(headings)) == ("Incident", "voices", 4)
    assert "Called a violation" in section.text_content()
    assert "never added up" in section.text_content().casefold()


def test_hostile_words_stay_words_on_the_page() -> None:
    hostile = "<script>alert(1)</script>"
    event = RECORD.events["e-00000008"]
    accounts = tuple(replace(a, outlet=hostile) if a.outlet == "demo:northern-press" else a for a in event.accounts)
    events = {**RECORD.events, event.id: replace(event, accounts=accounts)}
    section = shown(replace(RECORD, events=events))
    assert not section.xpath(".//script")
    assert hostile in section.text_content()


def test_a_truce_of_which_nothing_is_alleged_has_no_table() -> None:
    assert JointViews(Context(RECORD, KNOWLEDGE)).view(RECORD.truces["t-00000001"]) is None
