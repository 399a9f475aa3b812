"""Tables of web pages whose cells are no clauses: figures, and what is said of the texts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausetag.data.documents.readers.html_elements import CELLS, is_hidden
from clausetag.data.documents.table_rows import evened, is_of_figures, rows_of, said_of_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Node


def rows_of_figures(table: Node, text_of: Callable[[Node], str]) -> list[tuple[str, ...]]:
    """Return the caption and the rows of a table of figures, without tables in it; else none."""
    if _holds_more(table):
        return []
    rows = rows_of(table.iter("tr"), text_of)
    if not rows or not is_of_figures(rows):
        return []
    return evened([*((text_of(caption),) for caption in table.iter("caption")), *rows])


def remarks_of(table: Node, text_of: Callable[[Node], str]) -> dict[Node, list[tuple[str, ...]]]:
    """Return the cells that only say something of a text before them, "Supported"; the first of a row has the row."""
    cells = [[cell for cell in row if cell.tag in CELLS] for row in table.iter("tr")]
    if _holds_more(table) or any(cell.get("colspan") or cell.get("rowspan") for row in cells for cell in row):
        return {}
    texts = [[text_of(cell) for cell in row] for row in cells]
    column = said_of_texts(texts)
    if column is None:
        return {}
    found: dict[Node, list[tuple[str, ...]]] = {}
    for row, shown in zip(cells, texts, strict=True):
        found.update((cell, []) for cell in row[column + 1 :])
        found[row[column + 1]].append(tuple(shown[column + 1 :]))
    return found


def _holds_more(table: Node) -> bool:
    """Whether tables stand in a table, or something that is not shown."""
    within = table.iter("table")
    next(within)
    return next(within, None) is not None or any(map(is_hidden, table.iter()))
