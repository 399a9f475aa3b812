"""Texts to learn n-grams from, as they are read: their words as numbers, cut into stretches, and their languages.

Reading takes as long as a third of learning, so those who learn several times from parts of some texts read them once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from clausetag.data.documents.language import detect_languages
from clausetag.models.pairs import Ints
from clausetag.models.stretches import Stretches
from clausetag.models.tokens import fold, form, tokens_of
from clausetag.models.vocabulary import Tokens, Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What was read of some texts, in their order."""

    vocabulary: Vocabulary  # of all their words and forms, and maybe of more
    tokens: Tokens
    begins: Ints  # where each text's stretches begin
    languages: NDArray[np.object_]

    @property
    def stretches(self) -> Stretches:
        """The stretches of the texts."""
        return Stretches(self.begins, self.tokens.n_stretches)

    def part(self, rows: Ints) -> "Reading":
        """Return what was read of some of the texts."""
        of_text = self.stretches.clause
        n_stretches = np.bincount(of_text, minlength=len(self.begins))
        n_tokens = np.bincount(of_text[self.tokens.stretch], minlength=len(self.begins))
        token = _ranges(np.cumsum(n_tokens) - n_tokens, n_tokens, rows)
        begins = np.cumsum(n_stretches[rows]) - n_stretches[rows]
        stretch = self.tokens.stretch[token] + (begins - self.begins[rows]).repeat(n_tokens[rows])
        tokens = Tokens(self.tokens.word[token], self.tokens.form[token], stretch, int(n_stretches[rows].sum()))
        return Reading(self.vocabulary, tokens, begins, self.languages[rows])


def read(texts: Sequence[str]) -> Reading:
    """Read texts with a vocabulary of all their words and forms."""
    chunks = set(chain.from_iterable(map(str.split, texts)))  # no word has a blank in it
    tokens = set(chain.from_iterable(map(tokens_of, chunks)))
    words, forms = set(map(fold, tokens)), set(map(form, tokens)) - {""}
    vocabulary = Vocabulary(columns_of(words), columns_of(forms), less_common=np.zeros(len(words), dtype=np.bool_))
    return Reading(vocabulary, *vocabulary.read_texts(texts), np.array(detect_languages(texts), dtype=object))


class ReadOnce:
    """Reads texts once, and returns for any of them what `read` would, with words that only others have."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = read(texts)
        self._row = {text: row for row, text in enumerate(texts)}

    def __call__(self, texts: Sequence[str]) -> Reading:
        """Return what was read of some of the texts."""
        return self._whole.part(np.array([self._row[text] for text in texts], dtype=np.int64))


def columns_of(strings: Iterable[str]) -> dict[str, int]:
    """Return a column for each string, in alphabetical order."""
    return {string: i for i, string in enumerate(sorted(strings))}


def _ranges(starts: Ints, lengths: Ints, rows: Ints) -> Ints:
    """Return the places from `starts`, so many as `lengths` says, of each of the rows, one after the other."""
    own = lengths[rows]
    before = np.cumsum(own) - own
    return np.arange(int(own.sum())) + (starts[rows] - before).repeat(own)
