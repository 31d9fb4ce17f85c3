"""Learns what findings weigh in matching, from annotated events: ``src/truceline/matching/weights.json``.

    python training/matching.py CASE CORPUS -o WEIGHTS.json [--window FROM TO]
    python training/matching.py CASE CORPUS --evaluate

CASE is built from the corpus's ``syria.jsonl``; CORPUS holds ``events.json`` and ``sentence_offsets.json``. With
``--window`` only the events dated within it are learned from. ``--evaluate`` learns on each window and scores on the
other. Logistic regression with a quadratic penalty and bounds, claims of one article first, then tellings of two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.feature_extraction import DictVectorizer

from truceline.case import Case
from truceline.codebook import TYPES
from truceline.matching import compare, kinds
from truceline.matching.candidates import candidates
from truceline.matching.clusters import Thresholds
from truceline.matching.compare import Findings, Scale, Weights
from truceline.matching.facets import Facets, facets
from truceline.matching.linking import clustered, linked
from truceline.matching.nearness import Nearness
from truceline.matching.tellings import Told, tellings, told
from truceline.pack import Knowledge
from truceline.records import Article, Claim

WINDOWS = {"summer 2016": ("2016-07-15", "2016-08-31"), "April 2017": ("2017-04-01", "2017-04-20")}
TELLING = Thresholds(join=0.0, attach=99.0, margin=99.0, missing=-6.0)
EVENT = Thresholds(join=0.0, attach=-0.5, margin=0.5, missing=-4.0)
_ELSEWHERE = ("place: far apart", "place: neither near nor far")
_OTHER_DAYS = ("time: two or three days apart", "time: four to ten days apart", "time: longer apart")
_OTHER_STEPS = (
    "kind: one undoes the other",
    "kind: two types of truce",
    "kind: two types of aid",
    "lasting: they differ",
    "breaches: of different sides",
)
WITHIN_CEILINGS = {
    **dict.fromkeys((*_ELSEWHERE, "place: within 8 km", "time: a day apart"), -2.0),
    **dict.fromkeys((*_OTHER_DAYS, *_OTHER_STEPS), -3.0),
}
ACROSS_CEILINGS = {
    **dict.fromkeys((*_ELSEWHERE, "time: one does not tell; published at another time"), -0.6),
    "time: neither tells; published longer apart": -4.0,
    **dict.fromkeys((*_OTHER_DAYS, *_OTHER_STEPS), -compare.MOST),
    "shared: too little of place, day, actor and toll": -4.0,
}
"""Set by hand: two places or days that a text tells apart are two happenings, however alike the words. Reporters differ
more than a reporter does with himself; where they place it is less sure than when. What no day ties together is not one
when months lie between the articles, which an annotated window of weeks cannot teach. And what shares only its topic
is not one: annotated events hardly tell, since they are mostly of attacks."""
FREE = frozenset({"kind", "distance", "position", "status"})
"""What has no sense of its own: how types go together is to be learned."""
FOR = (
    "the same small place",
    "the same city",
    "one inside the other",
    "within 8 km",
    "the same name of a city and its governorate",
    "the same governorate or country",
    "a governorate and a place in it",
    "told around them: near",
    "nothing told between them",
    "the same day",
    "overlapping days",
    "a day of the other's day",
    "published on one day",
    "published a day apart",
    "the same",
    "one part of the other",
    "the same large number",
    "the same number",
    "they may be the same",
    "as long",
    "sentences alike",
    "the same trigger",
    "what the articles begin with",
    "where a place is not told",
)
AGAINST = (
    "neither near nor far",
    "a country and a place in it",
    "far apart",
    "another place told between them",
    "two or three days apart",
    "four to ten days apart",
    "longer apart",
    "at another time",
    "two weeks of the other's day",
    "up to a month apart",
    "how far apart the articles are",
    "different ones",
    "of different sides",
    "they differ",
    "other triggers",
)
WITHIN_PENALTY, ACROSS_PENALTY = 0.1, 0.3
SHARE_OF_ONE = 0.08
"""What share the pairs of one happening have of the weight of all: annotated windows differ in it by chance."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated events.

    ``events`` holds by claim those it tells of, none where the guess would be wild; ``windows`` by article its own.
    """

    events: Mapping[str, frozenset[int]]
    windows: Mapping[str, str]


def gold(corpus: Path, claims: Iterable[Claim]) -> Gold:
    """Which annotated events claims tell of: those of its sentence whose type comes nearest to the claim's."""
    events = json.loads((corpus / "events.json").read_text(encoding="utf-8"))
    offsets = json.loads((corpus / "sentence_offsets.json").read_text(encoding="utf-8"))
    told_in = defaultdict[tuple[str, int], set[int]](set)
    in_window = defaultdict[str, Counter[str]](Counter)
    for number, event in enumerate(events):
        for report in event["reports"]:
            for sentence in report["s"]:
                told_in[report["article"], sentence].add(number)
            for name, (first, last) in WINDOWS.items():
                in_window[report["article"]][name] += (first <= event["date"][:10] <= last) * len(report["s"])
    found = {}
    for claim in claims:
        sentences = [0] if claim.trigger.span.field == "title" else _sentences(claim, offsets.get(claim.article, ()))
        near = {e: _nearness(claim.type, events[e]["type"]) for s in sentences for e in told_in[claim.article, s]}
        best = max(near.values(), default=0)
        if near:
            found[claim.id] = frozenset(e for e, value in near.items() if value == best) if best else frozenset()
    windows = {a: c.most_common(1)[0][0] for a, c in in_window.items() if any(c.values())}
    return Gold(found, windows)


