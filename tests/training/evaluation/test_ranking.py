import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.training.evaluation.metrics import (
    average_precision,
    bootstrap,
    bootstrap_counts,
    expected_calibration_error,
)
from clausetag.training.evaluation.ranking import Ranking

CLAUSES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5), st.integers(0, 3)), max_size=60)


@given(clauses=CLAUSES)
def test_a_resample_has_the_average_precision_of_its_clauses(clauses):
    label, probability, times = np.array(clauses, dtype=np.int64).reshape(-1, 3).T
    label, probability = label.astype(np.int8), probability / 5  # many alike
    copies = np.repeat(np.arange(len(times)), times)
    found = Ranking.of(label, probability).average_precision(times.astype(np.float64))
    assert found == pytest.approx(average_precision(label[copies], probability[copies]))


@given(clauses=CLAUSES)
def test_a_resample_has_the_calibration_error_of_its_clauses(clauses):
    label, probability, times = np.array(clauses, dtype=np.int64).reshape(-1, 3).T
    label, probability = label.astype(np.int8), (probability + np.arange(len(times)) / 100) / 6  # no two alike
    copies = np.repeat(np.arange(len(times)), times)
    found = Ranking.of(label, probability).calibration_error(times.astype(np.float64))
    assert found == pytest.approx(expected_calibration_error(label[copies], probability[copies]))


@pytest.mark.parametrize("documents", [list("aabbbcdd"), ["a"] * 8])
def test_counts_and_rows_are_of_the_same_resamples(documents):
    rows = bootstrap(documents, lambda rows: np.bincount(rows, minlength=8).astype(np.float64), rounds=40)
    np.testing.assert_array_equal(bootstrap_counts(documents, lambda drawn: drawn, rounds=40), rows)
