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
    """A case of two texts on aid for one town and one on something else."""
    folder = tmp_path_factory.mktemp("case")
    texts = {
        "sana": "Trucks with aid reached the city of Homs on Tuesday, the relief office said.",
        "zaman-alwasl": "About 40,000 people are trapped in the city of Homs.",
        "tass": "Talks were held in Damascus on Monday.",
    }
    path = folder / "homs.case"
    for outlet, text in texts.items():
        (folder / f"{outlet}.txt").write_text(text, encoding="utf-8")
        built = run("build", folder / f"{outlet}.txt", "-o", path, "--outlet", outlet, "--published", "2016-08-10")
        assert built.exit_code == 0
    return path


def test_aid_lists_what_came_and_who_needs_it_in_a_place_and_its_days(case: Path) -> None:
    found = [json.loads(line) for line in run("aid", case, "--place", "Homs", "--json").stdout.splitlines()]
    (thread,) = (r for r in found if r["record"] == "thread")
    assert [(s["kind"], s["date"]) for s in thread["steps"]] == [("delivery", "2016-08-09")]
    assert [(r["what"], r["number"]) for r in found if r["record"] == "people"] == [
        ("besieged", {"min": 40000, "max": 40000})
    ]
    assert "brought" in run("aid", case).stdout
    later = run("aid", case, "--since", "2016-09-01", "--json").stdout.splitlines()
    assert not [r for r in map(json.loads, later) if r["record"] in ("thread", "people")]


@pytest.mark.parametrize(
    "arguments",
    [("--place", "Atlantis"), ("--since", "2016-08-09", "--until", "2016-08-08"), ("--on", "soon")],
)
def test_what_cannot_be_asked_for_is_told_in_a_sentence(case: Path, arguments: tuple[str, ...]) -> None:
    ran = run("aid", case, *arguments)
    assert ran.exit_code == CANNOT
    assert arguments[1] in ran.output and "Traceback" not in ran.output
