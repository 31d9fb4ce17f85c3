from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sample import KNOWLEDGE, NORTH, RECORD, STATE, WIRE, Sample, account, claim
from truceline.codebook import TYPES
from truceline.records import Account, Article, Claim, Event, Interval, Range, Truce, TruceStep
from truceline.truces.joint import Incident, JointTable, JointTables, days_of

GOVERNMENT, OPPOSITION = "demo:government", "demo:opposition"
RAMOUSEH, CASTELLO = ("Ramouseh", "demo:ramouseh"), ("Castello Road", "demo:castello")
ARMY, REBELS = ("army", "demo:army"), ("rebels", "demo:rebels")
DAY = "2016-09-14"
NAMES = {STATE: "State Agency", NORTH: "Northern Press", WIRE: "World Wire"}


class Desk:
    """Articles and events put together word by word."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.claims: dict[str, Claim] = {}
        self.events: dict[str, Event] = {}

    def told(self, outlet: str, text: str, trigger: str, kind: str, day: int = 15, **told: Any) -> Claim:
        """A claim of an article of one sentence."""
        article = Article(f"a-{len(self.articles)}", "", text, NAMES[outlet], date(2016, 9, day))
        self.articles[article.id] = article
        found = claim(article, 1, trigger, kind, **told)
        self.claims[found.id] = found
        return found

    def happened(self, kind: str, place: str | None, on: str | None, *accounts: Account) -> Event:
        """An event of these accounts."""
        event = Event(
            id=f"e-{len(self.events)}",
            type=kind,
            family=TYPES[kind].family,
            place=place,
            date=Interval.parse(on) if on else None,
            accounts=accounts,
        )
        self.events[event.id] = event
        return event

    def table(self, *breaches: Event) -> JointTable:
        """The joint table of a truce from 12 to 19 September, with the violations that these events tell."""
        steps = (TruceStep("truce_violation", (e.id,), e.date, None, "happened", (), e.claims) for e in breaches)
        return self.tables().of(_truce(*steps))

    def tables(self) -> JointTables:
        return JointTables(Sample(self.articles, {}, self.claims, self.events), KNOWLEDGE)


def _truce(*steps: TruceStep) -> Truce:
    return Truce(
        id="demo:cessation-2016-09",
        name="Cessation of hostilities, September 2016",
        state="ended",
        place="demo:syria",
        date=Interval.parse("2016-09-12/2016-09-19"),
        hours=Range(168, 168),
        terms="demo:cessation-2016-09",
        steps=steps,
    )


def _stands(row: Incident) -> dict[str, tuple[str, ...]]:
    return {c.side: c.positions for c in row.cells}


def _shelling(desk: Desk, outlet: str, actor: tuple[str, str], place: tuple[str, str] = RAMOUSEH) -> Claim:
    text = f"The {actor[0]} shelled {place[0]} on Wednesday."
    return desk.told(outlet, text, "shelled", "shelling", actor=[actor], place=[place], on=DAY)


def test_a_side_that_denies_stands_beside_the_one_that_alleges() -> None:
    desk = Desk()
    said = _shelling(desk, NORTH, ARMY)
    denied = desk.told(
        STATE,
        "The army did not shell Ramouseh on Wednesday.",
        "shell",
        "shelling",
        status="denied",
        actor=[ARMY],
        place=[RAMOUSEH],
        on=DAY,
    )
    desk.happened("shelling", "demo:ramouseh", DAY, account(NORTH, "asserts", said), account(STATE, "denies", denied))
    (row,) = desk.table().incidents
    assert row.kind == "incident"
    assert _stands(row) == {OPPOSITION: ("alleges",), GOVERNMENT: ("denies",)}
    assert [w.by for w in row.words if w.stance == "asserts"] == [(GOVERNMENT,)]


def test_a_side_that_names_its_own_people_admits_and_one_that_names_others_blames() -> None:
    desk = Desk()
    own = _shelling(desk, STATE, ARMY)
    other = _shelling(desk, STATE, REBELS, CASTELLO)
    accused = _shelling(desk, NORTH, ARMY, CASTELLO)
    desk.happened("shelling", "demo:ramouseh", DAY, account(STATE, "asserts", own))
    desk.happened(
        "shelling", "demo:castello", DAY, account(STATE, "asserts", other), account(NORTH, "asserts", accused)
    )
    table = desk.table()
    stands = {r.place: _stands(r) for r in table.incidents}
    assert stands["demo:ramouseh"][GOVERNMENT] == ("admits",)
    assert stands["demo:castello"] == {GOVERNMENT: ("blames",), OPPOSITION: ("blames",)}
    assert {(a.side, a.accused, a.positions) for a in table.answers} == {
        (GOVERNMENT, 1, (("blames", 1),)),
        (OPPOSITION, 1, (("blames", 1),)),
    }


def test_a_quoted_accusation_is_no_admission() -> None:
    desk = Desk()
    said = _shelling(desk, NORTH, ARMY)
    quoted = desk.told(
        STATE,
        "Their aim is a pretext for accusing the army of shelling Ramouseh on Wednesday.",
        "shelling",
        "shelling",
        actor=[ARMY],
        place=[RAMOUSEH],
        on=DAY,
    )
    desk.happened("shelling", "demo:ramouseh", DAY, account(NORTH, "asserts", said), account(STATE, "asserts", quoted))
    (row,) = desk.table().incidents
    assert _stands(row)[GOVERNMENT] == ("tells",)


def test_a_side_that_blames_others_or_denies_admits_nothing() -> None:
    desk = Desk()
    own, other = _shelling(desk, STATE, ARMY), _shelling(desk, STATE, REBELS)
    by_source = replace(account(STATE, "attributes", other), source="a military source")
    desk.happened("shelling", "demo:ramouseh", DAY, account(STATE, "asserts", own), by_source)
    (row,) = desk.table().incidents
    assert _stands(row)[GOVERNMENT] == ("alleges",)


def test_of_two_acts_that_an_account_tells_the_one_of_the_day_counts() -> None:
    desk = Desk()
    on_the_day = _shelling(desk, STATE, REBELS)
    answer = desk.told(STATE, "The army then shelled the guns.", "shelled", "shelling", actor=[ARMY])
    both = account(STATE, "asserts", on_the_day, answer)
    desk.happened("shelling", "demo:ramouseh", DAY, both)
    (row,) = desk.table().incidents
    assert (row.words[0].actors, _stands(row)[GOVERNMENT]) == (("demo:rebels",), ("alleges",))


def test_what_an_outlet_cites_of_the_other_side_is_that_sides_word() -> None:
    desk = Desk()
    cited = desk.told(
        NORTH,
        "The army said that rebels shelled Ramouseh on Wednesday.",
        "shelled",
        "shelling",
        actor=[REBELS],
        place=[RAMOUSEH],
        source=[ARMY],
        on=DAY,
    )
    desk.happened("shelling", "demo:ramouseh", DAY, account(NORTH, "attributes", cited))
    (row,) = desk.table().incidents
    assert _stands(row) == {GOVERNMENT: ("alleges",), OPPOSITION: ("repeats",)}


def test_silence_tells_only_where_the_place_was_covered() -> None:
    desk = Desk()
    said = _shelling(desk, NORTH, ARMY)
    desk.happened("shelling", "demo:ramouseh", DAY, account(NORTH, "asserts", said))
    (row,) = desk.table().incidents
    assert _stands(row)[GOVERNMENT] == ("not covered",)
    trucks = desk.told(
        STATE, "Trucks with flour reached Ramouseh.", "reached", "aid_delivery", place=[RAMOUSEH], on="2016-09-15"
    )
    desk.happened("aid_delivery", "demo:ramouseh", "2016-09-15", account(STATE, "asserts", trucks))
    (row,) = desk.table().incidents
    assert _stands(row)[GOVERNMENT] == ("ignores",)
    (silent,) = [c for c in row.cells if c.side == GOVERNMENT]
    assert (silent.outlets, silent.articles) == ((STATE,), (trucks.article,))
    fire = desk.told(
        STATE, "Guns fired at Ramouseh on Wednesday.", "fired", "shelling", place=[RAMOUSEH], actor=["Guns"], on=DAY
    )
    desk.happened("shelling", "demo:ramouseh", DAY, account(STATE, "asserts", fire))
    (row,) = desk.table().incidents  # whose guns it does not say: that is no row of its own
    assert _stands(row)[GOVERNMENT] == ("perhaps",)
    assert desk.table().unnamed == 1


def test_without_a_day_silence_is_open() -> None:
    desk = Desk()
    breach = desk.told(
        NORTH, "The army broke the truce at Ramouseh.", "broke", "truce_violation", actor=[ARMY], place=[RAMOUSEH]
    )
    event = desk.happened("truce_violation", "demo:ramouseh", None, account(NORTH, "asserts", breach))
    (row,) = desk.table(event).incidents
    assert (row.kind, _stands(row)[GOVERNMENT]) == ("violation", ("open",))


def test_only_what_happened_in_the_days_and_places_of_the_truce_is_a_row() -> None:
    desk = Desk()
    for on, status, stance in (
        (DAY, "happened", "asserts"),
        ("2016-09-02", "happened", "asserts"),
        (DAY, "possible", "doubts"),
    ):
        said = desk.told(
            NORTH,
            "The army shelled Ramouseh.",
            "shelled",
            "shelling",
            actor=[ARMY],
            place=[RAMOUSEH],
            on=on,
            status=status,
        )
        desk.happened("shelling", "demo:ramouseh", on, account(NORTH, stance, said))  # type: ignore[arg-type]
    nowhere = desk.told(NORTH, "The army shelled us.", "shelled", "shelling", actor=[ARMY], on=DAY)
    desk.happened("shelling", None, DAY, account(NORTH, "asserts", nowhere))
    talks = desk.told(NORTH, "The army met elders at Ramouseh.", "met", "talks", actor=[ARMY], place=[RAMOUSEH], on=DAY)
    desk.happened("talks", "demo:ramouseh", DAY, account(NORTH, "asserts", talks))
    assert [r.event for r in desk.table().incidents] == ["e-0"]
    found = desk.tables().over(("demo:aleppo",), date(2016, 9, 1), date(2016, 9, 3))
    assert [r.event for r in found.incidents] == ["e-1"]


def test_two_rows_of_different_sides_may_be_one_incident_and_are_not_merged() -> None:
    desk = Desk()
    one, other = _shelling(desk, NORTH, ARMY), _shelling(desk, STATE, REBELS)
    first = desk.happened("shelling", "demo:ramouseh", DAY, account(NORTH, "asserts", one))
    second = desk.happened("shelling", "demo:ramouseh", DAY, account(STATE, "asserts", other))
    assert {r.event: r.alike for r in desk.table().incidents} == {first.id: (second.id,), second.id: (first.id,)}


def test_incidents_of_one_side_that_may_be_one_make_its_count_a_range() -> None:
    desk = Desk()
    for place in ("demo:ramouseh", "demo:ramouseh", "demo:castello"):
        said = _shelling(desk, NORTH, ARMY, RAMOUSEH if place == "demo:ramouseh" else CASTELLO)
        desk.happened("shelling", place, DAY, account(NORTH, "asserts", said))
    (against,) = desk.table().against
    assert (against.side, against.other) == (OPPOSITION, GOVERNMENT)
    assert (against.incidents, against.violations) == (Range(2, 3), Range(0, 0))


def _counted(desk: Desk, outlet: str, number: str, actor: tuple[str, str], **told: Any) -> Event:
    text = f"The {actor[0]} breached the truce {number} times, an office said."
    many = int(number)
    numbers = [("violations", number, many, many)]
    said = desk.told(outlet, text, "breached", "truce_violation", actor=[actor], numbers=numbers, **told)
    return desk.happened("truce_violation", None, told.get("on"), account(outlet, "asserts", said))


def test_counted_allegations_are_rows_of_their_own_and_never_added_up() -> None:
    desk = Desk()
    events = [
        _counted(desk, STATE, "60", REBELS, on="2016-09-14"),
        _counted(desk, STATE, "60", REBELS, day=16),
        _counted(desk, STATE, "302", REBELS, on="2016-09-12/2016-09-19"),
        _counted(desk, NORTH, "20", ARMY),
    ]
    table = desk.table(*events)
    assert table.incidents == ()
    assert [(c.side, c.number, len(c.tellers)) for c in table.counted] == [
        (GOVERNMENT, Range(302, 302), 1),
        (GOVERNMENT, Range(60, 60), 2),
        (OPPOSITION, Range(20, 20), 1),
    ]
    assert {(a.side, a.other, a.counted, a.numbers) for a in table.against} == {
        (GOVERNMENT, OPPOSITION, 2, Range(60, 302)),
        (OPPOSITION, GOVERNMENT, 1, Range(20, 20)),
    }


def test_of_several_numbers_each_is_only_his_who_is_named_behind_it() -> None:
    desk = Desk()
    said = desk.told(
        NORTH,
        "Breaches of the truce were 20 by the army, 13 by drones.",
        "Breaches",
        "truce_violation",
        actor=[ARMY],
        numbers=[("violations", "20", 20, 20), ("violations", "13", 13, 13)],
    )
    event = desk.happened("truce_violation", None, None, account(NORTH, "asserts", said))
    assert {c.number: c.actors for c in desk.table(event).counted} == {
        Range(20, 20): ("demo:army",),
        Range(13, 13): (),
    }


def test_one_who_only_counts_breaches_alleges_no_incident_in_particular() -> None:
    (breach,) = [e for e in RECORD.events.values() if e.type == "truce_violation"]
    truce = RECORD.truces["demo:cessation-2016-09"]
    table = JointTables(RECORD, KNOWLEDGE).of(truce)
    (row,) = [r for r in table.incidents if r.event == breach.id]
    assert _stands(row) == {GOVERNMENT: ("perhaps",), OPPOSITION: ("alleges",)}
    assert [c.number for c in table.counted] == [Range(10, 10)]


def test_a_breach_without_number_day_or_place_is_alleged_in_general_and_may_be_denied() -> None:
    desk = Desk()
    breach = desk.told(NORTH, "The army keeps breaking the truce.", "breaking", "truce_violation", actor=[ARMY])
    denial = desk.told(
        STATE, "The army did not break the truce.", "break", "truce_violation", actor=[ARMY], status="denied"
    )
    one = desk.happened("truce_violation", None, None, account(NORTH, "asserts", breach))
    two = desk.happened("truce_violation", None, None, account(STATE, "denies", denial))
    table = desk.table(one, two)
    assert {(c.side, c.says, c.number) for c in table.counted} == {
        (OPPOSITION, "broken", None),
        (GOVERNMENT, "kept", None),
    }
    (against,) = table.against
    assert (against.general, against.counted) == (1, 0)


def test_the_days_of_a_truce_are_those_of_its_terms_or_else_of_its_steps() -> None:
    truces = RECORD.truces
    assert days_of(truces["t-00000001"], KNOWLEDGE) is None  # called for only
    assert str(days_of(truces["demo:cessation-2016-09"], KNOWLEDGE)) == "2016-09-12/2016-09-19"


EVENTS = sorted(RECORD.events)


@given(st.lists(st.sampled_from(EVENTS), unique=True))
def test_whatever_is_told_every_row_stands_once_with_a_cell_for_each_side(chosen: Sequence[str]) -> None:
    events = {e: RECORD.events[e] for e in sorted(chosen)}
    record = Sample(RECORD.articles, RECORD.copies, RECORD.claims, events)
    tables = JointTables(record, KNOWLEDGE)
    table = tables.over((), date(2016, 8, 1), date(2016, 9, 30))
    assert len({r.event for r in table.incidents}) == len(table.incidents)
    for row in table.incidents:
        assert tuple(c.side for c in row.cells) == table.sides
        assert all(c.positions for c in row.cells)
        assert {c for w in row.words for c in w.claims} <= set(events[row.event].claims)
        assert row.event not in row.alike
    for against in table.against:
        for told in (against.violations, against.incidents):
            assert (told.least or 0) <= (told.most or 0) <= len(table.incidents)
    assert tables.over((), date(2016, 8, 1), date(2016, 9, 30)) == table
