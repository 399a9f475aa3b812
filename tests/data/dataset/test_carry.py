"""Labels of the translated corpus carried over to official texts by the letters of their French original."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.dataset.annotations import Annotation, read_annotations, text_hash
from clausetag.data.dataset.carry import carry_over, label_lines, letters_of
from clausetag.data.dataset.corpus import CorpusDocument, corpus_document
from clausetag.data.dataset.official import OfficialTexts, read_official

THEMES = ("detention", "children")
TRANSLATED = "It is decided that the girls and boys will plant a tree near each school;"
ENGLISH = "Decides that girls and boys shall plant a tree beside each school;"
FRENCH = "Décide que filles et garçons planteront un arbre à côté de chaque école ;"
OTHER = ("Requests a report on the gardens;", "Prie le Secrétaire général de faire rapport sur les jardins ;")


@pytest.fixture
def official(tmp_path, akn_document):
    """Read an official document, given as its English and French clauses (name, number, text)."""

    def make(english, french, symbol="A/RES/99/1"):
        folder = tmp_path / "unxml"
        folder.mkdir(exist_ok=True)
        for language, clauses in (("eng", english), ("fra", french)):
            if clauses:
                (folder / f"{language}.xml").write_bytes(akn_document(symbol, *clauses, language=language))
        return read_official([folder])

    return make


@pytest.fixture
def both(official):
    """An official document of two clauses in both languages."""
    return official(
        [("para_1", "1.", ENGLISH), ("para_2", "2.", OTHER[0])], [("para_1", "1.", FRENCH), ("para_2", "2.", OTHER[1])]
    )


def corpus(french, english=TRANSLATED, name="A-RES-99-1"):
    entries = [{"type": "heading", "text_fr": "", "text_en": "The General Assembly,"}]
    entries.append({"type": "paragraph", "text_fr": french, "text_en": english})
    return corpus_document(json.dumps(entries).encode(), f"{name}-fr-parsed.json")


def label(text=TRANSLATED, doc="A-RES-99-1", unit="1", themes=("children",)):
    return Annotation(doc, unit, text_hash(text), themes, unsure=True)


def carried(document, texts, *labels):
    return carry_over(labels or [label()], [document], texts, when="2026-11-26")


@pytest.mark.parametrize(
    "french",
    [
        FRENCH,
        f"1. {FRENCH}",  # the corpus prints numbers in the text
        FRENCH.upper().replace(" ", "  "),
        FRENCH.replace("é", "e").replace("ç", "c").replace(" ;", ";"),  # accents lost on the way
        FRENCH.replace("planteront", "plan- teront"),  # a line was broken
        FRENCH.replace("chaque école", "chaque ecolc"),  # a letter misread
        f"{FRENCH}1",  # the mark of a note
    ],
)
def test_a_label_is_carried_by_letters_that_are_nearly_the_same(both, french):
    (new,), report = carried(corpus(french), both)
    assert new == Annotation(
        "A/RES/99/1", "para_1", text_hash(ENGLISH), ("children",), True, "2026-11-26", "A-RES-99-1#1"
    )
    assert report.outcomes == {"carried over": 1, "no official text in both languages": 0}
    assert str(report).startswith("labels of the translated corpus: 1; carried over 1; ")


def outcome(document, texts, *labels):
    new, report = carried(document, texts, *labels)
    assert new == []
    assert sum(report.outcomes.values()) == report.labels == len(labels or [1])
    (found,) = (what for what, number in report.outcomes.items() if number)
    return found


def test_another_french_text_is_left(both):
    assert outcome(corpus("Décide de rester saisie de la question."), both) == "not found by its French text"


def test_a_text_found_twice_is_left(official):
    english = [("para_1", "1.", ENGLISH), ("para_2", "2.", ENGLISH.replace("each", "every"))]
    for second in (FRENCH, FRENCH.replace("chaque", "chacune")):
        texts = official(english, [("para_1", "1.", FRENCH), ("para_2", "2.", second)])
        near = FRENCH if second == FRENCH else FRENCH.replace("chaque", "chacun")
        assert outcome(corpus(near), texts) == "several clauses alike"


def test_letters_that_are_the_same_go_before_letters_that_are_nearly(official):
    english = [("para_1", "1.", ENGLISH.replace("each", "every")), ("para_2", "2.", ENGLISH)]
    texts = official(english, [("para_1", "1.", FRENCH.replace("chaque", "toute")), ("para_2", "2.", FRENCH)])
    assert [new.unit for new in carried(corpus(FRENCH), texts)[0]] == ["para_2"]


def test_a_label_of_another_text_is_left(both):
    assert outcome(corpus(FRENCH), both, label("Decides otherwise;")) == "another text than the one labelled"
    assert outcome(corpus(FRENCH), both, label(unit="9")) == "another text than the one labelled"


@pytest.mark.parametrize("french", ["", "1.", "* * *"])
def test_a_paragraph_without_original_is_left(both, french):
    assert outcome(corpus(french), both) == "no French original"


def test_a_document_without_any_original_is_left(both):
    document = CorpusDocument("A-RES-99-1", ("The General Assembly,", TRANSLATED), (0, 1, 2))
    assert outcome(document, both) == "no French original"


@pytest.mark.parametrize(
    ("english", "french", "reason"),
    [
        ([("para_1", "2.", ENGLISH)], [("para_1", "1.", FRENCH)], "no English clause at its path"),
        ([("", "1.", ENGLISH)], [("para_1", "1.", FRENCH)], "no English clause at its path"),
        ([("para_1", "1.", ENGLISH + " 2030.")], [("para_1", "1.", FRENCH)], "other resolutions or years named"),
        ([("para_1", "1.", ENGLISH * 3)], [("para_1", "1.", FRENCH)], "another length"),
        (
            [("para_1", "1.", ENGLISH)],
            [("para_5", "1.", FRENCH), ("para_6", "2.", OTHER[1])],
            "no unit of that name",
        ),
        (
            [("para_1", "1.", ENGLISH), ("para_2", "2.", OTHER[0])],
            [("para_2", "1.", FRENCH), ("para_1", "2.", OTHER[1])],
            "another number",
        ),
        ([("para_1", "1.", ENGLISH)], [("", "1.", FRENCH)], "not found by its French text"),
    ],
)
def test_an_english_clause_that_is_not_shown_to_be_the_same_is_left(official, english, french, reason):
    assert outcome(corpus(FRENCH), official(english, french)) == reason


def test_a_document_must_be_there_in_both_languages(official):
    reason = "no official text in both languages"
    assert outcome(corpus(FRENCH), OfficialTexts()) == reason
    assert outcome(corpus(FRENCH), official([("para_1", "1.", ENGLISH)], [])) == reason
    assert outcome(corpus(FRENCH, name="A-RES-99-2"), official([("p", "1.", ENGLISH)], [("p", "1.", FRENCH)])) == reason


def test_of_two_labels_of_a_clause_the_first_is_kept_and_both_are_counted(both):
    entries = [{"type": "paragraph", "text_fr": FRENCH, "text_en": text} for text in (TRANSLATED, ENGLISH)]
    document = corpus_document(json.dumps(entries).encode(), "A-RES-99-1-fr-parsed.json")
    labels = [label(unit="0"), label(ENGLISH, unit="1", themes=())]
    (new,), report = carried(document, both, *labels)
    assert (new.by, new.themes) == ("A-RES-99-1#0", ("children",))
    assert {what: n for what, n in report.outcomes.items() if n} == {
        "carried over": 1,
        "another label of the same clause": 1,
    }


def test_an_item_of_a_list_is_carried(both):
    entries = [{"type": "list", "items_fr": [f"1. {OTHER[1]}", f"2. {FRENCH}"], "items_en": ["1. Asks;", TRANSLATED]}]
    document = corpus_document(json.dumps(entries).encode(), "A-RES-99-1-fr-parsed.json")
    (new,), _ = carried(document, both, label(unit="0.1"))
    assert (new.unit, new.by) == ("para_1", "A-RES-99-1#0.1")


def test_carried_labels_are_written_and_read_again(both, tmp_path):
    new, _ = carried(corpus(FRENCH), both, label(themes=("children", "detention")))
    lines = label_lines(new, THEMES)
    assert [*lines[0]] == ["doc", "eid", "sha256", "themes", "unsure", "when", "by"]
    assert lines[0]["themes"] == ["detention", "children"]
    (tmp_path / "carried.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (again,), _ = read_annotations(THEMES, tmp_path)
    assert label_lines([again], THEMES) == lines


def test_documents_of_the_corpus_without_french_items_are_read():
    entries = [
        {"type": "list", "items_fr": None, "items_en": ["Decides;", "Asks;"]},
        {"type": "list", "items_fr": ["Décide ;"], "items_en": ["Decides;", "Asks;"]},
        {"type": "paragraph", "text_fr": None, "text_en": "Decides;"},
    ]
    document = corpus_document(json.dumps(entries).encode(), "A-RES-99-1-fr-parsed.json")
    assert document.french == ("",) * len(document.paragraphs)


@pytest.mark.parametrize(
    ("text", "letters"), [("Décide d'ŒUVRER, 12 fois !", "decidedœuvrerfois"), ("ﬁn", "fin"), ("١٢ -", ""), ("", "")]
)
def test_letters(text, letters):
    assert letters_of(text) == letters


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_white_space_and_signs_make_no_difference_to_letters(text):
    letters = letters_of(text)
    assert letters_of(" -\u00a0".join(text)) == letters
    assert letters_of(letters) == letters
    assert letters == "" or letters.isalpha()
