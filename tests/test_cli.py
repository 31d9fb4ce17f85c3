from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from truceline.cli import CANNOT, PARTLY, app

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("case") / "aleppo.case"
    packs = ["--pack", "world", "--pack", "syria", "--pack", EXAMPLES / "pack"]
    result = run("build", EXAMPLES / "aleppo-2016", "-o", out, "--workers", 1, *packs)
    assert result.exit_code == 0, result.output
    return out


def rows(*arguments: object) -> list[dict[str, object]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_build_says_what_the_case_holds(case: Path) -> None:
    again = run("build", EXAMPLES / "aleppo-2016", "-o", case, "--workers", 1)
    assert again.exit_code == 0
    assert "14 articles (0 new, 1 of them copies)" in " ".join(again.output.split())


def test_every_listing_is_a_table_or_json(case: Path) -> None:
    for name in ("claims", "events", "truces", "outlets"):
        assert len(run(name, case).stdout.splitlines()) == len(rows(name, case)) + 1


def test_wording_tells_who_uses_which_word_and_leads_to_the_claim(case: Path) -> None:
    claims = {str(r["id"]) for r in rows("claims", case)}
    everything = rows("wording", case)
    assert {r["claim"] for r in everything} - {None} <= claims
    assert {r["subject"] for r in everything} >= {"anyone", "actor", "act"}
    acts = rows("wording", case, "--type", "capture", "--by", "outlet")
    assert {r["about"] for r in acts} <= {"capture"}
    own = rows("wording", case, "--outlet", "Halic Daily")
    assert own and len({r["teller"] for r in own}) == 1
    assert {r["about"] for r in rows("wording", case, "--actor", "opposition") if r["subject"] != "act"} == {
        "syria:opposition"
    }
    assert "regime" in run("wording", case).stdout


@pytest.mark.parametrize("arguments", [["--actor", "Nobody at all"], ["--by", "weather"]])
def test_wording_tells_what_it_cannot_find(case: Path, arguments: list[str]) -> None:
    result = run("wording", case, *arguments)
    assert result.exit_code == CANNOT
    assert arguments[1] in " ".join(result.output.split())


def test_listings_narrow_down(case: Path) -> None:
    everything = rows("events", case)
    late = rows("events", case, "--since", "2016-08-20")
    assert 0 < len(late) < len(everything)
    aleppo = rows("claims", case, "--place", "Aleppo", "--type", "truce_call")
    assert aleppo
    assert {r["type"] for r in aleppo} == {"truce_call"}
    halic = rows("outlets", case, "--outlet", "Halic Daily")
    assert [r["outlet"] for r in halic] == ["Halic Daily"]


def test_show_tells_an_event_with_its_words(case: Path) -> None:
    event = next(e for e in rows("events", case) if e["type"] == "siege_break")
    result = run("show", case, event["id"])
    assert result.exit_code == 0
    assert "siege" in result.stdout.lower()
    shown = json.loads(run("show", case, event["id"], "--json").stdout)
    assert {c["id"] for c in shown["claims"]} == {c for a in shown["accounts"] for c in a["claims"]}


def test_the_examples_truces_are_found_with_their_terms(case: Path) -> None:
    found = {str(t["id"]): t for t in rows("truces", case)}
    assert {"syria:un-48-hours-2016-08", "syria:aleppo-windows-2016-08", "syria:cessation-2016-09"} <= set(found)
    assert found["syria:un-48-hours-2016-08"]["hours"] == {"min": 48, "max": 48}
    assert found["syria:aleppo-windows-2016-08"]["hours"] == {"min": 3, "max": 3}
    assert found["syria:cessation-2016-09"]["state"] == "ended"


def test_export_writes_claims_that_lead_back_to_events(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    assert run("export", case, "--to", "claims", "-o", out).exit_code == 0
    claims = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    events = {e["id"] for e in rows("events", case)}
    assert {c["event"] for c in claims} == events


def test_dossier_writes_a_page(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "aleppo.html"
    assert run("dossier", case, "-o", out, "--title", "Aleppo & <more>").exit_code == 0
    assert "Aleppo &amp; &lt;more&gt;" in out.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_listed_and_the_exit_code_tells(tmp_path: Path) -> None:
    result = run(
        "build", EXAMPLES / "not-readable", EXAMPLES / "aleppo-2016", "-o", tmp_path / "x.case", "--workers", 1
    )
    assert result.exit_code == PARTLY
    assert "empty.txt" in result.output
    assert "photo.txt" in result.output
    assert len(rows("outlets", tmp_path / "x.case")) == 13


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["events", "no.case"], "does not exist"),
        (["events", EXAMPLES / "README.md"], "not a case"),
        (["build", "x", "-o", "{tmp}/x.case", "--pack", "nowhere"], "no such pack"),
        (["build", "x", "-o", "{tmp}/x.case", "--published", "6 August"], "2016-08-06"),
        (["export", "no.case", "--to", "spreadsheet", "-o", "x"], "choose one of"),
    ],
)
def test_what_a_user_can_mend_is_told_without_a_traceback(arguments: list[object], told: str, tmp_path: Path) -> None:
    result = run(*(str(a).replace("{tmp}", str(tmp_path)) for a in arguments))
    assert result.exit_code == CANNOT
    assert told in " ".join(result.output.split())
    assert "Traceback" not in result.output


