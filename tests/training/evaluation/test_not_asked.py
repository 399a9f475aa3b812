"""What nobody was asked is no "no": it changes nothing of a theme, neither in learning nor in figures."""

from dataclasses import replace

import numpy as np
import pytest

from clausetag.models.decision import ThemeRule, bounds_of
from clausetag.models.keywords import KeywordClassifier
from clausetag.training.evaluation import evaluate
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix, one_by_one, out_of_fold
from clausetag.training.evaluation.evaluate import evaluate_probabilities
from clausetag.training.evaluation.label_audit import suspects_of
from clausetag.training.evaluation.review import measure_review
from clausetag.training.evaluation.tables import format_evaluations
from clausetag.training.learners.ngrams import learn_ngrams
from clausetag.training.rules import with_rules

THEMES = ("detention", "children", "trafficking", "labour_rights")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch):
    monkeypatch.setattr(evaluate, "ROUNDS", 20)


@pytest.fixture(scope="module")
def half_asked(few_examples):
    """Examples of which every second was not asked for trafficking, and counts as one without it."""
    others = tuple(theme for theme in THEMES if theme != "trafficking")
    return [
        replace(e, asked=others, themes=tuple(t for t in e.themes if t != "trafficking")) if i % 2 else e
        for i, e in enumerate(few_examples)
    ]


@pytest.fixture
def asked_only(half_asked):
    return half_asked[::2]


def answers(examples):
    """Noisy answers, the same for a clause wherever it stands."""
    labels = label_matrix(examples, THEMES)
    noise = np.array([np.random.default_rng(len(e.text)).normal(0, 0.25, 4) for e in examples])
    return np.clip(0.25 + 0.5 * labels + noise, 0.01, 0.99)


def test_rules_and_figures_are_those_of_the_clauses_asked(half_asked, asked_only):
    classifier, k = KeywordClassifier(THEMES), THEMES.index("trafficking")
    whole, part = (with_rules(classifier, answers(some), some, miss_rate=0.05) for some in (half_asked, asked_only))
    assert whole.model.shared.rules[k] == part.model.shared.rules[k]
    assert whole.model.shared.calibrations[k] == part.model.shared.calibrations[k]
    bounds = bounds_of([[ThemeRule(0.5, 0.3)] * 4], 4)
    one, other = (
        evaluate_probabilities("x", answers(some), bounds, some, THEMES, rounds=20) for some in (half_asked, asked_only)
    )
    same = ("asked", "true", "precision", "recall", "review_share", "missed")
    assert [getattr(one.themes[k], name) for name in same] == [getattr(other.themes[k], name) for name in same]
    assert one.themes[k].f1.value == other.themes[k].f1.value
    assert one.themes[k].ap.value == other.themes[k].ap.value
    assert one.themes[k].ece.value == other.themes[k].ece.value
    assert one.themes[0].asked == len(half_asked)
    assert " asked " in format_evaluations([one])
    assert " asked " not in format_evaluations([other])


def test_audit_and_review_look_at_what_was_asked(half_asked):
    said = np.full((len(half_asked), 4), 0.99)  # nobody answered "no" for trafficking where nobody was asked
    ids = {e.id for e in half_asked[1::2]}
    suspects = [s for s in suspects_of(said, half_asked, THEMES) if s.theme == "trafficking"]
    assert not {s.index for s in suspects} & ids
    documents = [replace(e, document=f"d{i % 12}") for i, e in enumerate(half_asked)]
    bounds = bounds_of([[ThemeRule(0.5, 0.3)] * 4], 4)
    review = measure_review(answers(documents), bounds, documents, THEMES, splits=10)[2]
    assert review.true == label_matrix(half_asked[::2], THEMES)[:, 2].sum()


def test_ngrams_learn_a_theme_from_what_was_asked(few_examples):
    """Answers that nobody gave are turned about: nothing changes."""
    texts, labels = [e.text for e in few_examples], label_matrix(few_examples, THEMES)
    asked = np.ones(labels.shape, dtype=bool)
    asked[1::2, 2] = False
    turned = labels.copy()
    turned[1::2, 2] = 1 - turned[1::2, 2]
    one, other = (learn_ngrams(THEMES, texts, given, asked=asked) for given in (labels, turned))
    np.testing.assert_array_equal(one.log_odds(texts), other.log_odds(texts))
    everywhere = learn_ngrams(THEMES, texts, labels)
    np.testing.assert_allclose(one.log_odds(texts)[:, :2], everywhere.log_odds(texts)[:, :2], atol=0.1)
    assert np.abs(one.log_odds(texts)[:, 2] - everywhere.log_odds(texts)[:, 2]).max() > 0.5


def test_out_of_fold_tells_learners_what_was_asked(half_asked):
    seen = []

    def learn(texts, labels, *, asked):
        seen.append(asked[:, 2].mean())
        return KeywordClassifier(THEMES)

    out_of_fold(one_by_one(learn), half_asked, THEMES)
    assert all(0.3 < share < 0.7 for share in seen)
    assert asked_matrix(half_asked, THEMES)[:, 2].sum() == len(half_asked[::2])
