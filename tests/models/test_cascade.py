from dataclasses import replace

import numpy as np
import pytest

from clausetag.models.bundle import load_bundle, save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.cascade import CascadeClassifier, Gate
from clausetag.models.classifier import Judged
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.models.tokens import token_spans


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
            return Judged(np.zeros((len(texts), 2)), lambda rows, asked: [], lambda rows: [])

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


def test_evidence_is_that_of_the_first_where_it_decided_alone(cascade, texts, evidence):
    unsure = cascade.gate.unsure(cascade.first.log_odds(texts))
    found, by_first = (evidence(c, texts, "children") for c in (cascade, cascade.first))
    assert all(spans == first for spans, u, first in zip(found, unsure, by_first, strict=True) if not u)


def test_evidence_of_both_is_the_words_that_raise_the_mixed_answer(cascade, texts, evidence):
    unsure = np.flatnonzero(cascade.gate.unsure(cascade.first.log_odds(texts))).tolist()
    asked = [texts[i] for i in unsure]
    k = cascade.themes.index("children")
    for text, spans, weights in zip(
        asked, evidence(cascade, asked, "children"), cascade.word_log_odds(asked), strict=True
    ):
        own = {start: weight for (_, start, _), weight in zip(token_spans(text), weights[:, k].tolist(), strict=True)}
        shown = [at for at in own if any(start <= at < end for start, end, _ in spans)]
        assert bool(shown) == (max(own.values()) > 0)
        assert all(own[at] > 0 for at in shown)
        assert not shown or max(own, key=own.get) in shown


@pytest.mark.parametrize("kind", ["cascade", "encoder"])
def test_a_saved_one_answers_as_before(cascade, encoder, texts, tmp_path, kind):
    classifier = cascade if kind == "cascade" else encoder
    model = Model(classifier, Rules((PlattCalibration(),) * 2, (ThemeRule(0.5, 0.2),) * 2))
    save_bundle(model, tmp_path / "b", card="", dataset={}, metrics={}, config={})
    loaded = load_bundle(tmp_path / "b").model
    assert loaded.classifier.kind == kind
    np.testing.assert_allclose(loaded.predict_proba(texts), model.predict_proba(texts), atol=1e-6)
