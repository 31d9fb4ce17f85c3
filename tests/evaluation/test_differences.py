from __future__ import annotations

from pathlib import Path

from annotated import accord, depot, read, write
from truceline.evaluation.coding import Coding
from truceline.evaluation.differences import compared
from truceline.evaluation.gold import load
from truceline.evaluation.score import Result


def results(tmp_path: Path) -> dict[str, Result]:
    articles = load(write(tmp_path, depot(), accord())).articles
    return {a.article.id: Result(a, tuple(Coding.of(c) for c in read(a.article))) for a in articles}


def test_every_way_to_differ_is_told_once_in_its_sentence(tmp_path: Path) -> None:
    told = {
        s.number: [(c.gold.words if c.gold else "", c.found.words if c.found else "", c.kinds) for c in s.comparisons]
        for s in compared(results(tmp_path)["north-1"])
    }
    assert told == {
        0: [("shell", "", ("missed",))],
        1: [("shelled", "shelled", ("target",))],
        2: [
            ("", "shelling", ("spurious",)),
            ("killed", "killed", ("status", "date", "numbers")),
            ("shelling", "", ("missed",)),
        ],
        3: [("withdraw", "may withdraw", ("type", "status"))],
    }


def test_where_both_agree_nothing_differs(tmp_path: Path) -> None:
    (sentence,) = compared(results(tmp_path)["loose-1"])
    assert not sentence.differs


def test_every_claim_of_either_is_compared_once(tmp_path: Path) -> None:
    for result in results(tmp_path).values():
        comparisons = [c for s in compared(result) for c in s.comparisons]
        assert sorted(c.gold.trigger for c in comparisons if c.gold) == sorted(c.trigger for c in result.gold.codings)
        assert sorted(c.found.trigger for c in comparisons if c.found) == sorted(c.trigger for c in result.found)
