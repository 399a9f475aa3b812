"""What every classifier of clauses is: texts in, one probability a theme out, with the words that speak for it.

A classifier is finished when it is built and does not change; what learns one lies in `clausetag.training.learners`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float64]  # shape (n_clauses, n_themes), in the order of the classifier's `themes`
Labels = NDArray[np.int8]  # same shape, 1 where the theme applies
Asked = NDArray[np.bool_]  # same shape, whether a reader said if the theme applies: what nobody was asked is no "no"
WordLogOdds = NDArray[np.float64]  # of one text: shape (words, n_themes), its words as `tokens.token_spans` has them


class Span(NamedTuple):
    """Characters `start` to `end` of a clause and how much they speak for a theme.

    `weight` is positive: log-odds that the words add, or their odds (an encoder alone).
    """

    start: int
    end: int
    weight: float


Evidence = dict[str, tuple[Span, ...]]  # of one text: by theme, the words that speak for it, in reading order
Asking = Callable[[Sequence[int], Sequence[Collection[str]]], list[Evidence]]
Words = Callable[[Sequence[int]], list[WordLogOdds]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a classifier says of some texts that it has read once.

    Attributes:
        log_odds: Uncalibrated, shape (n_clauses, n_themes).
        evidence: Returns, for some of the texts (their places, ascending), the words that speak for each of the themes
            asked for it.
        words: Returns, for some of the texts (their places, ascending), what each of its words adds to its log-odds.
    """

    log_odds: NDArray[np.float64]
    evidence: Asking
    words: Words

    @property
    def probabilities(self) -> Probabilities:
        """Of each text and theme, uncalibrated."""
        return sigmoid(self.log_odds)


def sigmoid(log_odds: NDArray[np.float64]) -> Probabilities:
    """Return the probabilities of log-odds."""
    return 1.0 / (1.0 + np.exp(-np.minimum(np.maximum(log_odds, -50.0), 50.0)))


class Classifier(Protocol):
    """Maps clause texts to theme probabilities. One file of this room holds one classifier."""

    kind: ClassVar[str]  # names the class in a bundle's manifest

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in the order of the columns."""
        ...

    def judge(self, texts: Sequence[str]) -> Judged:
        """Return log-odds, and evidence for those who ask for it: the texts are read once for both."""
        ...

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return probabilities of shape (n_clauses, n_themes), each in [0, 1], uncalibrated."""
        ...

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each of the themes asked for it."""
        ...

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return what each word of each text adds to its log-odds; negative where it takes from them."""
        ...

    def to_arrays(self) -> Mapping[str, NDArray[np.generic]]:
        """Return everything that `from_arrays` needs, as plain numeric or string arrays (no objects)."""
        ...

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Rebuild a classifier; the inverse of `to_arrays`."""
        ...
