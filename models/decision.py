"""From a calibrated probability to an answer: applies, does not apply, or for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Answer(StrEnum):
    """The four states of an answer. "Does not apply" was looked at; "not scored" was not."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    REVIEW = "review"
    NOT_SCORED = "not_scored"


@dataclass(frozen=True, slots=True)
class ThemeRule:
    """How one theme's probability becomes an answer.

    At `threshold` or above the theme applies; from `review_from` up to it a person decides; below both it does not
    apply. `review_from` comes from conformal risk control (`clausetag.training.learners.conformal`): of clauses like
    those it was learned from, the theme's true ones fall below it, on average, no more often than the chosen miss rate.
    It is at least 0.02, where more of them may pass, or 0 where too few true ones are known to tell. Where it lies
    above the threshold there is nothing to review.
    """

    threshold: float
    review_from: float

    def answer(self, probability: float) -> Answer:
        """Return the answer for one calibrated probability."""
        if probability >= self.threshold:
            return Answer.APPLIES
        return Answer.REVIEW if probability >= self.review_from else Answer.DOES_NOT_APPLY


class Bounds(NamedTuple):
    """Thresholds and review bounds of clauses, each of shape (n_clauses, n_themes), or (1, n_themes) for all alike."""

    threshold: NDArray[np.float64]
    review_from: NDArray[np.float64]

    def of(self, rows: NDArray[np.int64]) -> "Bounds":
        """Return those of some clauses."""
        return self if len(self.threshold) == 1 else Bounds(self.threshold[rows], self.review_from[rows])


def bounds_of(rules: Sequence[Sequence[ThemeRule]], n_themes: int) -> Bounds:
    """Return the bounds of clauses from the rules of each, one a theme."""
    both = [[(rule.threshold, rule.review_from) for rule in own] for own in rules]
    found = np.array(both, dtype=np.float64).reshape(len(rules), n_themes, 2)
    return Bounds(found[:, :, 0], found[:, :, 1])
