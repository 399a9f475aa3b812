"""How alike the clauses of two texts are, every clause of one with every clause of the other."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from clausetag.data.compare.words import Words, numbered, telling_words

Matrix = NDArray[np.float64]

_ALL, _TELLING, _HELD = 0.25, 0.45, 0.30  # how much each of the three measures below weighs
_AROUND = 0.1  # what neighbours that are alike add: it decides between clauses that stand in a text twice


def likeness(old: Sequence[Words], new: Sequence[Words]) -> Matrix:
    """Return how alike each old and each new clause are, 0 to 1; 1 is the same words.

    Words count in their order (the longest common subsequence): how many of all words the two share, how many of those
    that tell them from the other clauses, and how many of the shorter one's, which sees what grew or shrank.
    """
    if not old or not new:
        return np.zeros((len(old), len(new)))
    telling = telling_words([*old, *new])
    shared, sizes_old, sizes_new = shared_words(old, new)
    alike = _ALL * 2 * shared / (sizes_old + sizes_new)
    shared, sizes_old, sizes_new = shared_words(telling[: len(old)], telling[len(old) :])
    alike += _TELLING * 2 * shared / (sizes_old + sizes_new) + _HELD * shared / np.minimum(sizes_old, sizes_new)
    return np.asarray(alike)


def with_neighbours(alike: Matrix) -> Matrix:
    """Return the matrix with what the likeness of the clauses before and after adds; both ends are alike."""
    padded = np.zeros((alike.shape[0] + 2, alike.shape[1] + 2))
    padded[1:-1, 1:-1] = alike
    padded[0, 0] = padded[-1, -1] = 1.0
    return np.asarray(np.round(alike + _AROUND * (padded[:-2, :-2] + padded[2:, 2:]) / 2, 9))


def shared_words(old: Sequence[Words], new: Sequence[Words]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return how many words each two clauses share in order, and how many each has: a matrix, a column and a row."""
    words = numbered([*old, *new])
    shared = process.cdist(words[: len(old)], words[len(old) :], scorer=LCSseq.similarity, dtype=np.int32)
    return shared, np.array([[len(w)] for w in old]), np.array([len(w) for w in new])
