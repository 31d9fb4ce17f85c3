from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import pytest

from sample import claim
from truce_sample import article, record
from truceline.pack import Actor, Knowledge, Obligation, Outlet, Pack, Place, Side, Terms, Zone
from truceline.records import Article, Claim, Interval, Status, Truce, TruceStep
from truceline.truces.weighing import VERDICTS, Check, Weighed, Weigher, Weighing

TERMS = Terms(
    "river:harvest",
    "Harvest truce",
    announced=date(2016, 9, 10),
    starts=date(2016, 9, 12),
    starts_at=time(19),
    ends=date(2016, 9, 19),
    parties=("river:government", "river:reedmen"),
    guarantors=("river:queendom",),
    excluded=("river:cult",),
    places=("river:land",),
    zones=(Zone("the mill road", places=("river:mill-road",)), Zone("areas to be agreed")),
    obligations=(
        Obligation("Fire of any kind stops.", "no_attacks"),
        Obligation("Nobody takes ground.", "no_advance"),
        Obligation("The army leaves the mill road.", "withdrawal", ("river:army",), "the mill road", metres=1000),
        Obligation("Aid gets through.", "aid_access"),
        Obligation("The army's aircraft stay on the ground.", "no_flights", ("river:army",), "areas to be agreed"),
        Obligation("Prisoners go home.", "release", starts=date(2016, 9, 15)),
    ),
)
RIVER = Pack(
    "river",
    "The river war",
    "1",
    sides=(Side("river:crown", "Crown", "", ""), Side("river:reeds", "Reeds", "", ""), Side("river:c", "Cult", "", "")),
    actors=(
        Actor("river:kingdom", "Kingdom", "state"),
        Actor("river:government", "Government", "government", "river:crown", "river:kingdom"),
        Actor("river:army", "Royal Army", "force", None, "river:government"),
        Actor("river:guests", "Guest Guards", "force", "river:crown"),
        Actor("river:reedmen", "Reedmen", "armed_group", "river:reeds"),
        Actor("river:band", "Marsh Band", "armed_group", None, "river:reedmen"),
        Actor("river:cult", "Moon Cult", "armed_group", "river:c"),
        Actor("river:gunmen", "gunmen", "armed_group"),
        Actor("river:queendom", "Queendom", "state"),
        Actor("river:villagers", "villagers", "population"),
    ),
    places=(
        Place("river:land", "Riverland", "country", None, 10.0, 20.0),
        Place("river:town", "Mill Town", "town", "river:land", 10.1, 20.1),
        Place("river:mill-road", "mill road", "road", "river:town", 10.12, 20.1),
        Place("river:abroad", "Otherland", "country", None, 30.0, 40.0),
        Place("river:port", "Port", "city", "river:abroad", 30.0, 40.0),
    ),
    outlets=(
        Outlet("river:herald", "Herald", side="river:crown", names=("Herald",)),
        Outlet("river:post", "Reed Post", side="river:reeds", names=("Reed Post",)),
        Outlet("river:wire", "Wire", names=("Wire",)),
    ),
    terms=(TERMS,),
)
KNOWLEDGE = Knowledge([RIVER])
ARMY, GUESTS, BAND = ("army", "river:army"), ("guards", "river:guests"), ("Marsh Band", "river:band")
REEDMEN, CULT, GUNMEN = ("Reedmen", "river:reedmen"), ("Moon Cult", "river:cult"), ("gunmen", "river:gunmen")
TOWN, ROAD, PORT = ("Mill Town", "river:town"), ("mill road", "river:mill-road"), ("Port", "river:port")
VILLAGERS = ("villagers", "river:villagers")

BREACH = article(
    "breach",
    "2016-09-15",
    "The army shelled villagers in Mill Town on Wednesday, breaking the truce.",
    "Clerks counted the sheep.",
    outlet="Reed Post",
)


def weigh(*claims: Claim, articles: Sequence[Article], knowledge: Knowledge = KNOWLEDGE) -> list[Weighing]:
    """What the violations of a record come to by the harvest truce."""
    made = record(*claims, articles=tuple(articles), knowledge=knowledge)
    (truce,) = made.truces.values()
    return list(Weigher(made, knowledge).of(replace(truce, terms=TERMS.id)).values())


def breach(**others: object) -> Claim:
    given = {"actor": [ARMY], "place": [TOWN], "on": "2016-09-14"} | others
    return claim(BREACH, 1, "breaking", "truce_violation", **given)  # type: ignore[arg-type]


