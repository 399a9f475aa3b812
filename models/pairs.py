"""Pairs of words as numbers, and a table that finds the scores of many pairs at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)


@dataclass(frozen=True, slots=True)
class Places:
    """Where features stand in a row of words: the key (or row) of each, and the places of its first and last word."""

    key: Ints
    first: Ints
    last: Ints


def ordered_pairs(ids: Ints, stretch: Ints, gaps: Sequence[int], n_ids: int) -> Places:
    """Return each pair of known words (ids from 0 up) of one stretch that stand `gaps` apart; order and gap matter."""
    found = []
    for which, gap in enumerate(gaps):
        first, second = ids[:-gap], ids[gap:]
        at = np.flatnonzero((first >= 0) & (second >= 0) & (stretch[:-gap] == stretch[gap:]))
        found.append(Places((which * n_ids + first[at]) * n_ids + second[at], at, at + gap))
    return _joined(found)


def near_pairs(ids: Ints, stretch: Ints, counts: NDArray[np.bool_], within: int) -> Places:
    """Return each pair of known words of one stretch with fewer than `within` others between; order does not matter.

    `counts`, by id, says which words count; the others are passed over as if they were not there.
    """
    places = np.flatnonzero((ids < 0) | counts[ids])
    kept, of = ids[places], stretch[places]
    found = []
    for gap in range(1, within + 1):
        first, second = kept[:-gap], kept[gap:]
        at = np.flatnonzero((first >= 0) & (second >= 0) & (of[:-gap] == of[gap:]))
        low, high = np.minimum(first[at], second[at]), np.maximum(first[at], second[at])
        found.append(Places(low * len(counts) + high, places[at], places[at + gap]))
    return _joined(found)


def _joined(parts: Sequence[Places]) -> Places:
    return Places(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("key", "first", "last")))


@dataclass(frozen=True)
class PairTable:
    """Scores of pairs: `keys` ascending, `scores` of shape (pairs, themes)."""

    keys: Ints
    scores: NDArray[np.float64]

    @cached_property
    def _bits(self) -> int:
        return max(8, int(np.ceil(np.log2(len(self.keys) + 1))) + 2)  # four buckets a pair

    def _bucket(self, keys: Ints) -> Ints:
        mixed: Ints = ((keys.astype(np.uint64) * _MIX) >> np.uint64(64 - self._bits)).astype(np.int64)
        return mixed

    @cached_property
    def _buckets(self) -> tuple[NDArray[np.uint8], NDArray[np.int32], Ints, NDArray[np.int32]]:
        """How many keys each bucket has and where they begin among the keys by bucket; these keys and their rows."""
        bucket = self._bucket(self.keys)
        order = np.argsort(bucket, kind="stable").astype(np.int32)
        sizes = np.bincount(bucket, minlength=1 << self._bits)
        begins = (np.cumsum(sizes) - sizes).astype(np.int32)
        return sizes.astype(np.uint8), begins, self.keys[order], order

    def find(self, places: Places) -> Places:
        """Return the pairs that are in the table, with their rows in place of keys."""
        sizes, begins, keys, rows = self._buckets
        bucket = self._bucket(places.key)
        left = np.flatnonzero(sizes[bucket])  # most pairs are unknown, and most of those fall into empty buckets
        row, at = np.full(len(bucket), -1, dtype=np.int64), begins[bucket[left]]
        size, step = sizes[bucket[left]], 0
        while len(left):
            hit = keys[at + step] == places.key[left]
            row[left[hit]] = rows[at[hit] + step]
            step += 1
            more = ~hit & (size > step)
            left, at, size = left[more], at[more], size[more]
        known = np.flatnonzero(row >= 0)
        return Places(row[known], places.first[known], places.last[known])
