from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from clausetag.models.calibration import calibrated
from clausetag.models.keywords import KeywordClassifier
from clausetag.training.evaluation.crossval import label_matrix, out_of_fold
from clausetag.training.evaluation.metrics import best_threshold, expected_calibration_error, f1
from clausetag.training.learners.ngrams import learn_parts
from clausetag.training.rules import learn_model, real_asked, with_rules

THEMES = ("detention", "children", "trafficking", "labour_rights")


def test_rules_come_from_out_of_fold_probabilities(few_examples):
    examples = [example for example in few_examples if example.language == "en"][::2]

    learn = partial(learn_parts, THEMES)
    fitted = learn_model(learn, examples, THEMES)
    labels = label_matrix(examples, THEMES)
    raw = out_of_fold(learn, examples, THEMES)
    np.testing.assert_allclose(calibrated(raw, fitted.model.by_language["en"].calibrations), fitted.held_out)
    for k, rule in enumerate(fitted.model.rules_of("en")):
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
    (hard, *_) = with_rules(KeywordClassifier(THEMES), raw, few_examples, miss_rate=0.05).model.rules_of("en")
    assert hard.review_from == 0.02
    few = np.flatnonzero(labels[:, 0])[:3]
    known = [few_examples[i] for i in few]
    (unknown, *_) = with_rules(KeywordClassifier(THEMES), raw[few], known, miss_rate=0.05).model.rules_of("en")
    assert unknown.review_from == 0.0


@pytest.mark.parametrize(("real", "measured"), [(500, 600), (501, 501)])
def test_rules_come_from_real_clauses_where_there_are_enough(few_examples, real, measured):
    examples = [replace(few_examples[0], source="resolutions" if i < real else "drafted") for i in range(600)]
    examples[0] = replace(examples[0], asked=())
    asked = real_asked(examples, THEMES)[:, 0]
    assert np.flatnonzero(asked).tolist() == list(range(1, measured))


def test_rows_that_are_not_measured_change_no_rule(few_examples):
    rng = np.random.default_rng(0)
    labels = label_matrix(few_examples, THEMES)
    raw = np.clip(0.3 + 0.4 * labels + rng.normal(0, 0.2, labels.shape), 0.01, 0.99)
    real, rest = np.arange(len(raw)) % 7 > 0, np.arange(len(raw)) % 7 == 0
    many = [replace(e, source="seed" if r else "drafted") for e, r in zip(few_examples, real, strict=True)]
    raw, many = np.tile(raw, (4, 1)), many * 4  # enough real ones
    classifier = KeywordClassifier(THEMES)
    fitted = with_rules(classifier, raw, many, miss_rate=0.05)
    raw[np.tile(rest, 4)] = 0.5
    again = with_rules(classifier, raw, many, miss_rate=0.05)
    assert (again.model.shared, again.model.by_language) == (fitted.model.shared, fitted.model.by_language)
    assert fitted.held_out.shape == raw.shape


def test_each_language_has_rules_of_its_own_where_it_has_enough_true_clauses(few_examples):
    """In Spanish the classifier says too little, in French too: but there hardly a clause has a theme."""
    labels = np.tile(label_matrix(few_examples, THEMES), (3, 1))
    few_french = [replace(e, language="fr", themes=()) for e in few_examples]
    examples = [*few_examples, *(replace(e, language="es") for e in few_examples), *few_french]
    rng = np.random.default_rng(0)
    raw = np.clip(0.2 + 0.5 * labels + rng.normal(0, 0.1, labels.shape), 0.01, 0.99)
    spanish = slice(len(few_examples), 2 * len(few_examples))
    raw[spanish] /= 3
    fitted = with_rules(KeywordClassifier(THEMES), raw, examples, miss_rate=0.05)
    model, own = fitted.model, label_matrix(few_examples, THEMES)
    assert own.sum(axis=0).max() >= 50
    for k in np.flatnonzero(own.sum(axis=0) >= 50):
        found = fitted.held_out[spanish, k] >= model.rules_of("es")[k].threshold
        shared = raw[spanish, k] >= 0.45  # what the other clauses' own best threshold would be
        assert f1(own[:, k], found.astype(np.int8)) > max(0.9, f1(own[:, k], shared.astype(np.int8)))
    assert model.by_language["fr"] == model.shared
    assert model.rules_of("de") == model.rules_of(None) == model.shared.rules
