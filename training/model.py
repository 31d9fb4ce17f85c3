"""The joint model: one pass of the encoder over a window, then triggers; of each its type, status, roles."""

from __future__ import annotations

import torch
from data import ROLES
from torch import Tensor, nn
from transformers import BertModel

from truceline.codebook import TYPES
from truceline.records import QUANTITY_KINDS, STATUSES

DISTANCES = (-64, -32, -16, -8, -4, -2, 0, 1, 3, 5, 9, 17, 33, 65)
"""Borders between the buckets of a piece's distance to the trigger, in pieces."""
EARLIER, LATER = -2, 1
"""How far off a piece's sentence may be from the trigger's; what is farther counts as this far."""


class Heads(nn.Module):
    """What is told of each trigger."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.about = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.types = nn.Linear(width, len(TYPES))
        self.statuses = nn.Linear(width, len(STATUSES))
        self.query = nn.Linear(width, 2 * inner)
        self.piece = nn.Linear(width, 2 * inner)
        self.distance = nn.Embedding(len(DISTANCES) + 1, inner)
        self.sentence = nn.Embedding(LATER - EARLIER + 1, inner)
        self.dropout = nn.Dropout(dropout)
        self.role = nn.Linear(2 * inner, 3 * len(ROLES))
        self.kind = nn.Linear(2 * inner, len(QUANTITY_KINDS))
        self.register_buffer("borders", torch.tensor(DISTANCES), persistent=False)

    def forward(
        self, hidden: Tensor, sentences: Tensor, rows: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of triggers in batch ``rows`` at the pieces ``first`` to ``last``.

        Args:
            hidden: (batch, pieces, width).
            sentences: (batch, pieces), the number of each piece's sentence.
            rows: (triggers,).
            first: (triggers,).
            last: (triggers,).

        Returns:
            types (triggers, types), statuses (triggers, statuses), roles (triggers, pieces, roles, 3), kinds of number
            (triggers, pieces, kinds).
        """
        about = self.about(torch.cat([hidden[rows, first], hidden[rows, last]], dim=-1))
        offsets = torch.arange(hidden.shape[1], device=hidden.device)[None] - first[:, None]
        near = self.distance((offsets[..., None] >= self.borders).sum(-1))
        apart = sentences[rows] - sentences[rows, first][:, None]
        near = near + self.sentence(apart.clamp(EARLIER, LATER) - EARLIER)
        added, gating = self.query(about)[:, None].chunk(2, dim=-1)
        plain, gated = self.piece(hidden)[rows].chunk(2, dim=-1)
        mixed = self.dropout(torch.cat([nn.functional.gelu(plain + added + near), gated * gating], dim=-1))
        return (
            self.types(about),
            self.statuses(about),
            self.role(mixed).unflatten(-1, (len(ROLES), 3)),
            self.kind(mixed),
        )


class Reader(nn.Module):
    """Triggers as spans of pieces, and the heads that tell of them."""

    def __init__(self, encoder: BertModel, inner: int = 160, dropout: float = 0.1) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.trigger = nn.Linear(width, 3)
        self.heads = Heads(width, inner, dropout)

    def encode(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states, (batch, pieces, width), and trigger scores, (batch, pieces, 3: outside, begin, inside)."""
        hidden: Tensor = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        return hidden, self.trigger(self.dropout(hidden))
