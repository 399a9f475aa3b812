"""How far texts repeat each other: one text against all others at once.

Two texts overlap by the words and pairs of neighbouring words that both have (Jaccard), rare ones counting for more.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

NEAR = 0.5  # overlap from which two texts are near-copies
_WORD = re.compile(r"[぀-ヿ㐀-鿿]|[^\W\d_]+|\d+")  # Chinese and Japanese have no spaces: each sign is a word

Floats = NDArray[np.float64]


def words_of(text: str) -> list[str]:
    """Return the words of a text, case folded, every number as 0."""
    return ["0" if word.isdigit() else word for word in _WORD.findall(text.casefold())]


class Overlap:
    """Texts that others are held against."""

    def __init__(self, texts: Sequence[str]) -> None:
        number_of: dict[object, int] = {}
        parts = [sorted({number_of.setdefault(part, len(number_of)) for part in _parts(text)}) for text in texts]
        counts = Counter(part for own in parts for part in own)
        self._number_of = number_of
        self._weight: Floats = np.log1p(len(texts) / np.array([counts[part] for part in range(len(number_of))]))
        self._unseen = float(np.log1p(len(texts)))
        self._size = np.array([self._weight[own].sum() for own in parts])
        self._texts_with = _inverted(parts, len(number_of))

    def of(self, text: str) -> Floats:
        """Return how far a text overlaps each of the texts, 0 to 1."""
        parts = _parts(text)
        known = [number for part in parts if (number := self._number_of.get(part)) is not None]
        size = self._weight[known].sum() + self._unseen * (len(parts) - len(known))
        found = [self._texts_with[number] for number in known]
        if not found:
            return np.zeros(len(self._size))
        weights = np.repeat(self._weight[known], [len(texts) for texts in found])
        shared = np.bincount(np.concatenate(found), weights, minlength=len(self._size))
        return np.asarray(shared / (size + self._size - shared))


def _parts(text: str) -> set[object]:
    words = words_of(text)
    return {*words, *pairwise(words)}


def _inverted(parts: Sequence[Sequence[int]], count: int) -> list[NDArray[np.int64]]:
    held: list[list[int]] = [[] for _ in range(count)]
    for place, own in enumerate(parts):
        for part in own:
            held[part].append(place)
    return [np.array(places, dtype=np.int64) for places in held]
