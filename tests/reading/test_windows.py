from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from truceline.reading.model import FOLDER
from truceline.reading.windows import cut, opened

TEXTS = st.lists(st.text(st.sampled_from("ab rebels,. \n é😀"), max_size=120), max_size=12)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return opened(FOLDER / "tokenizer.json")


@given(TEXTS, st.integers(0, 6), st.integers(7, 30), st.none() | st.integers(1, 20))
def test_every_piece_is_read_once_in_order(
    tokenizer: Tokenizer, texts: list[str], context: int, longest: int, first: int | None
) -> None:
    windows = cut(texts, tokenizer, longest, context, first)
    read = [p for w in windows for p in w.pieces[w.start :]]
    whole = [(i, *o) for i, e in enumerate(tokenizer.encode_batch(texts, add_special_tokens=False)) for o in e.offsets]
    assert [(p.sentence, p.begin, p.end) for p in read] == whole
    assert all(len(w.pieces) <= longest and w.start <= context for w in windows)


def test_what_is_read_follows_what_stands_before_it(tokenizer: Tokenizer) -> None:
    texts = ["Rebels met in the town.", "They shelled it.", "Nobody was hurt."] * 4
    windows = cut(texts, tokenizer, 20, 8)
    assert windows[0].start == 0
    for window in windows[1:]:
        assert window.start > 0
        for earlier, later in pairwise(window.pieces):
            assert (earlier.sentence, earlier.begin) < (later.sentence, later.begin)
