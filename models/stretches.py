"""Stretches of a clause: what the n-gram classifier judges one by one, so that a long clause drowns no mention.

A clause of a thousand characters may name a theme once, in a list near its end. Its log-odds are the smooth maximum
(log-sum-exp) of those of its stretches, some thirty words each, cut at punctuation: multiple-instance learning
(Dietterich et al., 1997), where a bag has a label if one of its members has.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clausetag.models.pairs import Ints

_WORDS = 30  # that a stretch has at least, but for a clause's last
_LEFT_OVER = 15  # fewer words at the end go to the stretch before
FEWEST_TO_CUT = _WORDS + _LEFT_OVER  # words of a clause that has more than one stretch


class Stretches(NamedTuple):
    """The stretches of some clauses, one after the other: where each clause's begin, and how many there are."""

    begins: Ints  # shape (n_clauses,); each clause has one at least
    n_stretches: int

    @property
    def clause(self) -> Ints:
        """The clause of each stretch."""
        return clause_of(self.begins, self.n_stretches)

    def pool(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of clauses from those of their stretches, along the first axis."""
        return pool(scores, self.begins)

    def shares(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how much of its clause's log-odds each stretch makes up: its slope, which sums to 1 in a clause."""
        return np.exp(scores - self.pool(scores)[self.clause])


def clause_of(begins: Ints, count: int) -> Ints:
    """Return the clause of each of `count` stretches; `begins` says where each clause's begin."""
    ends = np.concatenate((begins[1:], [count]))
    return np.arange(len(begins)).repeat(ends - begins)


def pool(scores: NDArray[np.float64], begins: Ints) -> NDArray[np.float64]:
    """Return the log-odds of clauses, one stretch or more each, from those of their stretches, along the first axis."""
    if len(scores) == len(begins):
        return scores
    return np.asarray(np.logaddexp.reduceat(scores, begins, axis=0))


def cuts(begin: int, stops: Sequence[int], end: int) -> list[int]:
    """Return where a clause, words `begin` to `end`, is cut; `stops` are the words that punctuation stands before."""
    found = []
    for stop in stops:
        if stop - begin >= _WORDS:
            found.append(stop)
            begin = stop
    if found and end - begin < _LEFT_OVER:
        found.pop()
    return found
