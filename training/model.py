"""The joint model: one pass of the encoder over a window, then triggers with types, their status, their roles."""

from __future__ import annotations

import torch
from data import ROLES, STATUSES
from torch import Tensor, nn
from transformers import BertModel

DISTANCES = (-64, -32, -16, -8, -4, -2, 0, 1, 3, 5, 9, 17, 33, 65)
"""Borders between the buckets of a piece's distance to the trigger, in pieces."""


class Reader(nn.Module):
    """Triggers as BIO tags of types; for each trigger a status, and BIO tags of each role over the whole window."""

    def __init__(self, encoder: BertModel, types: int, inner: int = 192, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.trigger = nn.Linear(width, 1 + 2 * types)
        self.status = nn.Linear(2 * width, len(STATUSES))
        self.token = nn.Linear(width, inner)
        self.query = nn.Linear(2 * width, inner)
        self.kind = nn.Embedding(types, inner)
        self.distance = nn.Embedding(len(DISTANCES) + 1, inner)
        self.role = nn.Linear(inner, 3 * len(ROLES))
        self.register_buffer("borders", torch.tensor(DISTANCES), persistent=False)

    def encode(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Hidden states, (batch, pieces, width), of token ids and their mask, both (batch, pieces)."""
        hidden: Tensor = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        return self.dropout(hidden)

    def about(self, hidden: Tensor, rows: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """What stands at the two ends of each trigger, (triggers, 2 * width)."""
        return torch.cat([hidden[rows, first], hidden[rows, last]], dim=-1)

    def roles(self, hidden: Tensor, rows: Tensor, first: Tensor, last: Tensor, types: Tensor) -> Tensor:
        """Role scores, (triggers, pieces, roles, 3), of triggers in batch rows at the pieces first to last."""
        query = self.query(self.about(hidden, rows, first, last)) + self.kind(types)
        offsets = torch.arange(hidden.shape[1], device=hidden.device)[None] - first[:, None]
        near = self.distance(torch.bucketize(offsets, self.borders, right=True))
        mixed = nn.functional.gelu(self.token(hidden)[rows] + query[:, None] + near)
        return self.role(self.dropout(mixed)).unflatten(-1, (len(ROLES), 3))
