from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline import codebook, reading
from truceline.records import ROLES, Article, Claim

SHARED = Path(__file__).resolve().parents[3] / "shared"


def read(text: str, published: date | None = date(2016, 8, 10)) -> tuple[Claim, ...]:
    return reading.read(Article("a", "", text, "Qalat Wire", published))


def one(text: str, kind: str) -> Claim:
    (claim,) = [c for c in read(text) if c.type == kind]
    return claim


def words(claim: Claim, role: str) -> list[str]:
    return [m.text for m in getattr(claim, role)]


def test_who_did_what_to_whom_where_and_when() -> None:
    claim = one("Government warplanes bombed the rebels in Sheikh Saeed on Sunday.", "air_strike")
    assert (claim.trigger.text, claim.status) == ("bombed", "happened")
    assert words(claim, "actor") == ["Government warplanes"]
    assert words(claim, "target") == ["rebels"]
    assert words(claim, "place") == ["Sheikh Saeed"]
    assert str(claim.date) == "2016-08-07"


def test_a_toll_is_a_claim_beside_its_strike_with_total_and_part() -> None:
    text = "Air strikes on Atarib killed at least 31 people, including 11 children, on Monday."
    toll = one(text, "toll")
    assert [(q.kind, q.least, q.most) for q in toll.numbers] == [("killed", 31, None), ("killed", 11, 11)]
    assert one(text, "air_strike").date == toll.date
    assert words(toll, "place") == words(one(text, "air_strike"), "place") == ["Atarib"]


def test_the_passive_turns_actor_and_target_round() -> None:
    claim = one("Twelve civilians were killed by government shelling in Douma.", "toll")
    assert words(claim, "target") == ["Twelve civilians"]
    assert [(q.least, q.most) for q in claim.numbers] == [(12, 12)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Rockets killed four people in Hamdaniyah, the Syrian Observatory for Human Rights said.",
            "Syrian Observatory",
        ),
        ("According to activists, shells killed four people in Hamdaniyah.", "activists"),
        ("Activists said shells killed four people in Hamdaniyah.", "Activists"),
        ("“Shells killed four people in Hamdaniyah,” said Omar Salim, a nurse.", "Omar Salim"),
    ],
)
def test_whoever_is_cited_stays_on_the_claim(text: str, source: str) -> None:
    assert any(source in s for s in words(one(text, "toll"), "source"))


def test_what_the_outlet_says_itself_has_no_source() -> None:
    assert one("Shells killed four people in Hamdaniyah.", "toll").source == ()


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The army seized the village.", "capture", "happened"),
        ("The army plans to seize the village.", "capture", "planned"),
        ("The army may seize the village.", "capture", "possible"),
        ("The army failed to seize the village.", "capture", "denied"),
        ("The army didn’t seize the village.", "capture", "denied"),
        ("In May the army seized the village.", "capture", "happened"),
    ],
)
def test_a_claim_is_told_as_the_text_presents_it(text: str, kind: str, status: str) -> None:
    assert one(text, kind).status == status


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The UN called for a 48-hour ceasefire in Aleppo.", "truce_call"),
        ("The two sides agreed on a truce.", "truce_agree"),
        ("The ceasefire took effect at sunset.", "truce_start"),
        ("The truce was extended by two days.", "truce_extend"),
        ("Rebels violated the truce with mortars.", "truce_violation"),
        ("The ceasefire collapsed on Monday.", "truce_end"),
        ("The UN called on Russia to stop.", "demand"),
        ("The government refused to let the aid convoy pass.", "reject"),
    ],
)
def test_truce_steps_are_told_from_their_neighbours(text: str, kind: str) -> None:
    assert kind in {c.type for c in read(text)}


def test_how_long_a_truce_is_to_last_is_kept() -> None:
    claim = one("The UN called for a 48-hour ceasefire in Aleppo.", "truce_call")
    assert [(q.kind, q.least, q.most) for q in claim.numbers] == [("hours", 48, 48)]


def test_a_permission_refused_is_no_aid_let_in() -> None:
    (claim,) = read("The government refused permission for the aid convoy.")
    assert (claim.type, claim.status) in {("aid_block", "happened"), ("aid_permit", "denied")}
    assert words(claim, "actor") == ["government"]


def test_a_threat_keeps_its_condition() -> None:
    claim = one("Kerry threatened to break off talks unless Russia stops the bombing.", "threat")
    assert words(claim, "condition") == ["unless Russia stops the bombing"]


def test_without_a_date_of_publication_a_weekday_gives_no_date() -> None:
    (claim, *_) = read("Shells hit the market on Sunday.", published=None)
    assert claim.date is None
    assert words(claim, "time") == ["on Sunday"]


def test_a_full_dateline_beats_the_date_of_publication() -> None:
    (claim, *_) = read("ALEPPO, 2 August 2016 - Shells hit the market on Sunday.", published=date(2014, 1, 1))
    assert claim.date is None or str(claim.date) in {"2016-07-31", "2016-08-02"}


