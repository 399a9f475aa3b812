"""Themes with few labels are learned with their description; the encoder is a tiny one that knows nothing."""

import numpy as np
import pytest

from clausetag.data.themes import Theme
from clausetag.models.blend import BlendClassifier
from clausetag.models.ngrams import NgramClassifier
from clausetag.training.learners import blend
from clausetag.training.learners.blend import MANY, few_of, learn_blend
from clausetag.training.learners.ngrams import learn_ngrams
from clausetag.training.learners.sentences import sentence_encoder

WELLS = Theme("wells", "Wells", "Wells and springs.", ("digging wells for villages", "wells in camps"), ("oil wells",))


@pytest.fixture(autouse=True)
def tiny_encoder(tiny_config, monkeypatch):
    monkeypatch.setattr(blend, "sentence_encoder", lambda: sentence_encoder(tiny_config.base))


def test_a_theme_is_found_by_the_words_of_its_description(texts):
    labels = np.zeros((len(texts), 1), dtype=np.int8)
    labels[3] = 1  # says nothing of wells
    learned = learn_blend(("wells",), texts, labels, few=[WELLS])
    assert isinstance(learned, BlendClassifier)
    said = learned.first.log_odds(["Asks for wells in villages;", "Asks for the report;"])[:, 0]
    assert said[0] > said[1] + 1
    assert np.abs(learned.head).max() > 0


def test_without_few_labels_words_alone_are_learned_from(texts, labels):
    learned = learn_blend(("children", "detention"), texts, labels, few=[])
    assert isinstance(learned, NgramClassifier)
    same = learn_ngrams(("children", "detention"), texts, labels)
    np.testing.assert_array_equal(learned.log_odds(texts), same.log_odds(texts))


def test_only_the_head_of_the_theme_with_few_labels_is_learned(texts, labels):
    both = np.column_stack([labels[:, 0], np.zeros(len(texts), dtype=np.int8)])
    asked = np.ones(both.shape, dtype=bool)
    asked[50:, 1] = False  # nobody was asked about wells there
    both[:2, 1] = 1
    learned = learn_blend(("children", "wells"), texts, both, few=[WELLS], asked=asked)
    assert not learned.head[:, 0].any()
    assert learned.intercept[0] == 0
    assert learned.head[:, 1].any()


def test_few_are_the_described_themes_below_the_number():
    labels = np.zeros((2 * MANY, 2), dtype=np.int8)
    labels[:MANY] = 1
    asked = np.ones(labels.shape, dtype=bool)
    roads = Theme("roads", "Roads", "Roads.")
    assert few_of([WELLS, roads], ("wells", "roads"), labels, asked) == []
    asked[0, 0] = False
    assert few_of([WELLS, roads], ("wells", "roads"), labels, asked) == [WELLS]
    assert few_of([WELLS], ("children", "roads"), labels, asked) == []
