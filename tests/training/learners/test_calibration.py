import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.calibration import PlattCalibration, calibrated
from clausetag.training.learners.calibration import fit_platt


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def one(calibration, p):
    return calibrated(np.array(p)[:, None], [calibration])[:, 0]


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
    found = one(fit_platt(raw.astype(float), label.astype(np.int8)), sorted(asked))
    assert np.isfinite(found).all()
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) >= 0).all()


@pytest.mark.parametrize("true", [0, 1, 9, 10])
def test_with_fewer_than_two_of_a_kind_there_is_nothing_to_fit(true):
    label = np.array([1] * true + [0] * (10 - true), dtype=np.int8)
    assert fit_platt(np.linspace(0.1, 0.9, 10), label) == PlattCalibration()


def test_a_perfectly_separated_sample_gives_a_finite_slope():
    raw = np.array([0.01] * 30 + [0.99] * 30)
    found = fit_platt(raw, np.repeat([0, 1], 30).astype(np.int8))
    assert 0.9 < one(found, [0.99])[0] < 1
