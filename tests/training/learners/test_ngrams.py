import numpy as np
import pytest

from clausetag.data import UsageError
from clausetag.training.learners.ngrams import check_labels, learn_ngrams, learn_parts

THEMES = ("children", "detention")


def test_learning_twice_gives_the_same_to_the_last_digit(ngrams, texts, labels):
    again = learn_ngrams(THEMES, texts, labels)
    np.testing.assert_array_equal(again.predict_proba(texts), ngrams.predict_proba(texts))
    for name, array in again.to_arrays().items():
        np.testing.assert_array_equal(array, ngrams.to_arrays()[name], err_msg=name)


def test_of_each_part_is_learned_what_its_labels_alone_say(texts, labels):
    """The labels of other rows do not matter, nor does what is learned at the same time."""
    asked = np.ones(labels.shape, dtype=bool)
    parts = [np.arange(0, 240, 2), np.arange(240), np.arange(60, 240)]
    for at_once in (1, 2):
        learned = learn_parts(THEMES, texts, labels, asked=asked, parts=parts, at_once=at_once)
        for part, classifier in zip(parts, learned, strict=True):
            turned = 1 - labels
            turned[part] = labels[part]
            (alone,) = learn_parts(THEMES, texts, turned, asked=asked, parts=[part])
            for name, array in alone.to_arrays().items():
                np.testing.assert_array_equal(array, classifier.to_arrays()[name], err_msg=name)
    np.testing.assert_array_equal(
        learned[1].predict_proba(texts), learn_ngrams(THEMES, texts, labels).predict_proba(texts)
    )
    assert (learned[0].predict_proba(texts) != learned[1].predict_proba(texts)).any()


def test_progress_is_told(texts, labels):
    told = []
    asked = np.ones(labels.shape, dtype=bool)
    learn_parts(THEMES, texts, labels, asked=asked, parts=[np.arange(240)] * 3, progress=told.append)
    assert told[0] == "step 10: 6 of 6 searches for weights go on"


def test_a_theme_that_no_clause_has_is_named_and_no_word_tells_it(texts, labels):
    none = labels * np.array([1, 0], dtype=np.int8)
    with pytest.raises(UsageError) as caught:
        check_labels(("children", "water"), none, np.ones(none.shape, dtype=bool))
    assert str(caught.value) == (
        "theme 'water' applies to none of the 240 clauses to learn from; label more of either kind"
    )
    said = learn_ngrams(("children", "water"), texts, none).predict_proba([*texts, "Nothing of this;"])
    np.testing.assert_allclose(said[:240, 1].reshape(-1), said[-1, 1], atol=0.01)


def test_too_few_clauses_are_refused():
    with pytest.raises(UsageError, match=r"^2 clauses without a word in common are too few to learn from$"):
        learn_ngrams(("children",), ["one", "two"], np.array([[0], [1]], dtype=np.int8))
