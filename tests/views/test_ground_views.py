from __future__ import annotations

from datetime import date

from lxml import html
from rich.console import Console

from ground_texts import ARMY, GUNMEN, KNOWLEDGE, MILL_ROAD, REBELS, TANNERY, Said, Text, record, took
from truceline.ground.holding import Ground
from truceline.ground.routes import Routes
from truceline.views.dossier import render
from truceline.views.ground import Chosen, table

RECORD = record(
    press=Text(
        "Northern Press",
        "2016-08-07",
        [
            Said("The army cut Mill Road on 7 July.", "cut", "siege", [ARMY], [MILL_ROAD], "2016-07-07"),
            took(REBELS, TANNERY, "2016-08-06"),
        ],
    ),
    state=Text(
        "State Agency",
        "2016-08-08",
        [
            took(ARMY, MILL_ROAD, "2016-07-17"),
            Said("Rebels never captured Tannery.", "captured", "capture", [REBELS], [TANNERY], status="denied"),
        ],
    ),
    hostile=Text("World <b>Wire</b>", "2016-08-09", [took("<i>Raiders</i>", TANNERY), took(GUNMEN, "a ford")]),
)
GROUND = Ground(RECORD, KNOWLEDGE)
PAGE = html.fromstring(render(RECORD, KNOWLEDGE, title="Ground"))
SECTION = PAGE.get_element_by_id("ground")


def printed(on: date | None = None) -> str:
    console = Console(width=250, color_system=None)
    with console.capture() as capture:
        console.print(table(Chosen(GROUND, Routes(GROUND, RECORD, KNOWLEDGE), KNOWLEDGE, on=on)))
    return capture.get()


def test_a_day_shows_who_has_what_by_whom_how_old_that_is_and_what_is_cut_off() -> None:
    text = printed(date(2016, 8, 10))
    assert "1 day ago" in text
    assert "≠ held by “<i>Raiders</i>” according to World <b>Wire</b>, by the opposition according to" in text
    assert "not held by the opposition according to the government" in text
    cut = text.partition("Cut off, by account")[2]
    east = [line for line in cut.splitlines() if line.startswith("East Tarsin")]
    assert len(east) == 1 and "according to the government" in east[0]


def test_the_changes_stand_in_order_of_time_with_denials_marked() -> None:
    text = printed()
    days = [text.index(d) for d in ("7 July 2016 ", "17 July 2016 ", "6 August 2016 ", "by 8 August 2016")]
    assert days == sorted(days)
    assert "denied: taken by the opposition" in text
    assert "open again: Tannery taken by the opposition, 6 August 2016" in text


def test_every_line_of_the_page_leads_to_its_words() -> None:
    links = [a.get("href") for a in SECTION.iterdescendants("a") if "ref" in (a.get("class") or "")]
    assert links
    for link in links:
        account = PAGE.get_element_by_id(link.removeprefix("#"))
        assert account.findall(".//mark") or "cut" in account.text_content() or "took" in account.text_content()
    rows = SECTION.findall(".//tbody/tr") + SECTION.findall(".//dd")
    assert rows and all(row.findall(".//a") for row in rows)


def test_the_page_tells_where_accounts_differ_and_what_it_leaves_out() -> None:
    text = " ".join(SECTION.text_content().split())
    assert "≠" in text and "Who has what by the last word of each voice, 9 August 2016" in text
    assert "According to the government: cut off since 17 July 2016" in text
    assert "Not here: 1 claim of places that the packs do not know." in text


def test_hostile_words_stay_text() -> None:
    assert "<i>Raiders</i>" in SECTION.text_content()
    assert not SECTION.findall(".//i") and not SECTION.findall(".//b[.='Wire']")
