"""Trains the joint model: `python training/train.py CLAIMS_DIR OUT_DIR [options]`, see README.md.

Fixed seeds, a written configuration, a log; goes on after an interruption from the last whole epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from pathlib import Path

import torch
from data import BEGIN, IGNORED, INSIDE, ROLES, Labelled, labelled
from encoder import CLS, MASK, SEP, encoder, half, tokenizer, trained
from model import Reader
from notes import own
from split import Annotated, load, split
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

CONFIG = {
    "longest": 256,
    "context": 48,
    "batch": 8,
    "epochs": 8,
    "rate": 2e-4,
    "head_rate": 1e-3,
    "warmup": 0.1,
    "dropout": 0.1,
    "type_weight": 0.3,
    "status_weight": 0.1,
    "role_weight": 0.012,  # of the sum over pieces and roles, a trigger
    "role_classes": [1.0, 3.0, 2.5],  # of outside, begin, inside: most pieces fill no role
    "kind_weight": 0.05,
    "masked": 0.06,  # pieces hidden at random: names must not be learnt by heart
    "commas_lost": 0.3,  # articles of which the commas are taken out, as scraped texts lose them
}


def collate(batch: list[Labelled], masked: float) -> dict[str, Tensor]:
    """Windows as tensors; piece i of a window stands at column i + 1, after the mark that opens a text."""
    width = max(len(x.window.pieces) for x in batch) + 2
    tokens = torch.zeros(len(batch), width, dtype=torch.long)
    sentences = torch.zeros_like(tokens)
    tags = torch.full_like(tokens, IGNORED)
    rows, first, last, types, statuses, roles, kinds = [], [], [], [], [], [], []
    for row, x in enumerate(batch):
        pieces = x.window.pieces
        tokens[row, : len(pieces) + 2] = torch.tensor([CLS, *(p.token for p in pieces), SEP])
        sentences[row, 1 : len(pieces) + 1] = torch.tensor([p.sentence for p in pieces])
        tags[row, x.window.start + 1 : len(pieces) + 1] = 0
        for trigger in x.triggers:
            tags[row, trigger.first + 1] = BEGIN
            tags[row, trigger.first + 2 : trigger.last + 2] = INSIDE
            label = torch.full((width, len(ROLES)), IGNORED)
            label[1 : len(pieces) + 1] = 0
            kind = torch.full((width,), IGNORED)
            for filler in trigger.fillers:
                label[filler.first + 1, filler.role] = BEGIN
                label[filler.first + 2 : filler.last + 2, filler.role] = INSIDE
                kind[filler.first + 1 : filler.last + 2] = filler.kind
            rows.append(row), first.append(trigger.first + 1), last.append(trigger.last + 1)
            types.append(trigger.type), statuses.append(trigger.status), roles.append(label), kinds.append(kind)
    shown = torch.where((torch.rand(tokens.shape) < masked) & (tokens > MASK), MASK, tokens)
    several = {"rows": rows, "first": first, "last": last, "types": types, "statuses": statuses}
    return {
        "tokens": shown,
        "mask": (tokens > 0).long(),
        "sentences": sentences,
        "tags": tags,
        **{name: torch.tensor(values, dtype=torch.long) for name, values in several.items()},
        "roles": torch.stack(roles) if roles else torch.zeros(0, width, len(ROLES), dtype=torch.long),
        "kinds": torch.stack(kinds) if kinds else torch.zeros(0, width, dtype=torch.long),
    }


def loss_of(model: Reader, b: dict[str, Tensor]) -> Tensor:
    """The joint loss of a batch."""
    with half():
        hidden, scores = model.encode(b["tokens"], b["mask"])
    loss = cross_entropy(scores.float().flatten(0, 1), b["tags"].flatten(), ignore_index=IGNORED)
    if len(b["rows"]):
        with half():
            told = model.heads(hidden, b["sentences"], b["rows"], b["first"], b["last"])
        types, statuses, roles, kinds = (t.float() for t in told)
        rare = roles.new_tensor(CONFIG["role_classes"])
        summed = cross_entropy(
            roles.flatten(0, 2), b["roles"].flatten(), weight=rare, ignore_index=IGNORED, reduction="sum"
        )
        loss = loss + CONFIG["role_weight"] * summed / len(b["rows"])
        loss = loss + CONFIG["type_weight"] * cross_entropy(types, b["types"])
        loss = loss + CONFIG["status_weight"] * cross_entropy(statuses, b["statuses"])
        if (b["kinds"] != IGNORED).any():
            counted = cross_entropy(kinds.flatten(0, 1), b["kinds"].flatten(), ignore_index=IGNORED)
            loss = loss + CONFIG["kind_weight"] * counted
    return loss


def without_commas(article: Annotated) -> Annotated:
    """The article with its commas lost, in its sentences and in all mentions."""

    def bare(value: object) -> object:
        if isinstance(value, str):
            return re.sub(r",(?=\s)", "", value)
        if isinstance(value, list):
            return [bare(v) for v in value]
        return {k: bare(v) for k, v in value.items()} if isinstance(value, dict) else value

    return {**article, "sentences": bare(article["sentences"]), "claims": bare(article["claims"])}


def epoch_of(articles: list[Annotated], tok: Tokenizer, order: random.Random) -> list[list[Labelled]]:
    """The articles as batches of windows of like length, cut anew: every epoch sees other contexts."""
    room = CONFIG["longest"] - CONFIG["context"]
    made: list[Labelled] = []
    for article in articles:
        shown = without_commas(article) if order.random() < CONFIG["commas_lost"] else article
        made += labelled(shown, tok, CONFIG["longest"], CONFIG["context"], order.randint(room // 4, room))
    made.sort(key=lambda x: len(x.window.pieces) + order.random() * 40)
    out = [made[i : i + CONFIG["batch"]] for i in range(0, len(made), CONFIG["batch"])]
    order.shuffle(out)
    return out


def is_own_about(article: Annotated, pattern: str | None) -> bool:
    """Whether an article written for training is about a conflict that is to be left out."""
    if pattern is None or not article["id"].startswith("own-"):
        return False
    return any(re.search(pattern, s["text"], re.IGNORECASE) for s in article["sentences"])


def warmth(done: float, epochs: int) -> float:
    """The share of the full learning rate after so many epochs, parts included: up in a line, then down in one."""
    return min((done + 0.02) / (CONFIG["warmup"] * epochs), max(0.0, 1 - done / epochs))


def main() -> None:
    """Train, or go on from the last whole epoch."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("claims", type=Path, help="the annotated articles")
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--warm", type=Path, default=None, help="the encoder that prepare.py made")
    arguments.add_argument("--own", action="store_true", help="with the articles of training/data, too")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--epochs", type=int, default=CONFIG["epochs"])
    arguments.add_argument("--without", nargs="*", default=[], help="leave out articles whose id begins so")
    arguments.add_argument("--about", default=None, help="and own articles that hold this pattern")
    arguments.add_argument("--threads", type=int, default=2)
    a = arguments.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(a.threads)
    articles, _ = split(load(a.claims))
    if a.own:
        articles += own(a.claims.parent)
    articles = [x for x in articles if not x["id"].startswith(tuple(a.without)) and not is_own_about(x, a.about)]
    told = {k: v if isinstance(v, (int, list, bool)) else str(v) for k, v in vars(a).items()}
    (a.out / "config.json").write_text(json.dumps(CONFIG | told | {"articles": len(articles)}, indent=1), "utf-8")
    tok = tokenizer()
    torch.manual_seed(1)  # heads begin alike whatever the seed, so that the weights of several runs can be averaged
    model = Reader(encoder(CONFIG["dropout"], a.warm), dropout=CONFIG["dropout"])
    body = [p for n, p in trained(model) if n.startswith("encoder.")]
    heads = [p for n, p in trained(model) if not n.startswith("encoder.")]
    groups = [{"params": body, "peak": CONFIG["rate"]}, {"params": heads, "peak": CONFIG["head_rate"]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    begin = 0
    checkpoint = a.out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(kept["model"]), optimizer.load_state_dict(kept["optimizer"])
        begin = kept["epoch"]
    print(
        f"{len(articles)} articles, {sum(len(x['claims']) for x in articles)} claims, from epoch {begin + 1}",
        flush=True,
    )
    for epoch in range(begin, a.epochs):
        torch.manual_seed(a.seed * 1000 + epoch)
        model.train()
        order, started, total = random.Random(a.seed * 1000 + epoch), time.monotonic(), 0.0
        batches = epoch_of(articles, tok, order)
        for number, batch in enumerate(batches):
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * warmth(epoch + number / len(batches), a.epochs)
            loss = loss_of(model, collate(batch, CONFIG["masked"]))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            total += loss.item()
        seconds = time.monotonic() - started
        line = {"epoch": epoch + 1, "loss": round(total / len(batches), 4), "seconds": round(seconds)}
        with (a.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(line, flush=True)
        part = checkpoint.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1}, part)
        part.replace(checkpoint)


if __name__ == "__main__":
    main()
