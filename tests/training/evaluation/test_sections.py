import json
from pathlib import Path

import pytest

from clausetag.data.dataset.annotations import DRAWN_SECTION_LABELS, HARD_SECTION_LABELS, SECTION_LABELS, text_hash
from clausetag.data.documents.resolution import Section
from clausetag.data.errors import LabelError
from clausetag.training.evaluation.sections import evaluate_sections, format_evaluation

SHARED = Path(__file__).parents[4] / "shared"
ENTRIES = [
    {"text_en": "The General Assembly,"},
    {"text_en": "Recalling  its\\_resolutions,"},
    {"items_en": ["1. Decides to act;", "2. Requests a report."]},
]


@pytest.fixture
def corpus(tmp_path):
    """A corpus of one document."""
    (tmp_path / "A-RES-60-1-fr-parsed.json").write_text(json.dumps(ENTRIES), encoding="utf-8")
    return tmp_path


@pytest.fixture
def labels(tmp_path):
    """Labels of an entry and of an item of a list that find their texts, and of two that do not."""
    rows = [
        (1, None, "Recalling its_resolutions,", "preambular"),
        (2, 1, "2. Requests a report.", "operative"),
        (2, 0, "1. Decides otherwise;", "operative"),
        (0, 1, "The General Assembly,", "neither"),
    ]
    lines = [
        {"doc": "A-RES-60-1", "index": i, "item": item, "sha256": text_hash(text), "section": section, "split": "test"}
        for i, item, text, section in rows
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_labels_find_their_entries_and_items(corpus, labels):
    evaluation = evaluate_sections(corpus, labels)
    assert evaluation.unmatched == 2
    score = evaluation.score("test", "documents")
    assert (score.documents, score.paragraphs) == (1, 2)
    assert score.f1 == {Section.PREAMBULAR: 1.0, Section.OPERATIVE: 1.0}
    assert score.macro_f1.value == 1.0
    table = format_evaluation(evaluation).splitlines()
    assert [line.split()[0] for line in table] == ["split", "test", "test", "test", "test", "2"]
    assert table[1].endswith("-")


def test_labels_that_find_nothing_are_an_error(corpus, labels, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(LabelError, match=r"empty: no text matches labels\.jsonl; point --corpus at"):
        evaluate_sections(tmp_path / "empty", labels)
    labels.write_text('{"doc": "A-RES-60-1", "section": "other"}', encoding="utf-8")
    with pytest.raises(LabelError, match=r"labels\.jsonl, line 1: not a section label"):
        evaluate_sections(corpus, labels)


def test_an_annexed_paragraph_is_the_annexs_in_its_document_and_has_its_own_section_alone(tmp_path):
    texts = ["The Council,", "Adopts the annex.", "Annex", "Recalling the storm,", "1. Decides to sail."]
    (tmp_path / "A-RES-60-1-fr-parsed.json").write_text(json.dumps([{"text_en": text} for text in texts]))
    lines = [
        {"doc": "A-RES-60-1", "index": i, "sha256": text_hash(texts[i]), "section": section, "split": "test"}
        | {"annex": True}
        for i, section in ((3, "preambular"), (4, "operative"))
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    evaluation = evaluate_sections(tmp_path, path)
    assert evaluation.score("test", "documents").f1 == {Section.NEITHER: 1.0}
    assert evaluation.score("test", "body only").f1 == {Section.PREAMBULAR: 1.0, Section.OPERATIVE: 1.0}
    path.write_text(json.dumps(lines[0] | {"annex": "yes"}), encoding="utf-8")
    with pytest.raises(LabelError, match=r"labels\.jsonl, line 1: 'annex' is true or false, not 'yes'"):
        evaluate_sections(tmp_path, path)


@pytest.mark.parametrize("labels", [SECTION_LABELS, HARD_SECTION_LABELS, DRAWN_SECTION_LABELS])
def test_labels_carry_no_text(labels):
    keys = {"doc", "index", "item", "sha256", "section", "split"}
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    assert {frozenset(row) - {"annex"} for row in rows} == {frozenset(keys)}
    splits = {split: {row["doc"] for row in rows if row["split"] == split} for split in ("test", "development")}
    assert not splits["test"] & splits["development"]


@pytest.mark.skipif(
    not (SHARED / "corpus" / "train-data").is_dir(), reason="needs a copy of the corpus in ../shared/corpus"
)
def test_the_corpus_evaluation_beats_the_shared_task():
    evaluation = evaluate_sections(SHARED / "corpus")
    assert evaluation.unmatched == 0
    for condition in ("documents", "no numbers", "body only"):
        score = evaluation.score("test", condition)
        assert score.macro_f1.value > 0.936, format_evaluation(evaluation)
        assert score.macro_f1.value > evaluation.score("test", "openings alone").macro_f1.value
    assert evaluation.score("test", "documents").paragraphs >= 700


@pytest.mark.skipif(
    not (SHARED / "corpus" / "train-data").is_dir(), reason="needs a copy of the corpus in ../shared/corpus"
)
def test_hard_texts_are_told_better_than_by_their_openings():
    evaluation = evaluate_sections(SHARED / "corpus", HARD_SECTION_LABELS)
    assert evaluation.unmatched == 0
    for condition in ("documents", "no numbers", "body only"):
        by_openings = evaluation.score("test", "openings alone").macro_f1.value
        assert evaluation.score("test", condition).macro_f1.value > by_openings + 0.15, format_evaluation(evaluation)
