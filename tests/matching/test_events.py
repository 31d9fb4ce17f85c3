"""What an event is and how many died in it, from claims that tell it in part, sum up, or tell of other things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sample import KNOWLEDGE, Sample, claim
from truceline.matching.events import events
from truceline.matching.reports import Reports
from truceline.records import Article, Claim, Event, QuantityKind, Range

ALEPPO, RAMOUSEH, CASTELLO = ("Aleppo", "demo:aleppo"), ("Ramouseh", "demo:ramouseh"), ("Castello", "demo:castello")


def article(name: str, text: str, title: str = "", day: int = 7) -> Article:
    return Article(name, title, text, name, date(2016, 8, day))


def killed(words: str, number: int) -> list[tuple[QuantityKind, str, int | None, int | None]]:
    return [("killed", words, number, number)]


def event(articles: Sequence[Article], *claims: Claim) -> Event:
    record = Sample({a.id: a for a in articles}, {}, {c.id: c for c in claims})
    (made,) = events([claims], Reports.of(record, KNOWLEDGE))
    return made


def test_of_acts_told_as_often_the_headline_s_is_the_event_s() -> None:
    text = article("a", "Gunmen attacked the post and bombed its gate.", "Jets bomb post")
    made = event([text], claim(text, 0, "bomb", "air_strike"), claim(text, 1, "attacked", "attack"))
    assert made.type == "air_strike"


def test_the_dead_of_a_whole_war_are_no_attack() -> None:
    text = article("a", "The war has killed more than 300,000 people since 2011.\nTalks go on.")
    war = claim(text, 1, "killed", "attack", numbers=[("killed", "more than 300,000", 300_000, None)])
    assert event([text], war, claim(text, 2, "Talks", "talks")).type == "talks"


def test_each_article_tells_the_day_once_by_what_it_tells_of_the_event_s_place_and_kind() -> None:
    long = article("long", "Shells hit Ramouseh.\nMore fell.\nAnd more fell on Friday.")
    many = [claim(long, n, w, "shelling", on="2016-08-05") for n, w in ((1, "hit"), (2, "fell"), (3, "fell"))]
    one, two = article("one", "Shells hit Ramouseh on Saturday."), article("two", "On Saturday shells hit Ramouseh.")
    once = [claim(a, 1, "hit", "shelling", place=[RAMOUSEH], on="2016-08-06") for a in (one, two)]
    assert str(event([long, one, two], *many, *once).date) == "2016-08-06"


def test_background_and_other_acts_give_no_day_where_the_event_s_own_claims_do() -> None:
    text = article("a", "Ministers met on 1 August.\nAll summer shells hit Ramouseh.\nShells hit it on Saturday.")
    made = event(
        [text],
        claim(text, 1, "met", "talks", on="2016-08-01"),
        claim(text, 2, "hit", "shelling", place=[RAMOUSEH], on="2016-06/2016-08"),
        claim(text, 3, "hit", "shelling", on="2016-08-06"),
    )
    assert (made.type, str(made.date)) == ("shelling", "2016-08-06")


def test_what_sums_up_or_is_of_another_place_or_day_is_no_end_of_its_number() -> None:
    text = article(
        "a",
        "Shells killed 12 in Ramouseh on Saturday.\nShells killed 3 on Castello.\n"
        "On Monday 5 were killed.\nSince May 400 were killed.",
    )
    made = event(
        [text],
        claim(text, 1, "killed", "shelling", place=[RAMOUSEH], on="2016-08-06", numbers=killed("12", 12)),
        claim(text, 2, "killed", "toll", place=[CASTELLO], numbers=killed("3", 3)),
        claim(text, 3, "killed", "toll", on="2016-08-01", numbers=killed("5", 5)),
        claim(text, 4, "killed", "toll", numbers=killed("400", 400)),
        claim(text, 1, "Shells", "shelling", place=[RAMOUSEH], on="2016-08-06"),
    )
    assert made.killed == made.accounts[0].killed == Range(12, 12)


def test_a_sum_keeps_its_own_number() -> None:
    text = article("a", "The war has killed more than 300,000 people.")
    war = claim(text, 1, "killed", "toll", numbers=[("killed", "more than 300,000", 300_000, None)])
    assert event([text], war).killed == Range(300_000, None)


def test_some_of_the_victims_are_no_end_of_the_event_s_number() -> None:
    one, two = article("one", "Shells killed 40."), article("two", "Among those killed were 5 nurses.")
    made = event(
        [one, two],
        claim(one, 1, "killed", "toll", numbers=killed("40", 40)),
        claim(two, 1, "killed", "toll", numbers=killed("5", 5)),
    )
    assert made.killed == Range(40, 40)


def test_a_number_far_under_that_of_the_headline_is_part_of_it() -> None:
    opening = "Rockets fell on several quarters of the city on Sunday, " * 5
    text = article("a", f"{opening}medics said.\nIn one house 4 were killed.", "57 killed in Aleppo")
    made = event(
        [text],
        claim(text, 0, "killed", "toll", numbers=killed("57", 57)),
        claim(text, 2, "killed", "toll", numbers=killed("4", 4)),
    )
    assert made.killed == Range(57, 57)


def test_a_few_victims_cited_in_the_body_are_part_of_what_the_same_voice_tells_at_the_head() -> None:
    opening = "Rockets fell on several quarters of the city on Sunday, the War Monitor said, " * 4
    text = article("a", f"{opening}\nIn one house 4 were killed, the monitor said.", "57 killed, War Monitor says")
    monitor = [("War Monitor", "demo:observatory")]
    made = event(
        [text],
        claim(text, 0, "killed", "toll", numbers=killed("57", 57), source=monitor),
        claim(
            text, 2, "killed", "toll", numbers=killed("4", 4), source=[("monitor", "demo:observatory"), "the monitor"]
        ),
    )
    assert made.killed == Range(57, 57)


def test_a_few_civilians_are_part_of_the_dead_whoever_tells_of_them() -> None:
    opening = "Rockets fell on several quarters of the city on Sunday and again on Monday morning. " * 4
    one = article("one", "Shells killed 40 in the city.")
    two = article("two", f"{opening}\nThe fighting killed two civilians.")
    made = event(
        [one, two],
        claim(one, 1, "killed", "toll", numbers=killed("40", 40)),
        claim(two, 2, "killed", "toll", numbers=killed("two", 2)),
    )
    assert made.killed == Range(40, 40)


def test_a_number_open_above_stays_open_beside_a_smaller_one() -> None:
    one, two = article("one", "Shells killed 2.\nScores were killed, it is said."), article("two", "Shells killed 2.")
    made = event(
        [one, two],
        claim(one, 1, "killed", "toll", numbers=killed("2", 2)),
        claim(one, 2, "killed", "toll", numbers=[("killed", "Scores", 40, None)]),
        claim(two, 1, "killed", "toll", numbers=killed("2", 2)),
    )
    assert made.killed == Range(2, None)
