"""Fit a classifier, and learn its calibration, thresholds and review bounds from out-of-fold probabilities."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.examples import Example
from clausetag.models.calibration import calibrated, fit_platt
from clausetag.models.classifier import Classifier, Labels, Probabilities
from clausetag.models.conformal import review_bound
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model
from clausetag.training.evaluation.crossval import label_matrix, out_of_fold
from clausetag.training.evaluation.metrics import steady_threshold

MISS_RATE = 0.05
_ENOUGH_REAL = 500


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model and the held-out answers that its calibration and rules were learned from."""

    model: Model
    held_out: Probabilities  # calibrated, of examples the classifier did not learn from, shape (n_examples, n_themes)
    measured: NDArray[np.int64]  # rows that rules were learned from: real clauses where there are enough


def fit_model(
    make: Callable[[], Classifier], examples: Sequence[Example], *, miss_rate: float = MISS_RATE, seed: int = 0
) -> Fitted:
    """Fit `make()` on all examples; calibration and rules come from five grouped folds of the same examples."""
    raw = out_of_fold(make, examples, seed=seed)
    classifier = make()
    labels = label_matrix(examples, classifier.themes)
    classifier.fit([example.text for example in examples], labels)
    return with_rules(classifier, raw, labels, real_rows(examples), miss_rate=miss_rate)


def real_rows(examples: Sequence[Example]) -> NDArray[np.int64]:
    """Return the rows of real clauses, or of all where fewer than 500 are real.

    Drafted clauses teach, but what a threshold will meet in use are real ones.
    """
    real = np.flatnonzero([example.source != "drafted" for example in examples])
    return real if len(real) >= _ENOUGH_REAL else np.arange(len(examples))


def with_rules(
    classifier: Classifier, raw: Probabilities, labels: Labels, rows: NDArray[np.int64], *, miss_rate: float
) -> Fitted:
    """Learn a calibration and a rule a theme from held-out probabilities `raw` of `rows`."""
    columns = range(raw.shape[1])
    calibrations = tuple(fit_platt(raw[rows, k], labels[rows, k]) for k in columns)
    probabilities = calibrated(raw, calibrations)
    rules = tuple(
        ThemeRule(
            threshold=steady_threshold(labels[rows, k], probabilities[rows, k]),
            review_from=review_bound(probabilities[rows[labels[rows, k] == 1], k], miss_rate),
        )
        for k in columns
    )
    return Fitted(Model(classifier, calibrations, rules), probabilities, rows)
