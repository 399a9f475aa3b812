import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.training.learners.conformal import review_bound


@pytest.mark.parametrize("miss_rate", [0.05, 0.1, 0.25])
@pytest.mark.parametrize("n", [15, 40, 200])
def test_on_average_no_more_true_clauses_are_missed_than_promised(miss_rate, n):
    rng = np.random.default_rng(0)
    population = rng.beta(2, 1, 2_000)  # probabilities of true clauses
    missed = []
    for _ in range(1_000):
        shuffled = rng.permutation(population)
        missed.append((shuffled[n:] < review_bound(shuffled[:n], miss_rate)).mean())
    error = np.std(missed) / np.sqrt(len(missed))
    assert np.mean(missed) <= miss_rate + 3 * error
    assert np.mean(missed) >= miss_rate - 2 / n - 3 * error  # nor does it send far too many to a person


@given(true=st.lists(st.floats(0, 1), max_size=60), miss_rate=st.floats(0.001, 0.999))
def test_the_bound_satisfies_the_condition_of_conformal_risk_control(true, miss_rate):
    n = len(true)
    bound = review_bound(np.array(true), miss_rate)
    missed = sum(p < bound for p in true)
    assert bound == 0.0 or (missed + 1) / (n + 1) <= miss_rate + 1e-12


def test_with_too_few_clauses_for_the_rate_everything_is_reviewed():
    assert review_bound(np.array([]), 0.05) == 0.0
    assert review_bound(np.linspace(0.5, 0.9, 18), 0.05) == 0.0
    assert review_bound(np.linspace(0.5, 0.9, 19), 0.05) == 0.5
