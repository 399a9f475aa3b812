import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.calibration import PlattCalibration, fit_platt, logit


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def test_the_identity_changes_nothing():
    p = np.array([0.0, 1e-9, 0.3, 0.5, 1.0])
    np.testing.assert_allclose(PlattCalibration().apply(p), p, atol=1e-11)


def test_log_odds_are_finite_also_for_certainty():
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()


def test_it_finds_the_sigmoid_that_the_labels_came_from():
    rng = np.random.default_rng(0)
    x = rng.normal(0, 3, 20_000)
    label = (rng.random(len(x)) < sigmoid(0.5 * x - 1)).astype(np.int8)
    found = fit_platt(sigmoid(x), label)
    assert found.slope == pytest.approx(0.5, abs=0.03)
    assert found.intercept == pytest.approx(-1, abs=0.06)


@given(
    rows=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=60),
    asked=st.lists(st.floats(0, 1), min_size=2, max_size=10),
)
def test_it_always_gives_probabilities_in_the_order_of_the_raw_ones(rows, asked):
    raw, label = (np.array(column) for column in zip(*rows, strict=True))
    calibrated = fit_platt(raw.astype(float), label.astype(np.int8)).apply(np.sort(np.array(asked)))
    assert np.isfinite(calibrated).all()
    assert ((calibrated >= 0) & (calibrated <= 1)).all()
    assert (np.diff(calibrated) >= 0).all()


@pytest.mark.parametrize("true", [0, 1, 9, 10])
def test_with_fewer_than_two_of_a_kind_there_is_nothing_to_fit(true):
    label = np.array([1] * true + [0] * (10 - true), dtype=np.int8)
    assert fit_platt(np.linspace(0.1, 0.9, 10), label) == PlattCalibration()


def test_a_perfectly_separated_sample_gives_a_finite_slope():
    raw = np.array([0.01] * 30 + [0.99] * 30)
    found = fit_platt(raw, np.repeat([0, 1], 30).astype(np.int8))
    assert 0.9 < found.apply(np.array([0.99]))[0] < 1
