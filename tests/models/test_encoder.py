from dataclasses import replace
from itertools import pairwise

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.models.encoder import EncoderClassifier

FILLER = "the States of the Assembly and of the Council, recalling rights and all, "  # some 20 word pieces
INT8_TOLERANCE = 0.03  # of a probability: what int8 weights and activations cost the tiny model


@pytest.fixture(scope="session")
def full(tuned, as_classifier):
    from clausetag.training.learners.export import export

    return as_classifier(*export(tuned, None))


def test_it_learns_and_answers_in_the_shape_of_the_protocol(encoder, texts, labels, evidence):
    probabilities = encoder.predict_proba(texts)
    assert (probabilities.shape, probabilities.dtype) == (labels.shape, np.float64)
    assert ((probabilities > 0.5) == labels).mean() > 0.95
    assert encoder.predict_proba([]).shape == (0, 2)
    assert evidence(encoder, [], "children") == []


def test_onnx_in_batches_answers_as_pytorch_one_by_one(full, tuned, texts):
    from clausetag.training.learners.export import torch_probabilities

    asked = [text for text in texts if len(full.windows([text])) == 1][:40]
    expected = torch_probabilities(tuned, full.windows(asked))
    np.testing.assert_allclose(full.predict_proba(asked), expected, atol=1e-4)


def test_int8_answers_as_pytorch_within_a_tolerance(encoder, full, texts):
    np.testing.assert_allclose(encoder.predict_proba(texts), full.predict_proba(texts), atol=INT8_TOLERANCE)


def test_a_network_of_an_earlier_version_which_asks_for_a_mask_answers_too(encoder, texts):
    network = onnx.load_from_string(encoder.onnx)
    network.graph.input.append(
        onnx.helper.make_tensor_value_info("attention_mask", onnx.TensorProto.INT64, [None, None])
    )
    earlier = replace(encoder, onnx=network.SerializeToString())
    np.testing.assert_array_equal(earlier.log_odds(texts), encoder.log_odds(texts))


def test_an_answer_does_not_depend_on_what_else_is_asked(encoder, texts):
    asked = [*texts, FILLER * 6]
    one_by_one = np.concatenate([encoder.log_odds([text]) for text in asked])
    np.testing.assert_array_equal(encoder.log_odds(asked), one_by_one)


def test_a_clause_that_comes_again_is_not_read_again(encoder, monkeypatch):
    runs = []

    class Counted(onnxruntime.InferenceSession):
        def run(self, *args, **options):
            runs.append(args)
            return super().run(*args, **options)

    monkeypatch.setattr(onnxruntime, "InferenceSession", Counted)
    fresh, texts = replace(encoder), [FILLER * 3, "Children.", "The detention of a child in a prison."]
    first = fresh.log_odds(texts)
    assert len(runs) == len(fresh.windows(texts))
    np.testing.assert_array_equal(fresh.log_odds(texts[::-1]), first[::-1])
    assert len(runs) == len(fresh.windows(texts))
    fresh.log_odds(["Children!"])
    assert len(runs) == len(fresh.windows(texts)) + 1


@pytest.mark.parametrize("before", [0, 1, 3, 6, 12])
def test_a_mention_is_found_in_whatever_window_it_stands(encoder, before, evidence):
    parts = [FILLER] * 12
    plain = encoder.log_odds(["".join(parts)])[0]
    parts.insert(before, "children ")
    text = "".join(parts)
    found = encoder.log_odds([text])[0]
    assert found[0] > plain[0] + 1
    assert any("children" in text[s.start : s.end] for s in evidence(encoder, [text], "children")[0])


def test_windows_cover_every_piece_of_a_long_text(encoder):
    text = FILLER * 12
    windows = encoder.windows([text])
    assert len(windows) > 1
    assert all(len(window.ids) <= encoder.window for window in windows)
    covered = {start for window in windows for start in window.starts if start >= 0}
    assert covered >= {at for at, character in enumerate(text) if character.isalpha() and not text[at - 1].isalpha()}


@settings(max_examples=25)
@given(
    text=st.text(max_size=80) | st.lists(st.sampled_from(["child", "détenu", "prison", "1", "—", "\n"])).map(" ".join)
)
def test_evidence_lies_inside_the_text_in_order_and_answers_are_finite(encoder, text, evidence):
    (spans,) = evidence(encoder, [text], "children")
    assert all(0 <= s.start < s.end <= len(text) and s.weight > 0 for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    probability = encoder.predict_proba([text])
    assert ((probability >= 0) & (probability <= 1)).all()


def test_evidence_names_the_mention(encoder, evidence):
    text = "Urges States to protect girls of the Assembly"
    strongest = max(evidence(encoder, [text], "children")[0], key=lambda s: s.weight)
    assert "girls" in text[strongest.start : strongest.end]


def test_saved_arrays_give_the_same_answers(encoder, texts):
    again = EncoderClassifier.from_arrays(encoder.themes, encoder.to_arrays())
    np.testing.assert_array_equal(again.predict_proba(texts[:20]), encoder.predict_proba(texts[:20]))
