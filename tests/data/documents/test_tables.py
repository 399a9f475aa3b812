"""Tables of figures are no clauses, and keep their cells and their place; tables that clauses are set in are read."""

import io

import docx
import pytest

from clausetag.data import read_resolution_bytes
from clausetag.data.documents.resolution import Rest

BEFORE = ("The General Assembly,", "Recalling the trees,", "1. Decides to plant as follows:")
BEHIND = ("2. Also decides to water.", "3. Asks for a report on every one of the trees that were planted in the park.")
FIGURES = (("Tree", "2043", "Share"), ("Ash", "1 200", "0.5%"), ("Oak, in parks where children play", "–", "1.25"))
CLAUSES = (("1.", "Urges States to plant;"), ("2.", "Asks them to water;"))
WORDS = (("Tree", "Where", "Planted"), ("Ash", "in parks", "14"), ("Oak", "in woods", "few"))


def as_html(*blocks):
    def row(cells):
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    made = (f"<p>{b}</p>" if isinstance(b, str) else f"<table>{''.join(map(row, b))}</table>" for b in blocks)
    return f"<html><body>{''.join(made)}</body></html>".encode()


def as_word(*blocks):
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for cells, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(params=[as_html, as_word], ids=["html", "docx"])
def read(request):
    return lambda *blocks: read_resolution_bytes(request.param(*blocks), "a")


def rows_of(found):
    return [(line.cells, line.after) for line in found.left_out if line.kind is Rest.TABLE]


def test_a_table_of_figures_stands_below_its_clause(read):
    found = read(*BEFORE, FIGURES, *BEHIND[:1], FIGURES[:2], *BEHIND[1:])
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2", "op3"]
    assert rows_of(found) == [*((row, "op1") for row in FIGURES), *((row, "op2") for row in FIGURES[:2])]


def test_tables_that_clauses_are_set_in_are_read_as_clauses(read):
    found = read(*BEFORE[:2], CLAUSES)
    assert [clause.text for clause in found.clauses][1:] == [text for _, text in CLAUSES]
    assert rows_of(found) == []


def test_figures_among_cells_of_words_are_rows_of_tables_too_and_not_page_numbers(read):
    found = read(BEHIND[1].replace("3.", "1."), WORDS)
    assert [line.text for line in found.left_out if line.kind is Rest.TABLE] == ["14"]


def test_what_is_said_of_texts_stands_beside_them_and_is_no_heading(read):
    asked = (
        ("Recommendation", "Position", "Theme"),
        ("6.1 Plant trees in the park (Norland);", "Supported", "Woods; parks"),
        ("6.2 Water the trees (Sudland);", "Noted", ""),
        ("6.3 Let children play there (Ostland).", "Supported", "Children"),
    )
    found = read("6. The recommendations below were examined:", asked, "7. All of them are those of States.")
    assert [clause.path for clause in found.clauses] == ["op6", "op6.1", "op6.2", "op6.3", "op7"]
    assert {clause.headings for clause in found.clauses[1:]} == {("Recommendation",)}
    assert rows_of(found) == [
        (("Position", "Theme"), "op6"),
        (("Supported", "Woods; parks"), "op6.1"),
        (("Noted", ""), "op6.2"),
        (("Supported", "Children"), "op6.3"),
    ]


def test_two_columns_of_texts_and_titles_before_texts_are_read(read):
    both = (("One", "Two"), ("Plant all the trees.", "Water all the trees."), ("Go to parks.", "Go to the woods."))
    titled = (("", "What is asked"), ("Woods", "Plant all the trees."), ("Parks", "Go to the parks."))
    for table in (both, titled):
        assert rows_of(read("1. Decides as follows:", table)) == []


def test_cells_that_span_several_leave_empty_ones():
    table = "<tr><td>Tree</td><td colspan=2>Planted</td></tr><tr><td>Ash</td><td>12</td><td>14</td></tr>"
    found = read_resolution_bytes(
        f"<html><body><p>1. Decides to plant:</p><table>{table}</table></body></html>".encode(), "a.html"
    )
    assert rows_of(found) == [(("Tree", "Planted", ""), "op1"), (("Ash", "12", "14"), "op1")]


def test_a_table_within_a_table_or_with_hidden_cells_is_read_cell_by_cell():
    inner = "<table><tr><td>Tree</td><td>Share</td></tr><tr><td>Ash</td><td>12</td></tr></table>"
    for table in (f"<table><tr><td>{inner}</td><td>1</td></tr></table>", inner.replace("<td>12", "<td hidden>12")):
        found = read_resolution_bytes(f"<html><body><p>1. Decides:</p>{table}</body></html>".encode(), "a.html")
        assert len(rows_of(found)) == (2 if "hidden" not in table else 0)


def test_captions_lines_and_marks_of_notes_in_cells_are_kept_apart():
    table = (
        "<table><caption>Trees of the park</caption><tr><th>Tree<br>kind</th><th>Share</th></tr>"
        "<tr><td><p>Ash</p><p>grey</p><style>p{}</style></td><td>12<sup><a href='#n1'>1</a></sup></td></tr></table>"
    )
    body = f"<p>The Council,</p><p>1. Decides to plant:</p>{table}<p>2. Ends.</p><p id='n1'><sup>1</sup> Planted.</p>"
    found = read_resolution_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert [cells for cells, _ in rows_of(found)] == [
        ("Trees of the park", ""),
        ("Tree kind", "Share"),
        ("Ash grey", "12 1"),
    ]
    assert [note.text for note in found.footnotes] == ["Planted."]
