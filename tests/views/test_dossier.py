from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from sample import A1, A3, A4, ARTICLES, KNOWLEDGE, RECORD, REPORTS, Sample
from truceline.matching.agreement import findings
from truceline.plain import showable
from truceline.records import (
    Account,
    Article,
    Claim,
    Earlier,
    Event,
    Interval,
    Mention,
    Problem,
    Range,
    Span,
    Truce,
    TruceStep,
)
from truceline.views.dossier import render
from truceline.views.page.context import MANY_CLAIMS

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)> \u202eevil\u202c \x00\x1b[31m \ud800 {{ 7*7 }}'


def hostile_record() -> Sample:
    """Every free text of a record hostile, and a word of 50,000 letters."""
    text = f"{HOSTILE} They attacked us. " + "w" * 50_000
    article = Article(
        HOSTILE, HOSTILE, text, HOSTILE, None, HOSTILE, 'https://x.example/"onclick="alert(1)', HOSTILE, (), (HOSTILE,)
    )
    begin = text.index("attacked")
    trigger = Mention(Span("text", begin, begin + 8), "attacked")
    actor = Mention(Span("text", 0, len(HOSTILE)), HOSTILE)
    attack = Claim("c", HOSTILE, trigger, Span("text", 0, len(text)), "attack", actor=(actor,), source=(actor,))
    account = Account(HOSTILE, HOSTILE, HOSTILE, "attributes", ("c",), (HOSTILE,), (HOSTILE,), Range(1, 2))
    event = Event("e-00000001", "attack", "violence", HOSTILE, None, (account,), Range(1, 2))
    days = Interval.parse("2016-09")
    step = TruceStep("truce_call", (event.id,), days, None, "happened", (HOSTILE,), ("c",))
    truce = Truce("t-00000001", HOSTILE, "called for", HOSTILE, days, None, None, (step,), (event.id,))
    return Sample(
        {article.id: article},
        {},
        {"c": attack},
        {event.id: event},
        {truce.id: truce},
        [Problem(HOSTILE, HOSTILE, HOSTILE)],
    )


def large_record() -> Sample:
    """More claims than a page shows in full, each its own event."""
    line = "They shelled the quarter."
    article = Article("many", "", "\n".join([line] * (MANY_CLAIMS + 1)), "World Wire")
    claims = {}
    for number in range(MANY_CLAIMS + 1):
        begin = number * (len(line) + 1)
        trigger = Mention(Span("text", begin + 5, begin + 12), "shelled")
        claims[f"c{number:05}"] = Claim(
            f"c{number:05}", "many", trigger, Span("text", begin, begin + len(line)), "shelling"
        )
    events = {
        f"e-{c}": Event(
            f"e-{c}", "shelling", "violence", None, None, (Account("demo:world-wire", None, None, "asserts", (c,)),)
        )
        for c in claims
    }
    return Sample({"many": article}, {}, claims, events)


RECORDS = {"sample": RECORD, "empty": Sample(), "hostile": hostile_record(), "large": large_record()}


@pytest.fixture(params=RECORDS, scope="module")
def case(request: pytest.FixtureRequest) -> tuple[Sample, html.HtmlElement]:
    record = RECORDS[request.param]
    return record, html.document_fromstring(render(record, KNOWLEDGE, title="A test"))


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(render(RECORD, KNOWLEDGE, title="Aleppo, summer of 2016"))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def by_id(page: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = page.xpath("//*[@id=$name]", name=name)
    return found


def test_nothing_is_loaded(case: tuple[Sample, html.HtmlElement]) -> None:
    _, page = case
    assert not page.xpath("//@src | //link | //img | //iframe | //object | //embed | //base | //@style | //@srcset")
    addresses = page.xpath("//@href")
    outside = [a for a in addresses if not a.startswith("#")]
    sources = page.xpath("//section[@id='sources']//p[@class='url']/a[contains(@rel, 'noreferrer')]/@href")
    assert sorted(outside) == sorted(sources)
    assert all(a.startswith(("http://", "https://")) for a in sources)
    assert "url(" not in page.findtext(".//style") and "@import" not in page.findtext(".//style")


def test_the_policy_allows_its_own_style_and_script_only(case: tuple[Sample, html.HtmlElement]) -> None:
    _, page = case
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for rule, tag in (("style-src", "style"), ("script-src", "script")):
        (element,) = page.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


def test_ids_are_unique_and_every_link_inside_resolves(case: tuple[Sample, html.HtmlElement]) -> None:
    _, page = case
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    names = [*page.xpath("//@aria-labelledby"), *(a[1:] for a in page.xpath("//@href") if a.startswith("#"))]
    assert not set(names) - set(ids)


def test_every_quoted_sentence_is_the_article_s_characters(case: tuple[Sample, html.HtmlElement]) -> None:
    record, page = case
    articles = list(record.articles.values())
    told = {c.id for c in record.claims.values()}
    for quote in page.xpath("//bdi[@data-at]"):
        number, field, begin, end = quote.get("data-at").split()
        article = articles[int(number) - 1]
        shown = article.title if field == "title" else article.text
        assert quote.text_content() == showable(shown[int(begin) : int(end)])
        spans = {
            shown[c.trigger.span.begin : c.trigger.span.end]
            for c in record.claims.values()
            if c.article == article.id and c.trigger.span.field == field
            and int(begin) <= c.trigger.span.begin and c.trigger.span.end <= int(end)
        }  # fmt: skip
        assert {m.text for m in quote.xpath(".//mark[contains(@class, 'trigger')]")} <= spans
    assert not told or page.xpath("//bdi[@data-at]")


def test_every_event_and_every_claim_is_on_the_page(case: tuple[Sample, html.HtmlElement]) -> None:
    record, page = case
    assert set(page.xpath("//*[contains(@class, 'event') and @data-type]/@id")) == set(record.events)
    here = page.xpath("//section[@id='events' or @id='sources']//mark[contains(@class, 'trigger')]")
    elsewhere = [m for a in page.xpath("//a[@class='again']") for m in marks_of_another(page, a)]
    assert len(here) + len([m for m in elsewhere if "trigger" in m[1]]) == len(record.claims)


def marks_of_another(page: html.HtmlElement, link: html.HtmlElement) -> list[tuple[str, str]]:
    """The marked words, with their marks, of the account that a link to a sentence stands in."""
    sentence = by_id(page, link.get("href")[1:]).getparent()
    name = f"data-{link.get('data-as')}"
    return [(m.text_content(), m.get(name)) for m in sentence.xpath("./mark") if m.get(name)]


def test_a_sentence_of_several_accounts_stands_once_and_the_others_lead_to_their_words(page: html.HtmlElement) -> None:
    places = [e.get("data-at") for e in page.xpath("//bdi[@data-at]")]
    assert len(places) == len(set(places))
    (link,) = page.xpath("//a[@class='again']")
    breach, blocked = (e.xpath("ancestor::*[@data-type]")[0] for e in (by_id(page, link.get("href")[1:]), link))
    assert (breach.get("data-type"), blocked.get("data-type")) == ("truce_violation", "aid_block")
    sentence = by_id(page, link.get("href")[1:]).getparent()
    assert {m.text: m.get("class") for m in sentence.xpath("./mark[@class]")} == {
        "Government forces": "actor",
        "violated": "trigger",
        "Castello Road": "place",
        "on 14 September": "time",
        "activists": "source",
    }
    assert text(link) == by_id(page, link.get("href")[1:]).text == "could not pass"
    assert marks_of_another(page, link) == [
        ("Castello Road", "place"),
        ("activists", "source"),
        ("aid trucks", "target"),
        ("could not pass", "trigger"),
    ]


def test_all_is_readable_without_the_script(case: tuple[Sample, html.HtmlElement]) -> None:
    _, page = case
    assert {e.tag for e in page.xpath("//*[@hidden]")} <= {"form"}


def test_headings_go_down_one_at_a_time_and_landmarks_are_there(case: tuple[Sample, html.HtmlElement]) -> None:
    _, page = case
    levels = [int(e.tag[1]) for e in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert page.get("lang") == "en"
    assert len(page.xpath("//main")) == 1 and page.xpath("//header") and page.xpath("//nav[@aria-label]")
    assert all(t.xpath("./caption") and t.xpath(".//th[@scope]") for t in page.xpath("//table"))
    assert all(c.xpath("ancestor::label") for c in page.xpath("//input | //select"))


def test_hostile_text_stays_text() -> None:
    written = render(hostile_record(), KNOWLEDGE, title=HOSTILE)
    written.encode("utf-8")
    assert "\x00" not in written and "\x1b" not in written
    page = html.document_fromstring(written)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert not [a for a in page.xpath("//@*") if a.attrname.startswith("on")]
    assert text(page.xpath("//h1")[0]) == " ".join(showable(HOSTILE).split())
    assert "49" not in text(page.xpath("//h1")[0])


def test_text_that_turns_is_held_in() -> None:
    page = html.document_fromstring(render(hostile_record(), KNOWLEDGE, title=HOSTILE))
    for element in page.xpath("//*[not(self::script or self::style)]"):
        own = [element.text or "", *(child.tail or "" for child in element)]
        if any("\u202e" in t for t in own):
            assert element.xpath("ancestor-or-self::bdi"), html.tostring(element)[:200]
    assert not [a for a in page.xpath("//@*") if "\u202e" in a and a.attrname not in ("href",)]


def test_the_same_record_gives_the_same_bytes() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from sample import KNOWLEDGE, RECORD\nfrom truceline.views.dossier import render\n"
        "sys.stdout.buffer.write(render(RECORD, KNOWLEDGE, title='t').encode())"
    )
    pages = [
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parents[1])],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1] == render(RECORD, KNOWLEDGE, title="t").encode()


