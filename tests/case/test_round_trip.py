"""Whatever records a case is given, it gives back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.case import Case, Outcome
from truceline.codebook import FAMILIES, TYPES
from truceline.records import (
    FIELDS,
    QUESTIONS,
    STATUSES,
    Account,
    Answer,
    Article,
    Aspect,
    Claim,
    Earlier,
    Event,
    Finding,
    Furniture,
    Interval,
    Mention,
    Problem,
    Quantity,
    Range,
    Span,
    Trait,
    Truce,
    TruceStep,
)

text = st.text(max_size=20)
words = st.text(min_size=1, max_size=12)
maybe_words = st.none() | words
amounts = st.integers(-(2**63), 2**63 - 1)
shares = st.floats(0, 1)


def ends(values: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int | None, int | None]]:
    return st.one_of(
        st.tuples(values, values).map(lambda pair: (min(pair), max(pair))),
        st.tuples(st.none(), values),
        st.tuples(values, st.none()),
        st.just((None, None)),
    )


spans = st.builds(
    lambda field, begin, length: Span(field, begin, begin + length),
    st.sampled_from(FIELDS),
    st.integers(0, 10_000),
    st.integers(1, 100),
)
intervals = st.builds(
    lambda a, b, first, last: Interval(min(a, b), max(a, b), first, last),
    st.dates(),
    st.dates(),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from(["day", "month", "year"]),
)
ranges = ends(amounts).map(lambda pair: Range(*pair))
mentions = st.builds(Mention, spans, words, maybe_words, st.none() | shares, maybe_words)
quantities = st.builds(
    lambda span, said, kind, pair: Quantity(span, said, kind, *pair),
    spans,
    words,
    st.sampled_from(["killed", "wounded", "hours", "other"]),
    ends(amounts),
)
some = st.lists(mentions, max_size=3).map(tuple)
names = st.lists(words, max_size=3).map(tuple)
claims = st.builds(
    Claim,
    id=words,
    article=st.just("a"),
    trigger=mentions,
    sentence=spans,
    type=st.sampled_from(list(TYPES)),
    status=st.sampled_from(STATUSES),
    actor=some,
    target=some,
    place=some,
    time=some,
    source=some,
    condition=some,
    date=st.none() | intervals,
    numbers=st.lists(quantities, max_size=3).map(tuple),
    confidence=shares,
)
many_claims = st.lists(claims, min_size=1, max_size=5, unique_by=lambda c: c.id)
articles = st.builds(
    Article,
    id=words,
    title=text,
    text=text,
    outlet=st.none() | text,
    published=st.none() | st.dates(),
    language=st.none() | text,
    url=st.none() | text,
    origin=text,
    furniture=st.lists(st.builds(Furniture, spans, st.sampled_from(["menu", "share", "byline"])), max_size=3).map(
        tuple
    ),
    notes=names,
)


def chosen(claims: list[Claim]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([c.id for c in claims]), max_size=4).map(tuple)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Claim], list[Event], list[Truce]]:
    told = draw(many_claims)
    accounts = st.builds(
        Account,
        outlet=maybe_words,
        source=maybe_words,
        side=maybe_words,
        stance=st.sampled_from(["asserts", "denies"]),
        claims=chosen(told),
        actors=names,
        targets=names,
        killed=st.none() | ranges,
        wounded=st.none() | ranges,
        copies=st.integers(0, 9),
        voice=words,
        types=names,
        places=names,
        date=st.none() | intervals,
        civilians=st.none() | ranges,
        earlier=st.lists(
            st.builds(
                Earlier,
                article=st.just("a"),
                published=st.dates(),
                stance=st.sampled_from(["asserts", "denies"]),
                killed=st.none() | ranges,
                wounded=st.none() | ranges,
            ),
            max_size=2,
        ).map(tuple),
    )
    answers = st.builds(
        Answer, names | intervals | ranges, names, st.lists(st.integers(0, 9), max_size=3).map(tuple), st.booleans()
    )
    findings = st.builds(
        Finding,
        st.sampled_from(QUESTIONS),
        st.sampled_from(["agreed", "disputed", "single-sided", "unclear"]),
        st.lists(answers, max_size=3).map(tuple),
    )
    events = st.builds(
        Event,
        id=words,
        type=st.sampled_from(list(TYPES)),
        family=st.sampled_from(FAMILIES),
        place=maybe_words,
        date=st.none() | intervals,
        accounts=st.lists(accounts, max_size=3).map(tuple),
        killed=st.none() | ranges,
        wounded=st.none() | ranges,
        sides=names,
        findings=st.lists(findings, max_size=3, unique_by=lambda f: f.question).map(
            lambda found: tuple(sorted(found, key=lambda f: QUESTIONS.index(f.question)))
        ),
    )
    happened = draw(st.lists(events, min_size=1, max_size=4, unique_by=lambda e: e.id))
    steps = st.builds(
        TruceStep,
        type=st.sampled_from(list(TYPES)),
        events=st.lists(st.sampled_from([e.id for e in happened]), max_size=3, unique=True).map(tuple),
        date=st.none() | intervals,
        reported=st.none() | st.dates(),
        status=st.sampled_from(STATUSES),
        actors=names,
        claims=chosen(told),
        disputed=st.lists(st.sampled_from(QUESTIONS), unique=True).map(tuple),
        confidence=st.floats(0, 1),
    )
    traits = st.builds(Trait, what=st.sampled_from(get_args(Aspect)), value=words, claims=chosen(told))
    truces = st.builds(
        Truce,
        id=words,
        name=text,
        state=st.sampled_from(["called for", "ended"]),
        place=maybe_words,
        date=st.none() | intervals,
        hours=st.none() | ranges,
        terms=maybe_words,
        steps=st.lists(steps, max_size=3).map(tuple),
        related=names,
        traits=st.lists(traits, max_size=3).map(tuple),
        recurring=st.booleans(),
    )
    return told, happened, draw(st.lists(truces, max_size=3, unique_by=lambda t: t.id))


@contextmanager
def new_case() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Case.create(Path(folder, "x.case")).close()
        yield Path(folder, "x.case")


@settings(max_examples=25, deadline=None)
@given(st.lists(articles, max_size=5, unique_by=lambda a: a.id))
def test_articles_come_back(given: list[Article]) -> None:
    with new_case() as path:
        with Case.open(path) as case, case.writer() as writer:
            for article in given:
                assert writer.add_article(article) == (article.id, True)
        with Case.open(path) as case:
            assert list(case.articles.values()) == sorted(given, key=lambda a: a.id)


@settings(max_examples=25, deadline=None)
@given(histories())
def test_claims_events_and_truces_come_back(history: tuple[list[Claim], list[Event], list[Truce]]) -> None:
    claims, events, truces = history
    with new_case() as path:
        with Case.open(path) as case, case.writer() as writer:
            writer.add_article(Article("a", "", "some text"))
            writer.set_claims([Outcome("a", tuple(claims))], "1")
            writer.set_events({"x": events}, (), "1")
            writer.set_truces(truces, "1")
        with Case.open(path) as case:
            assert dict(case.claims) == {c.id: c for c in claims}
            assert dict(case.events.items()) == {e.id: e for e in events}
            assert dict(case.truces.items()) == {t.id: t for t in truces}
            assert list(case.claims) == sorted(c.id for c in claims)


@settings(max_examples=25, deadline=None)
@given(many_claims, st.data())
def test_names_take_the_place_of_earlier_ones(claims: list[Claim], data: st.DataObject) -> None:
    def renamed(mention: Mention) -> Mention:
        entity, near = data.draw(maybe_words), data.draw(maybe_words)
        return replace(mention, entity=entity, certainty=data.draw(st.none() | shares), near=near)

    named = [
        replace(c, trigger=renamed(c.trigger), actor=tuple(map(renamed, c.actor)), place=tuple(map(renamed, c.place)))
        for c in claims
    ]
    with new_case() as path, Case.open(path) as case:
        with case.writer() as writer:
            writer.add_article(Article("a", "", "some text"))
            writer.set_claims([Outcome("a", tuple(claims))], "1")
            writer.set_names([Outcome("a", tuple(named))], "1")
        assert dict(case.claims) == {c.id: c for c in named}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.builds(Problem, text, text, text, st.sampled_from(["error", "warning"]))))
def test_problems_come_back_each_once(given: list[Problem]) -> None:
    with new_case() as path, Case.open(path) as case:
        with case.writer() as writer:
            for problem in given:
                writer.add_problem(problem, "intake", "file")
        key = {p: (p.path, p.place, p.reason, p.severity) for p in given}
        assert list(case.problems) == sorted(key, key=lambda p: key[p])
