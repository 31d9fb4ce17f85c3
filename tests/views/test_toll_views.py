from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from rich.console import Console, RenderableType

from sample import KNOWLEDGE, RECORD, Sample, claim
from truceline.analysis.tally import Tallies
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.records import Article, Event, Interval, QuantityKind
from truceline.views.bars import Bar, draw
from truceline.views.dossier import render
from truceline.views.selection import UnknownPlaceError, where
from truceline.views.tolls import rows, table

RAMOUSEH, ALEPPO = ("Ramouseh", "demo:ramouseh"), ("Aleppo", "demo:aleppo")


def record() -> Sample:
    """One strike told by two outlets, a week's toll of <b>one</b> of them, and a toll without a day."""
    day, week = "2016-08-06", "2016-08-01/2016-08-07"
    told = [
        ("state", "State Agency", "12", 12, 12, RAMOUSEH, day),
        ("north", "Northern Press", "At least 28", 28, None, RAMOUSEH, day),
        ("week", "World <b>Wire</b>", "200", 200, 200, ALEPPO, week),
        ("undated", "World Wire", "5", 5, 5, ALEPPO, None),
    ]
    articles, claims = {}, {}
    for name, outlet, words, least, most, place, on in told:
        articles[name] = text = Article(name, "", f"{words} were killed in {place[0]}.", outlet, date(2016, 8, 9))
        numbers: list[tuple[QuantityKind, str, int | None, int | None]] = [("killed", words, least, most)]
        claims[name] = claim(text, 1, "killed", "toll", place=[place], on=on, numbers=numbers)
    bare = Sample(articles, {}, {c.id: c for c in sorted(claims.values(), key=lambda c: c.id)})
    reports = Reports.of(bare, KNOWLEDGE)

    def event(name: str, place: str, on: str | None, *own: str) -> Event:
        days = Interval.parse(on) if on else None
        return Event(name, "shelling", "violence", place, days, accounts([claims[n] for n in own], reports))

    events = (
        event("e-1", "demo:ramouseh", day, "state", "north"),
        event("e-2", "demo:aleppo", week, "week"),
        event("e-3", "demo:aleppo", None, "undated"),
    )
    return replace(bare, events={e.id: e for e in events})


TALLY = Tallies(record(), KNOWLEDGE).over(by="week")


def printed(what: RenderableType) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def test_the_table_has_a_row_a_period_and_tells_what_is_in_no_sum() -> None:
    text = printed(table(TALLY, KNOWLEDGE))
    assert "1 to 7 August 2016  12 to 28 or more" in text
    assert "200 killed, Aleppo, 1 to 7 August 2016: World <b>Wire</b>" in text
    assert "In no sum: 1 more event with tolls, 1 without a day" in text


def test_json_has_a_line_a_period_with_the_claims_behind_each_end_and_one_for_all() -> None:
    week, whole = (json.loads(json.dumps(row)) for row in rows(TALLY, KNOWLEDGE))
    assert (week["by"], week["period"], whole["by"]) == ("week", "2016-08-01/2016-08-07", "all")
    assert week["sums"]["killed"]["number"] == whole["sums"]["killed"]["number"] == {"min": 12, "max": None}
    (toll,) = week["tolls"]
    ends = {end: [(s["outlet"], s["words"]) for s in toll[end]] for end in ("lowest", "highest")}
    assert ends == {"lowest": [("demo:state-agency", "12")], "highest": [("demo:northern-press", "At least 28")]}
    assert all(s["claim"] in record().claims for s in toll["lowest"] + toll["highest"])
    assert week["told_totals"][0]["number"] == {"min": 200, "max": 200}
    assert [(t["event"], t["reason"]) for t in whole["in_no_sum"]] == [("e-3", "day")]
    assert week["names"]["demo:state-agency"] == "State Agency"


@pytest.mark.parametrize("name", ["Ramouseh", "ramouseh", "demo:ramouseh"])
def test_a_place_is_found_by_name_or_id(name: str) -> None:
    assert where(name, KNOWLEDGE) == ("demo:ramouseh",)


def test_a_place_that_no_pack_knows_is_told_and_not_taken_for_everywhere() -> None:
    with pytest.raises(UnknownPlaceError, match="Atlantis"):
        where("Atlantis", KNOWLEDGE)


def test_the_page_shows_each_toll_with_links_to_the_accounts_of_its_ends() -> None:
    page = html.document_fromstring(render(record(), KNOWLEDGE, title="Tolls"))
    (section,) = page.xpath("//section[@id='tolls']")
    links = section.xpath(".//tbody//td//a/@href")
    assert links and all(page.xpath("//*[@id=$name]", name=link[1:]) for link in links)
    assert "12 to 28 or more" in section.text_content()
    assert "World <b>Wire</b>" in section.text_content()
    assert not section.xpath(".//ul//b")


def test_every_bar_of_the_picture_is_named_and_leads_to_its_list() -> None:
    page = html.document_fromstring(render(record(), KNOWLEDGE, title="Tolls"))
    for drawing in page.xpath("//section[@id='tolls']//*[local-name()='svg']"):
        assert drawing.get("aria-label") == "Killed by day"
        (bar,) = drawing.xpath(".//*[local-name()='a']")
        assert "12 to 28 or more killed" in bar.xpath("./*[local-name()='title']")[0].text_content()
        assert page.xpath("//details[@id=$name]", name=bar.get("href")[1:])


def test_an_event_tells_which_outlets_covered_the_area_without_reporting_it() -> None:
    sample = record()
    text = Article("aid", "", "Trucks with flour reached Ramouseh.", "Third Paper", date(2016, 8, 8))
    aid = claim(text, 1, "reached", "aid_delivery", place=[RAMOUSEH], on="2016-08-08")
    articles, claims = {**sample.articles, "aid": text}, {**sample.claims, aid.id: aid}
    page = html.document_fromstring(render(replace(sample, articles=articles, claims=claims), KNOWLEDGE, title="x"))
    (event,) = page.xpath("//article[@id='e-1']")
    assert "Covered the area in those days without reporting it: Third Paper" in event.text_content()


def test_a_record_without_tolls_says_so() -> None:
    page = html.document_fromstring(render(Sample(), KNOWLEDGE, title="Nothing"))
    assert "No toll of a known day" in page.xpath("//section[@id='tolls']")[0].text_content()
    assert page.xpath("//section[@id='tolls']//*[local-name()='svg']") == []
    assert printed(table(Tallies(RECORD, KNOWLEDGE).over(("demo:castello",)), KNOWLEDGE))


def test_larger_numbers_stand_higher_and_open_ends_are_marked() -> None:
    def bar(day: int, least: int, most: int, open_: bool) -> Bar:
        return Bar("#x", "x", date(2016, 8, day), date(2016, 8, day), least, most, open_)

    drawing = html.fragment_fromstring(draw([bar(1, 2, 9, True), bar(9, 30, 40, False)], width=600, name="x"))
    low, high = drawing.xpath(".//a/rect")
    assert float(high.get("y")) < float(low.get("y"))
    assert float(high.get("x")) > float(low.get("x"))
    assert [len(a.xpath("./path")) for a in drawing.xpath(".//a")] == [1, 0]
