import numpy as np
import pytest

from clausetag.training.evaluation.metrics import best_threshold, f1
from clausetag.training.learners.cascade import TOLERANCE, learn_gate


def answers(n=1_500, noise=(2.0, 0.7), seed=0):
    """Labels, and the log-odds of a first classifier that knows less than the second."""
    rng = np.random.default_rng(seed)
    labels = (rng.random((n, 3)) < [0.1, 0.3, 0.05]).astype(np.int8)
    first, second = (3.0 * (2 * labels - 1) + rng.normal(0, s * 1.5, labels.shape) for s in noise)
    return first, second, labels


def learn(first, second, labels):
    return learn_gate(first, second, labels, [f"document {i // 5}" for i in range(len(labels))])


def macro_f1(score, labels):
    best = [best_threshold(labels[:, k], score[:, k]) for k in range(labels.shape[1])]
    return np.mean([f1(labels[:, k], (score[:, k] >= best[k]).astype(np.int8)) for k in range(labels.shape[1])])


def cascade(gate, first, second):
    mixed = first * gate.mixed[:, 0] + second * gate.mixed[:, 1] + gate.mixed[:, 2]
    return np.where(gate.unsure(first)[:, None], mixed, first * gate.alone[:, 0] + gate.alone[:, 1]), mixed


@pytest.mark.parametrize("seed", range(3))
def test_the_gate_asks_less_and_loses_no_more_than_the_tolerance(seed):
    first, second, labels = answers(seed=seed)
    gate = learn(first, second, labels)
    found, everywhere = cascade(gate, first, second)
    assert macro_f1(found, labels) >= macro_f1(everywhere, labels) - 3 * TOLERANCE
    assert macro_f1(found, labels) > macro_f1(first, labels)
    assert 0 < gate.unsure(first).mean() < 1


def test_a_second_that_knows_nothing_gets_no_weight_and_weights_are_never_negative():
    first, _, labels = answers()
    gate = learn(first, np.random.default_rng(1).normal(size=first.shape), labels)
    assert (gate.mixed[:, 1] < 0.2 * gate.mixed[:, 0]).all()
    assert (gate.mixed[:, :2] >= 0).all()
    assert (gate.alone[:, 0] > 0).all()


def test_where_the_first_is_never_wrong_almost_nothing_is_asked():
    first, second, labels = answers(noise=(0.1, 0.1))
    assert learn(first, second, labels).unsure(first).mean() < 0.01


@pytest.mark.parametrize("value", [0, 1])
def test_a_theme_with_nothing_to_learn_from_is_always_asked(value):
    first, second, labels = answers(n=200)
    labels[:, 2] = value
    gate = learn(first, second, labels)
    assert gate.unsure(first).all()
    assert gate.mixed[2].tolist() == [0.0, 1.0, 0.0]


def test_a_theme_with_more_true_clauses_than_false_ones_is_learned():
    first, second, labels = answers(n=300)
    labels[:, 0] = 1
    labels[0, 0] = 0
    assert np.isfinite(learn(first, second, labels).band[0]).all()
