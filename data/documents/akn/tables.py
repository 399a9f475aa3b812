"""The rows of a table of the mark-up, all of one width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausetag.data.documents.akn.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Node

_WIDEST = 100  # columns; a table that claims more is cut in its spans, never in its cells


def rows_of(table: Node) -> list[tuple[str, ...]]:
    """Return the texts of the cells of each row; what a cell that spans several covers is empty."""
    rows = []
    held: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in table.iterfind("{*}tr"):
        rows.append(list(_cells(row, held)))
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _cells(row: Node, held: dict[int, int]) -> Iterator[str]:
    column = 0
    for cell in row:
        while held.get(column, 0) > 0:
            held[column] -= 1
            column += 1
            yield ""
        below = _span(cell.get("rowspan")) - 1
        for place in range(_span(cell.get("colspan")) if column < _WIDEST else 1):
            if below:
                held[column] = below
            column += 1
            yield "" if place else text_of(cell)
    while held.get(column, 0) > 0:
        held[column] -= 1
        column += 1
        yield ""


def _span(said: str | None) -> int:
    return min(int(said), _WIDEST) if said and said.isascii() and said.isdigit() and len(said) < 6 and int(said) else 1
