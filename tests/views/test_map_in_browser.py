from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hands
from browser import CHROMIUM, Browser
from truceline.views.dossier import render

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")

SIGNS = "[...document.querySelectorAll('.spot .sign-mark')].map((e) => e.getAttribute('class'))"
SHOWN = "document.querySelector('#days output').textContent"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("map") / "dossier.html"
    page.write_text(render(hands.RECORD, hands.KNOWLEDGE, title="Hands"), encoding="utf-8", newline="\n")
    return page


@pytest.fixture
def opened(file: Path, tmp_path: Path) -> Iterator[Browser]:
    with Browser(file, tmp_path / "profile") as browser:
        yield browser
        assert browser.complaints == []
        assert browser.requests == [file.as_uri()]


def chosen(browser: Browser, name: str, value: object) -> None:
    """Choose in a list as a hand does."""
    browser.value(
        f"(() => {{ const e = document.getElementById('days').elements['{name}']; e.value = '{value}'; "
        "e.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )


def test_the_slider_goes_through_the_days_by_keyboard(opened: Browser) -> None:
    assert opened.value(SHOWN).startswith("20 September 2016")
    assert opened.value(SIGNS) == ["sign-mark sign-0", "sign-mark sign-1"]
    opened.focus("#map-day")
    opened.press("ArrowLeft")
    assert opened.value(SHOWN).startswith("19 September 2016")
    opened.press("Home")
    assert opened.value(SHOWN) == "6 August 2016 – Ramouseh, Aleppo: held by the opposition, told 6 August 2016"
    assert opened.value("document.activeElement.getAttribute('aria-valuetext')") == "6 August 2016"
    assert opened.value(SIGNS) == ["sign-mark sign-1"]
    title = opened.value("document.querySelector('.spot title').textContent")
    assert title.startswith("Ramouseh, Aleppo. 2 events") and "held by the opposition" in title


def test_the_buttons_go_to_the_days_on_which_something_changes(opened: Browser) -> None:
    opened.focus("button[name=before]")
    opened.press("Enter")
    assert opened.value(SHOWN).startswith("4 September 2016")
    opened.press("Enter")
    assert opened.value(SHOWN).startswith("6 August 2016")
    assert opened.value("document.querySelector('button[name=before]').disabled") is True


def test_one_side_s_account_can_be_seen_alone(opened: Browser) -> None:
    chosen(opened, "voice", 1)
    assert opened.value(SIGNS) == ["sign-mark sign-0"]
    assert opened.value("document.querySelector('.spot').classList.contains('contested')") is False
    chosen(opened, "voice", 2)
    assert opened.value(SIGNS) == ["sign-mark sign-1"]


def test_events_can_be_those_of_some_days(opened: Browser) -> None:
    size = "Number(document.querySelector('.spot .events').getAttribute('r'))"
    whole: Any = opened.value(size)
    chosen(opened, "events", 7)
    assert opened.value(size) == 0
    opened.focus("#map-day")
    opened.press("Home")
    assert 0 < opened.value(size) < whole


def test_a_place_leads_to_its_row_which_opens(opened: Browser) -> None:
    assert opened.value("document.getElementById('places').open") is False
    opened.focus(".spot")
    opened.press("Enter")
    opened.value("new Promise((done) => setTimeout(done, 200))")
    assert opened.value("document.getElementById('places').open") is True
    assert opened.value("document.querySelector(':target').id") == "place-1"


def test_without_scripts_the_map_is_that_of_the_last_day(file: Path, tmp_path: Path) -> None:
    with Browser(file, tmp_path / "profile", scripts=False) as browser:
        assert browser.value("getComputedStyle(document.getElementById('days')).display") == "none"
        assert browser.value(SIGNS) == ["sign-mark sign-0", "sign-mark sign-1"]
        assert "20 September 2016" in browser.value("document.querySelector('.without').textContent")


@pytest.mark.parametrize("width", [343, 800, 1300])
def test_nothing_reaches_over_the_edge_of_the_screen(file: Path, tmp_path: Path, width: int) -> None:
    with Browser(file, tmp_path / "profile", width=width) as browser:
        reach = "Math.max(...[...document.querySelectorAll('#map *')].map((e) => e.getBoundingClientRect().right))"
        assert browser.value("document.documentElement.scrollWidth") <= width
        assert browser.value(reach) <= width
