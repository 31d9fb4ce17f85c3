from __future__ import annotations

import base64
import hashlib
import os
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from test_dossier import HOSTILE

from annotated import accord, article, depot, read, write
from browser import CHROMIUM
from truceline.evaluation.coding import Coding
from truceline.evaluation.gold import load
from truceline.evaluation.score import Result, by_outlet, figures
from truceline.plain import showable
from truceline.records import Problem
from truceline.views.errors import render


def results(tmp_path: Path) -> list[Result]:
    articles = load(write(tmp_path, depot(), accord())).articles
    return [Result(a, tuple(Coding.of(c) for c in read(a.article))) for a in articles]


def hostile(tmp_path: Path) -> list[Result]:
    """Every free text hostile, where the file may hold it; nothing is found."""
    words = HOSTILE.replace("\ud800", "")  # half a pair cannot stand in a file
    told = article(
        "hostile",
        words,
        [f"{words} shelled"],
        [
            {"s": 1, "trigger": words, "type": "attack", "status": "happened", "actor": [words], "time": [words]},
            {
                "s": 1,
                "trigger": "shelled",
                "type": "shelling",
                "status": "happened",
                "numbers": [{"kind": "killed", "text": words, "min": 1, "max": None}],
            },
        ],
        outlet=words,
    )
    written = write(tmp_path, told)
    (found,) = load(written).articles
    return [Result(found, ())]


def page(told: list[Result], *problems: Problem) -> html.HtmlElement:
    return html.document_fromstring(written(told, *problems))


def written(told: list[Result], *problems: Problem) -> str:
    return render(told, figures(told), by_outlet(told), problems, title="A test", reader="r-1")


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def cells(card: html.HtmlElement) -> dict[str, list[str]]:
    return {text(row[0]): [text(cell) for cell in row[1:]] for row in card.xpath(".//tbody/tr")}


@pytest.fixture(params=["sample", "hostile", "empty"])
def any_page(request: pytest.FixtureRequest, tmp_path: Path) -> html.HtmlElement:
    made = {"sample": results, "hostile": hostile}
    told = made[request.param](tmp_path) if request.param in made else []
    return page(told, Problem(HOSTILE, HOSTILE, HOSTILE))


def test_every_sentence_with_a_difference_is_shown_with_both_triggers_marked(tmp_path: Path) -> None:
    found = page(results(tmp_path))
    sentences = found.xpath("//div[@class='event']//blockquote/p[1]/bdi")
    told = [s["text"] for s in depot()["sentences"]]
    assert [s.text_content() for s in sentences] == told
    marks = [[(m.get("class"), m.text_content()) for m in s.xpath("./mark")] for s in sentences]
    assert marks == [
        [("gold", "shell")],
        [("gold found", "shelled")],
        [("found", "shelling"), ("gold found", "killed"), ("gold", "shelling")],
        [("found", "may "), ("gold found", "withdraw")],
    ]


def test_a_claim_stands_with_both_sides_and_what_differs_marked(tmp_path: Path) -> None:
    cards = page(results(tmp_path)).xpath("//div[@class='card']")
    assert [c.get("data-kinds") for c in cards] == [
        "missed",
        "target",
        "spurious",
        "status date numbers",
        "missed",
        "type status",
    ]
    shelled, killed, withdraw = cards[1], cards[3], cards[5]
    assert cells(shelled)["Target"] == ["depot", "Hamdaniyah"]
    assert cells(shelled)["Date"] == ["2016-08-07 (“on Sunday”)"] * 2
    assert [m.text_content() for m in shelled.xpath(".//tbody//mark[@class='lost']")] == ["depot"]
    assert [m.text_content() for m in shelled.xpath(".//tbody//mark[@class='wrong']")] == ["Hamdaniyah"]
    assert cells(killed) == {
        "Status": ["happened", "planned"],
        "Target": ["people", "nine people"],
        "Date": ["–", "2016-08-07 (“on Sunday”)"],
        "Numbers": ["killed at least 9 (“at least nine”)", "killed 9 (“nine”)"],
    }
    assert not killed.xpath(".//tr[th='Target']//mark")
    assert cells(withdraw)["Type"] == ["withdrawal", "deployment"]
    assert withdraw.get("data-types") == "withdrawal deployment"
    assert "confidence 0.35" in text(withdraw)


def test_a_missed_claim_has_one_side(tmp_path: Path) -> None:
    (missed, *_) = page(results(tmp_path)).xpath("//div[@class='card']")
    assert [text(h) for h in missed.xpath(".//thead/tr/th")] == ["Gold"]
    assert cells(missed) == {"Actor": ["Rebels"]}
    assert "shell shelling Missed" in text(missed)


def test_articles_stand_by_outlet_and_those_without_a_difference_are_counted(tmp_path: Path) -> None:
    found = page(results(tmp_path))
    assert [text(h) for h in found.xpath("//details/summary")] == ["Northern Press, 8 August 2016 6 claims differ"]
    assert "5 claims annotated, 4 found, 2 right" in text(found)
    assert "In 1 article nothing differs" in text(found)


