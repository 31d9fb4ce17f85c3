from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from truceline.cli import CANNOT, app


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two texts on a strike and one on something else in the town."""
    folder = tmp_path_factory.mktemp("case")
    texts = {
        "sana": "Rockets hit the city of Homs on Monday and killed 12 people, the governor said.",
        "zaman-alwasl": "Shells fell on the city of Homs on Monday and at least 20 people were killed, medics said.",
        "tass": "Trucks with aid reached the city of Homs on Tuesday, the relief office said.",
    }
    for outlet, text in texts.items():
        (folder / f"{outlet}.txt").write_text(text, encoding="utf-8")
    path = folder / "homs.case"
    for outlet in texts:
        built = run("build", folder / f"{outlet}.txt", "-o", path, "--outlet", outlet, "--published", "2016-08-09")
        assert built.exit_code == 0
    return path


def test_a_toll_is_a_range_over_a_place_and_its_days(case: Path) -> None:
    ran = run("tolls", case, "--place", "Homs", "--since", "2016-08-08", "--until", "2016-08-08", "--json")
    *periods, whole = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [p["period"] for p in periods] == ["2016-08-08"]
    number = whole["sums"]["killed"]["number"]
    assert 12 <= number["min"] <= 20
    assert number["max"] is None
    assert run("tolls", case, "--place", "Homs").stdout.count("8 August 2016") == 1
    nothing = run("tolls", case, "--place", "Homs", "--until", "2016-08-01", "--json")
    assert [json.loads(line)["sums"] for line in nothing.stdout.splitlines()] == [{}]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--by", "year"),
        ("--place", "Atlantis"),
        ("--truce", "t-nowhere"),
        ("--since", "2016-08-09", "--until", "2016-08-08"),
        ("--since", "soon"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_a_sentence(case: Path, arguments: tuple[str, ...]) -> None:
    ran = run("tolls", case, *arguments)
    assert ran.exit_code == CANNOT
    assert arguments[1] in ran.output and "Traceback" not in ran.output


def test_a_truce_sets_its_own_place_and_days(case: Path) -> None:
    ran = run("tolls", case, "--truce", "t-nowhere", "--place", "Homs")
    assert ran.exit_code == CANNOT and "--place" in ran.output


def test_events_tell_which_outlets_are_silent(case: Path) -> None:
    strikes = [e for line in run("events", case, "--json").stdout.splitlines() if (e := json.loads(line))["killed"]]
    assert {s["outlet"] for e in strikes for s in e["silent"] if not s["maybe"]} == {"syria:tass"}
    assert "covered the area without reporting it: TASS" in run("show", case, strikes[0]["id"]).output
