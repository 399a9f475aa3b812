"""Pairs of words as numbers, and a table that finds many pairs at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4)


class Places(NamedTuple):
    """Where features stand in a row of words: the key (or row) of each, and the places of its first and last word."""

    key: Ints
    first: Ints
    last: Ints


ALL = slice(None)


class Row(NamedTuple):
    """Words laid out in a row with so much room between stretches that pairs of two are none.

    No word, and an unknown one, is a number so low that no key of a pair can be: keys with it are negative.

    Attributes:
        words: A number of each place.
        place: Which of the words laid out stands there.
        apart: How many words apart two of a pair are at most.
        n_ids: How many words are known; their ids begin with 0.
    """

    words: Ints
    place: Ints
    apart: int
    n_ids: int

    def ordered(self, part: slice = ALL) -> Ints:
        """Return the keys of pairs, by how far apart (1 first; `part` of them) and place; order and gap matter."""
        which = np.arange(0, self.apart * self.n_ids, self.n_ids)[part, None] if self.n_ids else 0
        first, second = self._words(part)
        return (which + first) * self.n_ids + second

    def near(self, part: slice = ALL) -> Ints:
        """Return the keys of pairs, by how far apart (1 first; `part` of them) and place; order does not matter."""
        first, second = self._words(part)
        return np.minimum(first, second) * self.n_ids + np.maximum(first, second)

    def places(self, at: Ints) -> tuple[Ints, Ints]:
        """Return the first and last word of the pairs that stand `at` places of all keys, flattened."""
        apart, first = np.divmod(at, len(self.words) - self.apart)
        return self.place[first], self.place[first + apart + 1]

    def _words(self, part: slice) -> tuple[Ints, Ints]:
        count, step = len(self.words) - self.apart, self.words.itemsize
        second = np.ndarray((self.apart, count), self.words.dtype, self.words, step, (step, step))  # a view
        return self.words[:count], second[part]


def lay_out(ids: Ints, places: Ints, stretch: Ints, apart: int, n_ids: int) -> Row:
    """Lay out words, ids from 0 up or -1, of stretches; `places` is what `Row.place` has of each."""
    at = np.arange(len(ids)) + apart * stretch
    size = int(at[-1]) + 1 + apart if len(at) else apart
    words, place = np.full(size, -2 * apart * (n_ids + 1) ** 2), np.zeros(size, dtype=np.int64)
    words[at] = np.where(ids >= 0, ids, words[-1])
    place[at] = places
    return Row(words, place, apart, n_ids)


def known(row: Row, keys: Callable[[slice], Ints]) -> Places:
    """Return the pairs of two known words; `keys` is a method of the row. One gap at a time: it takes less memory."""
    count = len(row.words) - row.apart
    found = []
    for gap in range(row.apart):
        its = keys(slice(gap, gap + 1)).ravel()
        at = np.flatnonzero(its >= 0)
        found.append((its[at], *row.places(at + gap * count)))
    return Places(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


@dataclass(frozen=True, eq=False)
class PairTable:
    """Scores of pairs: `keys` ascending, `scores` of shape (pairs, themes)."""

    keys: Ints
    scores: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PairIndex:
    """Finds keys of pairs among those of a model, which ascend."""

    keys: Ints

    @cached_property
    def _bits(self) -> int:
        return max(8, int(np.ceil(np.log2(len(self.keys) + 1))) + 2)  # four buckets a pair

    def _bucket(self, keys: Ints) -> Ints:
        mixed: Ints = ((keys.view(np.uint64) * _MIX) >> np.uint64(64 - self._bits)).view(np.int64)
        return mixed

    @cached_property
    def _buckets(self) -> tuple[NDArray[np.uint8], NDArray[np.int32], Ints, NDArray[np.int32]]:
        """How many keys each bucket has and where they begin among the keys by bucket; these keys and their rows."""
        bucket = self._bucket(self.keys)
        order = np.argsort(bucket, kind="stable").astype(np.int32)
        sizes = np.bincount(bucket, minlength=1 << self._bits)
        begins = (np.cumsum(sizes) - sizes).astype(np.int32)
        return sizes.astype(np.uint8), begins, self.keys[order], order

    def find(self, asked: Ints) -> tuple[Ints, Ints]:
        """Return which of the keys asked for are known (negative ones are not), ascending, and the rows of those."""
        sizes, begins, keys, rows = self._buckets
        bucket = self._bucket(asked)
        size = sizes[bucket]
        left = size.nonzero()[0]  # most pairs are unknown, and most of those fall into empty buckets
        size = size[left].astype(np.int64)
        ends = size.cumsum()
        # Each key is compared to all those of its bucket, mostly one.
        at = (begins[bucket[left]] - (ends - size)).repeat(size) + np.arange(ends[-1] if len(ends) else 0)
        which = left.repeat(size)
        hit = (keys[at] == asked[which]).nonzero()[0]
        return which[hit], rows[at[hit]].astype(np.int64)
