"""From a calibrated probability to an answer: applies, does not apply, or for a person to decide."""

from dataclasses import dataclass
from enum import StrEnum


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
    It is never below 0.05, where more of them may pass. Where it lies above the threshold there is nothing to review.
    """

    threshold: float
    review_from: float

    def answer(self, probability: float) -> Answer:
        """Return the answer for one calibrated probability."""
        if probability >= self.threshold:
            return Answer.APPLIES
        return Answer.REVIEW if probability >= self.review_from else Answer.DOES_NOT_APPLY
