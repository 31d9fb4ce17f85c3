"""Writes a trained model as the package loads it: `python training/export.py RUN_DIR [TO_DIR] [--plain]`.

Two ONNX graphs, the encoder with the trigger scores and the heads, both for one window at a time (a batch of windows
would share the scale of its int8 activations, and a claim would then depend on what is read beside it). The weights of
the encoder become int8 unless ``--plain``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from data import ROLES
from encoder import FOLDER, encoder
from model import Heads, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from truceline.codebook import TYPES
from truceline.records import QUANTITY_KINDS, STATUSES

TARGET = Path(__file__).parents[1] / "src" / "truceline" / "reading" / "weights"


class Encoding(nn.Module):
    """Token ids, (1, pieces), to hidden states (1, pieces, width) and the chances of outside, begin, inside."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        hidden, scores = self.reader.encode(tokens, torch.ones_like(tokens))
        return hidden, scores.softmax(-1)


class Telling(nn.Module):
    """Heads for one window: hidden states and triggers to chances."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, hidden: Tensor, sentences: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """See ``Heads.forward``."""
        scores = self.heads(hidden, sentences, torch.zeros_like(first), first, last)
        return tuple(s.softmax(-1) for s in scores)


def export(run: Path, to: Path, plain: bool) -> None:
    """Write the graphs, the tokenizer and the description of a run's model into a folder."""
    kept = torch.load(run / "checkpoint.pt", weights_only=False)
    told = json.loads((run / "config.json").read_text("utf-8"))
    model = Reader(encoder(0.0))
    model.load_state_dict(kept["model"])
    model.eval()
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        tokens = torch.randint(1000, 2000, (1, 20))
        hidden = torch.randn(1, 20, model.encoder.config.hidden_size)
        dynamic = torch.export.Dim.DYNAMIC
        torch.onnx.export(
            Encoding(model), (tokens,), whole, dynamo=True, external_data=False, verbose=False,
            input_names=["tokens"], output_names=["hidden", "triggers"], dynamic_shapes=({1: dynamic},),
        )  # fmt: skip
        two = torch.tensor([1, 4])
        torch.onnx.export(
            Telling(model.heads), (hidden, torch.zeros(1, 20, dtype=torch.long), two, two + 1), to / "heads.onnx",
            dynamo=True, external_data=False, verbose=False,
            input_names=["hidden", "sentences", "first", "last"], output_names=["types", "statuses", "roles", "kinds"],
            dynamic_shapes=({1: dynamic}, {1: dynamic}, {0: dynamic}, {0: dynamic}),
        )  # fmt: skip
        if plain:
            shutil.copy(whole, to / "encoder.onnx")
        else:
            clean = onnx.load(whole)
            del clean.graph.value_info[:]  # else the quantizer trips over shapes that no longer hold
            onnx.save(clean, whole)
            # Seven bits: sums of eight overflow on processors without VNNI, which would then find other claims.
            quantize_dynamic(
                whole, to / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
            )
    shutil.copy(FOLDER / "tokenizer.json", to / "tokenizer.json")
    digest = hashlib.sha256((to / "encoder.onnx").read_bytes() + (to / "heads.onnx").read_bytes()).hexdigest()
    described = {
        "digest": digest[:12],
        "longest": told["longest"],
        "context": told["context"],
        "types": list(TYPES),
        "statuses": list(STATUSES),
        "roles": list(ROLES),
        "kinds": list(QUANTITY_KINDS),
        "threshold": 0.4,
        "least": 0.0,
        "role_thresholds": dict.fromkeys(ROLES, 0.5),
        "calibration": [0.0, 1.0, 1.0],
    }
    (to / "model.json").write_text(json.dumps(described, indent=1) + "\n", "utf-8")


def main() -> None:
    """Export what the command line names."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("run", type=Path)
    arguments.add_argument("to", type=Path, nargs="?", default=TARGET)
    arguments.add_argument("--plain", action="store_true")
    a = arguments.parse_args()
    export(a.run, a.to, a.plain)


if __name__ == "__main__":
    main()