def test_the_head_says_what_was_read(page: html.HtmlElement) -> None:
    figures = [text(li) for li in page.xpath("//ul[@class='figures']/li")]
    assert figures == ["7 articles", "3 outlets", "22 claims", "12 events", "2 truces"]
    assert "8 August to 20 September 2016" in text(page.xpath("//header")[0])
    read = text(by_id(page, "read"))
    assert "1 article repeats another's text and is counted once" in read
    assert "Outlet unknown" in read and "State Agency ◆ the government Syria" in read
    assert "broken.zip/x.html as a whole Not read: the archive ends before the file does" in read
    assert "wire.jsonl line 3 Doubt: the date 2016-13-40 is no day" in read
    assert "1 stretch of page furniture" in read


def test_accounts_stand_side_by_side_with_their_sources_and_words(page: html.HtmlElement) -> None:
    event = by_id(page, "e-00000002")
    assert [text(h) for h in event.xpath(".//h5")] == [
        "◆ the government",
        "▲ the opposition",
        "○ near none, or not known",
    ]
    assert [text(p) for p in event.xpath(".//p[@class='teller']")] == [
        "State Agency, citing a military source",
        "Northern Press, citing local medics",
        "World Wire, citing War Monitor (1 more article has the same text)",
    ]
    north = text(event.xpath(".//section")[1])
    assert "Who Syrian government forces, as Regime artillery" in north
    assert "Killed (disputed) at least 12, as at least 12" in north
    assert "Killed: 9 to 30." in text(event)


