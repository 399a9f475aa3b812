"""Word documents (.docx): runs in order, real footnotes, automatic numbers; page headers and footers left out.

Read from the XML directly: python-docx knows neither footnotes nor automatic numbers. Deleted text and hidden text
are left out, inserted text is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from clausetag.data.documents.draft import Draft, Paragraph, Row
from clausetag.data.documents.numerals import as_roman
from clausetag.data.documents.punctuation import composed
from clausetag.data.documents.readers.breaks import pieces_of
from clausetag.data.documents.readers.marks import plain_note
from clausetag.data.documents.readers.numbered import Numbering
from clausetag.data.documents.readers.package import Package
from clausetag.data.documents.readers.word_parts import W, main_part, notes_of, plain, raised_styles
from clausetag.data.documents.resolution import Footnote
from clausetag.data.documents.table_rows import evened, is_of_figures
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Node

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LEFT_OUT = frozenset(
    {
        "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "pPr", "pict", "footnoteRef",
        "endnoteRef",
    }
)  # fmt: skip
_HOLDS_BLOCKS = frozenset(
    {"tbl", "tr", "tc", "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
)
TABLE_STYLE = "ResolutionTable"  # of tables whose cells are no clauses; files of clausetag say so
_WIDEST = 63  # columns of a table of Word
_EMPTY_BRACKETS = re.compile(r"^\(\s*\)\s*")  # in Arabic, around the mark that Word counts
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(slots=True)
class _Text:
    text: str = ""
    raised: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)  # text boxes anchored in the paragraph
    bold: bool = True  # all its words but for marks of notes

    def add(self, text: str, *, raised: bool, bold: bool = False) -> None:
        self.bold = self.bold and (bold or raised or not text.strip())
        if raised and text.strip():
            if self.raised and self.raised[-1][1] == len(self.text):
                self.raised[-1] = (self.raised[-1][0], len(self.text) + len(text))
            else:
                self.raised.append((len(self.text), len(self.text) + len(text)))
        self.text += text


@dataclass(slots=True)
class _Document:
    name: str
    numbering: Numbering
    raised_styles: frozenset[str]
    notes: dict[tuple[str, str], str]  # (footnote or endnote, id) -> text
    cited: dict[tuple[str, str], str] = field(default_factory=dict)  # -> number
    rows: list[Row] = field(default_factory=list)  # of tables whose cells are no clauses
    bold: list[int] = field(default_factory=list)  # places of the paragraphs that are set in bold letters
    custom: bool = False  # the text that follows is the mark of a note
    marked: set[tuple[str, str]] = field(default_factory=set)  # notes whose mark is typed, in front of their text too

    def note(self, key: tuple[str, str], number: str) -> str:
        """The text of a note, without its mark."""
        text = " ".join(self.notes.get(key, "").split())
        text = text.removeprefix(number).lstrip() if key in self.marked else text
        return _EMPTY_BRACKETS.sub("", text)


def read_docx(content: bytes, name: str) -> Draft:
    """Read a .docx document; DocumentError if it is none, damaged, encrypted or a zip bomb."""
    package = Package(content, name)
    main = main_part(package)
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        if root is not None and root.tag.startswith(_STRICT):
            raise DocumentError(f'{name}: saved as "Strict Open XML"; save it as an ordinary .docx')
        raise DocumentError(f"{name}: a .docx without a text; save it again from Word")
    folder = main.rsplit("/", 1)[0]
    styles = package.xml(f"{folder}/styles.xml")
    document = _Document(
        name,
        Numbering(package.xml(f"{folder}/numbering.xml"), styles),
        raised_styles(styles),
        notes_of(package.xml(f"{folder}/footnotes.xml"), "footnote")
        | notes_of(package.xml(f"{folder}/endnotes.xml"), "endnote"),
    )
    paragraphs: list[Paragraph] = []
    _blocks(body, document, paragraphs)
    if 2 * len(document.bold) < len(paragraphs):  # else it is no sign of headings
        for place in document.bold:
            paragraphs[place] = replace(paragraphs[place], heading=True)
    if document.cited:
        notes = tuple(Footnote(number, document.note(key, number)) for key, number in document.cited.items())
        return Draft(tuple(paragraphs), notes, rows=tuple(document.rows))
    return Draft(tuple(plain_note(p) for p in paragraphs), rows=tuple(document.rows))


def _blocks(parent: Node, document: _Document, paragraphs: list[Paragraph]) -> None:
    """Walk the blocks of a body, cell or text box; lxml's own limit of 256 levels bounds the depth."""
    for node in parent:
        tag = _local(node)
        if tag == "p":
            _paragraph(node, document, paragraphs)
        elif tag == "tbl" and (rows := _rows_of_no_clauses(node)):
            document.rows.extend(Row(cells, len(paragraphs)) for cells in rows)
        elif tag in _HOLDS_BLOCKS:
            first = len(paragraphs)
            _blocks(node, document, paragraphs)
            if tag == "tc" and len(paragraphs) > first:
                paragraphs[first] = replace(paragraphs[first], apart=True)


