"""Symbols of resolutions, decisions, parts, drafts and reports, and titles that are not the names of sponsors."""

import pytest

from clausetag.data import resolution_from_paragraphs

BODY = ["The Human Rights Council,", "Recalling the winter,", "1. Decides to act."]


def header(*rows: str, body: tuple[str, ...] = tuple(BODY)) -> tuple[str | None, str | None]:
    found = resolution_from_paragraphs([*rows, *body])
    return found.symbol, found.title


def test_a_decision():
    rows = (
        "A/HRC/DEC/90/101",
        "Decision adopted by the Human Rights Council on 3 May 2041",
        "90/101. Outcome of the talks",
    )
    assert header(*rows) == ("A/HRC/DEC/90/101", "Outcome of the talks")
    assert header(*rows[1:]) == ("A/HRC/DEC/90/101", "Outcome of the talks")


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("A/RES/90/33 B", "A/RES/90/33 B"),
        ("A/RES/90/33 A-B", "A/RES/90/33 A-B"),
        ("A/RES/90/33*", "A/RES/90/33"),
        ("A/RES/90/33 General Assembly", "A/RES/90/33"),
    ],
)
def test_the_letter_of_a_part(line, symbol):
    body = ("The General Assembly,", "1. Decides to act.")
    assert header(line, "90/33. The huts", body=body)[0] == symbol


@pytest.mark.parametrize(
    "symbol",
    ["S/2041/506", "A/C.3/90/L.12", "A/C.3/90/L.12/Rev.1", "A/HRC/90/L.5", "A/90/L.2", "E/2041/L.3", "S/PRST/2041/5",
     "E/CN.6/2041/L.4"],
)  # fmt: skip
def test_drafts_keep_their_symbol_and_sponsors_are_no_title(symbol):
    assert header(symbol, "Norland and Sudland: draft resolution") == (symbol, None)
    assert header(symbol, "Norland*: revised draft decision", "The huts") == (symbol, "The huts")


def test_documents_named_in_the_head_give_no_symbol():
    rows = ("Resolution adopted by the Council", "[on the report of the Third Committee (A/90/456)]", "Of huts")
    assert header(*rows, body=("The Council,", "1. Decides to act."))[0] is None


def test_digits_of_other_scripts():
    found = resolution_from_paragraphs(
        ["٩٠/٣٣ - الأكواخ", "إن الجمعية العامة،", "إذ تشير إلى الشتاء،", "١ - تقرر أن تعمل من أجل الدول في كل عام؛"]
    )
    assert found.symbol == "A/RES/90/33"


def test_a_decision_that_says_when_it_was_taken():
    said = "At its 9th plenary meeting, on 4 May 2041, the General Assembly, having met in the snow, decided:"
    found = resolution_from_paragraphs(["90/501. Keepers of huts", said, "(a) To rest;", "(b) To act.", "¹ A/90/L.9."])
    assert found.symbol == "A/DEC/90/501"
    assert (found.organ, found.meeting, str(found.adopted)) == ("General Assembly", "9th plenary meeting", "2041-05-04")


def test_amendments_keep_their_symbol_and_were_not_adopted():
    found = resolution_from_paragraphs(
        [
            "United Nations A/C.3/90/L.12",
            "12 May 2041",
            "Third Committee",
            "Norland and Sudland: amendments to draft resolution A/C.3/90/L.9",
            "1. Insert a new paragraph 3, reading:",
            "3. Also thanks the keepers of the huts;",
            "2. Delete paragraph 7.",
        ]
    )
    assert (found.symbol, found.title, found.adopted) == ("A/C.3/90/L.12", None, None)
    assert found.clauses[0].path == "op1"


def test_the_day_of_a_resolution_is_no_title():
    rows = ["Resolution 512 (2041)", "of 4 May 2041", "The Security Council,", "1. Decides to act."]
    found = resolution_from_paragraphs(rows)
    assert (found.symbol, str(found.adopted)) == ("S/RES/512 (2041)", "2041-05-04")
    assert found.title != "of 4 May 2041"
    said = "Adopted unanimously by the Security Council at its 9th meeting, on 4 May 2041"
    assert str(resolution_from_paragraphs([said, *rows[2:]]).adopted) == "2041-05-04"


def test_a_text_without_an_organ_begins_with_its_title():
    found = resolution_from_paragraphs(
        [
            "Body of Principles for Keepers",
            "Use of terms",
            "For the purposes of the Body of Principles:",
            "(a) “Keeper” means any person who keeps a hut;",
            "Principle 1",
            "No keeper shall be left in the snow.",
            "Rule 4. Food",
        ]
    )
    assert found.title == "Body of Principles for Keepers"


@pytest.mark.parametrize(
    ("organ", "title", "symbol"),
    [
        ("The Economic and Social Council,", "2041/5. Of the huts", "E/RES/2041/5"),
        ("Le Conseil économique et social,", "2041/5. Des huttes", "E/RES/2041/5"),
        ("The Commission on Human Rights,", "2041/5. Of the huts", None),
    ],
)
def test_numbers_with_a_year(organ, title, symbol):
    found = resolution_from_paragraphs([title, organ, "Rappelant de la neige et des huttes,", "1. Decides to act."])
    assert (found.symbol, found.title, found.session) == (symbol, title[8:], None)


@pytest.mark.parametrize(
    ("head", "organ", "clause"),
    [
        ("Résolution 512 (2041)", "Le Conseil de sécurité,", "1. Décide de la venue des gardes et des guides."),
        ("Резолюция 512 (2041)", "Совет Безопасности,", "1. постановляет, что это не для всех и не по его воле."),
        ("安全理事会第512(2041)号决议", "安全理事会，", "1. 决定看守人在冬天回家，并且决定在夏天再来；"),
        ("القرار 512 (2041)", "إن مجلس الأمن،", "1 - يقرر أن يعود الحراس إلى ديارهم من أجل الأطفال على أن يعودوا؛"),
    ],
)  # fmt: skip
def test_numbers_of_the_security_council(head, organ, clause):
    assert resolution_from_paragraphs([head, organ, clause]).symbol == "S/RES/512 (2041)"


def test_a_decision_in_another_language():
    said = "En su 9ª sesión, celebrada el 4 de mayo de 2041, el Consejo de Derechos Humanos decidió:"
    found = resolution_from_paragraphs(
        ["Consejo de Derechos Humanos", "90/101. Las cabañas", said, "a) Descansar en los Alpes;", "b) Volver."]
    )
    assert (found.symbol, str(found.adopted), found.meeting) == ("A/HRC/DEC/90/101", "2041-05-04", "9ª sesión")


def test_a_resolution_that_recalls_a_meeting_is_no_decision():
    recalls = "Recalling what was agreed at its 9th meeting, on 4 May 2040, on the huts,"
    rows = ["90/33. Huts", "The General Assembly,", recalls, "1. Decides to act.", "12 May 2041"]
    found = resolution_from_paragraphs(rows)
    assert (found.symbol, str(found.adopted)) == ("A/RES/90/33", "2041-05-12")


def test_numbers_behind_the_word_resolution_and_numbers_of_drafts_that_are_open():
    body = ("The General Assembly,", "1. Decides to act.")
    assert header("Resolution 90/33", "Of the huts", body=body) == ("A/RES/90/33", "Of the huts")
    assert header("90/… Of the huts", body=body) == (None, "Of the huts")
    assert header("90/... Of the huts", body=body) == (None, "Of the huts")
