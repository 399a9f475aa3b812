"""Linear models of presences weighted by the naive Bayes log-count ratio (Wang & Manning, 2012), one a theme.

A theme's weights minimise half the sum of their squares plus the clauses' logistic losses, where either class has half
of the say, over features that are multiplied by the ratio. A clause's score is pooled from those of its stretches, and
its label is theirs where words are counted. The search for them ends when a step gains less than a
hundred-thousandth: to go on changes no answer, but takes twice as long.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.models.classifier import Asked, Labels
from clausetag.models.stretches import Stretches
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.lbfgs import Floats, minimise, product
from clausetag.training.learners.presence import Matrix

_ENOUGH = 1e-5  # relative gain of a step
_MOST_STEPS = 500


@dataclass(frozen=True, eq=False)
class Features:
    """Features of stretches of clauses: their own, and after them the character n-grams of their words.

    The latter are kept as the product they are, words of stretches times n-grams of words: multiplied out, it has ten
    times as many entries. All three matrices are of float32.
    """

    own: Matrix  # shape (n_stretches, n_own)
    words: Matrix  # (n_stretches, n_words)
    grams: Matrix  # (n_words, n_grams)

    def scores(self, weights: Floats) -> Floats:
        """Return each stretch's sum of `weights`, which has shape (n_own + n_grams,)."""
        n_own = self.own.shape[1]
        result: Floats = self.own @ weights[:n_own] + self.words @ (self.grams @ weights[n_own:])
        return result

    def sums(self, values: Floats) -> Floats:
        """Return, for each feature, the sum of `values`, one a stretch, of the stretches that have it."""
        return np.concatenate([self.own.T @ values, self.grams.T @ (self.words.T @ values)])


def learn_weights(
    features: Features, stretches: Stretches, labels: Labels, asked: Asked, config: NgramConfig
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights of shape (n_own + n_grams, n_themes) and intercepts of shape (n_themes,).

    `labels` and `asked` have shape (n_clauses, n_themes); a theme that is true of all clauses that were asked for
    it, or of none, has no weights.
    """
    learned = [_learn_theme(features, stretches, labels[:, k], asked[:, k], config) for k in range(labels.shape[1])]
    return np.stack([weights for weights, _ in learned], axis=1), np.array([intercept for _, intercept in learned])


def _learn_theme(
    features: Features, stretches: Stretches, positive: NDArray[np.int8], asked: NDArray[np.bool_], config: NgramConfig
) -> tuple[NDArray[np.float64], float]:
    clause = stretches.clause
    n, n_true = int(asked.sum()), int(positive[asked].sum())
    if n_true in (0, n):
        n_features = features.own.shape[1] + features.grams.shape[1]
        return np.zeros(n_features), float(np.log((n_true + 0.5) / (n - n_true + 0.5)))
    ratio = _log_count_ratio(features, positive[clause], asked[clause], config.smoothing)
    sign = np.where(positive == 1, 1.0, -1.0)
    cost = config.inverse_regularisation * np.where(positive == 1, n / (2 * n_true), n / (2 * (n - n_true))) * asked

    def loss(unknowns: Floats) -> tuple[float, Floats]:
        scores = features.scores(unknowns[:-1] * ratio).astype(np.float64) + unknowns[-1]
        margin = sign * stretches.pool(scores)
        slope = (-sign * cost / (1.0 + np.exp(np.clip(margin, -50, 50))))[clause] * stretches.shares(scores)
        gradient = unknowns.copy()
        gradient[:-1] += features.sums(slope.astype(np.float32)) * ratio
        gradient[-1] += slope.sum()
        return float(np.sum(cost * np.logaddexp(0, -margin))) + product(unknowns, unknowns) / 2, gradient

    found = minimise(loss, len(ratio) + 1, enough=_ENOUGH, most_steps=_MOST_STEPS)
    return (found[:-1] * ratio).astype(np.float64), float(found[-1])


def _log_count_ratio(
    features: Features, positive: NDArray[np.int8], asked: NDArray[np.bool_], smoothing: float
) -> Floats:
    parts = ((asked & (positive == label)).astype(np.float32) for label in (1, 0))
    yes, no = (features.sums(part).astype(np.float64) + smoothing for part in parts)
    ratio: Floats = np.log((yes / yes.sum()) / (no / no.sum())).astype(np.float32)
    return ratio
