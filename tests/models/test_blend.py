"""N-grams and sentence embeddings together; the encoder is a tiny one that knows nothing."""

import numpy as np
import pytest

from clausetag.models.blend import BlendClassifier
from clausetag.models.sentences import SentenceEncoder
from clausetag.training.learners.sentences import sentence_encoder


@pytest.fixture(scope="module")
def sentences(tiny_config):
    return sentence_encoder(tiny_config.base)


@pytest.fixture(scope="module")
def blend(ngrams, sentences):
    rng = np.random.default_rng(0)
    return BlendClassifier(ngrams, sentences, rng.normal(size=(sentences.dimensions, 2)), np.array([0.5, -0.5]))


def test_embeddings_have_length_one_and_stand_in_the_order_of_the_texts(sentences, texts):
    fresh = SentenceEncoder(sentences.onnx, sentences.tokenizer)
    some = [*texts[:40], "", "a " * 2000]
    vectors = fresh.embed(some)
    assert vectors.shape == (42, fresh.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    np.testing.assert_allclose((fresh.embed(some[::-1])[::-1] * vectors).sum(axis=1), 1, atol=0.02)
    assert fresh.embed([]).shape == (0, fresh.dimensions)
    np.testing.assert_array_equal(sentences.embed(texts[:3]), sentences.embed([*texts[:3], texts[0]])[:3])


def test_log_odds_add_up_and_words_are_the_evidence(blend, ngrams, sentences, texts):
    added = sentences.embed(texts) @ blend.head + blend.intercept
    np.testing.assert_allclose(blend.log_odds(texts), ngrams.log_odds(texts) + added)
    asked = [blend.themes] * 5
    assert blend.evidence(texts[:5], asked) == ngrams.evidence(texts[:5], asked)
    probabilities = blend.predict_proba(texts)
    assert ((probabilities >= 0) & (probabilities <= 1)).all()


def test_a_blend_comes_back_from_its_arrays(blend, texts):
    again = BlendClassifier.from_arrays(blend.themes, blend.to_arrays())
    np.testing.assert_allclose(again.log_odds(texts), blend.log_odds(texts), atol=0.3)  # int8: batches differ a little
    assert again.kind == "blend"
