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
    """A case of two texts on one strike in a town."""
    folder = tmp_path_factory.mktemp("case")
    texts = {
        "sana": "Terrorists fired rockets at the city of Homs on Monday and killed 12 people, breaking the truce, "
        "the governor said.",
        "etilaf": "The Syrian army shelled the city of Homs on Monday and at least 20 people were killed, medics said.",
    }
    path = folder / "homs.case"
    for outlet, text in texts.items():
        (folder / f"{outlet}.txt").write_text(text, encoding="utf-8")
        built = run("build", folder / f"{outlet}.txt", "-o", path, "--outlet", outlet, "--published", "2016-08-09")
        assert built.exit_code == 0
    return path


def test_some_days_and_a_place_have_a_joint_table(case: Path) -> None:
    days = ("--since", "2016-08-07", "--until", "2016-08-09")
    ran = run("joint", case, "--place", "Homs", *days, "--json")
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert found[-1]["row"] == "table"
    incidents = [r for r in found if r["row"] == "incident"]
    assert incidents
    alleging = {c["side"] for r in incidents for c in r["cells"] if {"alleges", "blames"} & set(c["positions"])}
    assert "syria:opposition" in alleging
    assert "against Government" in run("joint", case, "--place", "Homs", *days).stdout
    empty = run("joint", case, "--since", "2016-01-01", "--until", "2016-01-02", "--json")
    assert [json.loads(line)["row"] for line in empty.stdout.splitlines()] == ["table"]


def test_a_truce_is_asked_for_by_its_id(case: Path) -> None:
    listed = [json.loads(line)["id"] for line in run("truces", case, "--json").stdout.splitlines()]
    assert listed
    (whole,) = [
        r
        for line in run("joint", case, listed[0], "--json").stdout.splitlines()
        if (r := json.loads(line))["row"] == "table"
    ]
    assert whole["truce"] == listed[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--since"),
        (("t-1", "--place", "Homs"), "--since"),
        (("t-none",), "t-none"),
        (("--since", "2016-08-09"), "--until"),
        (("--since", "2016-08-09", "--until", "2016-08-08"), "lies before"),
        (("--since", "2016-08-01", "--until", "2016-08-09", "--place", "Atlantis"), "Atlantis"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_a_sentence(case: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = run("joint", case, *arguments)
    assert ran.exit_code == CANNOT
    assert told in ran.output and "Traceback" not in ran.output
