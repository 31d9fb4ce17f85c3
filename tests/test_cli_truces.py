from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from truceline.cli import app

EXAMPLES = Path(__file__).parents[1] / "examples" / "aleppo-2016"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("truces") / "a.case")
    assert CliRunner().invoke(app, ["build", str(EXAMPLES), "-o", path, "--workers", "1"]).exit_code == 0
    return path


def lines(*command: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, list(command))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_step_has_who_tells_it_and_by_which_claims(case: str) -> None:
    told = {str(t["id"]): t for t in lines("truces", case, "--json")}
    pause = told["syria:aleppo-windows-2016-08"]
    assert (pause["state"], pause["start"], pause["recurring"]) == ("in force", "2016-08-11", True)
    steps = pause["steps"]
    assert isinstance(steps, list)
    assert all(step["accounts"] and step["claims"] for step in steps)
    broken = [s for s in steps if s["type"] == "truce_violation"]
    assert broken
    assert all(s["weighing"][0]["verdict"] in ("within the terms", "outside them", "cannot be told") for s in broken)


@pytest.mark.parametrize(
    ("day", "status"), [("2016-08-10", "agreed"), ("2016-08-12", "in force"), ("2016-12-30", "not heard of since")]
)
def test_a_truce_stands_as_told_by_the_day(case: str, day: str, status: str) -> None:
    told = {t["truce"]: t for t in lines("truces", case, "--on", day, "--json")}
    assert told["syria:aleppo-windows-2016-08"]["status"] == status


def test_before_anything_was_told_there_is_no_truce(case: str) -> None:
    assert lines("truces", case, "--on", "2012-01-01", "--json") == []


def test_a_report_is_written_as_markdown_and_as_a_page(case: str, tmp_path: Path) -> None:
    days = ["--from", "2016-08-08", "--to", "2016-08-14"]
    shown = CliRunner().invoke(app, ["sitrep", case, *days])
    assert shown.exit_code == 0
    assert re.search(r"^- .*Al-Hamdaniyah.*\[\^\d+\]", shown.stdout, re.MULTILINE)
    page = tmp_path / "week.html"
    assert CliRunner().invoke(app, ["sitrep", case, *days, "-o", str(page)]).exit_code == 0
    assert "<!doctype html>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--from", "2016-08-14", "--to", "2016-08-08"], "lies before"),
        (["--from", "soon", "--to", "2016-08-08"], "is no day"),
        (["--from", "2016-08-08", "--to", "2016-08-14", "-o", "a.docx"], ".md for Markdown"),
        (["--from", "2016-08-08", "--to", "2016-08-14", "--place", "Nowhereville"], "no place"),
    ],
)
def test_what_cannot_be_done_is_told(case: str, options: list[str], told: str) -> None:
    result = CliRunner().invoke(app, ["sitrep", case, *options])
    assert result.exit_code != 0
    assert told in result.output + (result.stderr or "")
