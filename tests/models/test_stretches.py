"""Long clauses are cut at punctuation, and their stretches' log-odds pooled."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.stretches import read_stretches
from clausetag.models.tokens import tokens_of

TEXT = st.text(st.sampled_from("ab ,;:.،؛。，、人権1,\n"), max_size=400)


@given(texts=st.lists(TEXT, max_size=5))
def test_every_word_of_a_clause_is_in_one_of_its_stretches_in_order(texts):
    stretches = read_stretches(texts)
    found = [[] for _ in texts]
    for clause, tokens in zip(stretches.clause.tolist(), stretches.tokens, strict=True):
        found[clause] += tokens
    assert found == [tokens_of(text) for text in texts]
    assert len(stretches.begins) == len(texts)


def test_a_long_clause_is_cut_at_punctuation_and_a_short_one_is_not():
    item = "one two three four five six seven eight nine ten"
    assert len(read_stretches([f"{item}, {item}, {item}"]).tokens) == 1
    long = read_stretches([", ".join([item] * 10)])
    assert [len(tokens) for tokens in long.tokens] == [30, 30, 40]
    assert len(read_stretches([" ".join([item] * 10)]).tokens) == 1, "nowhere to cut"
    assert [len(tokens) for tokens in read_stretches(["人" * 31 + "，" + "权" * 40]).tokens] == [31, 40]


def test_a_clause_is_as_likely_as_its_strongest_stretch():
    stretches = read_stretches([", ".join(["a"] * 90), "b"])
    scores = np.array([[-9.0], [5.0], [-9.0], [1.0]])
    np.testing.assert_allclose(stretches.pool(scores), [[5.0], [1.0]], atol=1e-5)
    np.testing.assert_allclose(stretches.shares(scores)[:, 0], [0, 1, 0, 1], atol=1e-5)


@given(texts=st.lists(TEXT, max_size=5))
def test_texts_read_at_once_are_cut_into_the_same_stretches(ngrams, texts):
    stretches = read_stretches(texts)
    one_by_one = ngrams.vocabulary.read(stretches.tokens)
    at_once, begins = ngrams.vocabulary.read_texts(texts)
    assert begins.tolist() == stretches.begins.tolist()
    assert at_once.n_stretches == one_by_one.n_stretches == len(stretches.tokens)
    for name in ("word", "form", "stretch"):
        assert getattr(at_once, name).tolist() == getattr(one_by_one, name).tolist()


@given(scores=st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_shares_of_a_clause_sum_to_one(scores):
    stretches = read_stretches([", ".join(["a"] * 90)])
    assert stretches.shares(np.array(scores)).sum() == pytest.approx(1.0)
