"""Agreement of readers, beside the same figure of other libraries and worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from clausetag.data.labelling.label import Label
from clausetag.data.labelling.settle import questions_of
from clausetag.training.evaluation import reader_agreement
from clausetag.training.evaluation.reader_agreement import format_readers_agreement, measure_readers

WORD = {0: "no", 1: "yes", 2: "unsure"}


def questions(**answers):
    """Questions on one theme of clauses 0, 1, 2 ...: each reader's answers in order, None where not asked."""
    return questions_of(
        Label(f"Urges ship {number} to dock", "water", WORD[answer], reader, document=f"A/{number // 2}")
        for reader, given in answers.items()
        for number, answer in enumerate(given)
        if answer is not None
    )


def test_two_readers_as_scikit_learn_counts_them():
    rng = np.random.default_rng(0)
    one = rng.integers(0, 2, 60)
    other = np.where(rng.random(60) < 0.85, one, 1 - one)
    (figure,) = measure_readers(questions(anna=one.tolist(), bob=other.tolist()), ["water", "sea"])
    assert figure.kappa.value == pytest.approx(cohen_kappa_score(one, other))
    assert figure.kappa.low < figure.kappa.value < figure.kappa.high
    assert figure.alpha.value == pytest.approx(figure.kappa.value, abs=0.02)
    assert (figure.clauses, figure.documents, figure.differ) == (60, 30, int((one != other).sum()))
    assert f"{figure.kappa}" in format_readers_agreement([figure])


def test_alpha_of_three_readers_with_gaps_worked_by_hand():
    asked = questions(anna=[0, 1, 1, 0], bob=[0, 1, 0, None], carl=[None, 1, 1, 0])
    (figure,) = measure_readers(asked, ["water"])
    no, yes = 2 + 1 + 2, 3 + 2  # answers
    differ = 1 * 2 / (3 - 1)  # pairs of a no and a yes, in the third clause, over the answers beside each
    assert figure.alpha.value == pytest.approx(1 - (no + yes - 1) * differ / (no * yes))


def test_who_was_unsure_gave_no_answer():
    (figure,) = measure_readers(questions(anna=[1, 0, 1], bob=[1, 0, 2]), ["water"])
    assert (figure.clauses, figure.differ, figure.kappa.value, figure.alpha.value) == (2, 0, 1.0, 1.0)
    (line,) = format_readers_agreement([figure]).splitlines()[1:]
    assert line.split("1.000")[1:] == [" (one document)    ", " (one document)"]  # no interval can be known
    assert measure_readers(questions(anna=[1, 2], bob=[2, 1]), ["water"]) == []


@given(st.lists(st.tuples(*[st.sampled_from([None, 0, 1, 2])] * 3), min_size=1, max_size=8))
def test_any_answers_give_figures(answers):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader_agreement, "_ROUNDS", 20)
        for figure in measure_readers(
            questions(**dict(zip("abc", zip(*answers, strict=True), strict=True))), ["water"]
        ):
            assert -1 <= figure.kappa.value <= 1
            assert -1 <= figure.alpha.value <= 1
            assert not np.isnan([figure.kappa.low, figure.alpha.low]).any()
