from __future__ import annotations

from pathlib import Path

import pytest

import truceline
from truceline.case import CaseError

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "aleppo-2016" / "2016-08-01-qalat-offensive.txt"


def test_a_case_is_built_and_read_from_python(tmp_path: Path) -> None:
    with truceline.build([EXAMPLE], tmp_path / "x.case", workers=1) as case:
        (article,) = case.articles.values()
        assert article.outlet == "Qalat Wire"
        assert case.events
        for event in case.events.values():
            assert all(case.claims[c].article == article.id for c in event.claims)


def test_a_case_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.case").write_text("no case")
    with pytest.raises(CaseError, match=r"x\.case"):
        truceline.build([EXAMPLE], tmp_path / "x.case", workers=1)
