"""Why a theme applies to a clause, or does not: the words for and against it, and how far it is from its threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.models.calibration import logit
from clausetag.models.classifier import Span
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import token_spans

_LEAST = 0.2  # log-odds: words that move the odds by less than a fifth decide nothing
_SHARE_OF_STRONGEST = 0.1


@dataclass(frozen=True, slots=True)
class Explanation:
    """One theme of one clause. All but `threshold` are log-odds of the calibrated probability: 0.7 doubles the odds.

    Attributes:
        threshold: The probability from which the theme applies to clauses in this language.
        margin: How far the clause is above the threshold; negative below it.
        base: What the clause starts from, before any word: base and the weights of all its words sum to its log-odds.
        speaks_for: The words that raise it most, weights positive, in reading order.
        against: Those that lower it most, weights negative.
    """

    threshold: float
    margin: float
    base: float
    speaks_for: tuple[Span, ...]
    against: tuple[Span, ...]


def explanations(
    text: str, weights: NDArray[np.float64], probabilities: NDArray[np.float64], thresholds: Sequence[float]
) -> list[Explanation]:
    """Return an explanation a theme from the log-odds of a text's words, shape (words, n_themes), as calibrated."""
    log_odds = logit(probabilities)
    margins = log_odds - logit(np.array(thresholds, dtype=np.float64))
    bases = log_odds - weights.sum(axis=0)
    places = [(start, end) for _, start, end in token_spans(text)]
    found = []
    for k, threshold in enumerate(thresholds):
        own = weights[:, k]
        least = max(_LEAST, _SHARE_OF_STRONGEST * float(np.abs(own).max(initial=0.0)))
        speaks_for = [(*places[i], float(own[i])) for i in np.flatnonzero(own >= least)]
        against = [(*places[i], -float(own[i])) for i in np.flatnonzero(own <= -least)]
        found.append(
            Explanation(
                threshold,
                float(margins[k]),
                float(bases[k]),
                strongest_spans(text, speaks_for),
                tuple(Span(start, end, -weight) for start, end, weight in strongest_spans(text, against)),
            )
        )
    return found
