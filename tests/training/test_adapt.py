"""A model is fitted to other texts by its rules alone."""

from dataclasses import replace

import numpy as np
import pytest

from clausetag.data.errors import UsageError
from clausetag.models.bundle import CARD, save_bundle
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.training.adapt import adapt
from clausetag.training.evaluation import evaluate
from clausetag.training.learners.ngrams import learn_ngrams

THEMES = ("children", "detention")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch):
    monkeypatch.setattr(evaluate, "ROUNDS", 20)


@pytest.fixture
def theirs(few_examples):
    """Clauses for a user: children in all of them asked, detention in few."""
    return [
        replace(e, asked=THEMES if i % 40 == 0 else ("children",), document=f"d{i % 30}", source="labels")
        for i, e in enumerate(few_examples)
    ]


@pytest.fixture
def off(few_examples, tmp_path):
    """A bundle whose thresholds are far too high."""
    keys = [e.id for e in few_examples[::2]]
    texts = [e.text for e in few_examples if e.id in keys]
    labels = np.array([[t in e.themes for t in THEMES] for e in few_examples if e.id in keys], dtype=np.int8)
    classifier = learn_ngrams(THEMES, texts, labels)
    calibrations = learn_model_calibrations(classifier)
    model = Model(classifier, Rules(calibrations, (ThemeRule(0.995, 0.9), ThemeRule(0.995, 0.9))))
    return save_bundle(model, tmp_path / "off", card="# Card\n", dataset={}, metrics={}, config={})


def learn_model_calibrations(classifier):
    from clausetag.models.calibration import PlattCalibration

    return tuple(PlattCalibration(0.5, -1.0) for _ in classifier.themes)


def test_rules_are_learned_where_labels_are_enough_and_kept_elsewhere(off, theirs, tmp_path):
    adapted = adapt(off, theirs, tmp_path / "new")
    assert adapted.after.themes[0].f1.value > adapted.before.themes[0].f1.value + 0.1
    assert adapted.after.themes[0].ece.value < adapted.before.themes[0].ece.value
    (line,) = adapted.kept
    assert line.startswith("theme 'detention': ")
    model = adapted.bundle.model
    assert model.rules_of("en")[1] == model.rules_of(None)[1] == off.model.shared.rules[1]
    assert model.rules_of("en")[0] != off.model.shared.rules[0]
    assert model.rules_of("fr") == model.rules_of(None)
    texts = [e.text for e in theirs[:5]]
    np.testing.assert_array_equal(model.classifier.predict_proba(texts), off.model.classifier.predict_proba(texts))
    card = (tmp_path / "new" / CARD).read_text(encoding="utf-8")
    assert card.startswith("# Card")
    assert "## Adapted" in card


def test_a_threshold_goes_part_of_the_way(off, theirs, tmp_path):
    rules = replace(off.model.shared, rules=(ThemeRule(0.2, 0.1), off.model.shared.rules[1]))
    low = replace(off, model=replace(off.model, shared=rules))
    found = [
        adapt(bundle, theirs, tmp_path / name).bundle.model.rules_of("en")[0]
        for bundle, name in ((low, "low"), (off, "high"))
    ]
    assert 0.2 <= found[0].threshold < found[1].threshold <= 0.7
    assert found[0].review_from == found[1].review_from


def test_too_few_labels_adapt_nothing(off, theirs, tmp_path):
    with pytest.raises(UsageError, match="nothing to adapt: a theme takes 100 clauses asked, 19 of them true"):
        adapt(off, theirs[:50], tmp_path / "new")
    assert not (tmp_path / "new").exists()
