"""The trained model: windows of word pieces in, chances out. No other module knows how it is stored or run.

Made by ``training/``, described in ``docs/model-card.md``. It is run one window at a time: what it says of a window
then depends on nothing but the window's words, whatever is read beside it and by how many workers.
"""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from truceline.codebook import TYPES
from truceline.reading.windows import Window, cut, opened
from truceline.records import QuantityKind, Status

FOLDER = Path(__file__).parent / "weights"
"""The model of the package."""

Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Description:
    """What the model was made as, from its ``model.json``.

    Attributes:
        digest: changes with its weights.
        longest, context: how windows are cut, see ``windows.cut``.
        types, statuses, roles, kinds: what its scores stand for, in order.
        threshold: chance from which a stretch of pieces is a trigger.
        least: confidence under which a claim is left out.
        role_thresholds: chance from which a piece begins a role's filler.
        calibration: see ``decode.confidence``.
    """

    digest: str
    longest: int
    context: int
    types: tuple[str, ...]
    statuses: tuple[Status, ...]
    roles: tuple[str, ...]
    kinds: tuple[QuantityKind, ...]
    threshold: float
    least: float
    role_thresholds: Mapping[str, float]
    calibration: tuple[float, ...]

    @classmethod
    def load(cls, folder: Path) -> Description:
        """Read ``model.json``.

        Raises:
            ValueError: the model knows other types than the codebook.
        """
        told: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
        made = cls(**values)
        if set(made.types) != set(TYPES):
            raise ValueError(f"the model in {folder} knows other types than the codebook: train it anew")
        return made


@dataclass(frozen=True, slots=True)
class Told:
    """The chances that the model gives for triggers of one window.

    Attributes:
        types: (triggers, types).
        statuses: (triggers, statuses).
        roles: (triggers, pieces, roles, 3): that a piece is outside, begins or goes on in a filler.
        kinds: (triggers, pieces, kinds): what a number there counts.
    """

    types: Chances
    statuses: Chances
    roles: Chances
    kinds: Chances


class Model:
    """A model from a folder; its files are loaded when first needed."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.description = Description.load(folder)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return opened(self.folder / "tokenizer.json")

    @cached_property
    def _graphs(self) -> tuple[Any, Any]:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # A worker beside others keeps to its own core.
        options.intra_op_num_threads = 1 if multiprocessing.parent_process() else os.cpu_count() or 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def graph(name: str) -> Any:
            return onnxruntime.InferenceSession(self.folder / name, options, providers=["CPUExecutionProvider"])

        return graph("encoder.onnx"), graph("heads.onnx")

    @cached_property
    def _marks(self) -> tuple[int | None, int | None]:
        return self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")

    def cut(self, texts: Sequence[str]) -> list[Window]:
        """The windows of a text's sentences."""
        return cut(texts, self._tokenizer, self.description.longest, self.description.context)

    def encode(self, window: Window) -> tuple[Chances, Chances]:
        """Hidden states, (1, pieces + 2, width), and the chances that each piece is outside, begins or goes on in a
        trigger, (pieces, 3).
        """
        opening, closing = self._marks
        tokens = np.array([[opening, *(p.token for p in window.pieces), closing]], dtype=np.int64)
        hidden, triggers = self._graphs[0].run(None, {"tokens": tokens})
        return hidden, triggers[0, 1:-1]

    def tell(self, window: Window, hidden: Chances, triggers: Sequence[tuple[int, int]]) -> Told:
        """What the model tells of triggers, each given as its first and last piece."""
        first, last = np.array(triggers, dtype=np.int64).T + 1
        sentences = np.array([[0, *(p.sentence for p in window.pieces), 0]], dtype=np.int64)
        inputs = {"hidden": hidden, "sentences": sentences, "first": first, "last": last}
        types, statuses, roles, kinds = self._graphs[1].run(None, inputs)
        return Told(types, statuses, roles[:, 1:-1], kinds[:, 1:-1])


@cache
def loaded() -> Model:
    """The package's own model, loaded once a process."""
    return Model()
