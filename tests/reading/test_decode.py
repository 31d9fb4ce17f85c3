from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from truceline.reading import decode
from truceline.reading.model import FOLDER, Chances, Description, Model, Told
from truceline.reading.windows import Piece, Window

TEXTS = ["Rebels shelled Hantar", "They fled"]
PIECES = (
    Piece(1, 0, 0, 6),  # Rebels
    Piece(2, 0, 7, 12),  # shell
    Piece(3, 0, 12, 14),  # ed
    Piece(4, 0, 15, 21),  # Hantar
    Piece(5, 1, 0, 4),  # They
    Piece(6, 1, 5, 9),  # fled
)
OUT, BEGIN, INSIDE = (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)


def sure(kind: str, names: tuple[str, ...]) -> list[float]:
    return [0.9 if name == kind else 0.1 / (len(names) - 1) for name in names]


class Stub(Model):
    """A model that says what it is told to say of the window above."""

    def __init__(self, triggers: list[tuple[float, ...]], actor: list[tuple[float, ...]], start: int = 0) -> None:
        super().__init__(FOLDER)
        self.window = Window(PIECES, start)
        self.triggers, self.actor = np.array(triggers, np.float32), np.array(actor, np.float32)

    def cut(self, texts: object) -> list[Window]:
        return [self.window]

    def encode(self, window: Window) -> tuple[Chances, Chances]:
        return np.zeros((1, 8, 4), np.float32), self.triggers

    def tell(self, window: Window, hidden: Chances, triggers: object) -> Told:
        number = len(list(triggers))  # type: ignore[call-overload]
        d = self.description
        roles = np.zeros((number, len(PIECES), len(d.roles), 3), np.float32)
        roles[..., 0] = 1
        roles[:, :, d.roles.index("actor")] = self.actor
        return Told(
            np.array([sure("shelling", d.types)] * number, np.float32),
            np.array([sure("denied", d.statuses)] * number, np.float32),
            roles,
            np.zeros((number, len(PIECES), len(d.kinds)), np.float32),
        )


def test_pieces_become_whole_words_with_what_is_told_of_them() -> None:
    (found,) = decode.find(Stub([OUT, BEGIN, OUT, OUT, OUT, OUT], [BEGIN, OUT, OUT, OUT, OUT, OUT]), TEXTS)
    assert TEXTS[0][found.trigger.begin : found.trigger.end] == "shelled"
    assert (found.type, found.status) == ("shelling", "denied")
    (actor,) = found.roles["actor"]
    assert TEXTS[0][actor.begin : actor.end] == "Rebels"
    assert 0 < found.confidence < 1


def test_a_filler_reaches_over_doubtful_pieces_but_not_over_sentences() -> None:
    doubtful = (0.5, 0.1, 0.4)
    (found,) = decode.find(Stub([OUT, BEGIN, INSIDE, OUT, OUT, OUT], [OUT, OUT, OUT, BEGIN, doubtful, OUT]), TEXTS)
    assert [(s.sentence, s.begin, s.end) for s in found.roles["actor"]] == [(0, 15, 21)]
    (found,) = decode.find(Stub([OUT, BEGIN, INSIDE, OUT, OUT, OUT], [OUT, OUT, OUT, OUT, BEGIN, doubtful]), TEXTS)
    assert [(s.sentence, s.begin, s.end) for s in found.roles["actor"]] == [(1, 0, 9)]


def test_context_is_not_read_and_words_are_not_read_twice() -> None:
    assert decode.find(Stub([OUT, BEGIN, INSIDE, OUT, OUT, OUT], [OUT] * 6, start=4), TEXTS) == []
    (found,) = decode.find(Stub([OUT, BEGIN, BEGIN, OUT, OUT, OUT], [OUT] * 6), TEXTS)
    assert TEXTS[0][found.trigger.begin : found.trigger.end] == "shelled"


def test_a_model_for_another_codebook_is_refused(tmp_path: Path) -> None:
    told = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))
    told["types"][0] = "naval_battle"
    (tmp_path / "model.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ValueError, match="train it anew"):
        Description.load(tmp_path)
