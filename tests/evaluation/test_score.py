from __future__ import annotations

import importlib.util
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated import NORTH, accord, depot, read, write
from truceline.codebook import TYPES
from truceline.evaluation.coding import SCORED_ROLES, Coding, Number
from truceline.evaluation.gold import load
from truceline.evaluation.pairing import alike, any_type, pair
from truceline.evaluation.score import MEANINGS, Count, Result, by_outlet, figures
from truceline.records import STATUSES, Span

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def results(tmp_path: Path) -> list[Result]:
    articles = load(write(tmp_path, depot(), accord())).articles
    return [Result(a, tuple(Coding.of(c) for c in read(a.article))) for a in articles]


def test_the_figures_are_those_that_a_coder_counts(results: list[Result]) -> None:
    counts = figures(results).counts
    assert list(counts) == list(MEANINGS)
    assert {name: (c.gold, c.found, c.right) for name, c in counts.items()} == {
        "trigger": (6, 5, 4),  # shelled, killed, withdraw, agreed; the second "shelling" was meant
        "family": (6, 5, 3),
        "claim": (6, 5, 3),
        "actor": (4, 3, 2),  # the army stands in a claim that is of the wrong type
        "target": (2, 2, 1),
        "place": (2, 2, 1),  # "depot in Hamdaniyah" shares half of its words with "Hamdaniyah"
        "source": (1, 1, 1),
        "roles": (9, 8, 5),
        "date": (1, 2, 1),
        "numbers": (1, 1, 0),
    }
    assert counts["claim"].precision == 3 / 5
    assert counts["claim"].recall == 3 / 6
    assert counts["claim"].f1 == pytest.approx(6 / 11)


def test_status_types_and_outlets_are_counted_apart(results: list[Result]) -> None:
    whole = figures(results)
    assert (whole.articles, whole.status) == (2, Count(3, 3, 2))
    assert dict(whole.types) == {
        "shelling": Count(3, 2, 1),
        "toll": Count(1, 1, 1),
        "withdrawal": Count(1, 0, 0),
        "deployment": Count(0, 1, 0),
        "truce_agree": Count(1, 1, 1),
    }
    outlets = by_outlet(results)
    assert list(outlets) == [NORTH, None]
    assert [o.counts["claim"] for o in outlets.values()] == [Count(5, 4, 2), Count(1, 1, 1)]


def test_confidence_is_held_against_what_is_right(results: list[Result]) -> None:
    bins = figures(results).calibration.bins
    assert [(b.claims, b.right) for b in bins[3:]] == [(1, 0), (1, 0), (0, 0), (0, 0), (0, 0), (1, 1), (2, 2)]
    # 0.35 and 0.45 are wrong, 0.85, 0.92 and 0.95 right
    assert figures(results).calibration.error == pytest.approx((0.35 + 0.45 + 0.15 + 0.08 + 0.05) / 5)


def test_nothing_gives_no_figures() -> None:
    whole = figures([])
    assert {c.f1 for c in whole.counts.values()} == {0.0}
    assert whole.calibration.error == 0.0
    assert not whole.types


def coding(begin: int, length: int, kind: str = "shelling") -> Coding:
    return Coding(Span("text", begin, begin + length), "x" * length, kind, "happened")


def test_the_larger_overlap_is_paired_first() -> None:
    gold, found = [coding(0, 4), coding(5, 10)], [coding(3, 6), coding(8, 7)]
    assert pair(gold, found, any_type) == ((1, 1), (0, 0))


codings = st.lists(st.builds(coding, st.integers(0, 30), st.integers(1, 8), st.sampled_from(["shelling", "toll"])))


