from __future__ import annotations

from datetime import date

import pytest

from diplomats import KNOWLEDGE
from truceline.diplomacy.behalf import Behalf

BEHALF = Behalf(KNOWLEDGE)


@pytest.mark.parametrize(
    ("named", "stands"),
    [
        ("world:arland-foreign", "world:arland"),
        ("world:arland-forces", "world:arland"),
        ("war:osten-army", "war:osten-government"),
        ("war:front-council", "war:front"),
        ("world:council", "world:council"),
        ("war:front", "war:front"),
        ("a diplomat", "a diplomat"),
    ],
)
def test_ministries_and_forces_act_for_what_they_are_part_of_and_others_for_themselves(named: str, stands: str) -> None:
    assert BEHALF.of(named, date(2016, 9, 1)) == stands


def test_a_state_in_a_conflict_stands_for_the_government_that_is_a_party_to_it() -> None:
    assert BEHALF.of("world:osten", None) == "war:osten-government"
    assert BEHALF.of("world:beria", None) == "world:beria"


def test_a_minister_speaks_for_his_state_while_in_office() -> None:
    assert BEHALF.of("world:vera-holm", date(2016, 9, 1)) == "world:arland"
    assert BEHALF.of("world:vera-holm", None) == "world:arland"
    assert BEHALF.of("world:vera-holm", date(2018, 1, 1)) == "world:vera-holm"