@pytest.mark.parametrize(
    ("text", "language", "readable"),
    [
        ("The army said on Sunday that the truce was holding in the east of the city and in the north.", None, True),
        ("قال الجيش إن الهدنة صامدة في شرق المدينة منذ يوم الأحد وإن القوافل دخلت إليها بعد الظهر بسلام", None, False),
        ("Военные заявили, что перемирие в восточной части города соблюдается с воскресенья.", None, False),
        (
            "Le commandement a dit dimanche que la trêve tenait dans les quartiers de la ville assiégée.",
            None,
            False,
        ),
        ("Truce holds", None, True),
        ("Truce holds", "ar", False),
        ("Truce holds", "en-GB", True),
    ],
)
def test_a_language_that_is_not_read_is_named(text: str, language: str | None, readable: bool) -> None:
    reason = reading.unreadable(Article("a", "", text, language=language))
    assert (reason is None) == readable


def assert_words_hold(article: Article, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        assert claim.type in codebook.TYPES
        assert claim.sentence.holds(claim.trigger.span)
        for mention in (claim.trigger, *(m for role in ROLES for m in claim.mentions(role))):
            assert article.passage(mention.span) == mention.text != ""
        for quantity in claim.numbers:
            assert article.passage(quantity.span) == quantity.text
    assert len({c.id for c in claims}) == len(claims)


WORDS = st.sampled_from(
    (
        "The army rebels killed 31 people in Aleppo on Sunday said that truce collapsed . , “ ” : at least "
        "dozens of UN aid convoy blocked by unless Russia called for ceasefire according to activists "
        "was were not may 48 hours since \n"
    ).split(" ")
)


@given(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=30))
def test_every_value_leads_back_to_its_words(text: str, title: str) -> None:
    article = Article("a", title, text, "x", date(2016, 8, 10))
    assert_words_hold(article, reading.read(article))


@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    article = Article("a", text[:20], text)
    assert_words_hold(article, reading.read(article))


@pytest.mark.parametrize(
    "text",
    [
        "Truce",
        "TRUCE HOLDS IN ALEPPO",
        "REBELS SHELLED ALEPPO ON MONDAY KILLING FOUR PEOPLE " * 40,
        "Военные заявили, что перемирие соблюдается. " * 20,
        "قال الجيش إن الهدنة صامدة " * 20,
        "🕊️🕊️ truce 🕊️",
        "\x00\x07killed\x1b[31m 4 people",
        "a" * 50_000,
        "killed " * 5_000,
        "a man, " * 5_000,
        "." * 100_000,
        "Rebels shelled Aleppo and " * 500,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_are_read_without_error(text: str) -> None:
    article = Article("a", "", text)
    assert_words_hold(article, reading.read(article))


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared corpus")
def test_every_value_of_the_corpus_leads_back_to_its_words() -> None:
    number = 0
    with (SHARED / "corpus" / "syria.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            article = Article(row["id"], row["title"], row["text"], row["outlet"], date.fromisoformat(row["published"]))
            claims = reading.read(article)
            assert_words_hold(article, claims)
            number += len(claims)
    assert number > 3000


@pytest.mark.parametrize(
    "text",
    [
        "The army denied reports that its jets bombed the hospital.",
        "A spokesman dismissed claims that rebels had shelled the crossing.",
        "Moscow has denied bombing the market.",
    ],
)
def test_what_is_denied_is_not_told_as_having_happened(text: str) -> None:
    assert {c.status for c in read(text) if codebook.TYPES[c.type].family == "violence"} == {"denied"}


def test_held_fire_is_no_violence() -> None:
    claims = read("Russian aircraft held their fire from ten in the morning.")
    assert [c.type for c in claims if codebook.TYPES[c.type].family == "violence"] == []


def test_what_somebody_hopes_to_do_is_not_told_as_done() -> None:
    assert one("The UN hopes to send aid trucks to Aleppo.", "aid_delivery").status in {"planned", "possible"}


def test_whoever_struck_also_killed_and_the_place_did_not() -> None:
    toll = one("Russian jets struck Saraqib, killing five people.", "toll")
    assert words(toll, "actor") == ["Russian jets"]
    assert "people" in " ".join(words(toll, "target"))


def test_victims_counters_and_seats_are_not_taken_for_killers_and_places() -> None:
    text = "Shells killed 13 people and injured 25 in Hamdaniyah, said the Observatory, a monitor based in Britain."
    for claim in read(text):
        assert "13 people" not in words(claim, "actor")
        assert "Britain" not in words(claim, "place")


def test_a_place_taken_from_somebody_is_not_taken_by_them() -> None:
    claim = one("The alliance captured Manbij from the militants.", "capture")
    assert words(claim, "actor") == ["alliance"]
    assert words(claim, "place") == ["Manbij"]
