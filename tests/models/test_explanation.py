from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.calibration import PlattCalibration, logit
from clausetag.models.cascade import CascadeClassifier, Gate
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.models.tokens import token_spans

WORDS = st.lists(st.sampled_from(["child", "girls", "prison", "arrest", "States", "the", "rights", "unheardof", ";"]))


@pytest.fixture(scope="module")
def model(ngrams):
    shared = Rules((PlattCalibration(),) * 2, (ThemeRule(0.5, 0.2),) * 2)
    french = Rules((PlattCalibration(2.0, 1.0),) * 2, (ThemeRule(0.4, 0.2),) * 2)
    return Model(ngrams, shared, {"fr": french})


@given(words=WORDS)
def test_base_and_all_words_sum_to_the_log_odds_and_the_margin_is_told_by_the_threshold(model, words):
    text = " ".join(words)
    for language in ("en", "fr"):
        (row,) = model.predict_proba([text], [language])
        (weights,) = model.classifier.word_log_odds([text])
        slope = model._of(language).calibrations[0].slope
        (found,) = model.explain([text], [language])
        for k, (why, rule) in enumerate(zip(found.values(), model.rules_of(language), strict=True)):
            assert why.base + slope * weights[:, k].sum() == pytest.approx(logit(row[k]), abs=1e-6)
            assert why.threshold == rule.threshold
            assert (why.margin >= 0) == (row[k] >= rule.threshold)
            assert all(span.weight > 0 and 0 <= span.start < span.end <= len(text) for span in why.speaks_for)
            assert all(span.weight < 0 and 0 <= span.start < span.end <= len(text) for span in why.against)


def test_a_clause_without_the_theme_says_what_is_missing(model):
    text = "Urges States to protect girls"
    ((why),) = (one["detention"] for one in model.explain([text], [None]))
    assert why.margin < 0
    found = model.explain([text], [None])[0]["children"]
    assert "girls" in [text[span.start : span.end] for span in found.speaks_for]
    assert found.margin > 0


@pytest.mark.parametrize("text", ["", " ", "…", "12 (3)", "ﷺ", "\x00"])
def test_texts_with_nothing_to_read_are_explained_by_their_base(model, text):
    for why in model.explain([text], [None])[0].values():
        assert np.isfinite([why.margin, why.base]).all()


def test_many_batches_explain_as_one(ngrams, texts):
    few = replace(ngrams, clauses_at_once=7)
    for one, other in zip(few.word_log_odds(texts), ngrams.word_log_odds(texts), strict=True):
        np.testing.assert_allclose(one, other)


def test_encoder_and_cascade_say_it_of_the_same_words(ngrams, encoder, texts):
    alone, mixed = np.array([[0.8, 0.0]] * 2), np.array([[0.5, 0.5, 0.0]] * 2)
    everywhere, nowhere = np.array([[-99.0, 99.0]] * 2), np.array([[99.0, 99.0]] * 2)
    asked = [*texts[:5], ""]
    first, second = ngrams.word_log_odds(asked), encoder.word_log_odds(asked)
    for band, weights in (
        (everywhere, [0.5 * a + 0.5 * b for a, b in zip(first, second, strict=True)]),
        (nowhere, [0.8 * a for a in first]),
    ):
        cascade = CascadeClassifier(ngrams, encoder, Gate(band, alone, mixed))
        for found, expected in zip(cascade.word_log_odds(asked), weights, strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-6)
    for text, own in zip(asked, second, strict=True):
        assert own.shape == (len(token_spans(text)), 2)
        assert (own >= 0).all()
        assert np.isfinite(own).all()
    assert ngrams.word_log_odds([]) == encoder.word_log_odds([]) == cascade.word_log_odds([]) == []
