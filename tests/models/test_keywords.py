import numpy as np

from clausetag.models.keywords import KeywordClassifier


def test_keywords_say_yes_or_no_and_know_no_new_theme():
    said = KeywordClassifier(("detention", "labour_rights", "water")).predict_proba(
        ["Persons under arrest", "decent work for all", ""]
    )
    np.testing.assert_array_equal(said, [[1, 0, 0], [0, 1, 0], [0, 0, 0]])
    assert KeywordClassifier(("detention",)).predict_proba([]).shape == (0, 1)
