from __future__ import annotations

import pytest

from truceline.reading.denials import is_denied


@pytest.mark.parametrize(
    ("text", "trigger", "denied"),
    [
        ("The army denied reports that its jets bombed the hospital.", "bombed", True),
        ("A spokesman dismissed claims that rebels had shelled the crossing.", "shelled", True),
        ("Moscow rejected rebel allegations of attacks on the market.", "attacks", True),
        ("He denied reports, carried by two papers, that the army shelled the crossing.", "shelled", True),
        ("The movement denies having attacked the convoy.", "attacked", True),
        ("The army did not deny that its jets bombed the hospital.", "bombed", False),
        ("The army denied reports that its jets flew and rebels shelled the town.", "shelled", False),
        ("The army denied the reports. Jets bombed the hospital.", "bombed", False),
        ("Aid was denied to the people who were shelled.", "shelled", False),
    ],
)
def test_what_is_plainly_denied_is_told_from_what_is_not(text: str, trigger: str, denied: bool) -> None:
    assert is_denied(text, text.index(trigger), []) == denied


def test_only_the_first_trigger_after_a_denial_is_denied() -> None:
    text = "The army denied that its men had laid the mine that killed two."
    laid, killed = text.index("laid"), text.index("killed")
    assert is_denied(text, laid, [laid, killed])
    assert not is_denied(text, killed, [laid, killed])