def shelling(**others: object) -> Claim:
    given = {"actor": [ARMY], "target": [VILLAGERS], "place": [TOWN], "on": "2016-09-14"} | others
    return claim(BREACH, 1, "shelled", "shelling", **given)  # type: ignore[arg-type]


def only(found: Sequence[Weighing]) -> Weighed:
    (weighing,) = found
    (weighed,) = weighing.accounts
    assert (weighing.verdict, weighing.reason) == (weighed.verdict, weighed.reason)
    return weighed


def check(weighed: Weighed, asked: str) -> Check:
    return next(c for c in weighed.checks if c.asked == asked)


def test_what_breaks_the_terms_if_it_is_true_is_within_them_and_names_the_obligation() -> None:
    weighed = only(weigh(breach(), shelling(), articles=[BREACH]))
    assert weighed.verdict == "within the terms"
    assert [c.says for c in weighed.checks] == ["yes"] * 5
    assert weighed.obligations == (0,)
    assert weighed.reason == "shelling: “Fire of any kind stops.”"


def test_every_reply_rests_on_claims_of_the_account() -> None:
    told, act = breach(), shelling()
    weighed = only(weigh(told, act, articles=[BREACH]))
    for asked in ("period", "zone", "by"):
        assert check(weighed, asked).claims == (told.id,)
    for asked in ("against", "obligation"):
        assert check(weighed, asked).claims == (act.id,)


@pytest.mark.parametrize(
    ("changed", "asked", "verdict", "reason"),
    [
        ({"on": "2016-09-11"}, "period", "outside them", "before 12 September 2016"),
        ({"on": "2016-09-20"}, "period", "outside them", "after 19 September 2016"),
        ({"on": "2016-09-12"}, "period", "cannot be told", "at 19:00 on 12 September 2016"),
        ({"on": "2016-09-18/2016-09-25"}, "period", "cannot be told", "only some days"),
        ({"place": [("Mill Town", "river:port")]}, "zone", "outside them", "Port lies outside of Riverland"),
        ({"actor": [("army", "river:guests")]}, "by", "cannot be told", "on the side of Government"),
        ({"actor": [("army", "river:cult")]}, "by", "outside them", "left out"),
        ({"actor": [("army", "river:queendom")]}, "by", "outside them", "guarantees the terms"),
        ({"actor": [("army", "river:gunmen")]}, "by", "cannot be told", "“army”: fighters of no side"),
        ({"actor": ["army"]}, "by", "cannot be told", "nobody that a pack knows"),
    ],
)
def test_one_no_puts_it_outside_and_what_is_not_known_leaves_it_open(
    changed: dict[str, object], asked: str, verdict: str, reason: str
) -> None:
    weighed = only(weigh(breach(**changed), shelling(**changed), articles=[BREACH]))
    assert weighed.verdict == verdict
    assert reason in check(weighed, asked).reason
    assert reason in weighed.reason
    assert [c.asked for c in weighed.checks if c.says != "yes"] == [asked]


@pytest.mark.parametrize(
    ("actor", "reason"),
    [
        ("river:band", "Marsh Band, part of Reedmen: a party"),
        ("river:kingdom", "Kingdom: answers for Government, a party"),
        ("river:reedmen", "Reedmen: a party"),
    ],
)
def test_who_belongs_to_a_party_is_bound_with_it(actor: str, reason: str) -> None:
    who = {"actor": [("army", actor)]}
    weighed = only(weigh(breach(**who), shelling(**who), articles=[BREACH]))
    assert check(weighed, "by").says == "yes"
    assert check(weighed, "by").reason == reason


def test_a_side_may_be_bound_as_a_whole() -> None:
    bound = Knowledge([replace(RIVER, terms=(replace(TERMS, sides=("river:crown",)),))])
    who = {"actor": [("army", "river:guests")]}
    weighed = only(weigh(breach(**who), shelling(**who), articles=[BREACH], knowledge=bound))
    assert weighed.verdict == "within the terms"


def test_an_attack_on_whom_the_terms_leave_out_is_outside_them() -> None:
    hit = {"target": [("villagers", "river:cult")]}
    weighed = only(weigh(breach(), shelling(**hit), articles=[BREACH]))
    assert weighed.verdict == "outside them"
    assert weighed.reason == "Moon Cult: left out of the terms"


def test_a_breach_that_names_no_target_still_counts_as_one() -> None:
    weighed = only(weigh(breach(), shelling(target=[]), articles=[BREACH]))
    against = check(weighed, "against")
    assert (against.says, against.decides) == ("cannot be told", False)
    assert weighed.verdict == "within the terms"


