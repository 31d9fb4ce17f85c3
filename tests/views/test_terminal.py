from __future__ import annotations

import json
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from sample import KNOWLEDGE, RECORD
from truceline.views import tables, truces
from truceline.views.show import UnknownIdError, as_json, show

WIDE = 400


def printed(what: RenderableType, width: int = WIDE) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def test_every_claim_event_and_truce_is_a_line_with_its_id() -> None:
    for ids, table in (
        (RECORD.claims, tables.claims(RECORD.claims.values(), RECORD, KNOWLEDGE, WIDE)),
        (RECORD.events, tables.events(RECORD.events.values(), KNOWLEDGE, WIDE)),
        (RECORD.truces, truces.table(RECORD.truces.values(), KNOWLEDGE, WIDE)),
    ):
        lines = printed(table).splitlines()
        assert [line.split()[0] for line in lines[1:]] == list(ids)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_an_id_is_never_cut_however_narrow_the_terminal(width: int) -> None:
    lines = printed(tables.events(RECORD.events.values(), KNOWLEDGE, width), width).splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(RECORD.events)


def test_outlets_tell_side_and_how_much_was_read() -> None:
    rows = tables.outlet_rows(RECORD.articles.values(), RECORD, KNOWLEDGE)
    assert sum(int(r["articles"] or 0) for r in rows) == len(RECORD.articles)
    assert sum(int(r["claims"] or 0) for r in rows) == len(RECORD.claims)
    by_name = {r["outlet"]: r for r in rows}
    assert by_name["State Agency"]["side"] == KNOWLEDGE.label("demo:government")
    assert by_name["World Wire"]["side"] == "near none"


def test_an_event_shows_every_account_with_its_words() -> None:
    for event in RECORD.events.values():
        text = printed(show(RECORD, KNOWLEDGE, event.id))
        for account in event.accounts:
            assert (KNOWLEDGE.label(account.outlet) or "outlet unknown") in text
        for claim in event.claims:
            assert RECORD.claims[claim].trigger.text in text


def test_a_truce_shows_its_steps_and_its_written_terms() -> None:
    for truce in RECORD.truces.values():
        text = printed(show(RECORD, KNOWLEDGE, truce.id))
        assert truce.name in text
        for step in truce.steps:
            assert all(event in text for event in step.events)
        if truce.terms:
            for obligation in KNOWLEDGE.terms[truce.terms].obligations:
                assert obligation.text.split()[0] in text


def test_claims_and_articles_are_shown_by_id_too() -> None:
    for name in (*RECORD.claims, *RECORD.articles):
        assert printed(show(RECORD, KNOWLEDGE, name)).strip()


def test_an_unknown_id_is_told() -> None:
    with pytest.raises(UnknownIdError, match="e-nothing"):
        show(RECORD, KNOWLEDGE, "e-nothing")


def test_article_text_is_no_markup_and_sends_no_escape_codes() -> None:
    article = next(a for a in RECORD.articles.values() if a.title)
    hostile = replace(article, title="[bold]x[/bold] \x1b[2J\x9b31m", notes=("[red]note[/red]",))
    record = replace(RECORD, articles={**RECORD.articles, article.id: hostile})
    text = printed(show(record, KNOWLEDGE, article.id))
    assert "[bold]x[/bold]" in text
    assert "[red]note[/red]" in text
    assert "\x1b" not in text
    assert "\x9b" not in text


def test_an_event_says_what_its_accounts_dispute_and_agree_on() -> None:
    lines = [" ".join(line.split()) for line in printed(show(RECORD, KNOWLEDGE, "e-00000002")).splitlines()]
    assert "≠ disputed how many were killed 30 (1); at least 12 (2); 9 to 12 (3)" in lines
    assert "= agreed who did it Syrian Army (1); Syrian government forces (2, 3)" in lines
    assert sum(line.count("≠ killed:") for line in lines) == 3
    listed = printed(tables.events([RECORD.events["e-00000002"]], KNOWLEDGE, WIDE)).splitlines()
    assert listed[0].split()[5:8] == ["told", "by", "disputed"]
    assert "3 outlets" in listed[1] and listed[1].count("killed") == 1


def test_anything_shown_can_be_had_as_json_with_its_claims() -> None:
    for name in (*RECORD.events, *RECORD.truces, *RECORD.claims, *RECORD.articles):
        found = json.loads(json.dumps(as_json(RECORD, KNOWLEDGE, name)))
        assert found["id"] == name
        own = {c["id"] for c in found.get("claims", ())}
        told = RECORD.events[name].claims if name in RECORD.events else ()
        assert not told or own == set(told)
    event = as_json(RECORD, KNOWLEDGE, "e-00000002")
    (killed,) = [f for f in event["findings"] if f["question"] == "killed"]
    assert killed["verdict"] == "disputed"
    assert killed["answers"][0]["value"] == {"min": 30, "max": 30}


def test_an_event_says_why_it_is_one_and_how_sure_that_is() -> None:
    lines = [" ".join(line.split()) for line in printed(show(RECORD, KNOWLEDGE, "e-00000002")).splitlines()]
    begin = lines.index("Why these are one")
    told = lines[begin:]
    for outlet in ("State Agency (1)", "Northern Press (2)", "World Wire (3)"):
        assert any(outlet in line and "“" in line for line in told)
    assert any(line.startswith("+ ") and "time: the same day" in line for line in told)
    assert any(line.startswith("− ") for line in told)
    joins = as_json(RECORD, KNOWLEDGE, "e-00000002")["joins"]
    assert len([line for line in told if " % " in line and "(" in line]) == len(joins) >= 2
    assert [j["likely"] for j in joins] == sorted(j["likely"] for j in joins)
    for join in joins:
        assert 0 < join["likely"] < 1
        assert {*join["one"], *join["other"]} <= set(RECORD.claims)
        assert all(set(r) == {"about", "finding", "weight"} for r in join["reasons"])


def test_an_event_of_a_single_claim_needs_no_reason() -> None:
    single = next(e for e in RECORD.events.values() if len(e.claims) == 1)
    assert "Why these are one" not in printed(show(RECORD, KNOWLEDGE, single.id))
    assert as_json(RECORD, KNOWLEDGE, single.id)["joins"] == []
