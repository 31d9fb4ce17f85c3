from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, Sample, Words, claim
from truceline.analysis.chains import heaviest
from truceline.analysis.tally import By, Sum, Tallies, Tally
from truceline.analysis.tolls import Toll
from truceline.codebook import TYPES
from truceline.matching.accounts import accounts
from truceline.matching.reports import Reports
from truceline.records import Article, Claim, Event, Interval, QuantityKind, Range, Status

SYRIA, ALEPPO, RAMOUSEH = ("Syria", "demo:syria"), ("Aleppo", "demo:aleppo"), ("Ramouseh", "demo:ramouseh")
CASTELLO = ("Castello Road", "demo:castello")
DAY = date(2016, 8, 10)
Number = tuple[QuantityKind, str, int | None, int | None]


def telling(
    name: str,
    number: str,
    least: int | None,
    most: int | None,
    *,
    outlet: str = "World Wire",
    place: Words | None = ALEPPO,
    on: str | None = "2016-08-06",
    what: QuantityKind = "killed",
    status: Status = "happened",
    target: Sequence[Words] = (),
    published: date = DAY,
) -> tuple[Article, Claim]:
    """An article of one sentence that tells how many were killed somewhere."""
    where = "" if place is None else f" in {place if isinstance(place, str) else place[0]}"
    people = f" {target[0] if isinstance(target[0], str) else target[0][0]}" if target else ""
    text = Article(name, "", f"{number}{people} were killed{where} by shells.", outlet, published)
    numbers: list[Number] = [(what, number, least, most)]
    told = claim(
        text, 1, "killed", "toll", place=[place] if place else [], on=on, status=status, numbers=numbers, target=target
    )
    return text, told


def record(*events: tuple[str, Sequence[tuple[Article, Claim]]], copies: dict[str, str] | None = None) -> Sample:
    """Events of given names, each of the type ``shelling``, at the place and day of its first claim."""
    told = [pair for _, own in events for pair in own]
    articles = {a.id: a for a, _ in sorted(told, key=lambda pair: pair[0].id)}
    claims = {c.id: c for _, c in sorted(told, key=lambda pair: pair[1].id)}
    bare = Sample(articles, copies or {}, claims)
    reports = Reports.of(bare, KNOWLEDGE)
    found = {name: event(name, [c for _, c in own], reports) for name, own in sorted(events, key=lambda e: e[0])}
    return replace(bare, events=found)


def event(name: str, claims: Sequence[Claim], reports: Reports, type_: str = "shelling") -> Event:
    place = claims[0].place[0] if claims[0].place else None
    return Event(
        name,
        type_,
        TYPES[type_].family,
        (place.entity or place.text) if place else None,
        claims[0].date,
        accounts(claims, reports),
    )


def tallied(sample: Sample, *places: str, since: str = "", until: str = "", by: By | None = None) -> Tally:
    first, last = (date.fromisoformat(d) if d else None for d in (since, until))
    return Tallies(sample, KNOWLEDGE).over(places, first, last, by)


def killed(sums: Sequence[Sum]) -> Sum:
    (found,) = [s for s in sums if s.what == "killed"]
    return found


def toll(sample: Sample, name: str = "e-1") -> Toll:
    (found,) = Tallies(sample, KNOWLEDGE).tolls[name]
    return found


STATE = telling("state", "12", 12, 12, outlet="State Agency")
NORTH = telling("north", "At least 28", 28, None, outlet="Northern Press")


def test_a_toll_is_a_range_and_says_who_gives_either_end() -> None:
    found = toll(record(("e-1", [STATE, NORTH])))
    assert (found.number, found.told) == (Range(12, None), 28)
    assert [(s.outlet, s.claim, s.words, s.side) for s in found.lowest] == [
        ("demo:state-agency", STATE[1].id, "12", "demo:government")
    ]
    assert [(s.outlet, s.claim, s.words, s.published) for s in found.highest] == [
        ("demo:northern-press", NORTH[1].id, "At least 28", DAY)
    ]
    assert dict(found.sides) == {"demo:government": Range(12, 12), "demo:opposition": Range(28, None)}


def test_every_account_that_gives_an_end_is_named() -> None:
    same = telling("wire", "12", 12, 12)
    assert {s.outlet for s in toll(record(("e-1", [STATE, NORTH, same]))).lowest} == {
        "demo:state-agency",
        "demo:world-wire",
    }