def test_without_a_day_a_breach_is_taken_to_lie_between_the_begin_and_its_report() -> None:
    weighed = only(weigh(breach(on=None), shelling(on=None), articles=[BREACH]))
    assert weighed.verdict == "within the terms"
    assert "reported on 15 September 2016" in check(weighed, "period").reason
    late = replace(BREACH, published=date(2016, 9, 25))
    weighed = only(weigh(breach(on=None), shelling(on=None), articles=[late]))
    assert weighed.verdict == "cannot be told"
    assert "after the terms end" in weighed.reason


def test_without_a_place_a_breach_of_terms_for_a_whole_country_lies_in_it() -> None:
    weighed = only(weigh(breach(place=[]), shelling(place=[]), articles=[BREACH]))
    assert check(weighed, "zone").says == "yes"
    narrow = replace(TERMS, places=("river:town",))
    town = Knowledge([replace(RIVER, terms=(narrow,))])
    weighed = only(weigh(breach(place=[]), shelling(place=[]), articles=[BREACH], knowledge=town))
    assert (weighed.verdict, weighed.reason) == ("cannot be told", "no place is told")


def test_that_a_truce_was_broken_and_nothing_more_cannot_be_weighed() -> None:
    weighed = only(weigh(breach(), articles=[BREACH]))
    assert weighed.verdict == "cannot be told"
    assert weighed.reason == "no act is told, only that the truce was broken"


def test_what_others_did_in_the_same_sentence_is_not_laid_to_who_broke_it() -> None:
    told = article("both", "2016-09-15", "The army shelled Mill Town after the Reedmen broke the truce.", outlet="Wire")
    claims = (
        claim(told, 1, "broke", "truce_violation", actor=[REEDMEN], place=[TOWN], on="2016-09-14"),
        claim(told, 1, "shelled", "shelling", actor=[ARMY], place=[TOWN], on="2016-09-14"),
    )
    weighed = only(weigh(*claims, articles=[told]))
    assert check(weighed, "by").reason == "Reedmen: a party"
    assert weighed.reason == "no act is told, only that the truce was broken"


@pytest.mark.parametrize(
    ("words", "kind", "status", "number"),
    [
        ("shelled", "shelling", "happened", 0),
        ("shelled", "capture", "happened", 1),
        ("shelled", "aid_block", "happened", 3),
        ("shelled", "release", "denied", 5),
    ],
)
def test_the_act_tells_which_obligation(words: str, kind: str, status: Status, number: int) -> None:
    on = {"on": "2016-09-16"}
    act = claim(BREACH, 1, words, kind, status=status, actor=[ARMY], place=[TOWN], on="2016-09-16")
    weighed = only(weigh(breach(**on), act, articles=[replace(BREACH, published=date(2016, 9, 17))]))
    assert weighed.obligations == (number,)
    assert weighed.verdict == "within the terms"


def test_an_act_that_the_terms_say_nothing_of_is_outside_them() -> None:
    few = Knowledge([replace(RIVER, terms=(replace(TERMS, obligations=TERMS.obligations[3:4]),))])
    weighed = only(weigh(breach(), shelling(), articles=[BREACH], knowledge=few))
    assert weighed.verdict == "outside them"
    assert weighed.reason == "shelling: the terms hold no obligation of that kind"


def test_an_obligation_holds_for_whom_it_binds_in_its_zone_and_on_its_days() -> None:
    told = article(
        "move", "2016-09-15", "Troops moved to the mill road on Wednesday, breaking the truce.", outlet="Wire"
    )

    def moved(who: str, where: list[tuple[str, str]]) -> Weighed:
        given = {"actor": [("Troops", who)], "place": where, "on": "2016-09-14"}
        return only(
            weigh(
                claim(told, 1, "breaking", "truce_violation", **given),  # type: ignore[arg-type]
                claim(told, 1, "moved", "deployment", **given),  # type: ignore[arg-type]
                articles=[told],
            )
        )

    assert (moved("river:army", [ROAD]).verdict, moved("river:army", [ROAD]).obligations) == ("within the terms", (2,))
    other = moved("river:reedmen", [ROAD])
    assert (other.verdict, other.obligations) == ("outside them", ())
    assert "binds Royal Army only" in other.reason
    assert moved("river:army", [("mill road", "river:town")]).verdict == "cannot be told"
    early = claim(BREACH, 1, "shelled", "release", status="denied", actor=[ARMY], place=[TOWN], on="2016-09-13")
    weighed = only(weigh(breach(on="2016-09-13"), early, articles=[BREACH]))
    assert weighed.verdict == "outside them"
    assert "15 September" in weighed.reason


