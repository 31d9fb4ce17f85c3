from __future__ import annotations

import re
from pathlib import Path

from truceline import codebook

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_every_type_is_documented_with_its_codes_and_no_other() -> None:
    text = (DOCS / "codebook.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE))
    assert list(rows) == list(codebook.TYPES)
    for name, row in rows.items():
        known = codebook.TYPES[name]
        assert row == " | ".join([known.covers, known.plover or "–", " · ".join(known.acled) or "–"])


def test_families_name_their_types() -> None:
    assert {t for family in codebook.FAMILIES for t in codebook.of_family(family)} == set(codebook.TYPES)
    assert codebook.of_family("toll") == {"toll"}
