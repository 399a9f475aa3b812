from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from clausetag.models.calibration import calibrated
from clausetag.models.keywords import KeywordClassifier
from clausetag.training.evaluation.crossval import label_matrix, out_of_fold
from clausetag.training.evaluation.metrics import best_threshold, expected_calibration_error, f1
from clausetag.training.learners.ngrams import learn_ngrams
from clausetag.training.rules import learn_model, real_rows, with_rules

THEMES = ("detention", "children", "trafficking", "labour_rights")


def test_rules_come_from_out_of_fold_probabilities(few_examples):
    examples = few_examples[::2]

    learn = partial(learn_ngrams, THEMES)
    fitted = learn_model(learn, examples, THEMES)
    labels = label_matrix(examples, THEMES)
    raw = out_of_fold(learn, examples, THEMES)
    np.testing.assert_allclose(calibrated(raw, fitted.model.calibrations), fitted.held_out)
    for k, rule in enumerate(fitted.model.rules):
        missed = (fitted.held_out[labels[:, k] == 1, k] < rule.review_from).mean()
        assert missed <= 0.05
        chosen, best = (
            f1(labels[:, k], (fitted.held_out[:, k] >= threshold).astype(np.int8))
            for threshold in (rule.threshold, best_threshold(labels[:, k], fitted.held_out[:, k]))
        )
        assert best - 0.1 < chosen <= best
        assert expected_calibration_error(labels[:, k], fitted.held_out[:, k]) < 0.15


def test_nobody_is_asked_about_clauses_that_hardly_can_have_the_theme(few_examples):
    labels = label_matrix(few_examples, THEMES)
    rng = np.random.default_rng(0)
    raw = np.where(labels == 1, 0.9, 0.001) * rng.uniform(0.9, 1.0, labels.shape)
    raw[np.flatnonzero(labels[:, 0])[::8], 0] = 1e-6  # an eighth of the true clauses look like any other
    rows = np.arange(len(few_examples))
    (hard, *_) = with_rules(KeywordClassifier(THEMES), raw, labels, rows, miss_rate=0.05).model.rules
    assert hard.review_from == 0.05
    few = np.flatnonzero(labels[:, 0])[:3]
    (unknown, *_) = with_rules(KeywordClassifier(THEMES), raw, labels, few, miss_rate=0.05).model.rules
    assert unknown.review_from == 0.0


@pytest.mark.parametrize(("real", "measured"), [(499, 600), (500, 500)])
def test_rules_come_from_real_clauses_where_there_are_enough(few_examples, real, measured):
    examples = [replace(few_examples[0], source="resolutions" if i < real else "drafted") for i in range(600)]
    assert real_rows(examples).tolist() == list(range(measured))


def test_rows_that_are_not_measured_change_no_rule(few_examples):
    rng = np.random.default_rng(0)
    labels = label_matrix(few_examples, THEMES)
    raw = np.clip(0.3 + 0.4 * labels + rng.normal(0, 0.2, labels.shape), 0.01, 0.99)
    rows = np.arange(200)
    classifier = KeywordClassifier(THEMES)
    fitted = with_rules(classifier, raw, labels, rows, miss_rate=0.05)
    raw[200:] = 0.5
    assert with_rules(classifier, raw, labels, rows, miss_rate=0.05).model.rules == fitted.model.rules
    assert fitted.held_out.shape == raw.shape
