"""Long clauses are cut at punctuation, and their stretches' log-odds pooled."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.stretches import Stretches, cuts
from clausetag.models.tokens import STOPS, fold, form, tokens_and_stops, tokens_of

TEXT = st.text(st.sampled_from("ab ,;:.،؛。，、人権1,\n"), max_size=400)


def cut(text):
    """The tokens of each stretch of a clause."""
    words, stops = [], []
    for token in tokens_and_stops(text):
        if token in STOPS:
            stops.append(len(words))
        else:
            words.append(token)
    edges = [0, *cuts(0, stops, len(words)), len(words)]
    return [words[start:end] for start, end in pairwise(edges)]


@given(text=TEXT)
def test_every_word_of_a_clause_is_in_one_of_its_stretches_in_order(text):
    assert [token for tokens in cut(text) for token in tokens] == tokens_of(text)


def test_a_long_clause_is_cut_at_punctuation_and_a_short_one_is_not():
    item = "one two three four five six seven eight nine ten"
    assert len(cut(f"{item}, {item}, {item}")) == 1
    assert [len(tokens) for tokens in cut(", ".join([item] * 10))] == [30, 30, 40]
    assert len(cut(" ".join([item] * 10))) == 1, "nowhere to cut"
    assert [len(tokens) for tokens in cut("人" * 31 + "，" + "权" * 40)] == [31, 40]


@given(texts=st.lists(TEXT, max_size=5))
def test_texts_read_at_once_are_cut_into_the_same_stretches(ngrams, texts):
    known, each = ngrams.vocabulary, [cut(text) for text in texts]
    tokens, begins = known.read_texts(texts)
    assert begins.tolist() == [sum(map(len, each[:i])) for i in range(len(texts))]
    of = [(number, own) for number, own in enumerate(own for clause in each for own in clause)]
    assert tokens.n_stretches == len(of)
    assert tokens.stretch.tolist() == [number for number, own in of for _ in own]
    assert tokens.word.tolist() == [known.words.get(fold(token), -1) for _, own in of for token in own]
    shown = [(i, form(token)) for _, own in of for i, token in enumerate(own)]
    assert tokens.form.tolist() == [-1 if i == 0 and f[:1].isupper() else known.forms.get(f, -1) for i, f in shown]


def test_a_clause_is_as_likely_as_its_strongest_stretch():
    stretches = Stretches(np.array([0, 3]), 4)
    scores = np.array([[-9.0], [5.0], [-9.0], [1.0]])
    np.testing.assert_allclose(stretches.pool(scores), [[5.0], [1.0]], atol=1e-5)
    np.testing.assert_allclose(stretches.shares(scores)[:, 0], [0, 1, 0, 1], atol=1e-5)


@given(scores=st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_shares_of_a_clause_sum_to_one(scores):
    assert Stretches(np.array([0]), 3).shares(np.array(scores)).sum() == pytest.approx(1.0)
