"""Texts to learn n-grams from, as they are read: their words as numbers, cut into stretches, and their languages."""

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

    vocabulary: Vocabulary  # of all their words and forms
    tokens: Tokens
    begins: Ints  # where each text's stretches begin
    languages: NDArray[np.object_]

    @property
    def stretches(self) -> Stretches:
        """The stretches of the texts."""
        return Stretches(self.begins, self.tokens.n_stretches)


def read(texts: Sequence[str]) -> Reading:
    """Read texts with a vocabulary of all their words and forms."""
    chunks = set(chain.from_iterable(map(str.split, texts)))  # no word has a blank in it
    tokens = set(chain.from_iterable(map(tokens_of, chunks)))
    words, forms = set(map(fold, tokens)), set(map(form, tokens)) - {""}
    vocabulary = Vocabulary(columns_of(words), columns_of(forms), less_common=np.zeros(len(words), dtype=np.bool_))
    return Reading(vocabulary, *vocabulary.read_texts(texts), np.array(detect_languages(texts), dtype=object))


def columns_of(strings: Iterable[str]) -> dict[str, int]:
    """Return a column for each string, in alphabetical order."""
    return {string: i for i, string in enumerate(sorted(strings))}
