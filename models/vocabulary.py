"""The words and forms that a model knows, and how the tokens of stretches become their numbers and those of pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clausetag.models.memo import Memo
from clausetag.models.pairs import Ints, Places, near_pairs, ordered_pairs
from clausetag.models.tokens import fold, form

_GAPS = (1, 2)  # a pair is two neighbours, or two words with one between them
_WITHIN = 8  # a near pair has fewer than so many of the less common words between
_FORM = 32  # bits by which a token's form is shifted, above its word


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some stretches, one after the other: word, form (-1 where unknown) and stretch of each."""

    word: Ints
    form: Ints
    stretch: Ints


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Numbers, from 0 up, of the folded words and of the forms that a model knows.

    `less_common`, shape (words,), says which words near pairs are made of.
    """

    words: Mapping[str, int]
    forms: Mapping[str, int]
    less_common: NDArray[np.bool_]

    def read(self, stretches: Sequence[Sequence[str]]) -> Tokens:
        """Return the tokens of stretches of clauses as numbers."""
        ids: list[int] = []
        ends = [0]
        for tokens in stretches:
            ids += map(self._ids.__getitem__, tokens)
            ends.append(len(ids))
        number = np.array(ids, dtype=np.int64)
        shown = (number >> _FORM) - 1
        starts = np.array(ends[:-1], dtype=np.int64)[np.diff(ends) > 0]
        shown[starts[self._capital[shown[starts]]]] = -1  # that a stretch begins with a capital says nothing
        stretch = np.repeat(np.arange(len(stretches)), np.diff(ends))
        return Tokens((number & (1 << _FORM) - 1) - 1, shown, stretch)

    def ordered(self, tokens: Tokens) -> Places:
        """Return the pairs of two known words in their order, neighbours or with one between."""
        return ordered_pairs(tokens.word, tokens.stretch, _GAPS, len(self.words))

    def near(self, tokens: Tokens) -> Places:
        """Return the pairs of two of the less common words near each other, in either order."""
        return near_pairs(tokens.word, tokens.stretch, self.less_common, _WITHIN)

    @cached_property
    def _ids(self) -> Memo[int]:
        """Word and form of each token as one number: one look-up in place of folding and two more look-ups."""
        return Memo(lambda token: (self.forms.get(form(token), -1) + 1 << _FORM) + self.words.get(fold(token), -1) + 1)

    @cached_property
    def _capital(self) -> NDArray[np.bool_]:
        """Say for each form, and for none at the end, whether it begins with a capital."""
        return np.array([*(shown[0].isupper() for shown in self.forms), False])