def test_the_filter_offers_what_there_is_with_its_number(tmp_path: Path) -> None:
    found = page(results(tmp_path))
    offered = {s.get("name"): [text(o) for o in s.xpath("./option")] for s in found.xpath("//form//select")}
    assert offered["kind"][:4] == ["any", "Missed (2)", "Spurious (1)", "Type (1)"]
    assert offered["type"] == ["any", "shelling (4)", "deployment (1)", "toll (1)", "withdrawal (1)"]
    assert offered["outlet"] == ["any", "Northern Press (6)"]


def test_figures_are_on_the_page(tmp_path: Path) -> None:
    found = page(results(tmp_path), Problem("x.json", "claim 2", "its trigger is empty; write it"))
    (row,) = found.xpath("//section[@id='figures']//tr[th='Claim']")
    assert [text(c) for c in row.xpath("./td[@class='n']")] == ["0.600", "0.500", "0.545", "6", "5", "3"]
    assert "x.json claim 2 Not read: its trigger is empty; write it" in text(found)
    assert len(found.xpath("//*[name()='circle']")) == 4
    assert "version r-1" in text(found)


def test_nothing_is_loaded_and_nothing_is_run_but_its_own(any_page: html.HtmlElement) -> None:
    assert not any_page.xpath("//@src | //link | //img | //iframe | //object | //embed | //base | //@style | //@srcset")
    assert all(a.startswith("#") for a in any_page.xpath("//@href"))
    (policy,) = any_page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for rule, tag in (("style-src", "style"), ("script-src", "script")):
        (element,) = any_page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert not [a for a in any_page.xpath("//@*") if a.attrname.startswith("on") or "\u202e" in a]


def test_links_lead_somewhere_and_headings_and_tables_are_named(any_page: html.HtmlElement) -> None:
    ids = any_page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert not {a[1:] for a in any_page.xpath("//@href")} - set(ids)
    levels = [int(e.tag[1]) for e in any_page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert all(t.xpath("./caption") for t in any_page.xpath("//table"))
    assert all(c.xpath("ancestor::label") for c in any_page.xpath("//input | //select"))


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    told = hostile(tmp_path)
    found = page(told)
    assert len(found.xpath("//script")) == 1
    shown = found.xpath("//div[@class='event']//blockquote/p[1]")[0].text_content()
    assert shown == showable(told[0].gold.sentences[1].text)
    for element in found.xpath("//*[not(self::script or self::style)]"):
        own = [element.text or "", *(child.tail or "" for child in element)]
        if any("\u202e" in t for t in own):
            assert element.xpath("ancestor-or-self::bdi"), html.tostring(element)[:200]


def test_the_same_results_give_the_same_page(tmp_path: Path) -> None:
    told = results(tmp_path)
    assert written(told) == written(list(reversed(told)))


def opened(page: str, tmp_path: Path) -> html.HtmlElement:
    """The page as Chromium shows it from disk; it must not complain."""
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8", newline="\n")
    assert CHROMIUM
    command = [CHROMIUM, "--headless=new", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=2000"]
    if os.geteuid() == 0:
        command.append("--no-sandbox")
    ran = subprocess.run(
        [*command, "--dump-dom", f"--user-data-dir={tmp_path / 'profile'}", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert [line for line in ran.stderr.splitlines() if "CONSOLE" in line] == []
    return html.document_fromstring(ran.stdout)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")
@pytest.mark.parametrize("made", [results, hostile])
def test_the_page_opens_from_disk_without_complaint(made: Callable[[Path], list[Result]], tmp_path: Path) -> None:
    shown = opened(written(made(tmp_path)), tmp_path)
    assert shown.xpath("//form[@id='filter'][not(@hidden)]"), "the policy kept the page's own script from running"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium installed")
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, 6),
        ({"kind": "missed"}, 2),
        ({"type": "shelling"}, 4),
        ({"kind": "status", "type": "deployment"}, 1),
        ({"words": "AT  night"}, 3),
        ({"kind": "missed", "words": "hill"}, 0),
    ],
)
def test_the_filter_shows_what_is_asked_for(asked: dict[str, str], shown: int, tmp_path: Path) -> None:
    sets = "".join(f"form.elements[{name!r}].value = {value!r};" for name, value in asked.items())
    driver = f"<script>{sets} form.dispatchEvent(new Event('input'));</script>"
    # The page's own policy would rightly refuse the driver.
    loose = html.document_fromstring(written(results(tmp_path)))
    (policy,) = loose.xpath("//meta[@http-equiv]")
    policy.getparent().remove(policy)
    found = opened("<!doctype html>" + html.tostring(loose, encoding="unicode") + driver, tmp_path)
    visible = found.xpath("//div[@class='card'][not(ancestor-or-self::*[@hidden])]")
    assert len(visible) == shown
    (status,) = found.xpath("//p[@id='shown']")
    assert text(status) == (f"{shown} of 6 claims shown" if asked else "")
