"""All features that an n-gram classifier knows as one table: words, forms, pairs and near pairs, in this order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clausetag.models.pairs import Ints, PairIndex
from clausetag.models.vocabulary import Tokens, Vocabulary


class Found(NamedTuple):
    """The features found, those of one sort after those of another.

    Attributes:
        feature: Their rows in the table.
        first: The token that each begins with.
        last: That which it ends with: the same one for words and forms.
        ends: How many there are up to the end of each sort.
    """

    feature: Ints
    first: Ints
    last: Ints
    ends: tuple[int, ...]

    def of(self, tokens: NDArray[np.bool_]) -> "Found":
        """Return the features of some tokens."""
        kept = tokens[self.first].nonzero()[0]
        ends = tuple(np.searchsorted(kept, self.ends).tolist())
        return Found(self.feature[kept], self.first[kept], self.last[kept], ends)


class Counted(NamedTuple):
    """The distinct features of each stretch, ascending, as numbers, and how often each stands in it."""

    number: Ints
    times: Ints


@dataclass(frozen=True, eq=False)
class FeatureTable:
    """Scores of shape (features, themes); `sizes` says how many features there are of each sort."""

    vocabulary: Vocabulary
    pairs: PairIndex  # ordered ones, then near ones, whose keys are higher
    scores: NDArray[np.float64]
    sizes: tuple[int, ...]

    def find(self, tokens: Tokens) -> Found:
        """Return the features that some tokens make up."""
        words, forms = (tokens.word >= 0).nonzero()[0], (tokens.form >= 0).nonzero()[0]
        ordered, near = self.vocabulary.row(tokens), self.vocabulary.less_common_row(tokens)
        keys, near_keys = ordered.ordered(), near.near() + self.vocabulary.beyond_ordered
        at, row = self.pairs.find(np.concatenate((keys.ravel(), near_keys.ravel())))
        split = int(at.searchsorted(keys.size))
        first, last = ordered.places(at[:split])
        near_first, near_last = near.places(at[split:] - keys.size)
        n_words, n_forms, *_ = self.sizes
        return Found(
            np.concatenate((tokens.word[words], tokens.form[forms] + n_words, row + (n_words + n_forms))),
            np.concatenate((words, forms, first, near_first)),
            np.concatenate((words, forms, last, near_last)),
            tuple(accumulate((len(words), len(forms), split, len(at) - split))),
        )

    def count(self, found: Found, tokens: Tokens) -> Counted:
        """Return the distinct features of each stretch."""
        ordered = np.sort(self._numbers(found, tokens))  # np.unique hashes first, which takes longer
        starts = _starts(ordered)
        return Counted(ordered[starts], np.concatenate((starts[1:], [len(ordered)])) - starts)

    def sums(self, counted: Counted, n_stretches: int) -> Sequence[NDArray[np.float64]]:
        """Return, for each sort, the sums of the scores of a stretch's distinct features, shape (stretches, themes)."""
        feature, stretch = counted.number & (1 << self._bits) - 1, counted.number >> self._bits
        place = stretch * len(self.sizes) + self._sort[feature]
        sums = np.zeros((n_stretches * len(self.sizes), self.scores.shape[1]))
        if len(place):
            starts = _starts(place)
            sums[place[starts]] = np.add.reduceat(self.scores[feature], starts, axis=0)
        by_sort = sums.reshape(n_stretches, len(self.sizes), -1)
        return [by_sort[:, sort] for sort in range(len(self.sizes))]

    def shared(self, found: Found, tokens: Tokens, counted: Counted, columns: Sequence[int]) -> NDArray[np.float64]:
        """Return the scores for some themes by token, shape (tokens, columns).

        A feature's is shared by its occurrences in a stretch, and a pair's by its two words.
        """
        times = counted.times[counted.number.searchsorted(self._numbers(found, tokens))]
        half = self.scores[found.feature][:, columns] / times[:, None] / 2
        parts = [slice(*bounds) for bounds in pairwise((0, *found.ends))]
        places = np.concatenate([ends[part] for part in parts for ends in (found.first, found.last)])
        scores = np.concatenate([half[part] for part in parts for _ in range(2)])
        n, wide = len(tokens.word), len(columns)
        places = (places[:, None] * wide + np.arange(wide)).ravel()
        weights = np.bincount(places, scores.ravel(), n * wide)
        return weights.astype(np.float64, copy=False).reshape(n, wide)  # whole numbers where there is nothing

    def _numbers(self, found: Found, tokens: Tokens) -> Ints:
        """Return stretch and feature as one number."""
        return (tokens.stretch[found.first] << self._bits) + found.feature

    @cached_property
    def _bits(self) -> int:
        return len(self.scores).bit_length()

    @cached_property
    def _sort(self) -> NDArray[np.uint8]:
        """The sort of each feature."""
        return np.repeat(np.arange(len(self.sizes), dtype=np.uint8), self.sizes)


def _starts(ordered: Ints) -> Ints:
    """Return where runs of like numbers start."""
    new = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new.nonzero()[0]
