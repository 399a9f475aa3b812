"""The lines of the mark-up that stand around its clauses: cover page, title, enacting formula, conclusions, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.akn.units import TABLE_NOTE
from clausetag.data.documents.resolution import LeftOut, Rest, TableRow
from clausetag.data.documents.table_rows import rows_of
from clausetag.data.documents.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Node


def header_of(root: Node) -> Iterator[LeftOut]:
    """Yield the lines before the text: cover pages, titles, "The General Assembly,"."""
    for part in ("{*}coverPage", "{*}statement/{*}preface", "{*}preamble/{*}formula"):
        for node in root.iterfind(f".//{part}"):
            yield from _lines(node, Rest.HEADER)


def closing_of(root: Node, paths: Mapping[str, str]) -> Iterator[LeftOut]:
    """Yield the rows of tables, whose cells are no clauses, their notes, and the lines below the text: date, vote.

    `paths` are those of the clauses, by `eId`.
    """
    after = ""
    for node in root.iter("{*}*"):
        after = paths.get(" ".join(str(node.get("eId") or "").split()), after)
        if local_name(node) == "table":
            rows = [(" ".join(filter(None, cells)), cells) for cells in rows_of(node.iterfind("{*}tr"), text_of)]
            yield from (TableRow(Rest.TABLE, text, cells, after) for text, cells in rows if text)
    for node in root.iterfind(f".//{{*}}paragraph[@class='{TABLE_NOTE}']"):
        yield from _lines(node, Rest.NOTE)
    for node in root.iterfind(".//{*}conclusions"):
        yield from _lines(node, Rest.CLOSING)


def _lines(node: Node, kind: Rest) -> Iterator[LeftOut]:
    paragraphs = list(node.iter("{*}p")) or [node]
    yield from (LeftOut(kind, text) for text in map(text_of, paragraphs) if text)
