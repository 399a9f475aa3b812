"""The character n-grams inside a word, which stand for words never seen."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def character_grams(word: str, low: int, high: int) -> list[str]:
    """Return the stretches of `low` to `high` characters of a word with a blank at either end, repeats included."""
    padded = f" {word} "
    return [padded[i : i + n] for n in range(low, high + 1) for i in range(len(padded) - n + 1)]


@dataclass(frozen=True, eq=False)
class CharacterGrams:
    """Columns, from 0 up, of the n-grams that a model knows, and the inverse document frequency of each."""

    columns: Mapping[str, int]
    idf: NDArray[np.float64]
    character_range: tuple[int, int]  # characters of the shortest and of the longest

    def vector(self, word: str) -> tuple[list[int], NDArray[np.float64]]:
        """Return the columns, ascending, and unit-length values of a word's n-grams."""
        found = set(map(self.columns.get, character_grams(word, *self.character_range)))
        columns = sorted(column for column in found if column is not None)
        values = self.idf[columns]
        return columns, values / max(math.sqrt(values.dot(values)), 1e-12)
