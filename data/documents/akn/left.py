"""The lines of the mark-up that stand around its clauses: cover page, title, enacting formula, conclusions, tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.akn.units import TABLE_NOTE
from clausetag.data.documents.resolution import LeftOut, Rest

if TYPE_CHECKING:
    from lxml.etree import _Element as Node


def header_of(root: Node) -> Iterator[LeftOut]:
    """Yield the lines before the text: cover pages, titles, "The General Assembly,"."""
    for part in ("{*}coverPage", "{*}statement/{*}preface", "{*}preamble/{*}formula"):
        for node in root.iterfind(f".//{part}"):
            yield from _lines(node, Rest.HEADER)


def closing_of(root: Node) -> Iterator[LeftOut]:
    """Yield the rows of tables, whose cells are no clauses, their notes, and the lines below the text: date, vote."""
    for row in root.iterfind(".//{*}table/{*}tr"):
        cells = " ".join(filter(None, (text_of(cell) for cell in row)))
        if cells:
            yield LeftOut(Rest.TABLE, cells)
    for node in root.iterfind(f".//{{*}}paragraph[@class='{TABLE_NOTE}']"):
        yield from _lines(node, Rest.NOTE)
    for node in root.iterfind(".//{*}conclusions"):
        yield from _lines(node, Rest.CLOSING)


def _lines(node: Node, kind: Rest) -> Iterator[LeftOut]:
    paragraphs = list(node.iter("{*}p")) or [node]
    yield from (LeftOut(kind, text) for text in map(text_of, paragraphs) if text)
