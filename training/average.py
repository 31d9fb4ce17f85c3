"""Averages the weights of several runs that began alike: `python training/average.py OUT_DIR RUN_DIR...`.

Runs from one beginning that differ only in the order of their data end near enough to each other that their mean is a
model too, and usually a better one (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch


def main() -> None:
    """Average what the command line names."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("runs", type=Path, nargs="+")
    a = arguments.parse_args()
    kept = [torch.load(run / "checkpoint.pt", weights_only=False)["model"] for run in a.runs]
    mean = {
        name: torch.stack([k[name] for k in kept]).mean(0) if value.is_floating_point() else value
        for name, value in kept[0].items()
    }
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": mean}, a.out / "checkpoint.pt")
    told = json.loads((a.runs[0] / "config.json").read_text("utf-8"))
    told["seed"] = [json.loads((run / "config.json").read_text("utf-8"))["seed"] for run in a.runs]
    (a.out / "config.json").write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()
