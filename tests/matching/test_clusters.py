from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from truceline.matching.clusters import Thresholds, clusters

JOIN = Thresholds(join=0.0, attach=99.0, margin=99.0, missing=-4.0)
ATTACH = Thresholds(join=0.0, attach=-2.0, margin=1.0, missing=-4.0)

Links = Mapping[tuple[int, int], float]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[float], Links]:
    number = draw(st.integers(1, 9))
    pairs = draw(st.sets(st.sampled_from(list(combinations(range(number), 2))))) if number > 1 else set()
    # No two links weigh the same, so that no order of equals has to be chosen.
    odds = draw(st.lists(st.integers(-600, 600), min_size=len(pairs), max_size=len(pairs), unique=True))
    sizes = draw(st.lists(st.integers(1, 9), min_size=number, max_size=number))
    return [s**0.5 for s in sizes], {
        p: o / 100 + n / 1e6 for n, (p, o) in enumerate(zip(sorted(pairs), odds, strict=True))
    }


def component(links: Links, start: int) -> set[int]:
    reached, ahead = {start}, [start]
    while ahead:
        here = ahead.pop()
        for pair in links:
            if here in pair and (other := sum(pair) - here) not in reached:
                reached.add(other)
                ahead.append(other)
    return reached


@given(graphs(), st.sampled_from([JOIN, ATTACH]))
def test_every_thing_is_in_exactly_one_group_and_none_is_joined_without_a_link(
    graph: tuple[list[float], Links], thresholds: Thresholds
) -> None:
    sizes, links = graph
    groups = clusters(sizes, links, thresholds)
    assert sorted(n for group in groups for n in group) == list(range(len(sizes)))
    assert groups == sorted(tuple(sorted(g)) for g in groups)
    for group in groups:
        inside = {p: o for p, o in links.items() if set(p) <= set(group)}
        assert component(inside, group[0]) == set(group)


@given(graphs(), st.sampled_from([JOIN, ATTACH]), st.randoms(use_true_random=False))
def test_the_order_of_things_and_links_does_not_matter(
    graph: tuple[list[float], Links], thresholds: Thresholds, shuffle: random.Random
) -> None:
    sizes, links = graph
    names = list(range(len(sizes)))
    shuffle.shuffle(names)
    renamed = [((min(names[a], names[b]), max(names[a], names[b])), odds) for (a, b), odds in links.items()]
    shuffle.shuffle(renamed)
    own = [0.0] * len(sizes)
    for n, size in enumerate(sizes):
        own[names[n]] = size
    expected = sorted(tuple(sorted(names[n] for n in group)) for group in clusters(sizes, links, thresholds))
    assert clusters(own, dict(renamed), thresholds) == expected


@given(graphs(), st.floats(-3, 3), st.floats(0, 3))
def test_a_higher_threshold_never_gives_fewer_groups(
    graph: tuple[list[float], Links], join: float, more: float
) -> None:
    sizes, links = graph
    lower, higher = (clusters(sizes, links, replace(JOIN, join=t)) for t in (join, join + more))
    assert len(lower) <= len(higher)
    assert all(any(set(group) <= set(wide) for wide in lower) for group in higher)


@given(graphs(), st.sampled_from([JOIN, ATTACH]))
def test_what_is_not_linked_has_no_part_in_how_things_are_grouped(
    graph: tuple[list[float], Links], thresholds: Thresholds
) -> None:
    sizes, links = graph
    whole = clusters(sizes, links, thresholds)
    for own in {tuple(sorted(component(links, n))) for n in range(len(sizes))}:
        at = {n: place for place, n in enumerate(own)}
        inside = {(at[a], at[b]): odds for (a, b), odds in links.items() if a in at}
        apart = clusters([sizes[n] for n in own], inside, thresholds)
        assert [tuple(own[n] for n in group) for group in apart] == [g for g in whole if set(g) <= set(own)]


def test_groups_join_by_the_average_of_their_members_not_by_the_best() -> None:
    links = {(0, 1): 5.0, (1, 2): 1.0, (0, 2): -3.0}
    assert clusters([1, 1, 1], links, JOIN) == [(0, 1), (2,)]
    assert clusters([1, 1, 1], {**links, (0, 2): -0.5}, JOIN) == [(0, 1, 2)]


def test_what_counts_for_more_weighs_more_in_an_average() -> None:
    links = {(0, 1): 5.0, (1, 2): 2.0, (0, 2): -3.0}
    assert clusters([1, 1, 1], links, JOIN) == [(0, 1), (2,)]
    assert clusters([1, 4, 1], links, JOIN) == [(0, 1, 2)]


def test_what_may_belong_is_attached_only_if_no_other_group_comes_near() -> None:
    one_place = {(0, 1): 3.0, (0, 2): -1.0, (1, 2): -1.2}
    assert clusters([1, 1, 1], one_place, ATTACH) == [(0, 1, 2)]
    two_places = {(0, 1): 3.0, (3, 4): 3.0, (0, 2): -1.0, (1, 2): -1.0, (2, 3): -1.2, (2, 4): -1.2}
    assert clusters([1] * 5, two_places, ATTACH) == [(0, 1), (2,), (3, 4)]
    assert clusters([1, 1, 1], {(0, 1): 3.0, (0, 2): -3.0, (1, 2): -3.0}, ATTACH) == [(0, 1), (2,)]
