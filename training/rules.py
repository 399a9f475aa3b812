"""From a classifier to a model: calibration, thresholds and review bounds, learned from held-out answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.models.calibration import PlattCalibration, calibrated
from clausetag.models.classifier import Classifier, Labels, Probabilities
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model
from clausetag.training.evaluation.crossval import Learner, label_matrix, out_of_fold
from clausetag.training.evaluation.metrics import steady_threshold
from clausetag.training.learners.calibration import fit_platt
from clausetag.training.learners.conformal import MISS_RATE, review_bound

_ENOUGH_REAL = 500
_UNLIKELY = 0.05  # below this probability nobody is asked, although more of the true clauses pass unseen then


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model and the held-out answers that its calibration and rules were learned from."""

    model: Model
    held_out: Probabilities  # calibrated, of examples the classifier did not learn from, shape (n_examples, n_themes)
    measured: NDArray[np.int64]  # rows that rules were learned from: real clauses where there are enough


def learn_model(
    learn: Learner,
    examples: Sequence[Example],
    themes: Sequence[str],
    *,
    miss_rate: float = MISS_RATE,
    seed: int = 0,
    at_once: int = 1,
) -> Fitted:
    """Learn from all examples; calibration and rules come from five folds of the same examples.

    `at_once` folds are learned side by side.
    """
    raw = out_of_fold(learn, examples, themes, seed=seed, at_once=at_once)
    labels = label_matrix(examples, themes)
    classifier = learn([example.text for example in examples], labels)
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
    """Make a classifier a model by what its held-out probabilities `raw` of `rows` teach."""
    calibrations, rules = learn_rules(raw[rows], labels[rows], miss_rate=miss_rate)
    return Fitted(Model(classifier, calibrations, rules), calibrated(raw, calibrations), rows)


def learn_rules(
    raw: Probabilities, labels: Labels, *, miss_rate: float
) -> tuple[tuple[PlattCalibration, ...], tuple[ThemeRule, ...]]:
    """Learn a calibration and a rule a theme from held-out probabilities and labels of shape (n_clauses, n_themes)."""
    columns = range(raw.shape[1])
    calibrations = tuple(fit_platt(raw[:, k], labels[:, k]) for k in columns)
    probabilities = calibrated(raw, calibrations)
    rules = tuple(
        ThemeRule(
            threshold=steady_threshold(labels[:, k], probabilities[:, k]),
            review_from=_review_from(probabilities[labels[:, k] == 1, k], miss_rate),
        )
        for k in columns
    )
    return calibrations, rules


def _review_from(probability_of_true: NDArray[np.float64], miss_rate: float) -> float:
    """Return the bound that the miss rate asks for, where a clause above it is not all but sure to be in vain.

    Of clauses with one chance in twenty or less a person would read twenty to find one: a fifth of all clauses for the
    least settled theme. Where there are too few true clauses to know a bound, every clause is to be read.
    """
    bound = review_bound(probability_of_true, miss_rate)
    return max(bound, _UNLIKELY) if bound > 0 else bound
