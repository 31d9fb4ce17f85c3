from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from truceline.cli import CANNOT, app

TEXTS = {
    ("etilaf", "2016-08-07"): (
        "Government forces cut Castello Road on July 7. "
        "Rebels broke the siege of eastern Aleppo on Saturday and captured Ramousah on August 6."
    ),
    (
        "sana",
        "2016-08-08",
    ): "Government forces captured Castello Road on July 17. The terrorists in eastern Aleppo are under siege.",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two texts, one from either side's press."""
    folder = tmp_path_factory.mktemp("case")
    path = folder / "aleppo.case"
    for (outlet, day), text in TEXTS.items():
        (folder / f"{outlet}.txt").write_text(text, encoding="utf-8")
        built = run("build", folder / f"{outlet}.txt", "-o", path, "--outlet", outlet, "--published", day)
        assert built.exit_code == 0
    return path


def rows(case: Path, *arguments: str) -> Iterator[dict[str, Any]]:
    ran = run("ground", case, "--json", *arguments)
    assert ran.exit_code == 0
    return (json.loads(line) for line in ran.stdout.splitlines())


def test_one_sides_record_has_the_east_linked_again_and_the_others_does_not(case: Path) -> None:
    cut = {r["voice"]: r for r in rows(case) if r["record"] == "cutoff" and r["place"] == "syria:east-aleppo"}
    assert cut["syria:opposition"]["since"]["day"] == "2016-07-07"
    assert cut["syria:opposition"]["reopened"]["day"] == "2016-08-06"
    assert cut["syria:government"]["reopened"] is None
    on_day = {
        r["voice"] for r in rows(case, "--on", "2016-08-10") if r["place"] == "syria:east-aleppo" and "voice" in r
    }
    assert on_day == {"syria:government"}


def test_every_value_leads_to_a_claim_of_the_case(case: Path) -> None:
    known = {json.loads(line)["id"] for line in run("claims", case, "--json").stdout.splitlines()}
    for options in ((), ("--on", "2016-08-10")):
        for row in rows(case, *options):
            told = re.findall(r'"claim": "([^"]+)"', json.dumps(row))
            assert told and known.issuperset(told)


def test_places_and_days_choose_what_is_listed(case: Path) -> None:
    def listed(*options: str) -> set[str]:
        return {r["place"] for r in rows(case, *options) if r["record"] == "change"}

    assert listed("--place", "Castello Road") == {"syria:castello-road"}
    assert listed("--place", "Aleppo") == listed()
    assert "syria:ramousah" in listed("--since", "2016-08-01")
    assert listed("--until", "2016-07-10") == {"syria:castello-road"}
    assert listed("--until", "2016-07-01") == set()
    shown = run("ground", case, "--on", "2016-08-10").stdout
    assert re.search(r"Castello Road +\d+ days ago +held by Government", shown)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--place", "Atlantis"), "Atlantis"),
        (("--since", "2016-08-09", "--until", "2016-08-08"), "2016-08-09"),
        (("--on", "soon"), "soon"),
        (("--on", "2016-08-09", "--since", "2016-08-01"), "--on"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_a_sentence(case: Path, arguments: tuple[str, ...], named: str) -> None:
    ran = run("ground", case, *arguments)
    assert ran.exit_code == CANNOT
    assert named in ran.output and "Traceback" not in ran.output
