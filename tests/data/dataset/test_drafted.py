"""Clauses written for this project, in whatever of the six languages."""

import json

import pytest

from clausetag.data import LabelError
from clausetag.data.dataset import drafted
from clausetag.data.dataset.drafted import drafted_examples
from clausetag.data.dataset.examples import load_examples

KEYS = ("detention", "children", "trafficking", "labour_rights")
CLAUSE = {"id": "x1", "text": "Prie le gardien du phare d'ouvrir ses portes ;", "themes": [], "section": "operative"}


@pytest.fixture
def folder(tmp_path):
    def write(*entries):
        lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        (tmp_path / "some.jsonl").write_text(lines, encoding="utf-8")
        return tmp_path

    return write


def test_a_clause_is_in_english_unless_it_says_otherwise(folder):
    written = folder(CLAUSE | {"language": "fr"}, CLAUSE | {"id": "x2", "text": "Asks the keeper to open the doors;"})
    assert [example.language for example in drafted_examples(KEYS, written)] == ["fr", "en"]


@pytest.mark.parametrize("language", ["xx", "", 3, ["fr"]])
def test_a_language_that_is_none_of_the_six_is_refused(folder, language):
    with pytest.raises(LabelError, match=r"some\.jsonl, line 1: field 'language' must be one of en, "):
        drafted_examples(KEYS, folder(CLAUSE | {"language": language}))


def test_versions_of_a_clause_in_several_languages_are_one_document(folder):
    versions = [CLAUSE | {"id": f"x1-{language}", "language": language, "document": "x1"} for language in ("fr", "es")]
    found = drafted_examples(KEYS, folder(*versions, CLAUSE | {"id": "x2"}))
    assert [example.document for example in found] == ["drafted-x1", "drafted-x1", "drafted-x2"]


@pytest.mark.parametrize("document", ["", 3, None])
def test_a_document_that_is_no_name_is_refused(folder, document):
    with pytest.raises(LabelError, match=r"some\.jsonl, line 1: field 'document'"):
        drafted_examples(KEYS, folder(CLAUSE | {"document": document}))


def test_clauses_in_other_languages_are_learned_from_and_near_copies_share_a_cluster(folder, monkeypatch):
    text = "Prie le gardien du phare d'ouvrir ses portes aux marins de la baie et de compter les lampes chaque soir ;"
    both = CLAUSE | {"language": "fr", "text": text}
    monkeypatch.setattr(drafted, "DRAFTED", folder(both, both | {"id": "x2", "text": text.replace("soir", "matin")}))
    found = [example for example in load_examples(())[0] if example.source == "drafted"]
    assert [(example.id, example.language, example.cluster) for example in found] == [
        ("x1", "fr", "x1"),
        ("x2", "fr", "x1"),
    ]