def test_a_bar_on_flights_in_a_zone_that_nobody_drew_leaves_strikes_on_the_left_out_open() -> None:
    act = claim(BREACH, 1, "shelled", "air_strike", actor=[ARMY], target=[("villagers", "river:cult")], place=[TOWN])
    weighed = only(weigh(breach(), act, articles=[BREACH]))
    assert (weighed.verdict, weighed.obligations) == ("cannot be told", (4,))
    assert not check(weighed, "against").decides
    assert "areas to be agreed" in weighed.reason


def test_accounts_are_weighed_one_by_one_and_told_apart_where_they_lead_elsewhere() -> None:
    other = article(
        "other", "2016-09-15", "The Moon Cult shelled villagers in Mill Town, breaking the truce.", outlet="Herald"
    )
    made = record(
        breach(),
        shelling(),
        claim(other, 1, "breaking", "truce_violation", actor=[CULT], place=[TOWN], on="2016-09-14"),
        claim(other, 1, "shelled", "shelling", actor=[CULT], target=[VILLAGERS], place=[TOWN], on="2016-09-14"),
        articles=(BREACH, other),
        knowledge=KNOWLEDGE,
    )
    (truce,) = made.truces.values()
    found = Weigher(made, KNOWLEDGE)
    apart = [w for e in made.events.values() if (w := found.weigh(e, truce)) and w.differ]
    assert apart
    for weighing in apart:
        assert {w.verdict for w in weighing.accounts} == {"within the terms", "outside them"}
        assert weighing.verdict == "cannot be told"
        assert weighing.reason == "the accounts differ: within the terms by Reeds, outside them by Crown"


def test_an_account_that_tells_too_little_does_not_undo_one_that_tells_enough() -> None:
    vague = article("vague", "2016-09-15", "Villagers in Mill Town were shelled, breaking the truce.", outlet="Wire")
    made = record(
        breach(),
        shelling(),
        claim(vague, 1, "breaking", "truce_violation", place=[TOWN], on="2016-09-14"),
        claim(
            vague, 1, "shelled", "shelling", target=[("Villagers", "river:villagers")], place=[TOWN], on="2016-09-14"
        ),
        articles=(BREACH, vague),
        knowledge=KNOWLEDGE,
    )
    (truce,) = made.truces.values()
    (weighing,) = (w for e in made.events.values() if (w := Weigher(made, KNOWLEDGE).weigh(e, truce)) and w.differ)
    assert weighing.verdict == "within the terms"
    assert weighing.reason.endswith("(by Reeds; others tell too little)")


def test_blaming_who_is_no_party_does_not_undo_who_blames_a_party_and_tells_no_act() -> None:
    other = article(
        "other", "2016-09-15", "The Moon Cult shelled villagers in Mill Town, breaking the truce.", outlet="Herald"
    )
    vague = article("vague", "2016-09-15", "The army broke the truce in Mill Town.", outlet="Reed Post")
    made = record(
        claim(other, 1, "breaking", "truce_violation", actor=[CULT], place=[TOWN], on="2016-09-14"),
        claim(other, 1, "shelled", "shelling", actor=[CULT], target=[VILLAGERS], place=[TOWN], on="2016-09-14"),
        claim(vague, 1, "broke", "truce_violation", actor=[ARMY], place=[TOWN], on="2016-09-14"),
        articles=(other, vague),
        knowledge=KNOWLEDGE,
    )
    (truce,) = made.truces.values()
    found = [w for e in made.events.values() if (w := Weigher(made, KNOWLEDGE).weigh(e, truce)) and len(w.accounts) > 1]
    assert found
    for weighing in found:
        assert weighing.verdict == "cannot be told"
        assert "may be within them" in weighing.reason


def test_denials_allege_nothing_and_are_counted_apart() -> None:
    denial = article("denial", "2016-09-15", "The army did not break the truce in Mill Town.", outlet="Herald")
    told = claim(denial, 1, "break", "truce_violation", status="denied", actor=[ARMY], place=[TOWN], on="2016-09-14")
    (weighing,) = weigh(told, articles=[denial])
    assert (weighing.accounts, weighing.denied) == ((), (0,))
    assert (weighing.verdict, weighing.reason) == ("cannot be told", "no account says that it took place")


def test_what_is_only_planned_is_neither_alleged_nor_denied() -> None:
    (weighing,) = weigh(breach(status="planned"), articles=[BREACH])
    assert (weighing.accounts, weighing.denied) == ((), ())