def test_differing_accounts_are_said_to_differ(page: html.HtmlElement) -> None:
    def differences(event: str) -> list[str]:
        return [text(p) for p in by_id(page, event).xpath(".//p[@class='differ']")]

    assert differences("e-00000002") == [
        "Accounts differ on how many were killed: 30 (State Agency, citing a military source); at least 12 (Northern "
        "Press, citing local medics); 9 to 12 (World Wire, citing War Monitor)."
    ]
    assert differences("e-00000001") == [
        "Accounts differ on whether it happened: it did not (State Agency, citing a military source); it did (Northern "
        "Press; World Wire)."
    ]
    assert differences("e-00000008") == [
        "Accounts differ on who did it: Syrian opposition fighters (State Agency, citing army command); "
        "Syrian government forces (Northern Press, citing activists)."
    ]
    assert differences("e-0000000c") == []


def test_a_disputed_fact_is_marked_in_each_account_that_tells_it(page: html.HtmlElement) -> None:
    def marked(event: str) -> list[str]:
        return [text(dt) for dt in by_id(page, event).xpath(".//dt[@class='disputed']")]

    assert marked("e-00000002") == ["≠ Killed (disputed)"] * 3
    assert marked("e-00000008") == ["≠ Who (disputed)"] * 2
    assert marked("e-0000000c") == []


def test_what_is_agreed_is_said_quietly_and_only_of_several_accounts(page: html.HtmlElement) -> None:
    def compared(event: str) -> list[str]:
        return [text(p) for p in by_id(page, event).xpath(".//p[@class='compared']")]

    assert compared("e-00000002") == [
        "Agreed: that it happened, what kind of act it was, who did it, where it was and when it was. "
        "Told by one side only: whom it was done to."
    ]
    assert compared("e-0000000c") == []


def test_what_an_outlet_leaves_out_and_what_it_said_earlier_stand_with_its_account() -> None:
    event = RECORD.events["e-00000002"]
    before = Earlier(A1.id, date(2016, 8, 8), "attributes", Range(25, 25))
    state, north, wire = event.accounts
    accounts = (replace(state, earlier=(before,)), replace(north, actors=(), killed=None), wire)
    changed = replace(event, accounts=accounts, findings=findings(accounts, tuple(RECORD.claims.values()), REPORTS))
    page = html.document_fromstring(
        render(replace(RECORD, events={**RECORD.events, event.id: changed}), KNOWLEDGE, title="t")
    )
    assert "Earlier 8 August 2016: 25 killed [4]" in text(by_id(page, f"{event.id}.1"))
    assert "Leaves out who did it and how many were killed." in text(by_id(page, f"{event.id}.2"))


@pytest.mark.parametrize(
    ("event", "word"),
    [("e-00000004", "Possible"), ("e-00000005", "Planned"), ("e-00000002", None), ("e-00000001", None)],
)
def test_what_did_not_happen_is_marked_in_the_heading(page: html.HtmlElement, event: str, word: str | None) -> None:
    assert [text(t) for t in by_id(page, event).xpath("./h4/strong")] == ([word] if word else [])


