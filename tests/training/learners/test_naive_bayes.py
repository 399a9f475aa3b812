import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from clausetag.models.stretches import Stretches
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.naive_bayes import Features, learn_weights


@pytest.fixture
def features():
    rng = np.random.default_rng(1)
    own, words, grams = (
        sparse.csr_array((rng.random(shape) < share).astype(np.float32))
        for shape, share in (((300, 40), 0.2), ((300, 30), 0.2), ((30, 50), 0.3))
    )
    return Features(own * 0.3, words, grams * 0.05)


@pytest.fixture
def labels(features):
    rng = np.random.default_rng(2)
    scores = features.own.toarray() @ rng.normal(size=(40, 2)) + rng.normal(scale=0.2, size=(300, 2))
    return (scores > np.quantile(scores, 0.8, axis=0)).astype(np.int8)


def test_the_product_of_words_and_grams_counts_as_if_it_were_multiplied_out(features):
    whole = np.hstack([features.own.toarray(), features.words.toarray() @ features.grams.toarray()])
    weights, values = (np.random.default_rng(3).normal(size=n).astype(np.float32) for n in (90, 300))
    np.testing.assert_allclose(features.scores(weights), whole @ weights, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(features.sums(values), whole.T @ values, rtol=1e-4, atol=1e-4)


def test_weights_are_those_of_logistic_regression_on_features_times_the_ratio(features, labels):
    config = NgramConfig()
    weights, intercept = learn_weights(
        features, Stretches(np.arange(300), 300), labels, np.ones(labels.shape, dtype=bool), config
    )
    whole = np.hstack([features.own.toarray(), features.words.toarray() @ features.grams.toarray()]).astype(float)
    for k in range(2):
        yes, no = (whole[labels[:, k] == which].sum(axis=0) + config.smoothing for which in (1, 0))
        ratio = np.log((yes / yes.sum()) / (no / no.sum()))
        theirs = LogisticRegression(
            C=config.inverse_regularisation, class_weight="balanced", solver="liblinear", tol=1e-8, max_iter=5000
        ).fit(whole * ratio, labels[:, k])
        given = theirs.decision_function(whole * ratio)
        np.testing.assert_allclose(whole @ weights[:, k] + intercept[k], given, atol=0.3)


def test_clauses_of_several_stretches_are_learned_by_their_smooth_maximum(features, labels):
    """The same loss, written out with dense matrices, has its minimum where ours was found."""
    config, stretches = NgramConfig(), Stretches(np.arange(0, 300, 3), 300)
    true = labels[::3, :1]
    weights, intercept = learn_weights(features, stretches, true, np.ones(true.shape, dtype=bool), config)
    whole = np.hstack([features.own.toarray(), features.words.toarray() @ features.grams.toarray()]).astype(float)
    yes, no = (whole[true[stretches.clause, 0] == which].sum(axis=0) + config.smoothing for which in (1, 0))
    scaled = whole * np.log((yes / yes.sum()) / (no / no.sum()))
    sign, n_true = np.where(true[:, 0] == 1, 1.0, -1.0), true.sum()
    cost = config.inverse_regularisation * np.where(sign > 0, 100 / (2 * n_true), 100 / (2 * (100 - n_true)))

    def pooled(unknowns):
        return np.logaddexp.reduce((scaled @ unknowns[:-1] + unknowns[-1]).reshape(100, 3), axis=1)

    def loss(unknowns):
        return np.sum(cost * np.logaddexp(0, -sign * pooled(unknowns))) + unknowns @ unknowns / 2

    theirs = minimize(loss, np.zeros(scaled.shape[1] + 1), method="L-BFGS-B").x
    ours = stretches.pool((whole @ weights + intercept)[:, 0])
    np.testing.assert_allclose(ours, pooled(theirs), atol=0.3)
