"""Linear models of presences weighted by the naive Bayes log-count ratio (Wang & Manning, 2012), one a theme."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from clausetag.models.classifier import Labels
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.presence import Matrix


def learn_weights(
    features: Matrix, labels: Labels, config: NgramConfig
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights of shape (n_features, n_themes) and intercepts of shape (n_themes,).

    `features` has shape (n_clauses, n_features), `labels` (n_clauses, n_themes); each theme is true of some clauses
    and false of others.
    """
    n_themes = labels.shape[1]
    weights, intercept = np.zeros((features.shape[1], n_themes)), np.zeros(n_themes)
    for k in range(n_themes):
        ratio = _log_count_ratio(features, labels[:, k], config.smoothing)
        model = LogisticRegression(
            C=config.inverse_regularisation,
            class_weight="balanced",
            solver="liblinear",
            max_iter=500,
            random_state=config.seed,
        ).fit(features @ sparse.diags_array(ratio), labels[:, k])
        weights[:, k] = model.coef_[0] * ratio
        intercept[k] = model.intercept_[0]
    return weights, intercept


def _log_count_ratio(features: Matrix, positive: NDArray[np.int8], smoothing: float) -> NDArray[np.float64]:
    yes = np.asarray(features[positive == 1].sum(axis=0)).ravel() + smoothing
    no = np.asarray(features[positive == 0].sum(axis=0)).ravel() + smoothing
    ratio: NDArray[np.float64] = np.log((yes / yes.sum()) / (no / no.sum()))
    return ratio
