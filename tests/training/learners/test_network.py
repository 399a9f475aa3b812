"""How pieces' log-odds become a clause's."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.encoder import POOLED_PIECES
from clausetag.training.learners.network import pool


@given(st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=3), min_size=1, max_size=4), st.integers(0, 9))
def test_a_clause_is_pooled_over_all_its_windows(lengths, seed):
    windows = [length for of_clause in lengths for length in of_clause]
    scores = torch.randn(len(windows), max(windows), 2, generator=torch.Generator().manual_seed(seed))
    mask = torch.tensor([[int(place < length) for place in range(max(windows))] for length in windows])

    pooled = pool(scores, mask, [len(of_clause) for of_clause in lengths])

    rows = iter(zip(scores, windows, strict=True))
    for found, of_clause in zip(pooled, lengths, strict=True):
        pieces = torch.cat([row[:length] for row, length in (next(rows) for _ in of_clause)])
        for theme in range(2):
            expected = math.log(sum(math.exp(odds) for odds in pieces[:, theme].tolist()) / POOLED_PIECES)
            assert float(found[theme]) == pytest.approx(expected, abs=1e-4)