def test_a_denying_account_is_marked(page: html.HtmlElement) -> None:
    denying = by_id(page, "e-00000001").xpath(".//div[contains(@class, 'denies')]")
    assert [text(d.xpath("./p[@class='teller']")[0]) for d in denying] == [
        "State Agency, citing a military source denies it Denied"
    ]


def test_days_go_from_the_oldest_with_unknown_ones_last(page: html.HtmlElement) -> None:
    days = [text(h) for h in page.xpath("//details[contains(@class, 'day')]/summary/h3")]
    assert days[:3] == ["August 2016: over several days, or day not known", "6 August 2016", "7 August 2016"]
    assert days[-1] == "Day not told, reported 20 September 2016"


def test_a_truce_tells_its_life_and_leads_to_the_words(page: html.HtmlElement) -> None:
    truce = by_id(page, "demo:cessation-2016-09")
    assert "Ended" in text(truce.xpath("./h3")[0])
    assert "To last 168 hours (7 days)." in text(truce)
    steps = [text(li) for li in truce.xpath("./ol[@class='steps']/li")]
    assert (
        steps[0] == "9 September 2016 Agreed by United States, as Washington; Russia, as Moscow told by Northern Press"
    )
    assert [s.split(" by ")[0] for s in steps] == [
        "9 September 2016 Agreed",
        "12 September 2016 In force",
        "14 September 2016 Said to be broken",
        "14 September 2016 Said to be broken",
        "19 September 2016 Ended",
    ]
    for link in truce.xpath("./ol//a/@href"):
        assert by_id(page, link[1:]).xpath(".//mark[contains(@class, 'trigger')]")
    parts = {text(dt): text(dt.getnext()) for dt in truce.xpath("./dl/dt")}
    assert parts["Opposed by"] == "Jaish al-Fatah"
    assert parts["Said to have broken it"] == "Syrian opposition fighters, Syrian government forces"
    terms = text(truce.xpath("./details[last()]")[0])
    assert "Guarantors United States and Russia" in terms and "The parties stop all attacks." in terms


def test_a_planned_step_is_marked_and_names_nobody_as_doing_it(page: html.HtmlElement) -> None:
    truce = by_id(page, "t-00000001")
    assert "In force Planned by Russia" in text(truce)
    assert [text(dt) for dt in truce.xpath("./dl/dt")] == ["Called for by"]


def test_sources_list_every_article_with_what_is_known_of_it(page: html.HtmlElement) -> None:
    numbers = {a.id: n for n, a in enumerate(RECORD.articles.values(), 1)}
    assert len(page.xpath("//ol[@class='sources']/li")) == len(ARTICLES)
    copy = by_id(page, f"article-{numbers[A4.id]}")
    assert f"Same text as [{numbers[A3.id]}]" in text(copy)
    first = text(by_id(page, f"article-{numbers[A1.id]}"))
    assert "Army units foil terrorist attempt near Ramouseh, 8 August 2016. state/0808.html" in first
    assert "4 claims" in first and "menu: Menu Home Sport" in first
    assert "javascript:alert(1)" in text(by_id(page, "sources"))
    assert "Note: encoding guessed: windows-1252" in text(by_id(page, "sources"))
    assert "In no event: No fire was exchanged in the city last night." in text(by_id(page, "sources"))


def test_a_truce_without_a_day_and_the_smallest_of_many_stand_in_a_table() -> None:
    one = RECORD.truces["t-00000001"]
    small = replace(one, steps=())
    truces = {f"t-{n:08}": replace(small, id=f"t-{n:08}", name=f"Truce {n}") for n in range(40)}
    truces["t-undated"] = replace(one, id="t-undated", name="Undated one", date=None)
    truces["t-large"] = replace(one, id="t-large", name="Large one")
    page = html.document_fromstring(render(replace(RECORD, truces=truces), KNOWLEDGE, title="t"))
    drawn = [e.text for e in page.xpath("//div[@class='wide']//*[@class='name']")]
    listed = [text(a) for a in page.xpath("//section[@id='truces']//table//th/a")]
    assert len(drawn) == 30 and "Large one" in drawn
    assert "Undated one" in listed and len(drawn) + len(listed) == len(truces)


def test_a_large_case_has_rows_and_stays_small() -> None:
    written = render(large_record(), KNOWLEDGE, title="t")
    assert len(written.encode()) / MANY_CLAIMS < 1000
    page = html.document_fromstring(written)
    assert len(page.xpath("//div[contains(@class, 'row')]")) == MANY_CLAIMS + 1
    assert "an event that a single claim tells is one row" in text(by_id(page, "read"))