def test_an_attack_that_nobody_calls_a_breach_is_weighed_too_and_needs_its_target() -> None:
    made = record(breach(), shelling(target=[]), articles=(BREACH,), knowledge=KNOWLEDGE)
    (truce,) = made.truces.values()
    quiet = replace(truce, steps=())
    (alone,) = record(shelling(target=[]), articles=(BREACH,), knowledge=KNOWLEDGE).events.values()
    weighing = Weigher(made, KNOWLEDGE).weigh(alone, quiet)
    assert weighing is not None
    assert not weighing.accounts[0].called
    assert (weighing.verdict, weighing.reason) == ("cannot be told", "nobody is named against whom")
    with_target = record(shelling(), articles=(BREACH,), knowledge=KNOWLEDGE)
    (event,) = with_target.events.values()
    found = Weigher(with_target, KNOWLEDGE).weigh(event, quiet)
    assert found is not None
    assert found.verdict == "within the terms"


def test_without_written_terms_nothing_is_weighed() -> None:
    made = record(breach(), articles=(BREACH,), knowledge=KNOWLEDGE)
    (truce,) = made.truces.values()
    loose = replace(truce, terms=None)
    weigher = Weigher(made, KNOWLEDGE)
    assert weigher.of(loose) == {}
    assert all(weigher.weigh(e, loose) is None for e in made.events.values())


# Time


def told_on(day: str, terms: Terms, *steps: tuple[str, str]) -> Check:
    """The period of a shelling on a day, by these terms and these steps of their truce."""
    knowledge = Knowledge([replace(RIVER, terms=(terms,))])
    late = replace(BREACH, published=date(2017, 1, 1))
    made = record(shelling(on=day), articles=(late,), knowledge=knowledge)
    (event,) = made.events.values()
    life = tuple(TruceStep(t, ("e",), Interval.parse(d), None, "happened", (), ("c",)) for t, d in steps)
    truce = Truce(TERMS.id, "", "in force", None, None, None, TERMS.id, life)
    weighing = Weigher(made, knowledge).weigh(event, truce)
    assert weighing is not None
    return check(weighing.accounts[0], "period")


LONG = replace(TERMS, starts_at=None, ends=None, duration_hours=None)


@pytest.mark.parametrize(
    ("day", "terms", "says"),
    [
        ("2016-09-14", replace(LONG, duration_hours=48), "no"),  # from midnight: the 12th and the 13th
        ("2016-09-13", replace(LONG, duration_hours=48), "yes"),
        ("2016-09-14", replace(LONG, starts_at=time(19), duration_hours=48), "cannot be told"),
        ("2016-09-15", replace(LONG, starts_at=time(19), duration_hours=48), "no"),
        ("2016-12-24", LONG, "yes"),
        ("2016-09-19", replace(TERMS, ends_at=time(7)), "cannot be told"),
        ("2016-09-18", replace(TERMS, ends_at=time(7)), "yes"),
        ("2016-09-14", replace(TERMS, hours=(time(10), time(13))), "cannot be told"),
        ("2016-09-20", replace(TERMS, hours=(time(10), time(13))), "no"),
        ("2016-09-14", replace(TERMS, starts=None), "cannot be told"),
        ("2016-09-09", replace(TERMS, starts=None), "no"),
    ],
)
def test_the_time_of_terms_is_that_of_their_days_hours_and_length(day: str, terms: Terms, says: str) -> None:
    assert told_on(day, terms).says == says


def test_where_the_terms_set_no_end_an_end_that_is_told_leaves_later_days_open() -> None:
    assert told_on("2016-10-14", LONG, ("truce_end", "2016-10-01")).says == "cannot be told"
    assert told_on("2016-10-14", LONG, ("truce_end", "2016-10-01")).claims == ("c",)
    assert told_on("2016-09-30", LONG, ("truce_end", "2016-10-01")).says == "yes"


def test_after_the_end_a_prolongation_that_is_told_leaves_it_open_unless_an_end_is_told_since() -> None:
    assert told_on("2016-09-21", TERMS).says == "no"
    assert told_on("2016-09-21", TERMS, ("truce_extend", "2016-09-19")).says == "cannot be told"
    both = (("truce_extend", "2016-09-14"), ("truce_end", "2016-09-19"))
    assert told_on("2016-09-21", TERMS, *both).says == "no"


def test_verdicts_are_the_three_of_a_monitor() -> None:
    assert VERDICTS == ("within the terms", "outside them", "cannot be told")