def command(*arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    start = [sys.executable, "-c", "from truceline.cli import app; app()", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(start, env={**os.environ, **environment}, **pipes)  # type: ignore[call-overload,no-any-return]


def test_letters_that_the_output_cannot_hold_stop_no_listing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled Aleppo on 9 August 2016.", encoding="utf-8")
    case = tmp_path / "x.case"
    assert run("build", tmp_path / "a.txt", "-o", case, "--outlet", "Pérgola \U0001f600", "--workers", 1).exit_code == 0
    table, _ = command("outlets", case, PYTHONIOENCODING="ascii").communicate()
    assert b"P\\xe9rgola \\U0001f600" in table
    lines, _ = command("outlets", case, "--json", PYTHONIOENCODING="ascii").communicate()
    assert "Pérgola \U0001f600" in json.loads(lines).values()


def test_an_output_that_is_full_is_told_and_one_that_is_closed_is_not(case: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-c", "from truceline.cli import app; app()", "claims", case, "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == CANNOT
    assert "the output cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    process = command("claims", case, "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_each_problem_is_one_line_where_the_output_is_no_terminal(tmp_path: Path) -> None:
    file = tmp_path / f"{'long-name-' * 12}.txt"
    file.write_bytes(b"")
    result = run("build", file, "-o", tmp_path / "x.case", "--workers", 1)
    assert any(line.startswith("error: ") and line.endswith("again") for line in result.output.splitlines())


def test_a_device_is_no_case() -> None:
    assert "is a device" in run("build", EXAMPLES / "aleppo-2016", "-o", os.devnull).output


def test_an_unknown_id_is_told(case: Path) -> None:
    result = run("show", case, "e-nothing")
    assert result.exit_code == CANNOT
    assert "e-nothing" in result.output


@pytest.mark.skipif(not SEEDS.exists(), reason="needs the shared seeds")
def test_the_two_seeds_tell_what_a_reader_must_learn_from_them(tmp_path: Path) -> None:
    case = tmp_path / "seeds.case"
    assert run("build", SEEDS, "-o", case, "--workers", 1).exit_code == 0
    claims = rows("claims", case)

    def told(kind: str, **roles: str) -> list[dict[str, object]]:
        def has(claim: dict[str, object], role: str, words: str) -> bool:
            return any(words in str(m["text"]) for m in claim[role])  # type: ignore[attr-defined]

        return [c for c in claims if c["type"] == kind and all(has(c, r, w) for r, w in roles.items())]

    assert told("truce_call", actor="Americans")
    (call,) = told("truce_call", actor="UN")
    assert [(n["kind"], n["min"]) for n in call["numbers"]] == [("hours", 48)]  # type: ignore[attr-defined]
    assert told("siege", place="Ramosa")
    assert told("capture", place="Castillo Road", actor="Syrian forces")
    (threat,) = told("threat", actor="Kerry")
    assert "end the assault" in str(threat["condition"])
    assert [c for c in told("suspend") if c["condition"] and c["status"] == "planned"]
    (toll,) = [c for c in told("toll") if any(n["min"] == 400 for n in c["numbers"])]  # type: ignore[attr-defined]
    assert (toll["date"], toll["numbers"][0]["max"]) == ("2016-09-23/2016-09-27", None)  # type: ignore[index]
    assert not [c for c in claims if "Leave a Reply" in str(c)]
    truces = {str(t["id"]): t for t in rows("truces", case)}
    assert {"syria:un-48-hours-2016-08", "syria:cessation-2016-09"} <= set(truces)
