from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from sample import KNOWLEDGE, RECORD, Sample, claim
from truce_sample import ALEPPO, article, record
from truceline.views.sitrep.compose import compose
from truceline.views.sitrep.render import markdown, page
from truceline.views.sitrep.report import Sentence, SitRep

FIRST, LAST = date(2016, 8, 1), date(2016, 9, 30)
HOSTILE = '<script>alert("x")</script> [a](javascript:x) `b` \u202e **c**'


@pytest.fixture(scope="module")
def report() -> SitRep:
    return compose(RECORD, KNOWLEDGE, FIRST, LAST)


def test_every_sentence_rests_on_claims_of_the_record(report: SitRep) -> None:
    sentences = [s for section in report.sections for s in section.sentences]
    assert len(sentences) > 10
    assert all(s.claims and set(s.claims) <= set(RECORD.claims) for s in sentences)


def test_a_sentence_without_a_claim_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="no claim supports"):
        Sentence("Nobody said so.", ())


def test_every_reference_in_markdown_has_its_words(report: SitRep) -> None:
    text = markdown(report)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = dict(re.findall(r"^\[\^(\d+)\]: .*“(.*)” \(", text, re.MULTILINE))
    assert used == set(notes)
    assert all(notes.values())


def test_every_reference_of_the_page_leads_to_words_in_one_click(report: SitRep) -> None:
    text = page(report)
    links = set(re.findall(r'href="#(reference-\d+)"', text))
    assert links
    assert links == set(re.findall(r'id="(reference-\d+)"', text))


def test_other_days_are_left_out() -> None:
    text = markdown(compose(RECORD, KNOWLEDGE, date(2012, 1, 1), date(2012, 1, 7)))
    assert "[^1]" not in text
    assert "No fighting, strike or attack is told of these days and places." in text


def test_other_places_are_left_out() -> None:
    text = article("a", "2016-08-12", "Shelling hit Aleppo on Thursday.", "Shelling hit Idlib on Thursday.")
    hits = [
        claim(text, 1, "Shelling", "shelling", place=[ALEPPO], on="2016-08-11"),
        claim(text, 2, "Shelling", "shelling", place=[("Idlib", "demo:idlib")], on="2016-08-11"),
    ]
    held = record(*hits, articles=(text,))
    told = markdown(compose(held, KNOWLEDGE, FIRST, LAST, ("demo:aleppo",)))
    assert "hit Aleppo" in told
    assert "hit Idlib" not in told


def test_who_denies_it_and_what_is_disputed_stand_beside_what_is_told(report: SitRep) -> None:
    text = markdown(report)
    assert "accounts differ on" in text
    assert re.search(r"attributed to .* by ", text)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_hostile_words_stay_words() -> None:
    text = article("a", "2016-08-12", f"Shelling by {HOSTILE} hit Aleppo on Thursday.", outlet=HOSTILE)
    hit = claim(text, 1, "Shelling", "shelling", actor=[HOSTILE], place=[ALEPPO], on="2016-08-11")
    report = compose(record(hit, articles=(text,)), KNOWLEDGE, FIRST, LAST)
    tags = _Tags()
    tags.feed(page(report))
    assert [tag for tag, _ in tags.found].count("script") == 1
    assert not any((attrs.get("href") or "").startswith("javascript") for _, attrs in tags.found)
    assert "<script" not in markdown(report)
    assert not re.search(r"(?<!\\)\]\(javascript", markdown(report))


def test_the_same_record_gives_the_same_report() -> None:
    events = dict(reversed(list(RECORD.events.items())))
    turned = Sample(RECORD.articles, RECORD.copies, RECORD.claims, events, RECORD.truces)
    assert markdown(compose(turned, KNOWLEDGE, FIRST, LAST)) == markdown(compose(RECORD, KNOWLEDGE, FIRST, LAST))
