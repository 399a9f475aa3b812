from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.models.ngrams import NgramClassifier
from clausetag.models.tokens import token_spans

THEMES = ("children", "detention")
KNOWN = ["child", "children", "girls", "detained", "prison", "arrest", "States", "the", "of", "to", "rights", "and"]
TEXT = st.one_of(
    st.lists(st.one_of(st.sampled_from(KNOWN), st.text("abcdé ,;1", min_size=1, max_size=12)), max_size=40).map(
        " ".join
    ),
    st.text(max_size=200),
)


def test_it_learns_and_answers_in_the_shape_of_the_protocol(ngrams, texts, labels, evidence):
    probabilities = ngrams.predict_proba(texts)
    assert probabilities.shape == labels.shape
    assert probabilities.dtype == np.float64
    assert ((probabilities >= 0) & (probabilities <= 1)).all()
    assert ((probabilities > 0.5) == labels).mean() > 0.98
    assert ngrams.predict_proba([]).shape == (0, 2)
    assert evidence(ngrams, [], "children") == []


@given(text=TEXT)
def test_words_and_intercept_sum_to_the_log_odds(ngrams, text):
    nothing, log_odds = ngrams.log_odds(["", text])
    (weights,) = ngrams.word_log_odds([text])
    assert weights.shape == (len(token_spans(text)), len(THEMES))
    if ngrams.vocabulary.read_texts([text])[0].n_stretches == 1:
        np.testing.assert_allclose(nothing + weights.sum(axis=0), log_odds, atol=1e-9)


@given(texts=st.lists(TEXT, max_size=6))
def test_the_answer_to_a_text_does_not_depend_on_its_neighbours(ngrams, texts):
    together = ngrams.predict_proba(texts)
    np.testing.assert_array_equal(ngrams.predict_proba(texts[::-1])[::-1], together)
    for text, row in zip(texts, together, strict=True):
        np.testing.assert_array_equal(ngrams.predict_proba([text])[0], row)


@given(texts=st.lists(TEXT, max_size=6))
def test_the_evidence_for_a_text_does_not_depend_on_its_neighbours(ngrams, texts, evidence):
    for text, spans in zip(texts, evidence(ngrams, texts, "children"), strict=True):
        ((alone),) = evidence(ngrams, [text], "children")
        assert [(s.start, s.end) for s in alone] == [(s.start, s.end) for s in spans]


@given(texts=st.lists(TEXT, max_size=6), data=st.data())
def test_what_is_judged_at_once_is_what_is_asked_one_by_one(ngrams, texts, data):
    judged = replace(ngrams, clauses_at_once=2).judge(texts)
    np.testing.assert_array_equal(judged.probabilities, ngrams.predict_proba(texts))
    rows = sorted(data.draw(st.sets(st.sampled_from(range(len(texts)))))) if texts else []
    asked = [data.draw(st.sets(st.sampled_from(THEMES))) for _ in rows]
    alone = [ngrams.evidence([texts[row]], [keys])[0] for row, keys in zip(rows, asked, strict=True)]
    for found, expected in zip(judged.evidence(rows, asked), alone, strict=True):
        places = [{key: [span[:2] for span in spans] for key, spans in one.items()} for one in (found, expected)]
        assert places[0] == places[1]


def test_many_batches_answer_as_one(ngrams, texts, evidence):
    few = replace(ngrams, clauses_at_once=7)
    np.testing.assert_array_equal(few.predict_proba(texts), ngrams.predict_proba(texts))
    assert evidence(few, texts, "children") == evidence(ngrams, texts, "children")


def test_threads_that_share_it_get_the_answers_of_one(ngrams, texts):
    asked = [f"{text} unseen{i} wordsof{i}" for i, text in enumerate(texts)]
    expected = ngrams.predict_proba(asked)
    shared = NgramClassifier.from_arrays(THEMES, ngrams.to_arrays())  # one that has met no word yet
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(shared.predict_proba, [asked] * 16))
    for answers in found:
        np.testing.assert_array_equal(answers, found[0])
    np.testing.assert_allclose(found[0], expected, atol=1e-6)


def test_an_unseen_word_is_judged_by_its_characters(ngrams, evidence):
    unseen, nothing = ngrams.predict_proba(["detainedness", ""])
    assert unseen[1] > nothing[1]
    ((span,),) = evidence(ngrams, ["detainedness"], "detention")
    assert (span.start, span.end) == (0, 12)


@pytest.mark.parametrize("text", ["", " ", "…", "12 (3)", "\n", "人権理事会", "ﷺ", "\x00", "½ ²"])
def test_texts_with_nothing_to_read_get_a_finite_answer(ngrams, text, evidence):
    assert np.isfinite(ngrams.predict_proba([text])).all()
    evidence(ngrams, [text], "children")


def test_a_mention_at_the_end_of_a_very_long_text_is_found(ngrams, evidence):
    filler = "the States of the Assembly and rights to the " * 5_000
    plain, mention = ngrams.predict_proba([filler, filler + ", children"])
    assert plain[0] < 0.5 < mention[0]
    assert any(
        filler[s.start : s.end] == "" or s.end > len(filler)
        for s in evidence(ngrams, [filler + ", children"], "children")[0]
    )


def test_a_word_counts_once_however_often_it_stands_in_a_clause(ngrams):
    once, often = ngrams.log_odds(["girls", "girls; girls; girls; girls"])
    (pair,) = ngrams.word_log_odds(["girls; girls"])
    np.testing.assert_allclose(pair[0], pair[1])
    assert often[0] < once[0] * 3


def test_evidence_shows_the_words_that_speak_for_the_theme(ngrams, evidence):
    text = "Urges States to protect every child in prison"
    assert [text[s.start : s.end] for s in evidence(ngrams, [text], "detention")[0]][-1].endswith("prison")
    assert any("child" in text[s.start : s.end] for s in evidence(ngrams, [text], "children")[0])


def test_saved_arrays_give_the_same_answers_within_single_precision(ngrams, texts):
    arrays = ngrams.to_arrays()
    assert all(array.dtype != object for array in arrays.values())
    loaded = NgramClassifier.from_arrays(THEMES, arrays)
    asked = [*texts, "detainedness unheardof", ""]
    np.testing.assert_allclose(loaded.predict_proba(asked), ngrams.predict_proba(asked), atol=1e-6)
    again = NgramClassifier.from_arrays(THEMES, loaded.to_arrays())
    np.testing.assert_array_equal(again.predict_proba(asked), loaded.predict_proba(asked))
