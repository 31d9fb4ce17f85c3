from __future__ import annotations

import csv
import io
from dataclasses import replace

from sample import KNOWLEDGE, RECORD
from truceline.exports import FORMATS
from truceline.exports.ethprio import COLUMNS, EMPTY
from truceline.records import Interval, Trait, Truce

TRUCE = replace(
    RECORD.truces["demo:cessation-2016-09"],
    traits=(
        Trait("class", "preliminary"),
        Trait("purpose", "peace process"),
        Trait("scope", "national"),
        Trait("party", "demo:government-forces"),
        Trait("party", "demo:rebels"),
        Trait("party", "demo:army", ("c",)),
        Trait("party", "demo:usa", ("c",)),
        Trait("broker", "demo:un", ("c",)),
        Trait("guarantor", "demo:usa"),
    ),
)


def rows(*truces: Truce) -> list[dict[str, str]]:
    stream = io.StringIO()
    number = FORMATS["ethprio"](replace(RECORD, truces={t.id: t for t in truces}), KNOWLEDGE, stream)
    found = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert len(found) == number
    return found


def test_a_truce_has_a_row_for_each_party_and_none_for_who_guarantees_it() -> None:
    found = rows(TRUCE)
    assert [r["actor_name"] for r in found] == ["Syrian government forces", "Syrian opposition fighters"]
    assert {(r["uniq_id"], r["cf_id"], r["location"]) for r in found} == {(TRUCE.id, "1", "Syria")}
    assert [r["truceline_side"] for r in found] == ["the government", "the opposition"]


def test_dates_class_purpose_and_coverage_are_in_the_data_sets_numbers() -> None:
    row = rows(TRUCE)[0]
    parts = ("yr", "month", "day")
    assert [row[f"cf_dec_{p}"] for p in parts] == ["2016", "9", "9"]
    assert [row[f"cf_effect_{p}"] for p in parts] == ["2016", "9", "12"]
    assert [row[f"end_{p}"] for p in parts] == ["2016", "9", "19"]
    assert (row["ceasefire_class"], row["partial"]) == ("2", "0")
    assert (row["fixed"], row["fixed_time"], row["mediator_nego"]) == ("1", "168 hours", "1")
    purposes = {k: v for k, v in row.items() if k in ("p_humanitarian", "p_peaceprocess", "p_unclear")}
    assert purposes == {"p_humanitarian": "0", "p_peaceprocess": "1", "p_unclear": "0"}


def test_what_is_not_known_is_unclear_or_empty_never_guessed() -> None:
    bare = Truce("t-1", "Truce", "agreed", None, None, None, None, ())
    (row,) = rows(bare)
    assert [row[k] for k in ("cf_dec_yr", "cf_effect_yr", "end_yr", "partial", "ceasefire_class")] == ["-1"] * 5
    assert (row["actor_name"], row["location"], row["fixed_time"], row["p_unclear"]) == ("", "", "", "1")
    assert all(row[k] == "" for k in EMPTY)


def test_a_day_known_to_the_month_has_no_day() -> None:
    start = replace(RECORD.truces["demo:cessation-2016-09"].steps[1], date=Interval.parse("2016-08"))
    (row,) = rows(Truce("t-1", "Truce", "in force", "demo:aleppo", None, None, None, (start,)))
    assert [row[f"cf_effect_{p}"] for p in ("yr", "month", "day")] == ["2016", "8", "-1"]


def test_calls_that_led_to_nothing_are_no_ceasefires() -> None:
    assert [r["uniq_id"] for r in rows(RECORD.truces["t-00000001"], TRUCE)] == [TRUCE.id] * 2


def test_the_sources_go_with_each_row() -> None:
    row = rows(TRUCE)[0]
    claims = row["truceline_claims"].split()
    assert claims and set(claims) <= set(RECORD.claims)
    assert row["truceline_dates"] == "effect from the pack's terms"
    assert tuple(row) == COLUMNS
