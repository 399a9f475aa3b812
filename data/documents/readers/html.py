"""HTML: blocks in order, superscripts as markers, notes from the list that the markers link to.

Elements with the attribute `data-not-text`, as reports of clausetag mark what they add to a document, are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clausetag.data.documents.draft import Draft, Paragraph, Row
from clausetag.data.documents.readers.breaks import pieces_of
from clausetag.data.documents.readers.counters import ListCounter
from clausetag.data.documents.readers.marks import NOTE_NUMBER, plain_note
from clausetag.data.documents.readers.txt import decode
from clausetag.data.documents.resolution import Footnote
from clausetag.data.documents.table_rows import is_of_figures, rows_of
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

MAX_DEPTH = 200
MAX_NODES = 1_000_000

_SKIPPED = frozenset(
    {"script", "style", "head", "noscript", "template", "nav", "svg", "math", "object", "iframe", "button"}
)
_BLOCKS_TEXT = """
address article aside blockquote body caption center dd details div dl dt figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_RAISED_STYLE = re.compile(
    r"vertical-align\s*:\s*(?:super|[1-9]\d*(?:\.\d+)?(?:pt|px|em|%))|font-variant-position\s*:\s*super"
)


@dataclass(slots=True)
class _Block:
    text: str = ""
    raised: list[tuple[int, int]] = field(default_factory=list)
    heading: bool = False
    apart: bool = False
    bold: bool = True  # all its words but for marks of notes
    anchors: set[str] = field(default_factory=set)
    rows: list[tuple[str, ...]] = field(default_factory=list)  # of the tables of figures above it

    @property
    def paragraph(self) -> Paragraph:
        """The block as a paragraph, not yet stripped."""
        return Paragraph(self.text, tuple(self.raised), self.heading, self.apart)

    def add(self, text: str, *, raised: bool, bold: bool = False) -> None:
        if text.strip():
            if raised:
                self.raised.append((len(self.text), len(self.text) + len(text)))
            self.bold = self.bold and (bold or raised)
        self.text += text


@dataclass(slots=True)
class _Walk:
    blocks: list[_Block] = field(default_factory=lambda: [_Block()])
    links: dict[str, str] = field(default_factory=dict)  # anchor a marker points to -> number shown
    counters: list[ListCounter] = field(default_factory=list)
    nodes: int = 0

    def close(self, *, heading: bool = False, apart: bool = False) -> None:
        last = self.blocks[-1]
        if last.text.strip():
            self.blocks.append(_Block(heading=heading, apart=apart))
        else:
            last.heading, last.apart = heading, last.apart or apart
            last.text, last.raised, last.bold = "", [], True


def read_html(content: bytes, name: str) -> Draft:
    """Read an HTML page. Entities are not resolved from outside, and nothing is fetched."""
    import lxml.etree as etree
    import lxml.html as html

    text = _decode(content, name)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError(f"{name}: not readable as HTML; save the page again, or as .txt") from error
    walk = _Walk()
    _visit(root, walk, name)
    blocks = [block for block in walk.blocks if block.text.strip() or block.rows]
    return _draft(blocks, walk.links)


def _decode(content: bytes, name: str) -> str:
    match = _CHARSET.search(content[:4096])
    declared = match[1].decode("ascii").lower() if match else ""
    if declared in {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii"}:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1252", "replace")
    return decode(content, name)


def _visit(root: Node, walk: _Walk, name: str) -> None:
    """Walk the tree without recursion, so that no depth of nesting can exhaust the stack."""
    stack: list[tuple[Node, bool, bool, bool, int]] = [(root, False, False, False, 0)]
    while stack:
        node, leaving, raised, bold, depth = stack.pop()
        if leaving:
            _leave(node, walk, raised=raised, bold=bold)
            continue
        walk.nodes += 1
        if walk.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise DocumentError(f"{name}: the HTML is nested too deep or too large; save it as .txt")
        tag = node.tag if isinstance(node.tag, str) else ""
        stack.append((node, True, raised, bold, depth))
        if not tag or tag in _SKIPPED or _hidden(node):
            continue
        _enter(node, tag, walk)
        if tag == "table" and (rows := _rows_of_figures(node)):
            walk.blocks[-1].rows.extend(rows)
            continue
        inner = raised or tag == "sup" or bool(_RAISED_STYLE.search(node.get("style") or ""))
        if tag == "a" and (node.get("href") or "").startswith("#"):
            inner = _link(node, walk, raised=inner)
        bold = bold or tag in _BOLD
        walk.blocks[-1].add(_fold(node.text or "", tag), raised=inner, bold=bold)
        stack.extend((child, False, inner, bold, depth + 1) for child in reversed(node))


