"""The tables of a resolution as tables of Word's own, each below the clause that it stands below."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeGuard

from clausetag.data.documents.readers.docx import TABLE_STYLE
from clausetag.data.documents.resolution import LeftOut, Resolution, TableRow
from clausetag.serve.outputs.word_xml import clean, element

if TYPE_CHECKING:
    from docx.document import Document

Table = Sequence[tuple[str, ...]]
_WIDEST = 63  # columns of a table of Word


def tables_of(resolution: Resolution) -> dict[str, list[Table]]:
    """Return the tables that have a place in a Word file, by the path of the clause above them."""
    found: dict[str, list[Table]] = {}
    rows = filter(has_place, resolution.left_out)
    for (path, _), table in groupby(rows, key=lambda row: (row.after, len(row.cells))):
        found.setdefault(path, []).append([row.cells for row in table])
    return found


def has_place(line: LeftOut) -> TypeGuard[TableRow]:
    """Whether a line is the row of a table of which it is known where it stands."""
    return isinstance(line, TableRow) and bool(line.after) and 0 < len(line.cells) <= _WIDEST


def add_table(document: "Document", rows: Table, language: str | None) -> None:
    """Add a table below what has been written."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    properties = table._tbl.tblPr
    style = element("tblStyle", val=TABLE_STYLE)
    for old in properties.findall(style.tag):
        properties.remove(old)
    properties.insert(0, style)
    if language == "ar":
        properties.insert(1, element("bidiVisual"))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(clean(text))
            paragraph._p.get_or_add_pPr().insert(0, element("pStyle", val="Cell"))
    document.add_paragraph()  # else the next table would be part of this one
