"""Labels come back from their files as they were, and become examples that say what was asked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import LabelError, UsageError
from clausetag.data.labelling.examples import examples_of, settled
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import append_labels, read_labels, write_labels
from clausetag.data.labelling.settle import questions_of

QUAY = "Urges Freedonia to open the new quay of its harbour to all fishing boats before the winter;"
WELL = "Recommends that Sylvania dig wells in every village of the dry northern plain;"


def yes(text=QUAY, theme="water", annotator="", **more):
    return Label(text, theme, "yes", annotator, **more)


def no(text=QUAY, theme="water", annotator="", **more):
    return Label(text, theme, "no", annotator, **more)


def unsure(text=QUAY, theme="water", annotator="", **more):
    return Label(text, theme, "unsure", annotator, **more)


words = st.text(st.characters(codec="utf-8"), max_size=20)
filled = words.filter(str.strip)
labels = st.builds(
    Label, filled, filled, st.sampled_from(["yes", "no", "unsure"]), words, words, words, words, words, words, words,
    st.none() | st.integers(1900, 2100), st.booleans(),
)  # fmt: skip


@given(st.lists(labels, max_size=5), st.lists(labels, max_size=3))
def test_labels_come_back_as_they_were_written(tmp_path_factory, written, added):
    path = tmp_path_factory.mktemp("labels") / "mine.jsonl"
    write_labels(path, written)
    append_labels(path, added)
    assert read_labels(path) == [*written, *added]
    assert read_labels(path.parent) == read_labels(path)


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "mine.jsonl"
    write_labels(path, [yes()])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_labels(path) == [yes()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[]", "must be an object"),
        ('{"text": "x", "theme": "a"}', "field 'answer' must be a text"),
        ('{"text": " ", "theme": "a", "answer": "yes"}', "field 'text' must be a text"),
        ('{"text": "x", "theme": "a", "answer": "maybe"}', "field 'answer' is 'maybe'; it must be yes, no or unsure"),
        ('{"text": "x", "theme": "a", "answer": "yes", "anotator": "b"}', "unknown field 'anotator'"),
        ('{"text": "x", "theme": "a", "answer": "yes", "when": 2026}', "field 'when' must be a text"),
        ('{"text": "x", "theme": "a", "answer": "yes", "year": "2026"}', "field 'year' must be a whole number"),
        ('{"text": "x", "theme": "a", "answer": "yes", "decides": "b"}', "field 'decides' must be true or false"),
        ('{"text": "\\ud800", "theme": "a", "answer": "yes"}', "half a character"),
    ],
)
def test_a_line_that_is_no_label_is_named(tmp_path, line, said):
    path = tmp_path / "mine.jsonl"
    path.write_text("\n" + line + "\n")
    with pytest.raises(LabelError) as caught:
        read_labels(path)
    assert str(caught.value).startswith(f"{path}, line 2: ")
    assert said in str(caught.value)


def test_a_line_that_was_cut_off_does_not_swallow_the_next(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({"text": QUAY, "theme": "water", "answer": "no"}))
    append_labels(path, [yes(annotator="anna")])
    assert read_labels(path) == [no(), yes(annotator="anna")]


def test_labels_that_cannot_be_kept(tmp_path):
    with pytest.raises(UsageError, match="cannot be kept there"):
        append_labels(tmp_path / "none" / "mine.jsonl", [yes()])


def test_one_example_a_text_with_what_was_asked():
    labels = [
        yes(theme="harbours", document="A/1", section="operative", year=2024, language="en"),
        no(theme="water"),
        unsure(theme="women"),
        no(WELL, theme="harbours"),
        yes(WELL.replace(" ", "  "), theme="water", document="A/2"),
    ]
    quay, well = examples_of(labels, ["water", "harbours", "women"])
    assert (quay.text, quay.themes, quay.asked) == (QUAY, ("harbours",), ("water", "harbours"))
    assert (quay.document, quay.section, quay.year, quay.language) == ("A/1", "operative", 2024, "en")
    assert (well.themes, well.asked, well.document) == (("water",), ("water", "harbours"), "A/2")
    assert not quay.was_asked("women")
    assert str(settled(labels, ["water", "harbours", "women"])) == "answers: 4; left out as not asked: 1 unsure"
    assert str(settled(labels, ["water"])) == "answers: 2; left out as not asked: 3 about other themes"


def test_near_copies_share_a_cluster_and_a_clause_without_document_is_one_by_itself():
    later = QUAY.replace("before the winter", "before the summer")
    first, second, third = examples_of([yes(), no(later), no(WELL)], ["water"])
    assert first.cluster == second.cluster != third.cluster
    assert len({first.document, second.document, third.document}) == 3


@pytest.mark.parametrize(
    ("labels", "outcome"),
    [
        ([yes(annotator="a"), yes(annotator="b")], "yes"),
        ([yes(annotator="a"), no(annotator="b")], "disagreement"),
        ([yes(annotator="a"), no(annotator="b"), no(annotator="c")], "disagreement"),
        ([yes(annotator="a"), unsure(annotator="b")], "yes"),
        ([unsure(annotator="a")], "unsure"),
        ([yes(annotator="a"), no(annotator="b"), yes(annotator="c", decides=True)], "yes"),
        ([yes(annotator="a"), no(annotator="a", decides=True)], "no"),
        ([yes(annotator="a"), unsure(annotator="c", decides=True)], "unsure"),
        ([yes(annotator="a"), no(annotator="a")], "no"),
        ([no(annotator="a", when="2026-02-01"), yes(annotator="a", when="2026-01-01")], "no"),
        ([no(annotator="c", decides=True, when="2026-02-01"), yes(annotator="d", decides=True)], "no"),
    ],
)
def test_what_several_labels_come_to(labels, outcome):
    (question,) = questions_of(labels)
    assert question.outcome == outcome
    asked = [example.asked for example in examples_of(labels, ["water"])]
    assert asked == ([("water",)] if outcome in ("yes", "no") else [])


def test_no_labels_no_examples():
    assert examples_of([], ["water"]) == []
