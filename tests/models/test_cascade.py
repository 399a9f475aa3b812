from dataclasses import replace

import numpy as np
import pytest

from clausetag.models.bundle import load_bundle, save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.cascade import CascadeClassifier, Gate, ask_around
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


def test_sure_answers_are_rescaled_and_unsure_ones_mixed(cascade, texts):
    first, unsure = cascade.first.log_odds(texts), cascade.gate.unsure(cascade.first.log_odds(texts))
    assert 0.4 < unsure[:, 0].mean() < 0.6
    assert not unsure[:, 1].any()
    found = cascade.log_odds(texts)
    second = ask_around(
        cascade.second, texts, cascade.first.judge(texts), np.arange(len(texts)), np.zeros(len(texts), dtype=np.int64)
    ).log_odds
    np.testing.assert_allclose(found[~unsure], (first * [0.5, 2.0] + [0.1, -0.2])[~unsure])
    mixed = first * [0.3, 0.0] + second * [0.7, 1.0] + [0.05, -0.1]
    np.testing.assert_allclose(found[unsure], mixed[unsure])
    np.testing.assert_allclose(cascade.predict_proba(texts), 1 / (1 + np.exp(-found)))


def test_the_edges_of_a_band_are_unsure():
    gate = Gate(np.array([[-1.0, 1.0]]), np.array([[1.0, 0.0]]), np.array([[0.0, 1.0, 0.0]]))
    found = gate.unsure(np.array([[-1.0], [1.0], [0.0], [-1.1], [1.1]]))
    assert found.ravel().tolist() == [True, True, True, False, False]


def test_the_encoder_is_asked_only_where_the_first_is_unsure(cascade, texts):
    class Counting:
        asked = 0

        def judge(self, texts, places):
            assert len(texts) == len(places)
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
        def judge(self, texts, places):
            ran.append(len(texts))
            return cascade.second.judge(texts, places)

    judged = replace(cascade, second=Once()).judge(texts)
    rows = range(len(texts))
    assert judged.evidence(rows, [cascade.themes] * len(texts)) == cascade.evidence(
        texts, [cascade.themes] * len(texts)
    )
    assert len(ran) == 1


@pytest.mark.parametrize("before", [0, 10, 90])
def test_of_a_long_clause_the_encoder_reads_how_it_begins_and_what_stands_around(cascade, before, evidence):
    always = replace(cascade, gate=replace(cascade.gate, band=np.array([[-np.inf, np.inf]] * 2)))
    filler = "the rights of all in every State and of the Council as recalled; "
    text = f"Urges {filler * before}children {filler * (100 - before)}"
    seen = []

    class Seeing:
        def judge(self, texts, places):
            seen.extend(cascade.second._windows_around(texts, places))
            return cascade.second.judge(texts, places)

    replace(always, second=Seeing()).log_odds([text])
    children, detention = seen
    assert text.index("children") in children.starts
    assert all(
        0 in window.starts and len(window.ids) <= cascade.second.window // 2 + 2 for window in (children, detention)
    )
    assert any("children" in text[span.start : span.end] for span in evidence(always, [text], "children")[0])


def test_no_texts_no_answers(cascade, evidence):
    assert cascade.predict_proba([]).shape == (0, 2)
    assert evidence(cascade, [], "children") == []


def test_evidence_is_that_of_the_first_where_it_decided_alone(cascade, texts, evidence):
    unsure = cascade.gate.unsure(cascade.first.log_odds(texts)).any(axis=1)
    found, by_first = (evidence(c, texts, "children") for c in (cascade, cascade.first))
    assert all(spans == first for spans, u, first in zip(found, unsure, by_first, strict=True) if not u)


def test_evidence_of_both_is_the_words_that_raise_the_mixed_answer(cascade, texts, evidence):
    unsure = np.flatnonzero(cascade.gate.unsure(cascade.first.log_odds(texts)).any(axis=1)).tolist()
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
