from __future__ import annotations

from datetime import date

import pytest

from sample import claim
from truceline.matching.summaries import sums_up
from truceline.records import Article

DAY = date(2016, 8, 10)


@pytest.mark.parametrize(
    ("text", "trigger", "time", "on", "expected"),
    [
        ("Since Monday 40 people were killed.", "killed", "Since Monday", "2016-08-01/2016-08-07", True),
        ("Forty people were killed over the past two weeks.", "killed", "", None, True),
        ("Since then thousands have died.", "died", "", None, True),
        ("The five-year war has claimed some 300,000 lives.", "claimed", "", "2016-08-06", True),
        ("More than 300,000 people have died in the country's civil war.", "died", "", None, True),
        ("The monitor put the toll from the conflict at 300,000.", "toll", "", None, True),
        ("Some 20 people are killed every week.", "killed", "", None, True),
        ("A blast killed 20 people, the worst since March.", "killed", "", None, False),
        ("A blast killed 20 people on Monday.", "killed", "on Monday", "2016-08-01", False),
        ("Shells killed 12 since Sunday night.", "killed", "since Sunday night", "2016-08-07/2016-08-08", False),
        ("A blast killed 20 people last month.", "killed", "last month", "2016-07", True),
        ("The conflict has killed 300,000 people and left a million injured.", "injured", "", "2016-08-06", True),
        ("The war also displaced nearly 10 million people.", "displaced", "", None, True),
        ("A strike on the town, in a war that has cost so much, left two dead.", "dead", "", None, False),
        ("War planes over the town have killed 20 people.", "killed", "", None, False),
    ],
)
def test_a_claim_sums_up_where_its_words_speak_of_a_stretch_of_time(
    text: str, trigger: str, time: str, on: str | None, expected: bool
) -> None:
    article = Article("a", "", text, "World Wire", DAY)
    told = claim(article, 1, trigger, "toll", time=[time] if time else [], on=on)
    assert sums_up(told, article) is expected
