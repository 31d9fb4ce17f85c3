from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sample import Sample, claim
from truceline.analysis.wording import LEAST, PRIOR, SILENT, SURE, Choice, Subject, compare, wording
from truceline.pack import Actor, Knowledge, Outlet, Pack, Side
from truceline.records import Article

KNOWLEDGE = Knowledge(
    [
        Pack(
            "demo",
            "made up",
            "1",
            sides=(Side("demo:crown", "the Crown", "", ""), Side("demo:league", "the League", "", "")),
            actors=(
                Actor("demo:crown-forces", "Crown forces", "force", "demo:crown", names=("Crown forces",)),
                Actor("demo:guards", "Crown Guards", "force", parent="demo:crown-forces", names=("Crown Guards",)),
                Actor("demo:rebels", "Rebels", "armed_group", "demo:league", descriptions=("rebels", "insurgents")),
                Actor("demo:some", "Armed groups", "armed_group", descriptions=("terrorists", "militants")),
                Actor("demo:people", "People", "population", descriptions=("people", "residents")),
            ),
            outlets=(
                Outlet("demo:gazette", "Gazette", side="demo:crown"),
                Outlet("demo:herald", "Herald", side="demo:league"),
                Outlet("demo:wire", "Wire"),
            ),
        )
    ]
)
ENTITIES = {"rebels": "demo:rebels", "insurgents": "demo:rebels", "terrorists": "demo:some", "militants": "demo:some"}


def record(*told: tuple[str, Sequence[str]], trigger: str = "shelled", kind: str = "shelling") -> Sample:
    """One article for each outlet and list of words, a sentence for each word: the guards shelled them."""
    articles, claims = {}, {}
    for number, (outlet, words) in enumerate(told):
        text = "\n".join(f"Crown Guards {trigger} {word}." for word in words)
        article = Article(f"a{number:03}", "", text, outlet)
        articles[article.id] = article
        for line, word in enumerate(words, 1):
            target = (word, ENTITIES[word]) if word in ENTITIES else word
            told_here = claim(article, line, trigger, kind, actor=[("Crown Guards", "demo:guards")], target=[target])
            claims[told_here.id] = told_here
    return Sample(articles, {}, dict(sorted(claims.items())))


def found(choices: Sequence[Choice], subject: Subject, word: str) -> dict[str | None, Choice]:
    return {c.teller: c for c in choices if (c.subject, c.word) == (subject, word)}


MANY = record(
    *[("Gazette", ["terrorists"] * 4)] * 10,
    *[("Herald", ["rebels"] * 4)] * 10,
    *[("Wire", ["rebels", "insurgents", "militants"])] * 10,
)


def test_each_outlets_words_for_whom_a_side_fights_stand_side_by_side() -> None:
    choices = wording(MANY, KNOWLEDGE, by="outlet")
    foes = {(c.teller, c.word): c for c in choices if c.subject == "opponent" and c.about == "demo:crown"}
    assert (foes["demo:gazette", "terrorists"].count, foes["demo:gazette", "terrorists"].of) == (40, 40)
    assert foes["demo:gazette", "terrorists"].sure == 2
    assert foes["demo:gazette", "terrorists"].log_odds > 0
    assert foes["demo:gazette", "rebels"].count == 0
    assert foes["demo:gazette", "rebels"].log_odds < 0
    assert foes["demo:herald", "rebels"].z > SURE


def test_sides_gather_their_outlets_and_parts_count_for_their_side() -> None:
    choices = wording(MANY, KNOWLEDGE, by="side")
    guards = found(choices, "actor", "Crown Guards")
    assert set(guards) == {"demo:crown", "demo:league", None}
    assert {c.about for c in guards.values()} == {"demo:crown"}
    assert all(c.proper and not c.sure for c in guards.values())


def test_every_word_leads_to_its_article_and_characters() -> None:
    for choice in wording(MANY, KNOWLEDGE, by="outlet"):
        assert (choice.claim is None) == (choice.mention is None) == (choice.count == 0)
        if choice.claim and choice.mention:
            article = MANY.articles[MANY.claims[choice.claim].article]
            assert article.passage(choice.mention.span) == choice.mention.text
            assert choice.word in choice.mention.text.lower() or choice.proper
            known = KNOWLEDGE.outlet(article.outlet)
            assert known and known.id == choice.teller


def test_copies_of_a_text_count_once() -> None:
    copied = replace(MANY, copies={"a001": "a000", "a011": "a010"})
    without = record(
        *[("Gazette", ["terrorists"] * 4)] * 9,
        *[("Herald", ["rebels"] * 4)] * 9,
        *[("Wire", ["rebels", "insurgents", "militants"])] * 10,
    )

    def told(sample: Sample) -> list[Choice]:
        return [replace(c, claim=None, mention=None) for c in wording(sample, KNOWLEDGE, by="outlet")]

    assert told(copied) == told(without)


def test_one_place_in_a_text_counts_once_however_many_claims_it_is_in() -> None:
    again = {c.id + "x": replace(c, id=c.id + "x", type="attack") for c in MANY.claims.values()}
    doubled = replace(MANY, claims=dict(sorted({**MANY.claims, **again}.items())))
    own, both = (wording(r, KNOWLEDGE, by="outlet") for r in (MANY, doubled))
    assert [c.count for c in own if c.subject != "act"] == [c.count for c in both if c.subject != "act"]


def test_words_in_quotation_marks_are_not_the_outlets_own() -> None:
    quoted, plain = '"terrorists" in the hills', "terrorists in the hills"
    told = [("Gazette", [plain] * 5), ("Herald", [quoted, "“terrorists” as it calls them", plain, plain])]
    counted = found(wording(record(*told), KNOWLEDGE, by="outlet"), "anyone", "terrorists")
    assert [c.count for c in counted.values()] == [5, 2]
    assert counted["demo:herald"].of == len(["Crown Guards"] * 4 + [plain] * 2)


