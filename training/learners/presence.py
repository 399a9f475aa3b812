"""Which stretch of a clause has which feature, as sparse matrices: what the n-gram classifier learns from."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from clausetag.models.character_grams import CharacterGrams
from clausetag.models.pairs import Ints, Places

Matrix = Any  # scipy.sparse.csr_array of float32; scipy has no types


def presence(stretch: Ints, column: Ints, shape: tuple[int, int]) -> Matrix:
    """Return a matrix of `shape` with a 1 where a stretch has a feature; columns below 0 are passed over."""
    known = column >= 0
    rows, columns = np.divmod(_distinct(stretch[known] * shape[1] + column[known]), max(shape[1], 1))
    starts = np.searchsorted(rows, np.arange(shape[0] + 1))
    indices, starts = columns.astype(np.int32), starts.astype(np.int32)
    return sparse.csr_array((np.ones(len(columns), dtype=np.float32), indices, starts), shape=shape)


def standing_in(group: Ints, column: Ints, n_columns: int) -> Ints:
    """Return in how many groups (stretches, clauses) each column stands; columns below 0 are passed over."""
    known, n = column >= 0, max(n_columns, 1)
    return np.bincount(_distinct(group[known] * n + column[known]) % n, minlength=n)[:n_columns]


def frequent(stretch: Ints, places: Places, n_stretches: int, least: int) -> tuple[Ints, Matrix]:
    """Return the keys that stand in at least so many stretches, ascending, and their presence in the stretches.

    `stretch` is that of each place of the row of words that `places` speaks of.
    """
    keys, column = np.unique(places.key, return_inverse=True)
    of = stretch[places.first]
    often = standing_in(of, column, len(keys)) >= least
    new_column = np.where(often, np.cumsum(often) - 1, -1)
    return keys[often], presence(of, new_column[column], (n_stretches, int(often.sum())))


def _distinct(values: Ints) -> Ints:
    """Return the distinct values, ascending; np.unique hashes first, which takes many times as long."""
    ordered = np.sort(values)
    distinct: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return distinct


def side_by_side(*parts: Matrix) -> Matrix:
    """Return one matrix of the columns of all parts, in their order."""
    return sparse.hstack(parts).tocsr()


def grams_of_words(words: Iterable[str], idf: NDArray[np.float64], grams: CharacterGrams) -> Matrix:
    """Return each word's character n-grams, a row of length `idf` a word, shape (words, character n-grams)."""
    rows, columns, values = [], [], []
    for i, word in enumerate(words):
        c, v = grams.vector(word)
        rows += [i] * len(c)
        columns += c
        values.append(v * idf[i])
    places = np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32)
    known = np.concatenate(values).astype(np.float32)
    return sparse.csr_array((known, places), shape=(len(idf), len(grams.columns)))
