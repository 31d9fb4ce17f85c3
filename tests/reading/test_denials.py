from __future__ import annotations

import pytest

from truceline.reading.denials import did_not_happen, is_denied


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


@pytest.mark.parametrize(
    ("text", "trigger", "denied"),
    [
        ("No relief convoys have entered the valley since May.", "entered", True),
        ("No lorries of food or fuel have been allowed to enter.", "enter", True),
        ("The convoy has yet to reach the town.", "reach", True),
        ("Two lorries failed to reach the town.", "reach", True),
        ("None of the lorries has reached the town.", "reached", True),
        ("The agency had not been able to deliver food.", "deliver", True),
        ("The lorries haven’t reached the town.", "reached", True),
        ("Only one convoy reached the town.", "reached", False),
        ("No fewer than 20 lorries reached the town.", "reached", False),
        ("There was no truce and lorries reached the town.", "reached", False),
        ("There is no bread under siege conditions; lorries reached the town.", "reached", False),
        ("It will end if no lorries have entered by noon.", "entered", False),
        ("Such lorries had never reached the town before.", "reached", False),
        ("Those who were not reached in time went home.", "reached", False),
        ("Lorries in the northern valley have reached the town.", "reached", False),
    ],
)
def test_what_was_not_done_did_not_happen(text: str, trigger: str, denied: bool) -> None:
    begin = text.index(trigger)
    assert did_not_happen(text, begin, begin + len(trigger), "aid_delivery") == denied


def test_a_refusal_told_by_what_was_not_done_did_happen() -> None:
    text = "No relief convoy has been allowed into the valley."
    begin = text.index("allowed")
    assert not did_not_happen(text, begin, begin + len("allowed"), "aid_block")
