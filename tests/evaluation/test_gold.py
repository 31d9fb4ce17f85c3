from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated import Json, accord, article, depot, write
from truceline.evaluation.gold import load
from truceline.records import Problem


def problems(folder: Path) -> list[Problem]:
    return list(load(folder).problems)


def test_every_sentence_and_trigger_stands_at_its_offsets(tmp_path: Path) -> None:
    (found,) = load(write(tmp_path, depot())).articles
    told = depot()
    assert (found.article.title, found.article.published) == ("Rebels shell the depot", date(2016, 8, 8))
    for sentence in told["sentences"][1:]:
        assert found.article.text[sentence["begin"] : sentence["end"]] == sentence["text"]
    assert [found.article.passage(c.trigger) for c in found.codings] == [c["trigger"] for c in told["claims"]]
    assert [c.trigger.field for c in found.codings] == ["title", "text", "text", "text", "text"]


def test_a_trigger_that_stands_more_than_once_is_the_one_that_is_meant(tmp_path: Path) -> None:
    (found,) = load(write(tmp_path, depot())).articles
    second = found.codings[3]
    assert second.trigger.begin == found.article.text.rindex("shelling")


def test_what_annotators_leave_out_is_empty(tmp_path: Path) -> None:
    (found,) = load(write(tmp_path, accord())).articles
    (coding,) = found.codings
    assert (found.article.outlet, found.article.published) == (None, None)
    assert (coding.actor, coding.target, coding.date, coding.numbers) == (("Both sides",), (), None, ())


@given(
    st.lists(st.tuples(st.integers(0, 5), st.text("ab \né", min_size=1, max_size=12)), min_size=1, max_size=8),
)
def test_sentences_stand_at_their_offsets_whatever_lies_between(parts: list[tuple[int, str]]) -> None:
    text, told = "", article("a", "t", [], [])
    for gap, words in parts:
        text += "\n" * gap + words
        told["sentences"].append({"begin": len(text) - len(words), "end": len(text), "text": words})
    with TemporaryDirectory() as folder:
        (found,) = load(write(Path(folder), told)).articles
    assert found.article.text == text


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b'{"id": "a",\n "claims": [}', "line 2, column 13", "no JSON"),
        (b"", "line 1, column 1", "no JSON"),
        (b'{"id": "\xff"}', "", "UTF-8"),
        (b'{"id": "\\ud800"}', "", "UTF-8"),
        (b"[" * 100_000, "", "nested"),
        (b'{"id": NaN}', "", "NaN"),
        (b"[]", "", "a JSON object was expected, not []"),
        (b'{"sentences": []}', "", "it has no id"),
        (b'{"id": "", "sentences": [], "claims": []}', "", "its id is empty"),
        (b'{"id": "a", "sentences": [], "claims": []}', "", "it has no sentences"),
        (b'{"id": "a", "outlet": 3, "sentences": [], "claims": []}', "", "outlet must be a text, not 3"),
        (b'{"id": "a", "published": "6 August", "sentences": [], "claims": []}', "", "2016-08-06"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(
    content: bytes, place: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    found = load(write(tmp_path, accord()))
    assert [a.article.id for a in found.articles] == ["loose-1"]
    (problem,) = found.problems
    assert (problem.path, problem.place) == (str(tmp_path / "bad.json"), place)
    assert reason in problem.reason


def _claim(key: str, value: object) -> Callable[[Json], object]:
    return lambda told: told["claims"][1].update({key: value})


def _sentence(key: str, value: object) -> Callable[[Json], object]:
    return lambda told: told["sentences"][2].update({key: value})


@pytest.mark.parametrize(
    ("spoil", "place", "reason"),
    [
        (_claim("trigger", "bombed"), "claim 2", '"bombed" does not stand in sentence 1; write it as it stands there'),
        (_claim("trigger", ""), "claim 2", "its trigger is empty"),
        (_claim("n", 2), "claim 2", "stands 1 × in sentence 1, so n cannot be 2"),
        (_claim("n", 0), "claim 2", "whole number from 1"),
        (_claim("s", 9), "claim 2", "0 to 3, not 9"),
        (_claim("s", True), "claim 2", "0 to 3, not true"),
        (_claim("type", "sheling"), "claim 2", '"sheling" is no type of the codebook; did you mean shelling?'),
        (_claim("type", None), "claim 2", "type must be a text"),
        (_claim("status", "xyz"), "claim 2", "choose one of happened, planned, possible, denied"),
        (_claim("date", "Sunday"), "claim 2", '"Sunday" is no date; write 2016-09-25'),
        (_claim("actor", "Rebels"), "claim 2", 'actor must be a list of texts, as ["rebels"], not "Rebels"'),
        (_claim("numbers", [{"kind": "dead", "min": 1, "max": 1}]), "claim 2", '"dead" is no kind of number'),
        (_claim("numbers", [{"kind": "killed", "min": "1"}]), "claim 2", "must be numbers or null"),
        (lambda told: told["claims"].append("x"), "claim 6", "a JSON object was expected"),
        (_sentence("text", "Short."), "sentence 2", "72 characters, its text has 6"),
        (_sentence("begin", None), "sentence 2", "whole numbers"),
        (lambda told: told["sentences"][0].update(begin=0, end=22), "sentence 0", "title"),
        (lambda told: told["sentences"].append(told["sentences"][1]), "sentence 4", "before the last one ends"),
        (
            lambda told: told["sentences"].append({"begin": 10**12, "end": 10**12 + 1, "text": "."}),
            "sentence 4",
            "far from where the last ends",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_mend(
    spoil: Callable[[Json], Any], place: str, reason: str, tmp_path: Path
) -> None:
    told = depot()
    spoil(told)
    found = load(write(tmp_path, told))
    assert not found.articles
    (problem,) = found.problems
    assert (Path(problem.path).name, problem.place) == ("north-1.json", place)
    assert reason in problem.reason


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    told = depot()
    _claim("type", "nothing")(told)
    told["claims"][4]["s"] = 7
    assert [p.place for p in problems(write(tmp_path, told))] == ["claim 2", "claim 5"]


def test_an_id_given_twice_is_told(tmp_path: Path) -> None:
    write(tmp_path, accord())
    (tmp_path / "other.json").write_text(json.dumps(accord()), encoding="utf-8")
    found = load(tmp_path)
    assert len(found.articles) == 1
    assert ["loose-1.json" in p.reason for p in found.problems] == [True]
