"""Texts that repeat each other almost word for word, as resolutions do year after year.

Two texts are near-copies when their pairs of neighbouring words (case and numbers aside) overlap by half (Jaccard), or
when nearly all of the shorter one's stand in the longer. All pairs are compared, exactly, by a sparse matrix product.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clausetag.data.extras import needs

if TYPE_CHECKING:
    from scipy.sparse import csr_array

JACCARD = 0.5
CONTAINED = 0.9
_CONTAINED_FROM = 25  # word pairs the shorter text must have for containment to mean anything
_BLOCK = 500
_WORD = re.compile(r"[^\W\d_]+|\d+")


def clusters(texts: Sequence[str]) -> list[int]:
    """Give each text the number of its cluster: the place of the first text that it is joined to by near-copies."""
    with needs("train"):
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

    if not texts:
        return []
    shingles = _shingles(texts)
    pairs = list(_pairs(shingles, shingles))
    rows = np.concatenate([pair[0] for pair in pairs])
    columns = np.concatenate([pair[1] for pair in pairs])
    graph = coo_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=(len(texts), len(texts)))
    _, labels = connected_components(graph, directed=False)
    _, first = np.unique(labels, return_index=True)
    return [int(place) for place in first[labels]]


def near_any(texts: Sequence[str], others: Sequence[str]) -> list[bool]:
    """Say for each text whether one of `others` is a near-copy of it."""
    if not texts or not others:
        return [False] * len(texts)
    shingles = _shingles([*texts, *others])
    near = np.zeros(len(texts), dtype=bool)
    for rows, _ in _pairs(shingles[: len(texts)], shingles[len(texts) :]):
        near[rows] = True
    return [bool(value) for value in near]


def near_pairs(texts: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of each text and of one of `others` that are near-copies of each other."""
    if not texts or not others:
        return []
    shingles = _shingles([*texts, *others])
    found = _pairs(shingles[: len(texts)], shingles[len(texts) :])
    return [(int(i), int(j)) for rows, columns in found for i, j in zip(rows, columns, strict=True)]


def _shingles(texts: Sequence[str]) -> "csr_array":
    """Return which text has which pairs of neighbouring words; a text without any has itself."""
    with needs("train"):
        from scipy.sparse import coo_array

    numbers, wholes = _Numbers(), dict[str, int]()
    words, ends, alone = list[int](), list[int](), list[tuple[int, int]]()
    for place, text in enumerate(texts):
        words += map(numbers.__getitem__, _WORD.findall(text.lower()))
        if len(words) - (ends[-1] if ends else 0) < 2:
            alone.append((place, -1 - wholes.setdefault(text, len(wholes))))
        ends.append(len(words))
    word = np.array(words, dtype=np.int64)
    of = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=0))
    paired = np.flatnonzero(of[:-1] == of[1:])
    places, keys = np.array(alone, dtype=np.int64).reshape(-1, 2).T
    rows = np.concatenate([of[paired], places])
    keys = np.concatenate([word[paired] * len(numbers) + word[paired + 1], keys])
    found, columns = np.unique(keys, return_inverse=True)
    shingles = coo_array((np.ones(len(rows), np.int32), (rows, columns)), shape=(len(texts), len(found))).tocsr()
    shingles.data[:] = 1  # a pair that stands twice in a text counts once
    return shingles


class _Numbers(dict[str, int]):
    """A number for each word, the same for all that are figures."""

    def __missing__(self, word: str) -> int:
        number = self["0"] if word.isdigit() and word != "0" else len(self)
        self[word] = number
        return number


def _pairs(left: "csr_array", right: "csr_array") -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    sizes_left, sizes_right = np.diff(left.indptr), np.diff(right.indptr)
    turned = right.T.tocsr()
    for start in range(0, len(sizes_left), _BLOCK):
        shared = (left[start : start + _BLOCK] @ turned).tocoo()
        rows, columns = shared.coords[0].astype(np.int64) + start, shared.coords[1].astype(np.int64)
        one, other = sizes_left[rows], sizes_right[columns]
        shorter = np.minimum(one, other)
        near = shared.data >= JACCARD * (one + other - shared.data)
        near |= (shared.data >= CONTAINED * shorter) & (shorter >= _CONTAINED_FROM)
        yield rows[near], columns[near]
