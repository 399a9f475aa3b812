"""What a line is, seen on its own."""

import pytest

from clausetag.data.documents.forms import ENGLISH
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.look import is_furniture, look


@pytest.mark.parametrize(
    "text",
    [
        "60th plenary meeting",
        "20 December 2012",
        "[Adopted without a vote.]",
        "Adopted by a recorded vote of 120 to 3, with 40 abstentions.",
        "In favour: " + ", ".join(f"State {n}" for n in range(60)),
        "VOTING: 33 to 0",
    ],
)
def test_lines_that_close_a_resolution(text):
    assert look(text).is_closing


@pytest.mark.parametrize("text", ["Recalling what was said on 20 December 2012,", "Adopts the Declaration;", "Votes"])
def test_lines_that_close_none(text):
    assert not look(text).is_closing


@pytest.mark.parametrize(("text", "is_annex"), [("Annex II", True), ("ANNEX: Plan", True), ("Annexes a list;", False)])
def test_annexes(text, is_annex):
    assert look(text).is_annex is is_annex


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("The General Assembly,", "General Assembly"),
        ("THE SECURITY COUNCIL", "Security Council"),
        ("The Gencral Asscmbly,", "General Assembly"),
        ("The Economic Commission for Africa,", "Economic Commission for Africa"),
        ("The General Assembly decides to act;", None),
        ("Committee on Seats", None),
    ],
)
def test_the_line_of_an_organ(text, organ):
    assert look(text).organ == organ


@pytest.mark.parametrize("text", ["See A/67/299.", "Resolution 217 A (III).", "Ibid., annex."])
def test_footnotes_without_a_number(text):
    assert look(text).is_note
    assert look(text).kind is Kind.FURNITURE


@pytest.mark.parametrize(
    "text",
    ["Page 3 of 9", "12-48892", "2/9", "A/RES/67/172", "GE.11-12345", "_____", "English",
     "2 GE.11-12345", "Retrieved from “https://huts.org”", "Source of position: A/HRC/90/9/Add.1"],
)  # fmt: skip
def test_page_furniture(text):
    assert is_furniture(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [("Recalling the Charter,", ","), ("the Charter;12", ";"), ("the Charter; and", ";"), ("Health", ""), ("", "")],
)
def test_the_last_mark(text, end):
    assert look(text).end == end


@pytest.mark.parametrize(("text", "label"), [("A", "A"), ("Part II", "II"), ("IV. Health", "IV"), ("Health", "")])
def test_labels_of_headings(text, label):
    assert ENGLISH.heading_label(text) == label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("T akes note of the huts;", Kind.OPERATIVE),
        ("A dopts the plan of the guides;", Kind.OPERATIVE),
        ("H aving seen the huts,", Kind.PREAMBULAR),
        ("Recommendations that Members carry wood;", Kind.OPERATIVE),
        ("The Gcncral Asscmbly,", Kind.ORGAN),
        ("I,'Asscmblee generalc,", Kind.ORGAN),
        ("The general manager,", Kind.TEXT),
        ("A hut of the guides,", Kind.TEXT),
        ("In order that paths stay open, and so that guides are not lost, we urge all to act.", Kind.COMMITMENT),
    ],
)
def test_words_that_were_misread(text, kind):
    assert look(text).kind is kind


def test_a_line_made_to_be_slow_is_looked_at_at_once():
    """Each would take years if its pattern could be matched in two ways."""
    assert not look("1" + "th" * 120).is_closing
    assert not look("A" * 200 + "!").is_note