def test_whoever_denies_the_toll_stands_beside_it_and_lowers_nothing() -> None:
    text = Article("denial", "", "Nobody was killed in Aleppo.", "State Agency", DAY)
    denial = claim(text, 1, "killed", "toll", place=[ALEPPO], on="2016-08-06", status="denied")
    found = toll(record(("e-1", [NORTH, (text, denial)])))
    assert found.number == Range(28, None)
    assert [(s.outlet, s.claim, s.number) for s in found.denied] == [("demo:state-agency", denial.id, None)]


def test_what_is_only_possible_counts_in_the_most_and_not_in_the_least() -> None:
    maybe = telling("wire", "5", 5, 5, status="possible", place=RAMOUSEH)
    sure = telling("state", "12", 12, 12, outlet="State Agency", place=CASTELLO)
    sum_ = killed(tallied(record(("e-1", [maybe]), ("e-2", [sure]))).sums)
    assert (sum_.number, sum_.events, sum_.possible) == (Range(12, 17), 2, 1)


@pytest.mark.parametrize("status", ["planned", "denied"])
def test_what_is_planned_or_denied_has_no_toll(status: Status) -> None:
    assert tallied(record(("e-1", [telling("wire", "5", 5, 5, status=status)]))).sums == ()


def test_events_add_up_and_an_open_end_stays_open() -> None:
    one, other = telling("a", "5", 5, 5, place=RAMOUSEH), telling("b", "7", 7, 7, place=CASTELLO)
    assert killed(tallied(record(("e-1", [one]), ("e-2", [other]))).sums).number == Range(12, 12)
    open_ = telling("b", "At least 7", 7, None, place=CASTELLO)
    sum_ = killed(tallied(record(("e-1", [one]), ("e-2", [open_]))).sums)
    assert (sum_.number, sum_.told) == (Range(12, None), 12)


def test_a_wider_toll_counts_only_where_it_is_more_than_those_inside_it_together() -> None:
    inside = [
        ("e-1", [telling("a", "5", 5, 5, place=RAMOUSEH)]),
        ("e-2", [telling("b", "7", 7, 7, place=CASTELLO)]),
    ]
    for number, least in ((10, 12), (30, 30)):
        wider = ("e-3", [telling("c", str(number), number, number, place=SYRIA)])
        assert killed(tallied(record(*inside, wider)).sums).number == Range(least, 12 + number)


def test_two_strikes_on_one_city_in_a_day_both_count() -> None:
    one, other = telling("a", "5", 5, 5), telling("b", "7", 7, 7)
    assert killed(tallied(record(("e-1", [one]), ("e-2", [other]))).sums).number == Range(12, 12)


def test_of_two_told_of_no_place_on_one_day_only_the_larger_counts_in_the_least() -> None:
    one, other = telling("a", "5", 5, 5, place=None), telling("b", "7", 7, 7, place=None)
    assert killed(tallied(record(("e-1", [one]), ("e-2", [other]))).sums).number == Range(7, 12)


def test_a_week_of_deaths_is_a_told_total_beside_the_sum_of_the_weeks_events() -> None:
    monday = telling("a", "5", 5, 5, on="2016-08-01")
    week = telling("b", "40", 40, 40, on="2016-08-01/2016-08-07")
    found = tallied(record(("e-1", [monday]), ("e-2", [week])), by="week")
    (period,) = found.periods
    assert killed(period.sums).number == Range(5, 5)
    (total,) = period.totals
    assert (total.number, total.places, total.counted, total.outside) == (
        Range(40, 40),
        ("demo:aleppo",),
        Range(5, 5),
        True,
    )
    assert [s.claim for s in total.said] == [week[1].id]


def test_a_told_total_that_the_events_may_add_up_to_is_not_outside() -> None:
    monday = telling("a", "At least 5", 5, None, on="2016-08-01")
    week = telling("b", "40", 40, 40, on="2016-08-01/2016-08-07")
    (period,) = tallied(record(("e-1", [monday]), ("e-2", [week])), by="week").periods
    assert not period.totals[0].outside


def test_a_toll_of_the_whole_war_is_no_events_toll_even_where_it_is_taken_for_one() -> None:
    text = Article("war", "", "The war has killed more than 300,000 people.", "World Wire", DAY)
    numbers: list[Number] = [("killed", "more than 300,000", 300_000, None)]
    whole = claim(text, 1, "killed", "toll", on="2016-08-06", numbers=numbers)
    found = tallied(record(("e-1", [STATE, (text, whole)])))
    assert killed(found.sums).number == Range(12, 12)
    (total,) = found.totals
    assert (total.number, total.date, total.counted) == (Range(300_000, None), None, None)


