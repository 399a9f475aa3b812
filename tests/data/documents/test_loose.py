"""What is no resolution comes back as its paragraphs, and a resolution is known when it is one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import read_resolution_bytes
from clausetag.data.documents.loose import is_recognised, opening_line, read_any, read_any_bytes, unrecognised
from clausetag.data.errors import DocumentError

RESOLUTION = "The General Assembly,\n\nRecalling its concern for lakes,\n\n1. Urges States to clean them;\n"


@pytest.mark.parametrize(
    "text",
    [
        "Buy milk and eggs\nCall the plumber about the tap\n",
        "Share on Facebook\n\nThe General Assembly is worried about lakes. So are others.\n\nMore news below.\n",
        "1. Milk.\n2. Bread and butter.\n3. A tap for the kitchen.\n",
        "Lakes should be clean.\n\nRivers too.\n",
    ],
)
def test_other_texts_give_their_paragraphs_and_nothing_made_up(text):
    found = read_any_bytes(text.encode(), "Pasted text")
    assert not is_recognised(found)
    assert [clause.text for clause in found.clauses] == [line for line in text.splitlines() if line]
    assert [clause.path for clause in found.clauses] == [f"p{n}" for n in range(1, len(found.clauses) + 1)]
    assert (found.title, found.organ, found.symbol) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        RESOLUTION,
        "Calls upon all States to clean their lakes;",
        "Recalling its concern,\n\nUrges States to act;\n\nAn odd line in between\n",
        "L’Assemblée générale,\n\nRappelant ses résolutions sur les lacs,\n\n1. Demande aux États d’agir;\n",
    ],
)
def test_resolutions_and_parts_of_them_are_read_as_ever(text):
    found = read_any_bytes(text.encode(), "x")
    assert found == read_resolution_bytes(text.encode(), "x")
    assert is_recognised(found)


def test_reports_and_mark_up_are_known(akn_document):
    text = "Report of the Lake Committee\n\n" + "".join(f"{n}. The lake was visited on foot.\n\n" for n in range(1, 8))
    report = read_any_bytes(text.encode(), "x")
    assert [clause.path for clause in report.clauses][:2] == ["p1", "p2"]
    assert is_recognised(report)
    assert is_recognised(read_any_bytes(akn_document("A/RES/99/1", ("p1", "1.", "To clean lakes;")), "x.xml"))


def test_buttons_of_a_page_are_no_title():
    for button in ("Share this page", "Skip to main content", "Print", "Download PDF", "Share | Tweet | Email"):
        assert read_resolution_bytes(f"{button}\n\n{RESOLUTION}".encode(), "x").title is None
    assert (
        read_resolution_bytes(f"Follow-up to the lakes\n\n{RESOLUTION}".encode(), "x").title == "Follow-up to the lakes"
    )


def test_the_line_that_opens_is_the_documents_own():
    assert opening_line(read_resolution_bytes(RESOLUTION.encode(), "x")) == "The General Assembly,"
    assert opening_line(read_resolution_bytes(b"Urges States to act;", "x")) == ""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), max_size=8))
def test_whatever_is_pasted_is_read_or_refused_in_words(lines):
    content = "\n\n".join(lines).encode()
    if not content.strip():
        with pytest.raises(DocumentError, match="Pasted text: "):
            read_any_bytes(content, "Pasted text")
        return
    with contextlib.suppress(DocumentError):
        found = read_any_bytes(content, "Pasted text")
        assert len({clause.path for clause in found.clauses}) == len(found.clauses)


def test_what_is_no_resolution_says_so_whichever_way_it_came(tmp_path):
    (tmp_path / "notes.txt").write_text("Buy milk and eggs\n\nCall the plumber about the tap\n")
    found = read_any(tmp_path / "notes.txt")
    assert unrecognised(found) == "notes.txt, 2 paragraphs, no resolution recognised"
    assert unrecognised(read_any_bytes(b"Buy milk and eggs", "a")) == "a, 1 paragraph, no resolution recognised"
    assert unrecognised(read_any_bytes(RESOLUTION.encode(), "x")) == ""
    with pytest.raises(DocumentError, match="no such file"):
        read_any(tmp_path / "absent.txt")


def test_tables_of_figures_are_kept_where_nothing_is_recognised():
    row = "<tr><td>{}</td><td>{}</td></tr>"
    table = f"<table>{row.format('Tree', 'Share')}{row.format('Ash', '12')}</table>"
    found = read_any_bytes(f"<html><body><p>Trees of the park</p>{table}</body></html>".encode(), "a.html")
    assert not is_recognised(found)
    assert [line.text for line in found.left_out] == ["Tree Share", "Ash 12"]
