from dataclasses import replace

import numpy as np
import pytest

from clausetag.models.bundle import load_bundle, save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.cascade import CascadeClassifier, Gate
from clausetag.models.classifier import Judged
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules


@pytest.fixture(scope="session")
def gate(ngrams, texts):
    """Sends the half of the clauses that lie nearest to the middle of the first theme to the encoder."""
    low, high = np.quantile(ngrams.log_odds(texts)[:, 0], [0.25, 0.75])
    return Gate(
        band=np.array([[low, high], [np.inf, -np.inf]]),
        alone=np.array([[0.5, 0.1], [2.0, -0.2]]),
        mixed=np.array([[0.3, 0.7, 0.05], [0.0, 1.0, -0.1]]),
    )


@pytest.fixture(scope="session")
def cascade(ngrams, encoder, gate):
    return CascadeClassifier(ngrams, encoder, gate)


def test_sure_clauses_are_rescaled_and_unsure_ones_mixed(cascade, texts):
    first, unsure = cascade.first.log_odds(texts), cascade.gate.unsure(cascade.first.log_odds(texts))
    assert 0.4 < unsure.mean() < 0.6
    found = cascade.log_odds(texts)
    np.testing.assert_allclose(found[~unsure], first[~unsure] * [0.5, 2.0] + [0.1, -0.2])
    second = cascade.second.log_odds([t for t, u in zip(texts, unsure, strict=True) if u])
    np.testing.assert_allclose(found[unsure], first[unsure] * [0.3, 0.0] + second * [0.7, 1.0] + [0.05, -0.1])
    np.testing.assert_allclose(cascade.predict_proba(texts), 1 / (1 + np.exp(-found)))


def test_the_edges_of_a_band_are_unsure():
    gate = Gate(np.array([[-1.0, 1.0]]), np.array([[1.0, 0.0]]), np.array([[0.0, 1.0, 0.0]]))
    assert gate.unsure(np.array([[-1.0], [1.0], [0.0], [-1.1], [1.1]])).tolist() == [True, True, True, False, False]


def test_the_encoder_is_asked_only_where_the_first_is_unsure(cascade, texts):
    class Counting:
        asked = 0

        def judge(self, texts):
            self.asked += len(texts)
            return Judged(np.zeros((len(texts), 2)), lambda rows, asked: [])

    counting = Counting()
    replace(cascade, second=counting).log_odds(texts)
    assert counting.asked == cascade.gate.unsure(cascade.first.log_odds(texts)).sum()
    never = replace(cascade.gate, band=np.array([[np.inf, -np.inf]] * 2))
    replace(cascade, second=counting, gate=never).log_odds(texts)
    assert counting.asked < len(texts)


def test_the_encoder_runs_once_for_probabilities_and_evidence(cascade, texts):
    ran = []

    class Once:
        def judge(self, texts):
            ran.append(len(texts))
            return cascade.second.judge(texts)

    judged = replace(cascade, second=Once()).judge(texts)
    rows = range(len(texts))
    assert judged.evidence(rows, [cascade.themes] * len(texts)) == cascade.evidence(
        texts, [cascade.themes] * len(texts)
    )
    assert len(ran) == 1


def test_no_texts_no_answers(cascade, evidence):
    assert cascade.predict_proba([]).shape == (0, 2)
    assert evidence(cascade, [], "children") == []


def test_evidence_comes_from_the_classifier_that_decided(cascade, texts, evidence):
    unsure = cascade.gate.unsure(cascade.first.log_odds(texts))
    found = evidence(cascade, texts, "children")
    by_first, by_second = (evidence(c, texts, "children") for c in (cascade.first, cascade.second))
    for spans, u, first, second in zip(found, unsure, by_first, by_second, strict=True):
        expected = second if u else first
        assert [(s.start, s.end) for s in spans] == [(s.start, s.end) for s in expected] or u  # int8 may differ a hair
        assert bool(spans) == bool(expected)


@pytest.mark.parametrize("kind", ["cascade", "encoder"])
def test_a_saved_one_answers_as_before(cascade, encoder, texts, tmp_path, kind):
    classifier = cascade if kind == "cascade" else encoder
    model = Model(classifier, Rules((PlattCalibration(),) * 2, (ThemeRule(0.5, 0.2),) * 2))
    save_bundle(model, tmp_path / "b", card="", dataset={}, metrics={}, config={})
    loaded = load_bundle(tmp_path / "b").model
    assert loaded.classifier.kind == kind
    np.testing.assert_allclose(loaded.predict_proba(texts), model.predict_proba(texts), atol=1e-6)
