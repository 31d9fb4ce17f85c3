from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from truceline.case import Case, Outcome
from truceline.cli import CANNOT, app
from truceline.naming import Namer
from truceline.pack import Knowledge
from truceline.records import Article, Claim, Mention, Span


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two articles that tell of a village and a group nobody knows."""
    path = tmp_path_factory.mktemp("case") / "x.case"
    namer = Namer(Knowledge.of(["world", "syria"]))
    with Case.create(path) as case, case.writer() as writer:
        for n, village in enumerate(("Tell Qamariyah", "Tal Qamariya", "Tell Qamariyah")):
            text = f"On Monday Liwa al-Fajr shelled {village} village in the Hama countryside."
            words = {"actor": "Liwa al-Fajr", "place": f"{village} village"}
            spans = {r: Span("text", text.index(w), text.index(w) + len(w)) for r, w in words.items()}
            mentions = {r: (Mention(spans[r], words[r]),) for r in words}
            around = Mention(Span("text", text.index("Hama"), len(text) - 1), "Hama countryside")
            trigger = Mention(Span("text", text.index("shelled"), text.index("shelled") + 7), "shelled")
            claim = Claim(
                f"a{n}#0", f"a{n}", trigger, Span("text", 0, len(text)), "shelling",
                actor=mentions["actor"], place=(*mentions["place"], around),
            )  # fmt: skip
            article = Article(f"a{n}", "", text, "SANA")
            writer.add_article(article)
            writer.set_claims([Outcome(article.id, namer.name(article, [claim]))], "1")
    return path


def test_unknown_names_are_listed_with_the_place_they_are_near(case: Path) -> None:
    found = [json.loads(line) for line in run("unknown", case, "--json").stdout.splitlines()]
    assert [(u["name"], u["role"], u["articles"]) for u in found] == [
        ("Liwa al-Fajr", "actor", 3),
        ("Tell Qamariyah", "place", 2),
        ("Tal Qamariya", "place", 1),
    ]
    assert {u["near"] for u in found if u["role"] == "place"} == {"syria:hama-countryside"}
    assert "Hama countryside" in found[1]["names"].values()
    table = run("unknown", case, "--role", "place").stdout
    assert [line.split("  ")[0] for line in table.splitlines()[1:]] == ["Tell Qamariyah", "Tal Qamariya"]


def test_claims_tell_what_an_unknown_place_is_near(case: Path) -> None:
    claims = [json.loads(line) for line in run("claims", case, "--json").stdout.splitlines()]
    assert {c["place"][0]["near"] for c in claims} == {"syria:hama-countryside"}
    assert all("entity" not in c["place"][0] and "near" not in c["place"][1] for c in claims)


def test_rows_for_a_pack_are_written_for_one_role(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.csv"
    assert run("unknown", case, "--role", "place", "-o", out).exit_code == 0
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    filled = (rows[0]["name"], rows[0]["kind"], rows[0]["parent"])
    assert filled == ("Tell Qamariyah", "village", "syria:hama-countryside")


@pytest.mark.parametrize("arguments", [["--role", "outlet"], ["-o", "x.csv"]])
def test_a_role_that_makes_no_table_is_refused(case: Path, arguments: list[str]) -> None:
    result = run("unknown", case, *arguments)
    assert result.exit_code == CANNOT
    assert "choose actor or place" in result.output
