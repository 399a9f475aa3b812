from dataclasses import replace

import numpy as np
import pytest

from clausetag.models.calibration import calibrated
from clausetag.models.ngrams import NgramClassifier
from clausetag.training.evaluation.crossval import label_matrix, out_of_fold
from clausetag.training.evaluation.metrics import best_threshold, expected_calibration_error, f1
from clausetag.training.fit import fit_model, real_rows, with_rules

THEMES = ("detention", "children", "trafficking", "labour_rights")


class Memory:
    """Knows by heart what it learned, and answers 0.5 to all else."""

    kind, themes = "memory", THEMES

    def fit(self, texts, labels):
        self.learned = dict(zip(texts, labels.astype(float), strict=True))
        return self

    def predict_proba(self, texts):
        return np.array([self.learned.get(text, np.full(4, 0.5)) for text in texts])


def test_nothing_is_asked_that_was_learned_from(few_examples):
    assert (out_of_fold(Memory, few_examples) == 0.5).all()


def test_a_document_and_a_near_copy_stand_on_one_side(few_examples):
    asked = []

    class Listening(Memory):
        def predict_proba(self, texts):
            asked.append(set(texts))
            return super().predict_proba(texts)

    grouped = [
        replace(example, document=f"d{i // 4}", cluster=f"c{i // 6}") for i, example in enumerate(few_examples[:120])
    ]
    out_of_fold(Listening, grouped)
    assert sum(map(len, asked)) == 120
    for field in ("document", "cluster"):
        for name in {getattr(example, field) for example in grouped}:
            members = {example.text for example in grouped if getattr(example, field) == name}
            assert sum(bool(members & fold) for fold in asked) == 1


def test_rules_come_from_out_of_fold_probabilities(few_examples):
    examples = few_examples[::2]

    def make():
        return NgramClassifier(THEMES)

    fitted = fit_model(make, examples)
    labels = label_matrix(examples, THEMES)
    raw = out_of_fold(make, examples)
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


@pytest.mark.parametrize(("real", "measured"), [(499, 600), (500, 500)])
def test_rules_come_from_real_clauses_where_there_are_enough(few_examples, real, measured):
    examples = [replace(few_examples[0], source="resolutions" if i < real else "drafted") for i in range(600)]
    assert real_rows(examples).tolist() == list(range(measured))


def test_rows_that_are_not_measured_change_no_rule(few_examples):
    rng = np.random.default_rng(0)
    labels = label_matrix(few_examples, THEMES)
    raw = np.clip(0.3 + 0.4 * labels + rng.normal(0, 0.2, labels.shape), 0.01, 0.99)
    rows = np.arange(200)
    fitted = with_rules(Memory(), raw, labels, rows, miss_rate=0.05)
    raw[200:] = 0.5
    assert with_rules(Memory(), raw, labels, rows, miss_rate=0.05).model.rules == fitted.model.rules
    assert fitted.held_out.shape == raw.shape
