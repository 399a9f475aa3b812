"""Texts that repeat each other almost word for word, as resolutions do year after year.

Two texts are near-copies when their pairs of neighbouring words (case and numbers aside) overlap by half (Jaccard), or
when nearly all of the shorter one's stand in the longer. All pairs are compared, exactly, by a sparse matrix product.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
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
    with needs("train"):
        from scipy.sparse import csr_array

    vocabulary: dict[tuple[str, ...], int] = {}
    indices: list[int] = []
    starts = [0]
    for text in texts:
        words = ["0" if word.isdigit() else word for word in _WORD.findall(text.lower())]
        pairs: set[tuple[str, ...]] = {*pairwise(words)} or {(text,)}
        indices.extend(sorted(vocabulary.setdefault(pair, len(vocabulary)) for pair in pairs))
        starts.append(len(indices))
    return csr_array((np.ones(len(indices), np.int32), indices, starts), shape=(len(texts), len(vocabulary)))


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
