"""Word documents (.docx): runs in order, real footnotes, automatic numbers; page headers and footers left out.

Read from the XML directly: python-docx knows neither footnotes nor automatic numbers. Deleted text and hidden text
are left out, inserted text is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clausetag.data.documents.draft import Draft, Paragraph, Row
from clausetag.data.documents.readers.breaks import pieces_of
from clausetag.data.documents.readers.marks import plain_note
from clausetag.data.documents.readers.numbered import Numbering
from clausetag.data.documents.readers.package import Package
from clausetag.data.documents.readers.word_parts import (
    HEADINGS,
    W,
    heading_styles,
    notes_of,
    parts_of,
    plain,
    raised_styles,
)
from clausetag.data.documents.readers.word_runs import Runs, Text
from clausetag.data.documents.table_rows import evened, is_of_figures, said_of_texts
from clausetag.data.documents.xml import local_name
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Node

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HOLDERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"})
_HOLDS_BLOCKS = _HOLDERS | {"tbl", "tr", "tc"}
TABLE_STYLE = "ResolutionTable"  # of tables whose cells are no clauses; files of clausetag say so
_WIDEST = 63  # columns of a table of Word


@dataclass(slots=True)
class _Document:
    runs: Runs
    numbering: Numbering
    heading_styles: frozenset[str]
    rows: list[Row] = field(default_factory=list)  # of tables whose cells are no clauses
    bold: list[int] = field(default_factory=list)  # places of the paragraphs that are set in bold letters


def read_docx(content: bytes, name: str) -> Draft:
    """Read a .docx document; DocumentError if it is none, damaged, encrypted or a zip bomb."""
    parts = parts_of(Package(content, name))
    root = parts.main
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        if root is not None and root.tag.startswith(_STRICT):
            raise DocumentError(f'{name}: saved as "Strict Open XML"; save it as an ordinary .docx')
        raise DocumentError(f"{name}: a .docx without a text; save it again from Word")
    notes = notes_of(parts.footnotes, "footnote") | notes_of(parts.endnotes, "endnote")
    runs = Runs(raised_styles(parts.styles), notes)
    document = _Document(runs, Numbering(parts.numbering, parts.styles), heading_styles(parts.styles))
    paragraphs: list[Paragraph] = []
    _blocks(body, document, paragraphs)
    if 2 * len(document.bold) < len(paragraphs):  # else it is no sign of headings
        for place in document.bold:
            paragraphs[place] = replace(paragraphs[place], heading=True)
    furniture = tuple(dict.fromkeys(filter(None, (plain(p) for root in parts.margins for p in root.iter(f"{W}p")))))
    if runs.cited:
        return Draft(tuple(paragraphs), runs.footnotes(), furniture, tuple(document.rows))
    return Draft(tuple(plain_note(p) for p in paragraphs), None, furniture, tuple(document.rows))


def _blocks(parent: Node, document: _Document, paragraphs: list[Paragraph]) -> None:
    """Walk the blocks of a body, cell or text box; lxml's own limit of 256 levels bounds the depth."""
    joined: list[Node] = []  # paragraphs whose mark at the end is deleted, so that they go on in the next
    for node in parent:
        tag = local_name(node)
        if tag == "p":
            joined.append(node)
            if not _goes_on(node):
                _paragraph(joined, document, paragraphs)
                joined = []
        elif tag == "tbl" and (rows := _rows_of_no_clauses(node)):
            document.rows.extend(Row(cells, len(paragraphs)) for cells in rows)
            for paragraph in node.iter(f"{W}p"):  # for the notes that are cited in it
                document.runs.read(paragraph, Text())
        elif tag == "tbl" and (column := _column_of_texts(node)) is not None:
            _texts(node, column, document, paragraphs)
        elif tag in _HOLDS_BLOCKS:
            first = len(paragraphs)
            _blocks(node, document, paragraphs)
            if tag == "tc" and len(paragraphs) > first:
                paragraphs[first] = replace(paragraphs[first], apart=True)
    if joined:
        _paragraph(joined, document, paragraphs)


def _goes_on(paragraph: Node) -> bool:
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{kind}") is not None for kind in ("del", "moveFrom"))


def _style(table: Node) -> str:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def _rows_of_no_clauses(table: Node) -> list[tuple[str, ...]]:
    """The rows of a table that says that its cells are no clauses, or that holds figures; else none."""
    own = _style(table) == TABLE_STYLE
    if not own and any(table.find(f".//{W}{kind}") is not None for kind in ("tbl", "txbxContent")):
        return []
    rows = evened([list(_cells(row)) for row in _inner(table, "tr")])
    return rows if own or (rows and is_of_figures(rows)) else []


def _column_of_texts(table: Node) -> int | None:
    """The column of texts that those behind it only say something of; None if there is none."""
    if any(table.find(f".//{W}{kind}") is not None for kind in ("tbl", "txbxContent", "gridSpan")):
        return None
    return said_of_texts([[plain(cell) for cell in _inner(row, "tc")] for row in _inner(table, "tr")])


def _texts(table: Node, column: int, document: _Document, paragraphs: list[Paragraph]) -> None:
    """Take the cells of a table up to the column of its texts; the others are a row below each."""
    for row in _inner(table, "tr"):
        cells = list(_inner(row, "tc"))
        for cell in cells[: column + 1]:
            first = len(paragraphs)
            _blocks(cell, document, paragraphs)
            if len(paragraphs) > first:
                paragraphs[first] = replace(paragraphs[first], apart=True)
        for cell in cells[column + 1 :]:
            for paragraph in cell.iter(f"{W}p"):
                document.runs.read(paragraph, Text())
        document.rows.append(Row(tuple(plain(cell) for cell in cells[column + 1 :]), len(paragraphs)))


def _inner(parent: Node, wanted: str) -> Iterator[Node]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for node in parent:
        tag = local_name(node)
        if tag == wanted:
            yield node
        elif tag in _HOLDERS:
            yield from _inner(node, wanted)


def _cells(row: Node) -> Iterator[str]:
    for cell in _inner(row, "tc"):
        yield plain(cell)
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        said = "1" if span is None else span.get(f"{W}val", "1")
        yield from [""] * (min(int(said), _WIDEST) - 1 if said.isdecimal() else 0)


def _paragraph(joined: list[Node], document: _Document, paragraphs: list[Paragraph]) -> None:
    """Take a paragraph, which may be several elements; the last one's properties are its own."""
    text = Text()
    for node in joined:
        document.runs.read(node, text)
    properties = joined[-1].find(f"{W}pPr")
    label = document.numbering.label(properties)  # Word counts empty paragraphs too
    lead = len(text.text) - len(text.text.lstrip())
    whole = text.text.strip()
    if whole:
        shift = (len(label) + 1 if label else 0) - lead
        spans = tuple((a + shift, min(b + shift, len(whole) + shift + lead)) for a, b in text.raised if a >= lead)
        style = properties.find(f"{W}pStyle") if properties is not None else None
        key = "" if style is None else style.get(f"{W}val", "")
        heading = key in document.heading_styles or key.lower().startswith(HEADINGS)
        first = len(paragraphs)
        paragraphs.extend(pieces_of(Paragraph(f"{label}\t{whole}" if label else whole, spans, heading)))
        if text.bold and not label:
            document.bold.extend(range(first, len(paragraphs)))
    for box in text.boxes:
        _blocks(box, document, paragraphs)