def _style(table: Node) -> str:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))


def _rows_of_no_clauses(table: Node) -> list[tuple[str, ...]]:
    """The rows of a table that says that its cells are no clauses, or that holds figures; else none."""
    rows = evened([list(_cells(row)) for row in table.iterfind(f"{W}tr")])
    if _style(table) == TABLE_STYLE:
        return rows
    return rows if table.find(f".//{W}tbl") is None and rows and is_of_figures(rows) else []


def _cells(row: Node) -> Iterator[str]:
    for cell in row.iterfind(f"{W}tc"):
        yield " ".join(filter(None, map(plain, cell.iter(f"{W}p"))))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        said = "1" if span is None else span.get(f"{W}val", "1")
        yield from [""] * (min(int(said), _WIDEST) - 1 if said.isdecimal() else 0)


def _paragraph(node: Node, document: _Document, paragraphs: list[Paragraph]) -> None:
    text = _Text()
    _runs(node, document, text, raised=False)
    properties = node.find(f"{W}pPr")
    label = document.numbering.label(properties) if text.text.strip() else ""
    lead = len(text.text) - len(text.text.lstrip())
    whole = text.text.strip()
    if whole:
        shift = (len(label) + 1 if label else 0) - lead
        spans = tuple((a + shift, min(b + shift, len(whole) + shift + lead)) for a, b in text.raised if a >= lead)
        style = properties.find(f"{W}pStyle") if properties is not None else None
        heading = style is not None and style.get(f"{W}val", "").lower().startswith(("heading", "title"))
        first = len(paragraphs)
        paragraphs.extend(pieces_of(Paragraph(f"{label}\t{whole}" if label else whole, spans, heading)))
        if text.bold and not label:
            document.bold.extend(range(first, len(paragraphs)))
    for box in text.boxes:
        _blocks(box, document, paragraphs)


def _runs(parent: Node, document: _Document, text: _Text, *, raised: bool, bold: bool = False) -> None:
    for node in parent:
        tag = _local(node)
        if tag in _LEFT_OUT:
            continue
        if tag == "r":
            if not _is_on(node.find(f"{W}rPr/{W}vanish")):
                _runs(node, document, text, raised=_is_raised(node, document), bold=_is_on(node.find(f"{W}rPr/{W}b")))
        elif tag == "t":
            text.add(composed(node.text or ""), raised=raised or document.custom, bold=bold)
            if document.custom and document.cited:
                key = list(document.cited)[-1]
                document.cited[key] = (node.text or "").strip() or document.cited[key]
                document.marked.add(key)
            document.custom = False
        elif tag in _CHARACTERS:
            text.add(_CHARACTERS[tag], raised=False)
        elif tag in {"footnoteReference", "endnoteReference"}:
            _reference(node, tag.removesuffix("Reference"), document, text)
        elif tag == "txbxContent":
            text.boxes.append(node)
        else:
            _runs(node, document, text, raised=raised, bold=bold)


def _reference(node: Node, kind: str, document: _Document, text: _Text) -> None:
    key = (kind, node.get(f"{W}id", ""))
    if key not in document.cited:
        place = sum(1 for other, _ in document.cited if other == kind) + 1
        both = any(other == "footnote" for other, _ in document.notes) and kind == "endnote"
        document.cited[key] = as_roman(place) if both else str(place)
    if node.get(f"{W}customMarkFollows") in {"1", "true", "on"}:
        document.custom = True
    else:
        text.add(document.cited[key], raised=True)


def _is_raised(run: Node, document: _Document) -> bool:
    align = run.find(f"{W}rPr/{W}vertAlign")
    if align is not None:
        return bool(align.get(f"{W}val") == "superscript")
    style = run.find(f"{W}rPr/{W}rStyle")
    if style is not None and style.get(f"{W}val") in document.raised_styles:
        return True
    position = run.find(f"{W}rPr/{W}position")
    return position is not None and position.get(f"{W}val", "0").isdigit() and int(position.get(f"{W}val")) >= 4


def _is_on(node: Node | None) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in {"0", "false", "off"}


def _local(node: Node) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
