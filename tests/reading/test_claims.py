from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from truceline.reading import sentences
from truceline.reading.claims import claims_of
from truceline.reading.decode import Counted, Found, Stretch
from truceline.records import Article, Claim, QuantityKind, Span

TEXT = "Shells killed 3 people and wounded 5 on Monday. Officials said 3 were killed since the siege began in May 2015."


def article(title: str = "", text: str = TEXT) -> Article:
    return Article("a", title, text, "Hantar Post", date(2016, 8, 10))


def stretch(texts: list[str], words: str, sentence: int, chance: float = 0.9) -> Stretch:
    begin = texts[sentence].index(words)
    return Stretch(sentence, begin, begin + len(words), chance)


def read(
    it: Article, *told: tuple[str, int, Mapping[str, str], Mapping[str, tuple[float, QuantityKind]]]
) -> list[Claim]:
    """The claims of findings given as trigger, its sentence, roles by words, and numbers by words with their chance."""
    spans: list[Span] = sentences.split(it)
    texts = [it.passage(s) for s in spans]
    found = [
        Found(
            trigger=stretch(texts, trigger, n),
            type="toll",
            status="happened",
            confidence=0.8,
            roles={
                role: (stretch(texts, roles[role], n),) if role in roles else ()
                for role in ("actor", "target", "place", "time", "source")
            },
            numbers=tuple(Counted(stretch(texts, w, n, chance), kind) for w, (chance, kind) in numbers.items()),
        )
        for trigger, n, roles, numbers in told
    ]
    return claims_of(it, spans, it.published, found)


def test_a_number_counts_in_the_claim_that_is_surest_of_it() -> None:
    killed, wounded = read(
        article(),
        ("killed", 0, {}, {"3 people": (0.9, "killed"), "5": (0.6, "killed")}),
        ("wounded", 0, {}, {"5": (0.8, "wounded")}),
    )
    assert [(q.kind, q.least, q.most, q.text) for q in killed.numbers] == [("killed", 3, 3, "3")]
    assert [(q.kind, q.least, q.most, q.text) for q in wounded.numbers] == [("wounded", 5, 5, "5")]


def test_the_days_of_a_claim_are_what_its_words_mean() -> None:
    (claim,) = read(article(), ("killed", 0, {"time": "on Monday"}, {}))
    assert str(claim.date) == "2016-08-08"
    (claim,) = read(article(), ("killed", 1, {"time": "since the siege began in May 2015"}, {}))
    assert str(claim.date) == "2015-05/2016-08-10"
    (claim,) = read(article(), ("began", 1, {"time": "in May 2015"}, {}))
    assert str(claim.date) == "2015-05"


def test_who_died_since_a_day_has_the_span_even_where_the_model_gave_the_day_alone() -> None:
    (claim,) = read(article(), ("killed", 1, {"time": "in May 2015"}, {}))
    assert str(claim.date) == "2015-05/2016-08-10"


@pytest.mark.parametrize(
    ("text", "trigger", "words", "kind"),
    [
        ("At least 48 people were killed and injured on Monday.", "killed", "48", "affected"),
        ("Some 175 soldiers killed or wounded, a spokesman said.", "killed", "175", "affected"),
        ("The raid ended in killing and wounding dozens of men.", "killing", "dozens", "affected"),
        ("Shells left 40 dead or wounded.", "dead", "40", "affected"),
        ("Six people were killed and wounded nine others.", "killed", "Six", "killed"),
        ("Six people were killed and nine wounded.", "killed", "Six", "killed"),
        ("The blast killed 20 guards leaving many others dead and wounded.", "killed", "20", "killed"),
    ],
)
def test_killed_and_wounded_in_one_number_are_affected(text: str, trigger: str, words: str, kind: QuantityKind) -> None:
    (claim,) = read(article(text=text), (trigger, 0, {}, {words: (0.9, "killed")}))
    assert [q.kind for q in claim.numbers] == [kind]


def test_a_headline_has_the_day_of_the_same_number_in_the_text() -> None:
    headline, told = read(
        article(title="Shells leave 3 dead"),
        ("dead", 0, {}, {"3": (0.9, "killed")}),
        ("killed", 1, {"time": "on Monday"}, {"3": (0.9, "killed")}),
    )
    assert headline.date == told.date is not None
    assert headline.time == told.time
    other, _ = read(
        article(title="Shells leave 5 dead"),
        ("dead", 0, {}, {"5": (0.9, "killed")}),
        ("killed", 1, {"time": "on Monday"}, {"3": (0.9, "killed")}),
    )
    assert other.date is None


def test_only_what_is_said_to_be_hours_or_days_lasts_so_long() -> None:
    it = article(text="Raids stopped every day from ten until one, for three hours.")
    (claim,) = read(it, ("stopped", 0, {}, {"ten": (0.9, "hours"), "three": (0.9, "other")}))
    assert claim.numbers == ()