def _rows_of_figures(table: Node) -> list[tuple[str, ...]]:
    """The rows of a table of figures, without tables in it; else none."""
    within = table.iter("table")
    next(within)
    if next(within, None) is not None or any(map(_hidden, table.iter())):
        return []
    rows = rows_of(table.iter("tr"), lambda cell: " ".join("".join(cell.itertext()).split()))
    return rows if rows and is_of_figures(rows) else []


def _enter(node: Node, tag: str, walk: _Walk) -> None:
    if tag in _BLOCKS:
        walk.close(heading=tag in _HEADINGS, apart=tag in _CELLS)
    elif tag == "br":
        walk.blocks[-1].add("\n", raised=False)
    if tag == "ol":
        walk.counters.append(
            ListCounter.of_html(node.get("type"), node.get("start"), node.get("class"), node.get("style"))
        )
    elif tag == "ul":
        walk.counters.append(ListCounter("none" if "none" in (node.get("style") or "") else "bullet"))
    elif tag == "li" and walk.counters:
        label = walk.counters[-1].next(node.get("value"))
        walk.blocks[-1].add(f"{label} " if label else "", raised=False)
    for key in ("id", "name"):
        if node.get(key):
            walk.blocks[-1].anchors.add(node.get(key))


def _link(node: Node, walk: _Walk, *, raised: bool) -> bool:
    """Remember where a marker such as ¹ or [1] points to; whether the link is a marker."""
    shown = "".join(node.itertext()).strip()
    match = NOTE_NUMBER.fullmatch(shown)
    raised = raised or any(child.tag == "sup" for child in node)
    if match is None or not (raised or shown.startswith("[")):
        return raised
    walk.links.setdefault(node.get("href")[1:], match[1])
    return True


def _leave(node: Node, walk: _Walk, *, raised: bool, bold: bool) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag in {"ol", "ul"} and walk.counters:
        walk.counters.pop()
    if tag in _BLOCKS:
        walk.close(apart=tag in _CELLS)
    if node.tail:
        walk.blocks[-1].add(_fold(node.tail, ""), raised=raised, bold=bold)


def _hidden(node: Node) -> bool:
    style = (node.get("style") or "").replace(" ", "").lower()
    unseen = node.get("hidden") is not None or "display:none" in style or node.get("aria-hidden") == "true"
    return unseen or node.get("data-not-text") is not None


def _fold(text: str, tag: str) -> str:
    return text if tag == "pre" else re.sub(r"\s+", " ", text)


def _draft(blocks: list[_Block], links: dict[str, str]) -> Draft:
    paragraphs: list[Paragraph] = []
    notes: list[Footnote] = []
    rows: list[Row] = []
    written = [block for block in blocks if block.text.strip()]
    if 2 * sum(block.bold for block in written) < len(written):  # else it is no sign of headings
        for block in written:
            block.heading = block.heading or block.bold
    for block in blocks:
        rows.extend(Row(cells, len(paragraphs)) for cells in block.rows)
        if len(links) > 0 and (number := _note_number(block, links)):
            text = NOTE_NUMBER.sub("", block.text, count=1)
            notes.append(Footnote(number, " ".join(text.replace("↩", "").split())))
            continue
        paragraphs.extend(pieces_of(block.paragraph))
    if notes:
        return Draft(tuple(paragraphs), tuple(notes), rows=tuple(rows))
    return Draft(tuple(plain_note(p) for p in paragraphs), rows=tuple(rows))


def _note_number(block: _Block, links: dict[str, str]) -> str:
    """The number of the note that a block is: a marker elsewhere links to it, and it begins with that number."""
    target = next((anchor for anchor in sorted(block.anchors) if anchor in links), None)
    if target is None:
        return ""
    match = NOTE_NUMBER.match(block.text)
    return match[1] if match and match[1] == links[target] else ""
