"""The dossier and the situation report as a reader has them: opened from disk in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from test_dossier import HOSTILE, hostile_record
from typer.testing import CliRunner

from browser import CHROMIUM, Browser
from hostile import ENDLESS, hostile
from sample import KNOWLEDGE, RECORD
from truceline.case import Case
from truceline.cli import app
from truceline.pack import Knowledge
from truceline.records import Held
from truceline.views.dossier import render
from truceline.views.sitrep.compose import compose
from truceline.views.sitrep.render import page as report

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")

REPOSITORY = Path(__file__).parents[2]
CHECKS = (REPOSITORY / "tests" / "page_checks.js").read_text(encoding="utf-8").replace("const checks", "var checks", 1)
PAGES = ("demo", "hostile", "unknown", "report", "hostile-report")

NUMBERS = {
    "figures of the head": (".figures li:not(:nth-child(2)) b", "li"),
    "claims of outlets": (".outlets td.n a", "tr"),
    "killed and wounded of an event": (".event > .meta b", ".event"),
    "numbers of an account": (".account .facts dd b", ".account"),
    "events of a day": ("#events summary .count", "details"),
    "claims of an article": ("#sources summary:has(+ .tells)", "details"),
    "tolls": ("#tolls td b", "tr"),
    "sums of all tolls": ("#tolls > p b", "p"),
    "sums of a period": ("#tolls summary .count", "details"),
    "bars of the killed": ("#tolls svg.bars a", "a"),
    "told totals": ("#tolls .totals li", "li"),
    "bars of violence": ("#truces svg a", "a"),
    "accounts of a truce": (".truce > .meta", "article"),
    "truce steps": ("#truces .steps > li", "li"),
    "rows of a joint table": (".joint tbody > tr", "tr"),
    "violations counted": (".joint .totals li:has(a)", "li"),
    "sums of violations": (".joint .totals li:not(:has(a))", "details"),
    "aid steps": ("#aid .steps > li", "li"),
    "requests open": ("#aid table td", "tr"),
    "people in need": ("#aid .need dd", "dd"),
    "ground changes": ("#ground tbody td", "tr"),
    "places cut off": ("#ground dd", "dd"),
    "talks": ("#talks tbody td", "tr"),
    "threats": ("#talks .steps > li", "li"),
    "marks of talks": ("#talks svg a", "a"),
    "events of a place": ("#places td", "tr"),
    "spots of the map": ("#map svg a.spot title", "a"),
}
"""Every kind of number of the demo's page: where it stands, and what part of the page around it has its links."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the example articles, of the same with hostile ones, and of a record that nobody knows a name in."""
    folder = tmp_path_factory.mktemp("pages")
    case, packs = folder / "demo.case", ("--pack", "world", "--pack", "syria", "--pack", f"{REPOSITORY}/examples/pack")
    articles = REPOSITORY / "examples" / "aleppo-2016"
    built = CliRunner().invoke(app, ["build", str(articles), "-o", str(case), "--workers", "1", *packs])
    assert built.exit_code == 0, built.output
    with Case.open(case) as opened:
        knowledge, demo, bad = Knowledge.of(opened.packs), Held.of(opened), Held.of(hostile(opened))
        first, last = date(2016, 7, 20), date(2016, 9, 30)
        texts = {
            "demo": render(demo, knowledge, title="Aleppo"),
            "hostile": render(bad, knowledge, title=HOSTILE),
            "unknown": render(hostile_record(), KNOWLEDGE, title=HOSTILE),
            "report": report(compose(demo, knowledge, first, last)),
            "hostile-report": report(compose(bad, knowledge, first, last)),
        }
    found = {name: folder / f"{name}.html" for name in texts}
    for name, text in texts.items():
        found[name].write_text(text, encoding="utf-8", newline="\n")
    return found


