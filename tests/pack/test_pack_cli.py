from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pack_texts import ACTORS, GOOD, write_pack
from truceline.cli import CANNOT, PARTLY, app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return partial(write_pack, tmp_path)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_check_counts_and_says_that_a_good_pack_can_be_used(make: Make) -> None:
    result = run("pack", "check", make(**GOOD))
    assert result.exit_code == 0
    assert "nothing is doubtful" in result.stdout
    assert result.stdout.splitlines()[1].split() == ["hills", "2", "2", "2", "1", "1", "1", "0", "0"]


def test_check_lists_errors_before_doubts_and_only_errors_fail(make: Make) -> None:
    bad = make("bad", actors=ACTORS + "A,Aye,force,crown,,,,,,s\nb,Bee,gang,crown,,,,,,s\n")
    result = run("pack", "check", bad)
    assert result.exit_code == PARTLY
    lines = [line.split()[0] for line in result.stdout.splitlines() if line.startswith(("error", "doubt"))]
    assert lines == sorted(lines, key=lambda w: w != "error")
    assert f"error {bad / 'actors.csv'}, line 3: unknown kind 'gang'" in result.stdout
    doubtful = make("doubtful", actors=ACTORS + "A,Aye,force,crown,,,,,,s\n")
    assert run("pack", "check", doubtful).exit_code == 0


def test_check_as_json_has_a_pack_a_line(make: Make) -> None:
    good, bad = make("good", **GOOD), make("bad", pack='id = "bad"\n', actors=ACTORS + "b,Bee,gang,,,,,,,s\n")
    result = run("pack", "check", good, bad, "--json")
    assert result.exit_code == PARTLY
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["pack"], first["errors"], first["counts"]["actors"]) == ("hills", [], 2)
    (error,) = second["errors"]
    assert (Path(error["file"]).name, error["line"]) == ("actors.csv", 2)
    assert "gang" in error["what"]


def test_what_is_no_pack_is_told_in_a_sentence(tmp_path: Path) -> None:
    result = run("pack", "check", tmp_path / "atlantis")
    assert result.exit_code == CANNOT
    assert "no such pack" in " ".join(result.output.split())


def test_a_new_pack_builds_a_case_and_is_never_written_over(tmp_path: Path) -> None:
    folder, case = tmp_path / "sudan", tmp_path / "sudan.case"
    made = run("pack", "new", folder, "--country", "Sudan", "--name", "The war in Sudan")
    assert made.exit_code == 0, made.output
    assert run("pack", "check", folder).exit_code == 0
    packs = ["--pack", "world", "--pack", folder]
    built = run("build", EXAMPLES / "sudan-2023", "-o", case, "--workers", 1, *packs)
    assert built.exit_code == 0, built.output
    claims = [json.loads(line) for line in run("claims", case, "--json").stdout.splitlines()]
    entities = {m.get("entity") for c in claims for role in ("actor", "target", "place") for m in c.get(role) or ()}
    assert {"sudan:sudan-forces", "sudan:omdurman"} <= entities
    again = run("pack", "new", folder, "--country", "Sudan")
    assert again.exit_code == CANNOT
    assert "written over" in " ".join(again.output.split())
