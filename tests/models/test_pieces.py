import numpy as np
import pytest

from clausetag.models.pieces import INPUTS, inputs, read_windows

TEXT = "Recalling the Convention on the Rights of the Child (Montréal), 12 Children and workers"


@pytest.fixture(scope="module")
def tokenizer(encoder):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(encoder.tokenizer.decode())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def capitalised(window, text):
    at = {start for start, capital in zip(window.starts, window.capitals, strict=True) if capital and start >= 0}
    return [
        word for word in text.replace("(", " ").replace(")", " ").replace(",", " ").split() if text.find(word) in at
    ]


def test_words_with_a_capital_are_marked_but_the_first(tokenizer):
    (window,) = read_windows(tokenizer, [TEXT])
    assert capitalised(window, TEXT) == ["Convention", "Rights", "Child", "Montréal", "Children"]
    (lower,) = read_windows(tokenizer, [TEXT.lower()])
    assert not any(lower.capitals)
    assert window.ids == lower.ids


def test_every_piece_of_a_word_carries_its_capital(tokenizer):
    (window,) = read_windows(tokenizer, ["of Xqzwvkjy"])
    pieces = [capital for start, capital in zip(window.starts, window.capitals, strict=True) if start >= 3]
    assert pieces == [1] * len(pieces)
    assert pieces


def test_inputs_are_padded_with_zeros_that_the_mask_hides(tokenizer):
    windows = read_windows(tokenizer, [TEXT, "of Children", ""])
    batch = inputs(windows)
    assert tuple(batch) == INPUTS
    assert {array.shape for array in batch.values()} == {(3, max(len(window.ids) for window in windows))}
    for row, window in enumerate(windows):
        assert batch["attention_mask"][row].sum() == len(window.ids)
        for array in batch.values():
            np.testing.assert_array_equal(array[row, len(window.ids) :], 0)
