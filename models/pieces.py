"""Word pieces of clauses as the encoder reads them, in windows, with what the pretrained tokenizer drops: capitals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

INPUTS = ("input_ids", "attention_mask", "capitals")  # of the network, each of shape (windows, pieces)


class Window(NamedTuple):
    """A stretch of a clause's pieces; a piece's `start` is its first character's place, -1 for a special piece."""

    clause: int
    ids: tuple[int, ...]
    capitals: tuple[int, ...]  # 1 where the piece's word begins with a capital and is not the clause's first
    starts: list[int]


def read_windows(tokenizer: "Tokenizer", texts: Sequence[str]) -> list[Window]:
    """Return the windows of every text; how long they are and how far they overlap is the tokenizer's truncation."""
    return [
        _window(i, text, encoding)
        for i, (text, first) in enumerate(zip(texts, tokenizer.encode_batch(list(texts)), strict=True))
        for encoding in (first, *first.overflowing)
    ]


def _window(clause: int, text: str, encoding: Any) -> Window:  # noqa: ANN401 (tokenizers has no type for it)
    capitals, starts, word, capital = [], [], None, 0
    for its_word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        if its_word != word:
            word, capital = its_word, int(bool(its_word) and text[start : start + 1].isupper())
        capitals.append(capital)
        starts.append(start if its_word is not None and end > start else -1)
    return Window(clause, tuple(encoding.ids), tuple(capitals), starts)


def inputs(windows: Sequence[Window]) -> dict[str, NDArray[np.int64]]:
    """Return the network's `INPUTS`, padded to the longest window."""
    width = max(len(window.ids) for window in windows)
    ids, mask, capitals = (np.zeros((len(windows), width), dtype=np.int64) for _ in INPUTS)
    for row, window in enumerate(windows):
        n = len(window.ids)
        ids[row, :n], mask[row, :n], capitals[row, :n] = window.ids, 1, window.capitals
    return dict(zip(INPUTS, (ids, mask, capitals), strict=True))
