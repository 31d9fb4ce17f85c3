from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import FLASH

from truceline.intake.furniture import mark

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def marked(text: str) -> list[tuple[str, str]]:
    return [(f.kind, text[f.span.begin : f.span.end]) for f in mark(text)]


@given(
    st.lists(
        st.sampled_from([FLASH, "Related:", "A headline here", "By Rana Aziz", "Share this", "Leave a Reply", "", " "])
    )
)
def test_marks_are_in_order_and_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = [f.span for f in mark(text)]
    assert all(a.end <= b.begin for a, b in pairwise(spans))
    assert all(text[s.begin : s.end].strip() == text[s.begin : s.end] for s in spans)


def test_a_related_list_ends_where_sentences_begin() -> None:
    related = "Related\u00a0articles:\n\nBridge shut again\n\nUpdate: council talks fail"
    assert marked(f"Flour wanted\n\n{related}\n\nA queue in Nahr.\n\n{FLASH}") == [("related", related)]


def test_a_comment_form_goes_to_the_end() -> None:
    form = "Leave a Reply\n\nFill in your details below or click an icon\n\nYou are commenting as guest.\n\nA rant."
    assert marked(f"{FLASH}\n\n\n{form}\n") == [("comments", form)]


def test_a_link_to_the_comments_above_the_text_takes_nothing_with_it() -> None:
    text = f"Flour wanted\n\nLeave a comment\n\n{FLASH}\n\n{FLASH}"
    assert marked(text) == [("comments", "Leave a comment")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Rana Aziz", "byline"),
        ("By Rana Aziz and Tom de Vries in Nahr", "byline"),
        ("(Reporting by Rana Aziz; Editing by Tom Vries)", "byline"),
        ("Share this:", "share"),
        ("Facebook | Twitter | WhatsApp", "share"),
        ("Click to share on Facebook (Opens in new window)", "share"),
        ("Sign up to our newsletter", "boilerplate"),
        ("This website uses cookies to improve your visit.", "boilerplate"),
        ("\u00a9 2019 Nahr Gazette. All rights reserved.", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Home | World | Middle East | Opinion", "menu"),
        ("Skip to content", "menu"),
        ("3 comments", "comments"),
        ("Read more: Bridge shut again", "related"),
    ],
)
def test_lines_of_furniture_are_marked(line: str, kind: str) -> None:
    assert marked(f"{FLASH}\n{line}\n{FLASH}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        FLASH,
        "By Monday the road was shut.",
        "By Tuesday Night",
        "By land and by sea",
        "Aleppo | 23 killed | 40 wounded | 3 missing",
        "Related to this, the council asked for a pause.",
        "Readers were told to share this bread with neighbours.",
        "He signed up for the Home Guard and left.",
        "Comments by the mayor angered the council.",
        "More than 40 people were killed",
        "Watchdog: rebels print leaflets on Twitter offers",
        "The tags on the shells were Russian. Related units fired again.",
        "Reporting by the local council has stopped, and editing by the army began.",
        "Follow us, the soldiers said.",
    ],
)
def test_reporting_is_not_marked(line: str) -> None:
    assert marked(line) == []
    assert marked(f"{FLASH}\n\n{line}\n\n{FLASH}") == []


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (
            "03.04.2019(updated 1457 03.04.2019) Get short URL 0 54",
            "... 54 Related Bridge Shut Tags Nahr Community standardsDiscussion",
        ),
        ("", "Never miss a story: subscribe to our newsletter, and we keep you posted!"),
        ("", "Additional reporting by Rana Aziz; Editing by Tom Vries"),
        ("", "Share on X | Facebook | WhatsApp Related: What is the bridge? | Sign up for our newsletter"),
        ("", "Read Also"),
        ("", "Twitter"),
    ],
)
def test_furniture_in_one_line_with_the_text_is_marked(head: str, tail: str) -> None:
    text = " ".join(filter(None, (head, FLASH, tail)))
    assert [words for _, words in marked(text)] == [words for words in (head, tail) if words]


def test_no_annotated_claim_is_furniture() -> None:
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the shared corpus is not here")
    marks = {}
    for name in ("syria", "written", "re3d"):
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as stream:
            for line in stream:
                article = json.loads(line)
                marks[article["id"]] = mark(article["text"])
    triggers = lost = 0
    for path in sorted((folder / "claims").glob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        for claim in annotated["claims"]:
            sentence = annotated["sentences"][claim["s"]]
            if sentence["begin"] is None:
                continue
            begin = sentence["begin"] + sentence["text"].index(claim["trigger"])
            triggers += 1
            lost += any(f.span.begin <= begin < f.span.end for f in marks[annotated["id"]])
    assert triggers > 1000
    assert lost == 0