def _sentences(claim: Claim, offsets: Sequence[tuple[int, int]]) -> list[int]:
    return [n for n, (begin, end) in enumerate(offsets, 1) if begin <= claim.trigger.span.begin < end]


def _nearness(claim: str, event: str) -> int:
    if claim == event:
        return 3
    if {claim, event} <= kinds.STRIKES or (claim == "toll" and TYPES[event].family == "violence"):
        return 2
    return int(TYPES[claim].family == TYPES[event].family)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles with their claims, and what is needed to compare them."""

    articles: Mapping[str, Article]
    claims: Mapping[str, tuple[Claim, ...]]
    gold: Gold
    knowledge: Knowledge
    nearness: Nearness


def learned(corpus: Corpus, articles: Sequence[str]) -> Weights:
    """The weights from the annotated events of some articles."""
    gold, nearness = corpus.gold.events, corpus.nearness
    counted = Counter(c.type for a in articles for c in corpus.claims[a])
    shares = {t: n / counted.total() for t, n in sorted(counted.items())}
    pairs: list[tuple[Findings, bool, float]] = []
    for article in articles:
        parts = facets(corpus.articles[article], corpus.claims[article], corpus.knowledge)
        for a, b in combinations(parts, 2):
            one, other = (gold.get(p.claims[0], frozenset()) for p in (a, b))
            if one and other and a.sums_up == b.sums_up:
                pairs.append((compare.within(a, b, parts, nearness), bool(one & other), 1.0))
    weights = Weights("", _fitted(pairs, WITHIN_PENALTY, WITHIN_CEILINGS), Scale(0.0, {}, {}), shares, TELLING, EVENT)
    parts = [t for a in articles for t in _tellings(corpus, a, weights) if _event(t, gold)]
    of = [_event(t, gold) for t in parts]
    compared = [
        (a, b)
        for a, b in combinations(range(len(parts)), 2)
        if parts[a].article != parts[b].article and parts[a].group == parts[b].group
    ]
    same = [bool(of[a] & of[b]) for a, b in compared]
    known = {pair for pair, one in zip(compared, same, strict=True) if one}
    reached = known & set(candidates(parts, nearness, shares))
    print(f"  {len(compared):,} pairs of tellings, {len(known):,} of one event, {len(reached):,} share a key")
    amounts = _amounts(compared, same)
    found = [compare.across(parts[a], parts[b], nearness, shares) for a, b in compared]
    across = list(zip(found, same, amounts, strict=True))
    return replace(weights, across=_fitted(across, ACROSS_PENALTY, ACROSS_CEILINGS))


def _told(corpus: Corpus, article: str, weights: Weights) -> Told:
    return told(corpus.articles[article], corpus.claims[article], corpus.knowledge, corpus.nearness, weights)


def _tellings(corpus: Corpus, article: str, weights: Weights) -> list[Facets]:
    own = corpus.claims[article]
    return tellings(corpus.articles[article], own, _told(corpus, article, weights).tellings, corpus.knowledge)


def _event(telling: Facets, gold: Mapping[str, frozenset[int]]) -> frozenset[int]:
    counted = Counter(e for c in telling.claims for e in gold.get(c, ()))
    return frozenset(e for e, n in counted.items() if n >= max(counted.values()) / 2)


def _amounts(compared: Sequence[tuple[int, int]], same: Sequence[bool]) -> list[float]:
    """Every telling counts once among the pairs of one event, however many others tell of its event."""
    partners = Counter(n for pair, one in zip(compared, same, strict=True) if one for n in pair)
    amounts = [1 / partners[a] + 1 / partners[b] if one else 1.0 for (a, b), one in zip(compared, same, strict=True)]
    alike = sum(x for x, one in zip(amounts, same, strict=True) if one)
    others = len(amounts) - sum(same)
    scale = SHARE_OF_ONE / (1 - SHARE_OF_ONE) * others / alike
    return [x * scale if one else x for x, one in zip(amounts, same, strict=True)]


def _fitted(pairs: Sequence[tuple[Findings, bool, float]], penalty: float, ceilings: Mapping[str, float]) -> Scale:
    """Logistic regression with a quadratic penalty in which nothing weighs against its own sense (see ``_bounds``)."""
    found, same, amounts = zip(*pairs, strict=True)
    columns = DictVectorizer()
    matrix = columns.fit_transform(found)
    sign, amount = np.where(same, 1.0, -1.0), np.array(amounts)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sign * (matrix @ values[1:] + values[0])
        slopes = -penalty * amount * sign * expit(-margins)
        value = penalty * float(amount @ np.logaddexp(0.0, -margins)) + 0.5 * float(values[1:] @ values[1:])
        return value, np.concatenate(([slopes.sum()], matrix.T @ slopes + values[1:]))

    bounds = [(None, None), *(_bounds(name) for name in columns.feature_names_)]
    fit = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    intercept, *weights = (round(float(v), 3) + 0.0 for v in fit.x)
    named = zip(columns.feature_names_, weights, strict=True)
    return Scale(intercept, {name: weight for name, weight in named if weight}, ceilings)


def _bounds(name: str) -> tuple[float | None, float | None]:
    """What a finding may weigh: what two share cannot speak against them, nor what differs for them, nor silence."""
    about, _, finding = name.partition(": ")
    if about in FREE:
        return None, None
    if finding.endswith(AGAINST):
        return None, 0.0
    return (0.0, None) if finding.endswith(FOR) else (0.0, 0.0)


def written(weights: Weights, learned_from: str) -> str:
    """``weights.json``."""

    def scale(s: Scale) -> dict[str, object]:
        return {"intercept": s.intercept, "weights": dict(sorted(s.weights.items())), "ceilings": s.ceilings}

    def thresholds(t: Thresholds) -> dict[str, float]:
        return {"join": t.join, "attach": t.attach, "margin": t.margin, "missing": t.missing}

    content = {
        "learned_from": learned_from,
        "within": scale(weights.within),
        "across": scale(weights.across),
        "shares": {t: round(s, 5) for t, s in weights.shares.items()},
        "telling": thresholds(weights.telling),
        "event": thresholds(weights.event),
    }
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
    return json.dumps({"digest": digest, **content}, indent=1, ensure_ascii=False) + "\n"


def score(
    corpus: Corpus, folder: Path, weights: Weights, window: tuple[str, str] | None
) -> dict[str, dict[str, float]]:
    """What ``score_events.py`` says of the events that these weights make of all articles."""
    links = {p: odds for a in corpus.articles for p, odds in _told(corpus, a, weights).links.items()}
    parts = {t.id: t for a in corpus.articles for t in _tellings(corpus, a, weights)}
    links.update(linked(list(parts.values()), corpus.nearness, weights))
    clusters = clustered({t: len(p.claims) for t, p in parts.items()}, links, weights)
    happenings = (h for cluster in clusters for h in cluster.happenings)
    of = {c: n for n, h in enumerate(happenings) for t in h for c in parts[t].claims}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for claims in corpus.claims.values():
            for c in claims:
                span = c.trigger.span
                row = {"article": c.article, "field": span.field, "begin": span.begin, "event": of[c.id]}
                file.write(json.dumps(row) + "\n")
        file.flush()
        command = [sys.executable, folder.parent / "eval/score_events.py", folder / "events.json"]
        command += [folder / "sentence_offsets.json", file.name, "--json", *(["--window", *window] if window else [])]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Learn, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", "-o", type=Path)
    parser.add_argument("--window", nargs=2, metavar=("FROM", "TO"))
    parser.add_argument("--evaluate", action="store_true")
    given = parser.parse_args()
    with Case.open(given.case) as case:
        knowledge = Knowledge.of(case.packs)
        articles = dict(case.articles.items())
        claims = defaultdict[str, list[Claim]](list)
        for claim in case.claims.values():
            claims[claim.article].append(claim)
    corpus = Corpus(
        articles,
        {a: tuple(claims[a]) for a in articles},
        gold(given.corpus, (c for own in claims.values() for c in own)),
        knowledge,
        Nearness(knowledge),
    )
    if given.evaluate:
        for name in WINDOWS:
            print(f"learned from {name}")
            weights = learned(corpus, [a for a in articles if corpus.gold.windows.get(a) == name])
            for other, window in WINDOWS.items():
                told_of = score(corpus, given.corpus, weights, window)
                figures = ", ".join(
                    f"{k} {v['p']:.3f}/{v['r']:.3f}/{v['f1']:.3f}" for k, v in told_of.items() if isinstance(v, dict)
                )
                print(f"  {other}{' (learned from)' if other == name else ''}: {figures}, found {told_of['found']:.3f}")
    if given.out:
        chosen = [a for a, w in corpus.gold.windows.items() if not given.window or WINDOWS[w] == tuple(given.window)]
        weights = learned(corpus, sorted(chosen))
        given.out.write_text(written(weights, " and ".join(WINDOWS)), encoding="utf-8")


if __name__ == "__main__":
    main()
