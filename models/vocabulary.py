"""The words and forms that a model knows, and how the tokens of stretches become their numbers and those of pairs."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from clausetag.data.memo import Memo
from clausetag.models.pairs import Ints, Places, Row, known, lay_out
from clausetag.models.stretches import FEWEST_TO_CUT, cuts
from clausetag.models.tokens import STOPS, fold, form, tokens_and_stops, tokens_of

_APART = 2  # a pair is two neighbours, or two words with one between them
_WITHIN = 8  # a near pair has fewer than so many of the less common words between
_FORM = 32  # bits by which a token's form is shifted, above its word
_STOP = -1  # stands among the numbers of tokens where a clause may be cut


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some stretches, one after the other: word, form (-1 where unknown) and stretch of each."""

    word: Ints
    form: Ints
    stretch: Ints
    n_stretches: int


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Numbers, from 0 up, of the folded words and of the forms that a model knows.

    `less_common`, shape (words,), says which words near pairs are made of.
    """

    words: Mapping[str, int]
    forms: Mapping[str, int]
    less_common: NDArray[np.bool_]

    def read_texts(self, texts: Sequence[str]) -> tuple[Tokens, Ints]:
        """Return the tokens of clauses, cut into stretches, and where each clause's stretches begin."""
        chunks = self._chunks.__getitem__  # no word has a blank in it
        read = [b"".join(map(chunks, text.split())) for text in texts]
        number = np.frombuffer(b"".join(read), dtype=np.int64)
        read_to = np.cumsum([len(part) for part in read]) // number.itemsize
        at = (number == _STOP).nonzero()[0]
        stops_to = at.searchsorted(read_to)
        stops: list[int] = (at - np.arange(len(at))).tolist()  # the word that each stands before
        starts: list[int] = []
        begins: list[int] = []
        begin, stop = 0, 0
        for end, last in zip((read_to - stops_to).tolist(), stops_to.tolist(), strict=True):
            begins.append(len(starts))
            starts.append(begin)
            if end - begin >= FEWEST_TO_CUT:
                starts += cuts(begin, stops[stop:last], end)
            begin, stop = end, last
        tokens = self._tokens(number[number != _STOP], np.array(starts, dtype=np.int64))
        return tokens, np.array(begins, dtype=np.int64)

    def unknown(self, texts: Iterable[str]) -> list[str]:
        """Return the folded words of texts that are not in the vocabulary, in order."""
        found = self._unknown.__getitem__
        return [word for text in texts for word in chain.from_iterable(map(found, text.split()))]

    def ordered(self, tokens: Tokens) -> Places:
        """Return the pairs of two known words in their order, neighbours or with one between."""
        row = self.row(tokens)
        return known(row, row.ordered)

    def near(self, tokens: Tokens) -> Places:
        """Return the pairs of two of the less common words near each other, in either order."""
        row = self.less_common_row(tokens)
        return known(row, row.near)

    def row(self, tokens: Tokens) -> Row:
        """Lay out tokens for ordered pairs."""
        return lay_out(tokens.word, np.arange(len(tokens.word)), tokens.stretch, _APART, len(self.words))

    def less_common_row(self, tokens: Tokens) -> Row:
        """Lay out tokens for near pairs: the others are passed over as if they were not there."""
        kept = ((tokens.word < 0) | self.less_common[tokens.word]).nonzero()[0]
        return lay_out(tokens.word[kept], kept, tokens.stretch[kept], _WITHIN, len(self.words))

    @property
    def beyond_ordered(self) -> int:
        """A number above the keys of all ordered pairs."""
        return _APART * len(self.words) ** 2

    def _tokens(self, number: Ints, starts: Ints) -> Tokens:
        """Return tokens from their numbers and where each stretch starts."""
        shown = (number >> _FORM) - 1
        lengths = np.concatenate((starts[1:], [len(number)])) - starts
        first = starts[lengths > 0]
        shown[first[self._capital[shown[first]]]] = -1  # that a stretch begins with a capital says nothing
        stretch = np.arange(len(starts)).repeat(lengths)
        return Tokens((number & (1 << _FORM) - 1) - 1, shown, stretch, len(starts))

    @cached_property
    def _ids(self) -> Memo[int]:
        """Word and form of each token as one number: one look-up in place of folding and two more look-ups."""
        return Memo(lambda token: (self.forms.get(form(token), -1) + 1 << _FORM) + self.words.get(fold(token), -1) + 1)

    @cached_property
    def _chunks(self) -> Memo[bytes]:
        """The numbers of the tokens and stops between two blanks."""

        def numbers(chunk: str) -> bytes:
            ids = self._ids
            return array("q", [_STOP if token in STOPS else ids[token] for token in tokens_and_stops(chunk)]).tobytes()

        return Memo(numbers)

    @cached_property
    def _unknown(self) -> Memo[tuple[str, ...]]:
        """The unknown words between two blanks."""
        return Memo(lambda chunk: tuple(w for w in map(fold, tokens_of(chunk)) if w not in self.words))

    @cached_property
    def _capital(self) -> NDArray[np.bool_]:
        """Say for each form, and for none at the end, whether it begins with a capital."""
        return np.array([*(shown[0].isupper() for shown in self.forms), False])
