"""Labels that name a clause by document and hash: its text is found in a folder, or what is lost is said by row."""

import json

import pytest

from clausetag.data import ClausetagError
from clausetag.data.dataset.annotations import text_hash
from clausetag.data.documents.read import read_resolution, seed_path
from clausetag.data.labelling.describe import describe
from clausetag.data.labelling.importing import read_files
from clausetag.data.labelling.lines import read_labels
from clausetag.data.labelling.own import own_labels

SEED = read_resolution(seed_path())
SYMBOL = "A/RES/67/172"
WELLS = "Dig wells in every village of the dry northern plain"
NOTES = "The wells of Orlau were cleaned in spring.\n\nThe quay of Orlau was mended in autumn.\n"
WHOLE = {"text_en": "Urges  all to drink\\_water;", "type": "paragraph"}
LIST = {"items_en": ["the boats;", "the quays;"], "type": "list"}


@pytest.fixture
def folder(tmp_path):
    """Documents of several kinds: one named by its symbol, one that only says its symbol, a text, a book of tables."""
    folder = tmp_path / "documents"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "migrants.txt").write_bytes(seed_path().read_bytes())
    (folder / "notes.txt").write_text(NOTES, encoding="utf-8")
    (folder / "read me.md").write_text("Nothing to tag", encoding="utf-8")
    return folder


def clause(path):
    return SEED.clause(path).text


def found(project, path, folder, **how):
    ((reading,), names) = read_files([path], project, documents=folder, **how)
    return list(reading.labels), [str(problem) for problem in reading.problems], "\n".join(describe(reading, names))


def test_the_text_is_found_by_symbol_or_file_name(sheet, project, folder):
    path = sheet(
        ["symbol", "path", "sha256", "water", "coder"],
        [SYMBOL, "op3", text_hash(clause("op3")), "0", "anna"],
        ["A-RES-67-172", "", text_hash(clause("pp1")), "1", "bob"],
        ["notes.txt", "", text_hash("The wells of Orlau were cleaned in spring."), "1", "bob"],
        ["notes", "p2", text_hash("The quay of Orlau was mended in autumn.").upper(), "?", "bob"],
    )
    labels, problems, shown = found(project, path, folder)
    assert problems == []
    assert [(label.text, label.answer, label.annotator) for label in labels[:2]] == [
        (clause("op3"), "no", "anna"),
        (clause("pp1"), "yes", "bob"),
    ]
    assert [(label.document, label.path) for label in labels] == [
        (SYMBOL, "op3"), ("A-RES-67-172", ""), ("notes.txt", ""), ("notes", "p2"),
    ]  # fmt: skip
    assert f"4 texts found in {folder} by document and sha256" in shown
    assert "not used" not in shown


def test_one_document_may_be_given_in_place_of_a_folder(sheet, project, folder):
    path = sheet(["document", "sha256", "water"], [SYMBOL, text_hash(clause("op3")), "0"])
    labels, problems, _ = found(project, path, folder / "more" / "migrants.txt")
    assert [label.text for label in labels] == [clause("op3")]
    assert problems == []


def test_rows_with_a_text_stay_as_they_are(sheet, project, folder):
    path = sheet(
        ["wording", "document", "sha256", "water"],
        [WELLS, "Sylvania", "0" * 64, "1"],
        ["", SYMBOL, text_hash(clause("op3")), "0"],
    )
    labels, problems, _ = found(project, path, folder, text="wording")
    assert [label.text for label in labels] == [WELLS, clause("op3")]
    assert problems == []


def test_labels_as_those_that_ship(tmp_path, project):
    corpus = tmp_path / "corpus" / "train-data"
    corpus.mkdir(parents=True)
    (corpus / "A-RES-1-1-fr-parsed.json").write_text(json.dumps([WHOLE, LIST]), encoding="utf-8")
    texts = ("Urges all to drink_water;", "the quays;")
    place = {"doc": "A-RES-1-1", "themes": ["water"], "unsure": False, "by": "reading"}
    kept = [place | {"index": 0, "sha256": text_hash(texts[0])}]
    kept += [place | {"index": 1, "item": 1, "sha256": text_hash(texts[1]), "themes": []}]
    path = tmp_path / "shipped.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in kept), encoding="utf-8")
    labels, problems, _ = found(project, path, corpus.parent)
    assert problems == []
    assert [(label.text, label.answer) for label in labels] == [(texts[0], "yes"), (texts[1], "no")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["A/RES/99/1", "", "0" * 64], "column document: 'A/RES/99/1' is not in "),
        ([SYMBOL, "op3", "0" * 64], "column sha256: the text of op3 in A/RES/67/172 differs from the one labelled"),
        ([SYMBOL, "op99", "0" * 64], "column sha256: A/RES/67/172 has no clause op99, and none with the text"),
        ([SYMBOL, "", "0" * 64], "column sha256: A/RES/67/172 has no clause with the text that was labelled"),
        ([SYMBOL, "op3", "12ab"], "column sha256: '12ab' is no sha256; it has 64 signs"),
        (["", "op3", "0" * 64], "column document: empty, though the row has a sha256 in place of a text"),
    ],
)
def test_what_is_lost_is_said_by_row(sheet, project, folder, row, said):
    path = sheet(["document", "path", "sha256", "themes"], [*row, "water"])
    labels, (problem,), _ = found(project, path, folder)
    assert labels == []
    assert problem.startswith("mine.csv, row 2, ")
    assert said in problem


def test_a_file_that_cannot_be_read_is_named_where_a_document_is_missing(sheet, project, folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    path = sheet(["document", "sha256", "water"], ["A/RES/99/1", "0" * 64, "1"])
    _, (problem,), shown = found(project, path, folder)
    assert "'A/RES/99/1' is not in" in problem
    assert "1 file" in shown
    assert "broken.pdf" in shown


def test_without_a_folder_it_is_said_how_to_give_one(sheet, project, tmp_path, monkeypatch):
    path = sheet(["document", "sha256", "water"], [SYMBOL, "0" * 64, "1"])
    for read in (lambda: read_files([path], project), lambda: own_labels(path, project.themes())):
        with pytest.raises(ClausetagError, match=r"mine\.csv: 1 row with a sha256 .* mine\.csv --documents FOLDER"):
            read()
    with pytest.raises(ClausetagError, match="nowhere: no such folder"):
        read_files([path], project, documents=tmp_path / "nowhere")
    kept = project.labels_folder / "mine.jsonl"
    kept.write_text(json.dumps({"document": SYMBOL, "sha256": "0" * 64, "theme": "water", "answer": "yes"}))
    with pytest.raises(ClausetagError, match=r"line 1: a clause by reference; .* mine\.jsonl --documents FOLDER"):
        read_labels(kept)
