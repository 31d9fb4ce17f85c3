from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotated import accord, depot, read, write
from truceline.cli import CANNOT, PARTLY, app
from truceline.cli.terminal import console


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("truceline.reading.read", read)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold", depot(), accord())


def test_the_figures_are_tables(gold: Path) -> None:
    result = run(gold)
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.stdout.splitlines() if line.strip()]
    assert ["claim", "0.600", "0.500", "0.545", "6", "5", "3"] in [r[:7] for r in rows]
    assert ["status", "0.667", "3", "2"] in [r[:4] for r in rows]
    assert ["shelling", "0.500", "0.333", "0.400", "3", "2", "1"] in rows
    assert ["deployment", "0.000", "–", "0.000", "0", "1", "0"] in rows
    assert ["Northern", "Press", "1", "5", "0.444", "0.533"] in rows
    assert ["unknown", "1", "1", "1.000", "1.000"] in rows
    assert ["0.9", "to", "1.0", "2", "0.935", "1.000"] in [r[:6] for r in rows]
    assert "expected calibration error 0.216" in result.stdout


def test_the_same_figures_are_one_json_object(gold: Path) -> None:
    result = run(gold, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["articles"] == 2
    assert told["claim"] == {
        "precision": 0.6,
        "recall": 0.5,
        "f1": pytest.approx(6 / 11),
        "gold": 6,
        "found": 5,
        "right": 3,
    }
    assert told["status"] == {"accuracy": pytest.approx(2 / 3), "claims": 3}
    assert told["types"]["toll"]["f1"] == 1
    assert [o["outlet"] for o in told["outlets"]] == ["Northern Press", None]
    assert told["calibration"]["error"] == pytest.approx(0.216)
    assert sum(b["claims"] for b in told["calibration"]["bins"]) == 5
    assert told["problems"] == []


def test_the_page_is_written(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "errors.html"
    result = run(gold, "-o", out, "--json")
    assert result.exit_code == 0, result.output
    json.loads(result.stdout)
    assert "Rebels shelled the depot" not in result.stdout
    page = out.read_text(encoding="utf-8")
    assert "<h1>gold</h1>" in page
    assert 'data-kinds="status date numbers"' in page


def test_a_bad_file_is_told_and_the_others_are_evaluated(gold: Path, tmp_path: Path) -> None:
    (gold / "bad.json").write_text('{"id": "bad",', encoding="utf-8")
    spoiled = depot() | {"id": "spoiled"}
    spoiled["claims"][1]["trigger"] = "bombed"
    write(gold, spoiled)
    result = run(gold, "--json", "-o", tmp_path / "errors.html")
    assert result.exit_code == PARTLY
    told = json.loads(result.stdout)
    assert told["articles"] == 2
    assert [Path(p["path"]).name for p in told["problems"]] == ["bad.json", "spoiled.json"]
    errors = " ".join(result.stderr.split())
    assert "bad.json, line 1, column 14: this is no JSON" in errors
    assert 'spoiled.json, claim 2: its trigger "bombed" does not stand in sentence 1; write it as it stands' in errors
    assert "spoiled.json" in (tmp_path / "errors.html").read_text(encoding="utf-8")


def test_what_a_user_can_mend_is_told_without_a_traceback(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.json").write_text("[]")
    for arguments, told in (
        ([tmp_path / "nowhere"], "there is no such folder; name the folder"),
        ([gold / "north-1.json"], "is a file, not a folder"),
        ([tmp_path / "empty"], "holds no *.json file"),
        ([tmp_path / "bad"], "none of its files can be read"),
        ([gold, "-o", tmp_path / "no" / "e.html"], "choose another place with -o"),
    ):
        result = run(*arguments)
        assert result.exit_code == CANNOT
        assert told in " ".join(result.output.split())
        assert "Traceback" not in result.output


@pytest.mark.parametrize("width", [64, 80])
def test_no_figure_is_cut_in_a_narrow_terminal(width: int, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "width", width)
    result = run(gold)
    assert "…" not in result.stdout
    assert ["claim", "0.600", "0.500", "0.545", "6", "5", "3"] in [r.split()[:7] for r in result.stdout.splitlines()]
