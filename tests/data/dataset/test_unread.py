"""Official clauses that nobody read: none of a gold set, and none that nearly repeats a clause of one."""

from dataclasses import replace

import pytest

from clausetag.data.dataset import unread
from clausetag.data.dataset.annotations import Annotation, document_key, text_hash
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.unread import apart_from, unread_examples

READ = "Welcomes the bees that the beekeepers of the region have brought to a tree beside the school;"
UNREAD = "Asks all beekeepers to count their hives every spring;"
LU = "Accueille avec satisfaction les abeilles que les apiculteurs ont apportées à un arbre près de l’école ;"
NON_LU = "Demande à tous les apiculteurs de compter leurs ruches chaque printemps ;"
GOLD = "Invites the keepers of orchards to open them to the public on the first Sunday of every month;"
NEARLY = "Invites the keepers of orchards to open them to the public on the second Sunday of every month;"


@pytest.fixture
def folder(tmp_path, akn_document):
    """A folder of official texts: one document in two languages, and one that nearly repeats a gold clause."""
    clauses = ("para_1", "1.", READ), ("para_2", "2.", UNREAD)
    french = ("para_1", "1.", LU), ("para_2", "2.", NON_LU)
    (tmp_path / "1.xml").write_bytes(akn_document("A/RES/99/1", *clauses))
    (tmp_path / "2.xml").write_bytes(akn_document("A/RES/99/1", *french, language="fra"))
    (tmp_path / "3.xml").write_bytes(akn_document("A/RES/99/2", ("para_1", "1.", GOLD), ("para_2", "2.", "Agrees;")))
    (tmp_path / "4.xml").write_bytes(akn_document("A/RES/99/3", ("para_1", "1.", NEARLY)))
    return tmp_path


@pytest.fixture
def gold(monkeypatch):
    """Make A/RES/99/2 the only document of the gold sets."""
    label = Annotation("A/RES/99/2", "para_1", text_hash(GOLD), ())
    monkeypatch.setattr(unread, "gold_documents", lambda: frozenset({label.doc}))
    monkeypatch.setattr(unread, "read_gold", lambda themes, *, official: [label] if official else [])


def example(text: str, document: str = "A/RES/1/1", language: str = "en") -> Example:
    name = f"{document}#{text_hash(text)[:6]}"
    return Example(name, text, (), "operative", "official", document, None, None, name, language)


def test_what_has_a_label_or_is_gold_or_nearly_so_is_left_out(folder, gold):
    found = unread_examples([folder], [example(READ, "A/RES/99/1"), example(LU, "A/RES/99/1", "fr")])
    assert [(one.text, one.language) for one in found] == [(UNREAD, "en"), (NON_LU, "fr")]
    assert {one.asked for one in found} == {()}
    assert {one.cluster for one in found} == {"A/RES/99/1#para_2"}


def test_a_language_that_has_a_label_is_left_out_alone(folder, gold):
    found = unread_examples([folder], [example(LU, "A/RES/99/1", "fr")])
    assert [one.text for one in found] == [READ, UNREAD, NON_LU]


def test_without_official_texts_there_are_none(tmp_path):
    assert unread_examples([], []) == []
    assert unread_examples(["hub", tmp_path], []) == []


def test_apart_from_others_in_no_language_and_no_document():
    english, other = example(READ), example(UNREAD, "A/RES/1/2")
    french = replace(english, id="french", text=LU, language="fr")
    together = [english, french, other]
    near = example(READ.replace("a tree", "one tree"), "A/RES/5/5")
    assert apart_from(together, [near]) == [other]
    assert apart_from(together, [example(GOLD, other.document)]) == [english, french]
    assert apart_from(together, []) == together
    assert document_key(english.document) != document_key(other.document)