def opened(file: Path, folder: Path, *, width: int = 1280, scripts: bool = True) -> Iterator[Browser]:
    """A page in a browser, with the checks; nothing may have been asked for or complained of by the end."""
    with Browser(file, folder, width=width, scripts=scripts) as browser:
        browser.value(CHECKS + "; 0")
        yield browser
        assert browser.complaints == []
        assert browser.requests == [file.as_uri()]


@pytest.fixture(scope="module", params=PAGES)
def page(
    request: pytest.FixtureRequest, files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    yield from opened(files[request.param], tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def demo(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from opened(files["demo"], tmp_path_factory.mktemp("profile"))


@pytest.fixture(params=["dossier", "report"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Browser]:
    """A page that is gone through by keyboard in a short time."""
    page = tmp_path / "small.html"
    text = (
        render(RECORD, KNOWLEDGE, title="Aleppo")
        if request.param == "dossier"
        else report(compose(Held.of(RECORD), KNOWLEDGE, date(2016, 8, 1), date(2016, 9, 30)))
    )
    page.write_text(text, encoding="utf-8", newline="\n")
    yield from opened(page, tmp_path / "profile")


def settle(browser: Browser) -> None:
    browser.value("new Promise((done) => setTimeout(done, 60))")


def test_the_parts_of_the_page_stand_in_order_and_have_names(page: Browser) -> None:
    assert page.value("checks.structure()") == []
    assert page.value("checks.again()") == []


def test_the_checks_see_what_is_wrong(demo: Browser) -> None:
    demo.value(
        "document.querySelector('main').insertAdjacentHTML('beforeend', `<div id=bad><h6>x</h6><p id=bad></p>"
        "<table><tr><th>1</table><svg></svg><a href='#nowhere'>2</a><p class=meta id=lost>30</p></div>`); 0"
    )
    assert len(demo.value("checks.structure()")) == 7
    assert demo.value("checks.numbers('#lost', 'p').lost.length") == 1
    demo.value("document.getElementById('bad').remove()")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_reaches_over_the_edge_of_the_screen(page: Browser, width: int) -> None:
    page.resize(width)
    page.value("checks.open()")
    assert page.value("checks.overflow()") == []


def test_a_screen_reader_is_told_every_name(page: Browser) -> None:
    page.value("checks.open()")
    told = page.accessible()
    roles = [role for role, _, _ in told]
    assert [roles.count(r) for r in ("main", "banner", "contentinfo")] == [1, 1, 1]
    levels = [about["level"] for role, _, about in told if role == "heading"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    named = "heading link button navigation region table columnheader rowheader image img graphics-symbol".split()
    named += "form searchbox combobox slider spinbutton textbox Date".split()
    assert {"heading", "link", "navigation", "region"} <= set(roles)
    assert [(role, about) for role, name, about in told if role in named and not name.strip()] == []


def test_every_number_leads_to_words_in_two_clicks(files: dict[str, Path], tmp_path: Path) -> None:
    for browser in opened(files["demo"], tmp_path, scripts=False):
        found: dict[str, Any] = {
            what: browser.value(f"checks.numbers({json.dumps(where)}, {json.dumps(block)})")
            for what, (where, block) in NUMBERS.items()
        }
        assert [what for what, n in found.items() if not n["found"]] == []
        assert {what: n["lost"] for what, n in found.items() if n["lost"]} == {}
        assert browser.value("checks.accounts()") == []


def test_every_reference_of_the_report_leads_to_words(files: dict[str, Path], tmp_path: Path) -> None:
    for browser in opened(files["report"], tmp_path, scripts=False):
        numbers = browser.value("checks.numbers('.report li', 'li')")
        assert numbers["found"] > 10 and numbers["lost"] == []
        assert browser.value("checks.accounts()") == []


def test_a_click_opens_what_is_folded_and_shows_the_words(demo: Browser) -> None:
    demo.value("for (const d of document.querySelectorAll('details')) d.open = false")
    links = "document.querySelectorAll('#tolls td a.ref')"
    demo.value(f"{links}[0].click()")
    settle(demo)
    seen = "(() => { const e = document.querySelector(':target'); const b = e.getBoundingClientRect();"
    assert demo.value(f"{seen} return e.checkVisibility() && b.top >= 0 && b.top < innerHeight; }})()")
    assert demo.value("document.querySelector(':target bdi[data-at] mark.trigger').textContent") != ""


def test_a_sentence_of_another_account_is_put_in_place_when_it_is_to_be_seen(
    files: dict[str, Path], tmp_path: Path
) -> None:
    for browser in opened(files["demo"], tmp_path):
        left = "document.querySelectorAll('a.again').length"
        folded = browser.value(left)
        link = "document.querySelector('a.again')"
        name, word = browser.value(f"[{link}.closest('.account').id, {link}.textContent]")
        browser.value(f"{link}.closest('details.day').open = true")
        settle(browser)
        assert 0 < browser.value(left) < folded
        marked = f"[...document.getElementById({json.dumps(name)}).querySelectorAll('bdi[data-at] mark.trigger')]"
        assert word.split(" … ")[0] in browser.value(f"{marked}.map((m) => m.textContent)")
        assert browser.value("checks.structure()") == []
        browser.value("dispatchEvent(new Event('beforeprint'))")
        assert browser.value(left) == 0


def test_words_are_found_in_accounts_whose_sentence_stands_elsewhere(demo: Browser) -> None:
    sentence = demo.value("document.querySelector('#events bdi[data-at]:has(mark[id])').textContent")
    accounts = demo.value("[...document.querySelectorAll('#events bdi[data-at] mark[id]')].length")
    assert accounts
    demo.value(
        f"(() => {{ const e = document.forms.filter.elements.words; e.value = {json.dumps(sentence)}; "
        "e.dispatchEvent(new Event('input', { bubbles: true })); })()"
    )
    demo.value("new Promise((done) => setTimeout(done, 400))")
    assert demo.value("document.querySelectorAll('.event:not([hidden])').length") >= 2
    demo.value("document.forms.filter.reset()")
    settle(demo)


def test_everything_is_reached_by_keyboard_in_order_and_seen(small: Browser) -> None:
    small.value("checks.open()")
    stops = small.value("checks.stops().length")
    reached: list[int] = []
    for _ in range(3 * stops):
        small.press("Tab")
        number, seen, element = small.value("checks.focus()")
        if number < 0:
            break
        assert seen, element
        if not reached or number != reached[-1]:
            reached.append(number)
    assert reached == list(range(stops))


def test_the_skip_link_comes_first_and_leads_past_the_contents(small: Browser) -> None:
    small.press("Tab")
    assert small.value("document.activeElement.className") == "skip"
    assert small.value("checks.focus()[1]") is True
    small.press("Enter")
    small.press("Tab")
    assert small.value("document.activeElement.closest('main') !== null") is True


@pytest.mark.parametrize("name", ["hostile", "hostile-report"])
def test_what_articles_hold_stays_text(name: str, files: dict[str, Path], tmp_path: Path) -> None:
    for browser in opened(files[name], tmp_path):
        assert browser.value("document.querySelectorAll('img, iframe, [onclick], [onerror], main script').length") == 0
        shown = browser.value("document.body.textContent")
        assert "<script>throw new Error('ran')</script>" in shown and "{{ 7*7 }}{% raw %}" in shown
        assert not set(shown) & {"\x00", "\x1b", "\x07"}
        assert name != "hostile" or ENDLESS in shown
        # A mark that turns text never stands in text that is not held in.
        loose = browser.value(
            "(() => { const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let n = 0; "
            "while (w.nextNode()) n += /[\\u202a-\\u202e\\u2066-\\u2069]/.test(w.currentNode.data) "
            "&& !w.currentNode.parentElement.closest('bdi, style, script'); return n; })()"
        )
        assert loose == 0
