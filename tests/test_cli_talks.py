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
    """A case of one text, of a meeting and an accusation."""
    folder = tmp_path_factory.mktemp("case")
    text = folder / "a.txt"
    text.write_text(
        "US Secretary of State John Kerry met Russian Foreign Minister Sergei Lavrov in Geneva on Friday.\n\n"
        "Russia accused Turkey of arming terrorists in Syria.",
        encoding="utf-8",
    )
    path = folder / "a.case"
    assert run("build", text, "-o", path, "--outlet", "reuters", "--published", "2016-09-10").exit_code == 0
    return path


def found(case: Path, *arguments: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("talks", case, *arguments, "--json").stdout.splitlines()]


def test_ministers_who_meet_are_their_states_that_talk(case: Path) -> None:
    edges = [r for r in found(case, "--type", "talks", "--by", "month") if r["kind"] == "edge"]
    assert [(e["actor"], e["target"], e["month"]) for e in edges] == [
        ("world:russia", "world:united-states", "2016-09")
    ]
    assert (edges[0]["named_actor"], edges[0]["named_target"]) == (["world:sergei-lavrov"], ["world:john-kerry"])
    assert "Sergei Lavrov" in run("talks", case, "--actor", "Kerry").stdout


def test_days_and_actors_narrow_it(case: Path) -> None:
    turkey = {(r["type"], r["actor"], r["target"]) for r in found(case, "--actor", "Turkey") if r["kind"] == "edge"}
    assert ("accuse", "world:russia", "world:turkey") in turkey and "talks" not in {kind for kind, *_ in turkey}
    assert found(case, "--until", "2016-01-01") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--by", "year"),
        ("--actor", "Atlantis"),
        ("--type", "siege"),
        ("--since", "2016-08-09", "--until", "2016-08-08"),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_a_sentence(case: Path, arguments: tuple[str, ...]) -> None:
    ran = run("talks", case, *arguments)
    assert ran.exit_code == CANNOT
    assert arguments[1] in ran.output and "Traceback" not in ran.output