WORDS = st.lists(st.sampled_from(["rebels", "terrorists", "militants", "insurgents"]), min_size=1, max_size=12)
ARTICLES = st.lists(st.tuples(st.sampled_from(["Gazette", "Herald", "Wire"]), WORDS), min_size=2, max_size=8)


@given(ARTICLES, st.randoms(use_true_random=False))
def test_counts_add_up_and_order_changes_nothing(told: list[tuple[str, list[str]]], luck: random.Random) -> None:
    sample = record(*told)
    choices = wording(sample, KNOWLEDGE, by="outlet")
    written = [w for _, words in told for w in words]
    if len({outlet for outlet, _ in told}) < 2:
        assert choices == ()
    else:
        for word in set(written):
            cells = found(choices, "anyone", word).values()
            assert sum(c.count for c in cells) == (written.count(word) if written.count(word) >= LEAST else 0)
            assert all(0 <= c.count <= c.of and c.articles <= c.count for c in cells)
            assert all(c.count or c.of >= SILENT for c in cells)
    shuffled = list(sample.claims.items())
    luck.shuffle(shuffled)
    assert wording(replace(sample, claims=dict(shuffled)), KNOWLEDGE, by="outlet") == choices


@given(ARTICLES)
def test_what_one_of_two_uses_more_the_other_uses_less(told: list[tuple[str, list[str]]]) -> None:
    two = [("Herald" if outlet == "Wire" else outlet, words) for outlet, words in told]
    swapped = [("Gazette" if outlet == "Herald" else "Herald", words) for outlet, words in two]
    here, there = (wording(record(*t), KNOWLEDGE, by="outlet") for t in (two, swapped))
    for choice in here:
        mirror = found([c for c in there if c.about == choice.about], choice.subject, choice.word)
        other = "demo:herald" if choice.teller == "demo:gazette" else "demo:gazette"
        assert (mirror[other].log_odds, mirror[other].error) == (choice.log_odds, choice.error)
        if choice.teller in mirror:
            assert mirror[choice.teller].log_odds == -choice.log_odds


COUNTS = st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS, COUNTS)
def test_swapping_the_two_flips_the_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    log_odds, error = compare(*one, *other)
    back, same = compare(*other, *one)
    assert abs(log_odds + back) < 1e-9
    assert abs(error - same) < 1e-9
    if one == other:
        assert abs(log_odds) < 1e-9


@given(st.integers(1, 30), st.integers(0, 30), st.integers(2, 20))
def test_few_uses_give_a_wide_interval(used: int, unused: int, times: int) -> None:
    of = used + unused
    few, many = (compare(n * used, n * of, 300_000, 1_000_000)[1] for n in (1, times))
    assert few > many
    assert compare(used, of, 300_000, 1_000_000, effect=2.0)[1] > few


def test_the_prior_is_the_words_share_over_all() -> None:
    log_odds, error = compare(0, 0, 1000, 9_999)
    share = 1000.5 / 10_000
    # Who says nothing has but the prior, and its odds are those of all.
    assert abs(log_odds) < 0.01
    assert error**2 > 1 / (PRIOR * share) + 1 / (PRIOR * (1 - share))


def test_uses_in_one_article_tell_less_than_as_many_in_several() -> None:
    apart = [("Gazette", w) for w in (["terrorists"], ["rebels"]) for _ in range(12)]
    together = [("Gazette", ["terrorists"] * 12), ("Gazette", ["rebels"] * 12)]
    others = [("Herald", ["rebels"])] * 20 + [("Herald", ["terrorists"])] * 4
    errors = [
        found(wording(record(*t, *others), KNOWLEDGE, by="outlet"), "anyone", "terrorists")["demo:gazette"]
        for t in (apart, together)
    ]
    assert [c.count for c in errors] == [12, 12]
    assert errors[1].error > 1.5 * errors[0].error


def test_acts_are_counted_by_type_and_by_any_form() -> None:
    sample = record(*[("Gazette", ["people"])] * 5, trigger="liberated", kind="capture")
    other = record(*[("Herald", ["people"])] * 5, trigger="seizing", kind="capture")
    moved = {f"h{k}": replace(a, id=f"h{k}") for k, a in other.articles.items()}
    claims = {f"h{c.id}": replace(c, id=f"h{c.id}", article=f"h{c.article}") for c in other.claims.values()}
    both = Sample({**sample.articles, **moved}, {}, dict(sorted({**sample.claims, **claims}.items())))
    acts = wording(both, KNOWLEDGE, by="outlet", kind="capture")
    assert {(c.word, c.teller, c.count, c.of) for c in acts} == {
        ("liberated", "demo:gazette", 5, 5),
        ("seizing", "demo:herald", 5, 5),
    }
    assert {c.about for c in acts} == {"capture"}
    assert wording(both, KNOWLEDGE, by="outlet", kind="siege") == ()


def test_asking_for_somebody_gives_their_words_who_fights_them_and_what_they_do() -> None:
    choices = wording(MANY, KNOWLEDGE, by="outlet", about="demo:crown-forces")
    assert {c.subject for c in choices} == {"actor", "opponent", "act"}
    assert {c.word for c in choices if c.subject == "actor"} == {"Crown Guards"}
    assert {c.word for c in choices if c.subject == "opponent"} == {"terrorists", "rebels", "insurgents", "militants"}
    nobody = wording(MANY, KNOWLEDGE, by="outlet", about="demo:rebels")
    assert {c.subject for c in nobody} == {"actor", "opponent"}
    assert {c.word for c in nobody if c.subject == "opponent"} == {"Crown Guards"}
