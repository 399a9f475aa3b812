"""Linear models of presences weighted by the naive Bayes log-count ratio (Wang & Manning, 2012), one a theme.

A theme's weights minimise half the sum of their squares plus the clauses' logistic losses, where either class has half
of the say, over features that are multiplied by the ratio. A clause's score is pooled from those of its stretches, and
its label is theirs where words are counted. The search for them ends when a step gains less than
one in ten thousand: to go on changes next to no answer, but takes a quarter longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import numpy as np
from numpy.typing import NDArray

from clausetag.models.classifier import Asked, Labels
from clausetag.models.stretches import Stretches
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.lbfgs import Floats, minimise, product
from clausetag.training.learners.presence import Matrix
from clausetag.training.learners.progress import Progress, silent

_ENOUGH = 1e-4  # relative gain of a step
_MOST_STEPS = 500
_TOLD = 10  # steps from one line on progress to the next


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
        """Return each stretch's sums of `weights`, which have shape (n_own + n_grams, n_themes)."""
        n_own = self.own.shape[1]
        result: Floats = self.own @ weights[:n_own] + self.words @ (self.grams @ weights[n_own:])
        return result

    def sums(self, values: Floats) -> Floats:
        """Return, for each feature, the sums of `values`, shape (n_stretches, n_themes), of stretches that have it."""
        return np.concatenate([self.own.T @ values, self.grams.T @ (self.words.T @ values)])


def learn_weights(
    features: Features,
    stretches: Stretches,
    labels: Labels,
    asked: Asked,
    config: NgramConfig,
    progress: Progress = silent,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights of shape (n_own + n_grams, n_themes) and intercepts of shape (n_themes,).

    `labels` and `asked` have shape (n_clauses, n_themes); a theme that is true of all clauses that were asked for
    it, or of none, has no weights. The themes are learned side by side: the features, which take most of the time, are
    gone through once for all of them.
    """
    asked_of, true_of = asked.sum(axis=0), (labels * asked).sum(axis=0)
    weights = np.zeros((features.own.shape[1] + features.grams.shape[1], labels.shape[1]))
    intercepts = np.log((true_of + 0.5) / (asked_of - true_of + 0.5))
    told = np.flatnonzero((true_of > 0) & (true_of < asked_of))
    if not len(told):
        return weights, intercepts
    labels, asked, clause = labels[:, told], asked[:, told], stretches.clause
    ratio = _log_count_ratio(features, labels[clause], asked[clause], config.smoothing)
    sign = np.where(labels == 1, 1.0, -1.0)
    halves = np.where(labels == 1, 2 * true_of[told], 2 * (asked_of - true_of)[told])
    cost = config.inverse_regularisation * asked_of[told] / halves * asked

    steps = count(1)

    @lru_cache(maxsize=1)  # fewer and fewer go on
    def of(numbers: tuple[int, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64], Floats]:
        return cost[:, numbers], sign[:, numbers], ratio[:, numbers]

    def loss(numbers: Sequence[int], points: Sequence[Floats]) -> list[tuple[float, Floats]]:
        if (step := next(steps)) % _TOLD == 0:
            progress(f"step {step}: {len(numbers)} of {len(told)} searches for weights go on")
        unknowns = np.stack(points, axis=1)
        its_cost, its_sign, its_ratio = of(tuple(numbers))
        scores = features.scores(unknowns[:-1] * its_ratio).astype(np.float64) + unknowns[-1]
        margin = its_sign * stretches.pool(scores)
        slope = (-its_sign * its_cost / (1.0 + np.exp(np.clip(margin, -50, 50))))[clause] * stretches.shares(scores)
        gradient = unknowns.copy()
        gradient[:-1] += features.sums(slope.astype(np.float32)) * its_ratio
        gradient[-1] += slope.sum(axis=0)
        losses = np.sum(its_cost * np.logaddexp(0, -margin), axis=0)
        return [
            (float(value) + product(point, point) / 2, np.ascontiguousarray(column))
            for value, point, column in zip(losses, points, gradient.T, strict=True)
        ]

    n_unknowns = len(ratio) + 1
    found = np.stack(minimise(loss, n_unknowns, len(told), enough=_ENOUGH, most_steps=_MOST_STEPS), axis=1)
    weights[:, told], intercepts[told] = found[:-1] * ratio, found[-1]
    return weights, intercepts


def _log_count_ratio(features: Features, positive: Labels, asked: Asked, smoothing: float) -> Floats:
    """Return the ratio of each theme, shape (n_features, n_themes), from stretches of shape (n_stretches, n_themes)."""
    parts = ((asked & (positive == label)).astype(np.float32) for label in (1, 0))
    yes, no = (features.sums(part).astype(np.float64) + smoothing for part in parts)
    ratio: Floats = np.log((yes / yes.sum(axis=0)) / (no / no.sum(axis=0))).astype(np.float32)
    return ratio
