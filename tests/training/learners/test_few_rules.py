"""Rules of a theme with few true clauses lean less on the sample."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.calibration import calibrated
from clausetag.training.evaluation.metrics import expected_threshold, f1
from clausetag.training.learners.calibration import fit_intercept
from clausetag.training.rules import learn_rule

probabilities = st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40).map(np.array)


@given(probabilities, st.integers(0, 40))
def test_as_much_is_expected_as_is_true(probability, n_true):
    label = (np.arange(len(probability)) < n_true).astype(np.int8)
    calibration = fit_intercept(probability, label)
    assert calibration.slope == 1.0
    expected = calibrated(probability[:, None], [calibration]).sum()
    assert abs(expected - np.clip(label.sum(), 0.5, len(label) - 0.5)) < 1e-3


@given(probabilities)
def test_no_other_threshold_is_expected_to_be_better(probability):
    def expected_f1(threshold):
        above = probability[probability >= threshold]
        return 2 * above.sum() / (len(above) + probability.sum())

    best = max(expected_f1(threshold) for threshold in probability)
    assert expected_f1(expected_threshold(probability)) >= best - 1e-9


def test_three_true_clauses_give_a_rule_that_finds_them():
    rng = np.random.default_rng(0)
    label = np.array([1, 1, 1] + [0] * 47, dtype=np.int8)
    raw = np.clip(np.where(label == 1, 0.97, 0.8) + rng.normal(0, 0.01, 50), 0.01, 0.99)  # says far too much
    calibration, rule = learn_rule(raw, label, 0.05)
    said = calibrated(raw[:, None], [calibration])[:, 0]
    assert f1(label, (said >= rule.threshold).astype(np.int8)) == 1.0
    assert rule.review_from == 0.0
    assert said.mean() < 0.1