def test_a_told_total_counts_no_days_after_its_article() -> None:
    month = telling("b", "40", 40, 40, on="2016-08", published=date(2016, 8, 9))
    (period,) = tallied(record(("e-1", [month])), by="month").periods
    assert str(period.totals[0].date) == "2016-08-01/2016-08-09"


def test_only_events_wholly_inside_place_and_days_count_and_the_others_are_listed_with_the_reason() -> None:
    sample = record(
        ("e-1", [telling("a", "5", 5, 5, place=RAMOUSEH)]),
        ("e-2", [telling("b", "7", 7, 7, place=SYRIA)]),
        ("e-3", [telling("c", "9", 9, 9, on=None)]),
        ("e-4", [telling("d", "11", 11, 11, on="2016-08-07/2016-08-08")]),
        ("e-5", [telling("e", "13", 13, 13, place=None)]),
        ("e-6", [telling("f", "15", 15, 15, on="2016-08-20")]),
    )
    found = tallied(sample, "demo:aleppo", since="2016-08-05", until="2016-08-07")
    assert killed(found.sums).number == Range(5, 5)
    assert {(t.event, reason) for t, reason in found.unplaced} == {
        ("e-2", "place"),
        ("e-3", "day"),
        ("e-4", "days"),
        ("e-5", "place"),
    }


def test_a_place_that_no_pack_knows_lies_where_it_is_told_to_be() -> None:
    text, told = telling("a", "5", 5, 5, place="the hamlet")
    beside = replace(told, place=(replace(told.place[0], near="demo:ramouseh"),))
    assert killed(tallied(record(("e-1", [(text, beside)])), "demo:aleppo").sums).number == Range(5, 5)
    assert tallied(record(("e-1", [(text, beside)])), "demo:ramouseh").sums == ()


def test_periods_begin_on_mondays_and_are_cut_to_the_days_asked_for() -> None:
    sample = record(
        ("e-1", [telling("a", "5", 5, 5, on="2016-08-03")]),
        ("e-2", [telling("b", "7", 7, 7, on="2016-08-08")]),
        ("e-3", [telling("c", "9", 9, 9, on="2016-08-07/2016-08-08")]),
    )
    found = tallied(sample, since="2016-08-02", until="2016-08-12", by="week")
    assert [str(p.days) for p in found.periods] == ["2016-08-02/2016-08-07", "2016-08-08/2016-08-12"]
    assert [t.event for t in found.across] == ["e-3"]
    assert killed(found.sums).events == 3


def test_civilians_and_fighters_are_parts_of_the_toll_and_not_added_to_it() -> None:
    civil = telling("a", "5 civilians", 5, 5, place=RAMOUSEH)
    armed = telling("b", "7", 7, 7, place=CASTELLO, target=[("rebels", "demo:rebels")])
    sum_ = killed(tallied(record(("e-1", [civil]), ("e-2", [armed]))).sums)
    assert (sum_.number, sum_.civilians, sum_.fighters) == (Range(12, 12), Range(5, 5), Range(7, 7))
    assert toll(record(("e-1", [armed]))).victims == ("demo:rebels",)


def test_nothing_is_said_of_victims_of_whom_nothing_is_told() -> None:
    sum_ = killed(tallied(record(("e-1", [STATE]))).sums)
    assert (sum_.civilians, sum_.fighters) == (Range(0, 12), Range(0, 12))


# What holds for all records

PLACES: list[Words | None] = [SYRIA, ALEPPO, RAMOUSEH, CASTELLO, "the hamlet", None]
FIRST = date(2016, 8, 1)


@st.composite
def records(draw: st.DrawFn) -> Sample:
    """Some events in two weeks, each told by one or two outlets."""
    events = []
    for number in range(draw(st.integers(1, 7))):
        first = FIRST + timedelta(days=draw(st.integers(0, 13)))
        days = Interval(first, first + timedelta(days=draw(st.integers(0, 2))))
        place = draw(st.sampled_from(PLACES))
        told = []
        for outlet in draw(st.sampled_from([["World Wire"], ["World Wire", "State Agency"]])):
            n = draw(st.integers(1, 40))
            least, most = draw(st.sampled_from([(n, n), (n, None), (None, n)]))
            status = draw(st.sampled_from(["happened", "happened", "possible"]))
            name = f"{number}-{outlet}"
            told.append(
                telling(name, str(n), least, most, outlet=outlet, place=place, on=str(days), status=status)  # type: ignore[arg-type]
            )
        events.append((f"e-{number}", told))
    return record(*events)