@given(codings, codings)
def test_pairs_are_one_to_one_and_none_is_left_that_could_be_paired(gold: list[Coding], found: list[Coding]) -> None:
    pairs = pair(gold, found, any_type)
    ours, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    assert len(ours) == len(theirs) == len(pairs)
    assert all(gold[i].trigger.overlaps(found[j].trigger) for i, j in pairs)
    left = [(g, f) for i, g in enumerate(gold) if i not in ours for j, f in enumerate(found) if j not in theirs]
    assert not [1 for g, f in left if g.trigger.overlaps(f.trigger)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Rebels", "rebels", True),
        ("Syrian army", "army", True),
        ("Syrian army units", "the army", True),
        ("Syrian Arab Army units", "army", False),
        ("the", "a", False),
        ("", "", False),
        ("Ghouta, Ghouta", "Ghouta", True),
    ],
)
def test_mentions_that_share_half_of_their_words_are_the_same(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def disturbed(gold: Sequence[Coding], chance: random.Random) -> tuple[Coding, ...]:
    """Codings that are right, wrong, moved, doubled and missing, as a poor reader might give them."""
    pool = [w for c in gold for role in SCORED_ROLES for w in c.fillers(role)] or ["someone"]

    def fillers(words: tuple[str, ...]) -> tuple[str, ...]:
        kept = [" ".join(w.split()[chance.randrange(2) :]) or w for w in words if chance.random() < 0.8]
        kept += [chance.choice(pool) for _ in range(chance.choice((0, 0, 1)))]
        chance.shuffle(kept)
        return tuple(kept)

    def number(n: Number) -> Number:
        return replace(n, least=n.most) if chance.random() < 0.3 else n

    out = []
    for one in gold:
        for _ in range(chance.choice((0, 1, 1, 1, 1, 2))):
            begin = max(0, one.trigger.begin + chance.choice((0, 0, 0, -3, 2, 40)))
            out.append(
                replace(
                    one,
                    trigger=Span(one.trigger.field, begin, begin + chance.randrange(1, 12)),
                    type=one.type if chance.random() < 0.7 else chance.choice(list(TYPES)),
                    status=one.status if chance.random() < 0.8 else chance.choice(STATUSES),
                    actor=fillers(one.actor),
                    target=fillers(one.target),
                    place=fillers(one.place),
                    source=fillers(one.source),
                    date=chance.choice((one.date, one.date, None, "2016-09-25")),
                    numbers=tuple(number(n) for n in one.numbers for _ in range(chance.choice((0, 1, 1, 2)))),
                )
            )
    chance.shuffle(out)
    return tuple(out)


def as_predicted(one: Coding) -> dict[str, Any]:
    return {
        "field": one.trigger.field,
        "begin": one.trigger.begin,
        "end": one.trigger.end,
        "type": one.type,
        "status": one.status,
        **{role: list(one.fillers(role)) for role in SCORED_ROLES},
        "date": one.date,
        "numbers": [{"kind": n.kind, "min": n.least, "max": n.most} for n in one.numbers],
    }


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared corpus and scorer")
@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_shared_scorer(seed: int) -> None:
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "eval" / "score_claims.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = load(SHARED / "corpus" / "claims")
    assert not gold.problems
    chance = random.Random(seed)
    results = [Result(a, disturbed(a.codings, chance)) for a in gold.articles[seed::3]]
    files = [SHARED / "corpus" / "claims" / f"{r.gold.article.id}.json" for r in results]
    predicted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in results:
        predicted[r.gold.article.id] = [as_predicted(c) for c in r.found]
    theirs = scorer.score(dict(map(scorer.gold_claims, files)), predicted)
    ours = figures(results)

    def figure(count: Count) -> dict[str, float]:
        return {
            "p": count.precision,
            "r": count.recall,
            "f1": count.f1,
            "gold": count.gold,
            "pred": count.found,
        }

    assert {name: figure(c) for name, c in ours.counts.items()} == {name: theirs[name] for name in MEANINGS}
    assert {name: figure(c) for name, c in ours.types.items()} == theirs["per_type"]
    assert ours.status.precision == theirs["status"]
