import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score

from clausetag.training.evaluation.metrics import (
    average_precision,
    best_threshold,
    bootstrap,
    estimate,
    expected_calibration_error,
    f1,
    steady_threshold,
)

# few distinct scores, so that ties are common; and neighbours that no number lies between
SCORES = st.sampled_from([0.0, 0.1, 0.1 + 2e-17, np.nextafter(0.1, 1), 0.25, 0.5, 1.0]) | st.floats(-30, 30)
ROWS = st.lists(st.tuples(st.integers(0, 1), SCORES), min_size=1, max_size=40)


def columns(rows):
    label, score = zip(*rows, strict=True)
    return np.array(label, dtype=np.int8), np.array(score, dtype=np.float64)


@given(rows=ROWS)
def test_average_precision_is_that_of_scikit_learn(rows):
    label, score = columns(rows)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where nothing is true
        expected = average_precision_score(label, score)
    assert average_precision(label, score) == pytest.approx(expected)


@settings(max_examples=50)
@given(rows=ROWS, threshold=SCORES)
def test_f1_is_that_of_scikit_learn(rows, threshold):
    label, score = columns(rows)
    decision = (score >= threshold).astype(np.int8)
    assert f1(label, decision) == pytest.approx(f1_score(label, decision, zero_division=0.0))


@given(rows=ROWS)
def test_no_threshold_is_better_than_the_best(rows):
    label, score = columns(rows)
    if not label.any():
        assert best_threshold(label, score) == 0.5
        return
    every = max(f1(label, (score >= t).astype(np.int8)) for t in score)
    assert f1(label, (score >= best_threshold(label, score)).astype(np.int8)) == every


def test_the_best_threshold_lies_midway():
    label = np.array([0, 0, 1, 1], dtype=np.int8)
    assert best_threshold(label, np.array([0.1, 0.2, 0.6, 0.8])) == pytest.approx(0.4)


def test_calibration_error_of_known_cases():
    label = np.tile([1, 0], 150).astype(np.int8)
    assert expected_calibration_error(label, np.full(300, 0.5)) == pytest.approx(0)
    assert expected_calibration_error(label, np.full(300, 0.9)) == pytest.approx(0.4)
    assert expected_calibration_error(label, label.astype(float)) == 0
    assert expected_calibration_error(label, 1.0 - label, bins=10) == 1
    assert expected_calibration_error(label[:3], np.array([0.5, 0.5, 0.5])) == pytest.approx(0.5)  # fewer than bins


def test_bins_of_the_calibration_error_have_equal_mass():
    label = np.array([0] * 90 + [1] * 10, dtype=np.int8)
    probability = np.concatenate([np.linspace(0, 0.01, 90), np.full(10, 0.5)])
    two = abs(0 - probability[:50].mean()) * 0.5 + abs(0.2 - probability[50:].mean()) * 0.5
    assert expected_calibration_error(label, probability, bins=2) == pytest.approx(two)


def test_documents_are_resampled_whole():
    documents = ["a", "a", "a", "b", "c", "c"]
    sizes = {"a": 3, "b": 1, "c": 2}

    def counts(rows):
        drawn = np.array(documents)[rows]
        found = {name: (drawn == name).sum() for name in sizes}
        assert all(found[name] % sizes[name] == 0 for name in sizes)
        assert sum(found[name] // sizes[name] for name in sizes) == 3
        return np.array([found["a"], found["b"]])

    resamples = bootstrap(documents, counts, rounds=60)
    assert resamples.shape == (60, 2)
    assert len({tuple(row) for row in resamples.tolist()}) > 3
    np.testing.assert_array_equal(resamples, bootstrap(documents, counts, rounds=60))


def test_clauses_of_a_single_document_are_resampled_themselves():
    means = bootstrap(["a"] * 50, lambda rows: np.array([rows.mean()]), rounds=50)
    assert means.std() > 0


def test_intervals_over_documents_are_wider_where_clauses_of_a_document_are_alike():
    rng = np.random.default_rng(0)
    value = np.repeat(rng.random(30), 10)  # ten clauses of each document alike

    def width(documents):
        resamples = bootstrap(documents, lambda rows: np.array([value[rows].mean()]), rounds=300)
        interval = estimate(value.mean(), resamples[:, 0])
        assert interval.low < interval.value < interval.high
        return interval.high - interval.low

    whole, apart = width([f"d{i // 10}" for i in range(300)]), width([f"d{i}" for i in range(300)])
    assert whole > 2 * apart


def test_an_estimate_shows_its_interval():
    assert str(estimate(0.91234, np.linspace(0, 1, 101))) == "0.912 [0.025, 0.975]"


def test_steady_threshold_stands_in_the_middle_of_the_good_ones():
    label = np.array([0] * 50 + [1] * 50, dtype=np.int8)
    probability = np.concatenate([np.linspace(0.0, 0.3, 50), np.linspace(0.6, 1.0, 50)])
    assert 0.3 < steady_threshold(label, probability) < 0.6


def test_steady_threshold_without_a_true_clause():
    assert steady_threshold(np.zeros(5, dtype=np.int8), np.linspace(0, 1, 5)) == 0.5
