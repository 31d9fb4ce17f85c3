from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from test_dossier import by_id, text

import hands
import sample
from sample import Sample
from truceline.pack import Knowledge, Pack, Place
from truceline.records import Account, Event
from truceline.views.dossier import render


def page_of(record: Sample, knowledge: Knowledge = hands.KNOWLEDGE) -> html.HtmlElement:
    return html.document_fromstring(render(record, knowledge, title="t"))


def data_of(page: html.HtmlElement) -> dict[str, Any]:
    (found,) = page.xpath("//div[@class='atlas']/@data-map")
    read: dict[str, Any] = json.loads(found)
    return read


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return page_of(hands.RECORD)


@pytest.fixture(scope="module")
def aleppo() -> html.HtmlElement:
    return page_of(sample.RECORD, sample.KNOWLEDGE)


def test_every_place_of_the_drawing_leads_to_its_row_and_from_there_to_its_events(aleppo: html.HtmlElement) -> None:
    spots = aleppo.xpath("//section[@id='map']//a[starts-with(@class, 'spot')]")
    names = {}
    for spot in spots:
        row = by_id(aleppo, spot.get("href")[1:])
        names[text(row.xpath("./th")[0])] = [a[1:] for a in row.xpath("./td[2]/a/@href")]
    assert set(names) == {"Aleppo", "Ramouseh, Aleppo", "Castello Road, Aleppo"}
    for place, events in names.items():
        assert events
        for event in events:
            assert place.partition(",")[0] in text(by_id(aleppo, event).xpath("./h4")[0])


def test_the_row_has_the_range_of_deaths_and_so_has_the_title(aleppo: html.HtmlElement) -> None:
    (row,) = [r for r in aleppo.xpath("//tr[starts-with(@id, 'place-')]") if text(r[0]).startswith("Ramouseh")]
    assert text(row[1]) == "9 to 30: shelling 7 August 2016"
    assert row[1].xpath("./a/@href") == ["#e-00000002"]
    (spot,) = aleppo.xpath("//section[@id='map']//a[@href=$row]", row=f"#{row.get('id')}")
    assert "9 to 30" in spot.findtext("title")


def test_what_is_no_fact_and_what_has_no_place_is_left_out_and_counted(aleppo: html.HtmlElement) -> None:
    told = text(by_id(aleppo, "map"))
    assert "Not on the map: 5 events of no place, or of one that no pack knows; 2 events not told as fact." in told
    drawn = {a[1:] for a in aleppo.xpath("//tr[starts-with(@id, 'place-')]//td[2]/a/@href")}
    assert not drawn & {"e-00000004", "e-00000005"}, "what is planned or possible took place nowhere"


def test_without_scripts_the_last_day_by_all_accounts_is_shown_with_both_who_differ(page: html.HtmlElement) -> None:
    (spot,) = page.xpath("//section[@id='map']//a[starts-with(@class, 'spot')]")
    signs = [e.get("class") for e in spot.xpath(".//*[starts-with(@class, 'sign-mark')]")]
    assert signs == ["sign-mark sign-0", "sign-mark sign-1"], "the latest told first"
    assert "contested" in spot.get("class")
    assert "shown for 20 September 2016, the last day of what was read" in text(by_id(page, "map"))


def test_each_account_s_word_on_who_holds_a_place_leads_to_its_words(page: html.HtmlElement) -> None:
    (row,) = page.xpath("//tr[starts-with(@id, 'place-')]")
    told = [text(li) for li in row.xpath(".//li")]
    assert told == [
        "6 August 2016: taken by the opposition told by Northern Press, 6 August 2016",
        "4 September 2016: taken by the government told by State Agency, 4 September 2016",
    ]
    for link in row.xpath(".//li//a/@href"):
        assert by_id(page, link[1:]).xpath(".//mark[contains(@class, 'trigger')]")


def test_the_script_is_told_who_holds_what_from_which_day_on_by_each_voice(page: html.HtmlElement) -> None:
    data = data_of(page)
    voices = [text(o) for o in page.xpath("//select[@name='voice']/option")]
    assert voices == ["all accounts", "the government", "the opposition"]
    (place,) = data["places"].values()
    assert data["first"] == "2016-08-06" and data["last"] == 45
    by_all, government, opposition = place["held"]
    assert [s[0] for s in by_all] == [0, 29]
    assert [[data["sides"][h[0]] for h in s[1]] for s in government] == [["the government"]]
    assert [[data["sides"][h[0]] for h in s[1]] for s in opposition] == [["the opposition"]]
    assert len(place["events"]) == 2 * 2


def test_ways_are_drawn_and_told(page: html.HtmlElement) -> None:
    (line,) = page.xpath("//section[@id='map']//a[starts-with(@class, 'way')]")
    row = by_id(page, line.get("href")[1:])
    assert "Ramouseh gap (▲ the opposition): Castello Road to Aleppo, by Ramouseh. Closed, as the pack has it." in text(
        row
    )
    assert all(by_id(page, a[1:]) is not None for a in row.xpath(".//a/@href"))


def test_a_case_without_a_place_says_so() -> None:
    record = Sample(hands.RECORD.articles)
    assert "No event of a place that can be drawn" in text(by_id(page_of(record), "map"))


def test_hostile_names_stay_text_in_the_map_and_in_its_data() -> None:
    name = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e"
    (pack,) = hands.KNOWLEDGE.packs
    places = tuple(replace(p, name=name) if p.id == "demo:ramouseh" else p for p in pack.places)
    page = page_of(hands.RECORD, Knowledge([replace(pack, places=places)]))
    assert len(page.xpath("//script")) == 1 and not page.xpath("//img")
    assert len(page.xpath("//section[@id='map']//a[starts-with(@class, 'spot')]")) == 1
    (place,) = data_of(page)["places"].values()
    assert place["name"].startswith("</script><script>alert(1)</script>") and "\u202e" not in place["name"]
    assert not [a for a in page.xpath("//@*") if "\u202e" in a]


def test_two_countries_far_apart_do_not_shrink_the_map_of_the_one_with_most_events() -> None:
    places = (
        Place("x:land", "Land", "country", None, 10.0, 20.0),
        Place("x:far", "Far", "country", None, -30.0, 150.0),
        *(Place(f"x:p{n}", f"Place {n}", "town", "x:land", 10.0 + n / 10, 20.0 + n / 10) for n in range(12)),
        Place("x:talks", "Talks", "city", "x:far", -30.0, 150.0),
    )
    known = Knowledge([Pack("x", "x", "1", places=places)])
    told = next(iter(hands.RECORD.claims.values()))
    account = Account(None, None, None, "asserts", (told.id,))
    names = [(f"e-{p.id}", p.id) for p in places if p.kind != "country"]
    events = {name: Event(name, "attack", "violence", place, None, (account,)) for name, place in names}
    page = page_of(replace(hands.RECORD, events=events), known)
    assert len(page.xpath("//section[@id='map']//a[starts-with(@class, 'spot')]")) == 12
    assert "1 event beyond the edge of the map" in text(by_id(page, "map"))
