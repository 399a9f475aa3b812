"""HTML: blocks in order, superscripts as markers, notes from the list that the markers link to.

Deleted text is left out, as is what a page does not show. Elements with the attribute `data-not-text`, as reports of
clausetag mark what they add to a document, are passed over.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from clausetag.data.documents.readers.counters import ListCounter
from clausetag.data.documents.readers.html_blocks import Block, draft_of_blocks
from clausetag.data.documents.readers.html_elements import (
    BLOCKS,
    BOLD,
    CELLS,
    HEADINGS,
    RAISED_STYLE,
    SKIPPED,
    TEXTS,
    is_furniture_element,
    is_hidden,
)
from clausetag.data.documents.readers.html_tables import remarks_of, rows_of_figures
from clausetag.data.documents.readers.marks import NOTE_NUMBER
from clausetag.data.documents.readers.txt import decode
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

    from clausetag.data.documents.draft import Draft

MAX_DEPTH = 200
MAX_NODES = 1_000_000

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE
)
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}  # what browsers take


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=lambda: [Block()])
    links: dict[str, str] = field(default_factory=dict)  # anchor a marker points to -> number shown
    counters: list[ListCounter] = field(default_factory=list)
    aside: dict[Node, list[tuple[str, ...]]] = field(default_factory=dict)  # cells -> rows in their place
    nodes: int = 0

    def close(self, *, heading: bool = False, apart: bool = False) -> None:
        last = self.blocks[-1]
        if last.text.strip():
            self.blocks.append(Block(heading=heading, apart=apart))
        else:
            last.heading, last.apart = heading, last.apart or apart
            last.text, last.raised, last.bold, last.plain, last.furniture = "", [], True, False, False

    def add(self, text: str | None, look: _Look) -> None:
        if look.plain and text and "\n" in text:
            self.blocks[-1].plain = True
        if look.furniture and text and text.strip():
            self.blocks[-1].furniture = True
        folded = text if look.plain else re.sub(r"\s+", " ", text or "")
        self.blocks[-1].add(folded or "", raised=look.raised, bold=look.bold)


class _Look(NamedTuple):
    """How the text of an element is shown, and how deep in the tree the element is."""

    depth: int = 0
    raised: bool = False
    bold: bool = False
    plain: bool = False  # its lines are kept
    furniture: bool = False  # it is the site's and no part of the document


def read_html(content: bytes, name: str) -> Draft:
    """Read an HTML page. Entities are not resolved from outside, and nothing is fetched."""
    import lxml.etree as etree
    import lxml.html as html

    text = _decode(content, name)
    parser = html.HTMLParser(  # "huge": pictures and scripts within the page may be
        no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError(f"{name}: not readable as HTML; save the page again, or as .txt") from error
    _show_page(root)
    walk = _Walk()
    _visit(root, walk, name)
    return draft_of_blocks([block for block in walk.blocks if block.text.strip() or block.rows])


def _decode(content: bytes, name: str) -> str:
    """Decode a page: as it declares if it is not in UTF-8."""
    match = _CHARSET.search(content[:4096])
    declared = match[1].decode("ascii").lower() if match else ""
    if declared and not declared.startswith("u"):  # UTF-8, and "unicode", which marks tell
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            try:
                encoding = codecs.lookup(declared).name
                return content.decode(_WIDER.get(encoding, encoding), "replace")
            except (LookupError, UnicodeError):
                pass
    return decode(content, name)


def _show_page(root: Node) -> None:
    """Take what holds most of a page's text for the page, though a dialog in front hides it from screen readers."""
    hidden = root.findall(".//*[@aria-hidden='true']")
    if not hidden:
        return
    length: dict[Node, int] = {}  # of the text in a node, each read once however deep they are nested
    for node in reversed(list(root.iter("*"))):
        own = len(node.text or "") if node.tag in TEXTS else 0
        behind = sum(len(child.tail or "") for child in node if child.tag in TEXTS)
        length[node] = own + behind + sum(length.get(child, 0) for child in node)
    for node in hidden:
        if 2 * length[node] > length[root]:
            del node.attrib["aria-hidden"]


def _visit(root: Node, walk: _Walk, name: str) -> None:
    """Walk the tree without recursion, so that no depth of nesting can exhaust the stack."""
    stack = [(root, False, _Look())]
    while stack:
        node, leaving, look = stack.pop()
        if leaving:
            _leave(node, walk)
            if not look.furniture and walk.blocks[-1].furniture:
                walk.close()
            walk.add(node.tail, look)
            continue
        walk.nodes += 1
        if walk.nodes > MAX_NODES or look.depth > MAX_DEPTH:
            raise DocumentError(f"{name}: the HTML is nested too deep or too large; save it as .txt")
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in SKIPPED or is_hidden(node):
            if tag in BLOCKS:
                walk.close()
            walk.add(node.tail, look)
            continue
        stack.append((node, True, look))
        furniture = not look.furniture and is_furniture_element(node, tag)
        if furniture:
            walk.close()
        _enter(node, tag, walk)
        if tag == "table":
            rows = rows_of_figures(node, lambda cell: _text_of(cell, walk, name))
            walk.blocks[-1].rows.extend(rows)
            if rows:
                continue
            walk.aside.update(remarks_of(node, lambda cell: _text_of(cell, walk, name)))
        if node in walk.aside:
            walk.blocks[-1].rows.extend(walk.aside[node])
            walk.add(node.tail, look)
            continue
        raised = look.raised or tag == "sup" or bool(RAISED_STYLE.search(node.get("style") or ""))
        if tag == "a" and (node.get("href") or "").startswith("#"):
            raised = _link(node, walk, raised=raised)
        inner = _Look(
            look.depth + 1,
            raised,
            look.bold or tag in BOLD,
            look.plain or tag == "pre",
            look.furniture or furniture,
        )
        walk.add(node.text, inner)
        stack.extend((child, False, inner) for child in reversed(node))


def _text_of(cell: Node, walk: _Walk, name: str) -> str:
    """The text of a cell."""
    inner = _Walk(links=walk.links, nodes=walk.nodes)
    _visit(cell, inner, name)
    return " ".join(filter(None, (block.cell for block in inner.blocks)))


def _enter(node: Node, tag: str, walk: _Walk) -> None:
    if tag in BLOCKS:
        walk.close(heading=tag in HEADINGS, apart=tag in CELLS)
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
        if number := walk.links.get(node.get(key) or ""):  # a marker above it, for notes link back
            walk.blocks[-1].note = number


def _link(node: Node, walk: _Walk, *, raised: bool) -> bool:
    """Remember where a marker such as ¹ or [1] points to; whether the link is a marker."""
    shown = "".join(node.itertext()).strip()
    match = NOTE_NUMBER.fullmatch(shown)
    raised = raised or any(child.tag == "sup" for child in node)
    if match is None or not (raised or shown.startswith("[")):
        return raised
    walk.links.setdefault(node.get("href")[1:], match[1])
    return True


def _leave(node: Node, walk: _Walk) -> None:
    if node.tag in {"ol", "ul"} and walk.counters:
        walk.counters.pop()
    if node.tag in BLOCKS:
        walk.close(apart=node.tag in CELLS)
