"""The rows of a table, all of one width; and which tables hold figures, not clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clausetag.data.documents.punctuation import ends_with, word_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.etree import _Element as Node

_WIDEST = 100  # columns; a table that claims more is cut in its spans, never in its cells
_FIGURE = re.compile(r"[-+−–]?[$€£]?\d[\d \u00a0\u202f.,'’/]*%?")
_NOTHING = frozenset({"", "-", "–", "—", "−", "…", "...", "n/a", "*"})
_LABEL = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_FEWEST = 3  # rows of a table of texts, and words of a text
_REMARK = 200  # characters of what is said of one
_POINT = re.compile(r"\d{1,3}\.\d{1,3}\b")  # "140.1 Ratify": a recommendation, whatever stands below it
_LONGEST = 300  # characters of a cell beside figures


def is_of_figures(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows of one width are a table of figures: a column behind the first holds nothing else below its head.

    Whole resolutions are set in tables, a number in the first column and a paragraph in the second: those are none.
    """
    body = rows[1:]
    if not body or all(_LABEL.fullmatch(row[0]) for row in body):
        return False
    if any(len(cell) > _LONGEST or cell.endswith(";") for row in rows for cell in row):
        return False
    return any(
        any(map(_FIGURE.fullmatch, column)) and all(_FIGURE.fullmatch(cell) or cell in _NOTHING for cell in column)
        for column in list(zip(*body, strict=True))[1:]
    )


def said_of_texts(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column behind which cells only say something of its texts, "Supported", "Health"; None if none is so.

    So recommendations are listed with the position of the State. A first row may name the columns.
    """
    width = len(rows[0]) if rows else 0
    if len(rows) < _FEWEST or any(len(row) != width for row in rows):
        return None
    column = next((place for place in range(width - 1) if all(_is_text(row[place]) for row in rows[1:])), None)
    if column is None or any(_is_text(cell) or len(cell) > _REMARK for row in rows for cell in row[column + 1 :]):
        return None
    return column if any(cell for row in rows for cell in row[column + 1 :]) else None


def _is_text(cell: str) -> bool:
    return word_count(cell) >= _FEWEST and (ends_with(cell, ".;,:)") or _POINT.match(cell) is not None)


def rows_of(table: Iterable[Node], text_of: Callable[[Node], str]) -> list[tuple[str, ...]]:
    """Return the texts of the cells of each row; what a cell that spans several covers is empty."""
    rows = []
    held: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in table:
        rows.append(list(_cells(row, held, text_of)))
    return evened(rows)


def evened(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows of one width, the shorter ones with empty cells behind."""
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _cells(row: Node, held: dict[int, int], text_of: Callable[[Node], str]) -> Iterator[str]:
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
