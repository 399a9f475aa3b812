"""What an encoder teaches n-grams of clauses that nobody read."""

from dataclasses import dataclass, replace

import numpy as np

from clausetag.data.dataset.example import Example
from clausetag.training.learners.taught import teach
from clausetag.training.learners.weighting import positive_weights

UNREAD = [Example(f"e{n}", f"text {n}", (), "operative", "official", "d", None, None, f"e{n}") for n in range(4)]


@dataclass
class Says:
    """Answers with the log-odds of a text's last word."""

    odds: list[list[float]]

    def log_odds(self, texts):
        return np.array([self.odds[int(text.split()[1])] for text in texts])


def test_the_encoder_answers_where_n_grams_are_not_quite_sure_and_it_is_itself():
    pupil = Says([[-9, -9], [-5, -9], [0, 9], [-9, 3]])
    teacher = Says([[9, 9], [3, -4], [0.1, -5], [-3, 2.4]])
    lines: list[str] = []
    taught = teach(pupil, teacher, UNREAD, np.array([1.0, np.e**2]), lines.append)
    assert [one.id for one in taught.examples] == ["e1", "e2", "e3"]
    assert taught.labels.tolist() == [[1, 0], [0, 0], [0, 0]]
    assert taught.asked.tolist() == [[True, True], [False, True], [True, False]]  # 2.4 is 0.4 beside its weight's 2
    assert lines == ["asked the encoder about 3 of 3 unread clauses"]


def test_they_stand_behind_what_was_read():
    every = teach(Says([[0]] * 4), Says([[-3], [3], [3], [-3]]), UNREAD, np.ones(1), lambda line: None)
    some = every.only([UNREAD[1], replace(UNREAD[3], text="other")])
    texts, labels, asked = some.beside((["read"], np.array([[1]], dtype=np.int8), np.array([[False]])))
    assert texts == ["read", "text 1", "text 3"]
    assert labels.tolist() == [[1], [1], [0]]
    assert asked.tolist() == [[False], [True], [True]]


def test_a_rare_theme_weighs_more_and_only_where_it_was_asked():
    labels = np.array([[1, 1], [0, 0], [0, 1], [0, 1], [0, 1]], dtype=np.int8)
    asked = np.array([[1, 1], [1, 1], [1, 0], [1, 0], [1, 0]], dtype=np.bool_)
    np.testing.assert_allclose(positive_weights(labels, asked), [2.0, 1.0])
