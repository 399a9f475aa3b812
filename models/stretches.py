"""Stretches of a clause: what the n-gram classifier judges one by one, so that a long clause drowns no mention.

A clause of a thousand characters may name a theme once, in a list near its end. Its log-odds are the smooth maximum
(log-sum-exp) of those of its stretches, some thirty words each, cut at punctuation: multiple-instance learning
(Dietterich et al., 1997), where a bag has a label if one of its members has.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clausetag.models.pairs import Ints
from clausetag.models.tokens import tokens_of

_WORDS = 30  # that a stretch has at least, but for a clause's last
_LEFT_OVER = 15  # fewer words at the end go to the stretch before
_STOP = re.compile(r"[,;:.،؛。；，、：]")


class Stretches(NamedTuple):
    """The stretches of some clauses, one after the other: tokens of each, and where each clause's begin."""

    tokens: list[list[str]]
    begins: Ints  # shape (n_clauses,)

    @property
    def clause(self) -> Ints:
        """The clause of each stretch."""
        return np.repeat(np.arange(len(self.begins)), np.diff(self.begins, append=len(self.tokens)))

    def pool(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of clauses from those of their stretches, along the first axis."""
        return np.asarray(np.logaddexp.reduceat(scores, self.begins, axis=0)) if len(scores) else scores

    def shares(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how much of its clause's log-odds each stretch makes up: its slope, which sums to 1 in a clause."""
        return np.exp(scores - self.pool(scores)[self.clause])


def read_stretches(texts: Sequence[str]) -> Stretches:
    """Return the stretches of clauses; each clause has one at least."""
    tokens: list[list[str]] = []
    begins = []
    for text in texts:
        begins.append(len(tokens))
        tokens += _cut(text)
    return Stretches(tokens, np.array(begins, dtype=np.int64))


def _cut(text: str) -> list[list[str]]:
    if len(text) < _WORDS + _LEFT_OVER:
        return [tokens_of(text)]
    found: list[list[str]] = []
    words: list[str] = []
    for piece in _STOP.split(text):
        words += tokens_of(piece)
        if len(words) >= _WORDS:
            found.append(words)
            words = []
    if found and len(words) < _LEFT_OVER:
        found[-1] += words
    elif words or not found:
        found.append(words)
    return found
