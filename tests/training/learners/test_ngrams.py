import numpy as np
import pytest

from clausetag.data import UsageError
from clausetag.training.learners.ngrams import check_labels, learn_ngrams

THEMES = ("children", "detention")


def test_learning_twice_gives_the_same_to_the_last_digit(ngrams, texts, labels):
    again = learn_ngrams(THEMES, texts, labels)
    np.testing.assert_array_equal(again.predict_proba(texts), ngrams.predict_proba(texts))
    for name, array in again.to_arrays().items():
        np.testing.assert_array_equal(array, ngrams.to_arrays()[name], err_msg=name)


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