@given(records(), st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.integers(0, 15))
def test_fewer_days_never_have_a_larger_least(sample: Sample, a: int, b: int, c: int, d: int) -> None:
    outer_first, inner_first, inner_last, outer_last = (FIRST + timedelta(days=n) for n in sorted((a, b, c, d)))
    tallies = Tallies(sample, KNOWLEDGE)
    inner = tallies.over((), inner_first, inner_last, "day").sums
    outer = tallies.over((), outer_first, outer_last, "day").sums
    for sum_ in inner:
        assert (sum_.number.least or 0) <= (killed(outer).number.least or 0)
        assert sum_.told <= killed(outer).told


@given(records())
def test_a_sum_is_not_under_any_of_its_events_nor_over_all_of_them_together(sample: Sample) -> None:
    tallies = Tallies(sample, KNOWLEDGE)
    tolls = [t for own in tallies.tolls.values() for t in own]
    (sum_,) = tallies.over().sums
    factual = [t.number.least or 0 for t in tolls if t.factual]
    assert max(factual, default=0) <= (sum_.number.least or 0) <= sum(factual)
    assert sum_.number.most is None or (sum_.number.least or 0) <= sum_.number.most


@given(records(), st.randoms(use_true_random=False))
def test_neither_order_nor_copies_change_a_toll(sample: Sample, random: object) -> None:
    names = list(sample.events)
    random.shuffle(names)  # type: ignore[attr-defined]
    shuffled = replace(sample, events={n: sample.events[n] for n in names})
    assert Tallies(shuffled, KNOWLEDGE).over() == Tallies(sample, KNOWLEDGE).over()

    original = sample.articles[next(iter(sample.claims.values())).article]
    again = replace(original, id="zz-copy", outlet="Northern Press", published=DAY + timedelta(days=1))
    copied = [
        replace(c, id=f"zz-copy#{c.trigger.span.begin}", article="zz-copy")
        for c in sample.claims.values()
        if c.article == original.id
    ]
    claims = {**sample.claims, **{c.id: c for c in copied}}
    bare = Sample({**sample.articles, "zz-copy": again}, {"zz-copy": original.id}, claims)
    reports = Reports.of(bare, KNOWLEDGE)
    events = {}
    for name, old in sample.events.items():
        own = [claims[c] for c in old.claims]
        own += [c for c in copied if any(o.article == original.id for o in own)]
        events[name] = event(name, own, reports)
    assert Tallies(replace(bare, events=events), KNOWLEDGE).over().sums == Tallies(sample, KNOWLEDGE).over().sums


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7), st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6))))
def test_the_heaviest_set_is_the_heaviest_of_all_sets_of_which_none_holds_another(
    weights: list[int], pairs: set[tuple[int, int]]
) -> None:
    below: dict[int, set[int]] = {
        n: {b for a, b in pairs if a == n and n < b < len(weights)} for n in range(len(weights))
    }
    for n in reversed(range(len(weights))):  # whatever holds something holds all that this holds
        below[n] |= {c for b in below[n] for c in below[b]}
    best = max(
        sum(weights[n] for n in chosen)
        for size in range(len(weights) + 1)
        for chosen in combinations(range(len(weights)), size)
        if not any(b in below[a] for a in chosen for b in chosen)
    )
    held = {str(n): {str(b) for b in own} for n, own in below.items()}
    assert heaviest({str(n): w for n, w in enumerate(weights)}, held) == best


def test_the_example_of_the_document() -> None:
    sample = record(
        (
            "e-1",
            [
                telling("a", "12", 12, 12, outlet="State Agency", place=RAMOUSEH),
                telling("b", "At least 28", 28, None, outlet="Northern Press", place=RAMOUSEH),
            ],
        ),
        ("e-2", [telling("c", "7", 7, 7, place=CASTELLO)]),
        ("e-3", [telling("d", "25", 25, 25)]),
        ("e-4", [telling("e", "5", 5, 5, on="2016-08-09", status="possible")]),
        ("e-5", [telling("f", "40", 40, 40, on="2016-08-01/2016-08-07", published=date(2016, 8, 8))]),
    )
    first, second = tallied(sample, by="week").periods
    assert (killed(first.sums).number, killed(first.sums).told) == (Range(25, None), 60)
    assert [(t.number, t.counted, t.outside) for t in first.totals] == [(Range(40, 40), Range(25, None), False)]
    assert killed(second.sums).number == Range(None, 5)


def test_a_part_is_never_larger_than_the_least_that_another_account_gives_for_the_whole() -> None:
    few = telling("a", "5", 5, 5, outlet="State Agency")
    many = telling("b", "20 civilians", 20, 20, outlet="Northern Press")
    found = toll(record(("e-1", [few, many])))
    assert (found.number, found.civilians) == (Range(5, 20), Range(5, 20))
