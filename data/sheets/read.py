"""Read a spreadsheet: .csv and .tsv, .xlsx, .ods and .xls, told by content."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clausetag.data.documents.limits import MAX_BYTES
from clausetag.data.errors import DocumentError
from clausetag.data.sheets.column import says_text
from clausetag.data.sheets.sheet import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Sheet, column_letters, unique_names

if TYPE_CHECKING:
    from pathlib import Path

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_MOST_ABOVE = 10  # rows above the header
_LONGEST_NAME = 60  # characters; a longer cell in the first row is a text
_CLAUSE_ENDS = (";", ",", ".", "،", "؛", "；", "。", "，")


def read_sheet(path: Path) -> Sheet:
    """Read the spreadsheet in a file.

    Raises:
        DocumentError: The file cannot be read, is none, holds too much or no row; the message starts with its name.
    """
    name = path.name
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{name}: cannot be read ({error.strerror or error}); check the path {path}") from error
    return sheet_of_bytes(content, name)


def sheet_of_bytes(content: bytes, name: str) -> Sheet:
    """Read a spreadsheet from its bytes; see `read_sheet`."""
    if len(content) > MAX_BYTES:
        raise DocumentError(f"{name}: more than the {MAX_BYTES >> 20} MB that are read; split it")
    if not content.strip(b" \t\r\n\x00"):
        raise DocumentError(f"{name}: empty; give a spreadsheet with a text in each row")
    delimiter = None
    if content.startswith(_WORKBOOKS):
        from clausetag.data.sheets.workbook import rows_of_workbook

        rows, remarks = rows_of_workbook(content, name)
    else:
        from clausetag.data.sheets.csv_text import rows_of_csv

        rows, remarks, delimiter = rows_of_csv(content, name)
    return _sheet(name, rows, delimiter, remarks)


def _sheet(name: str, given: Sequence[Sequence[Cell]], delimiter: str | None, remarks: Sequence[str]) -> Sheet:
    rows = _trimmed(given)
    first_row = 1 + next((number for number, row in enumerate(given) if any(cell is not None for cell in row)), 0)
    width = max(map(len, rows), default=0)
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS or len(rows) * width > MAX_CELLS:
        raise DocumentError(
            f"{name}: more than {MAX_ROWS:,} rows, {MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells; split it"
        )
    if above := _above_header(rows):
        rows, first_row = rows[above:], first_row + above
        remarks = [*remarks, f"its rows above the header (row {first_row}) are left out"]
    header: Sequence[Cell]
    if rows and _is_header(rows[0]):
        header, body = rows[0], rows[1:]
        first_row += 1
    else:
        header, body = (), rows
        remarks = [*remarks, "its first row is no header, so its columns are called A, B, C"]
    if not body:
        raise DocumentError(f"{name}: no row in it but a header; give a spreadsheet with a text in each row")
    columns = _columns(header, width)
    filled = tuple((*row, *[None] * (width - len(row))) for row in body)
    return Sheet(name, columns, filled, delimiter, tuple(remarks), first_row)


def _trimmed(rows: Iterable[Sequence[Cell]]) -> list[list[Cell]]:
    """Rows without the empty cells at their ends, and without empty rows before the first and after the last."""
    found: list[list[Cell]] = []
    for row in rows:
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        if cells or found:
            found.append(cells)
    while found and not found[-1]:
        found.pop()
    return found


def _above_header(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows stand above the header: a title, alone in its row, where a later row names the column of texts."""
    filled = [sum(cell is not None for cell in row) for row in rows[:_MOST_ABOVE]]
    place = next((place for place, count in enumerate(filled) if count > 1), 0)
    named = place > 0 and all(cell is None or isinstance(cell, str) for cell in rows[place]) and _is_header(rows[place])
    return place if named and any(says_text(cell) for cell in rows[place] if isinstance(cell, str)) else 0


def _is_header(row: Sequence[Cell]) -> bool:
    """Whether the first row names columns: short texts, none of which ends as clauses do."""
    named = [cell for cell in row if cell is not None]
    return all(isinstance(cell, str | int | datetime.date) and _is_name(str(cell)) for cell in named) and any(
        isinstance(cell, str) for cell in named
    )


def _is_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_NAME and not (cell.rstrip().endswith(_CLAUSE_ENDS) and " " in cell.strip())


def _columns(header: Sequence[Cell], width: int) -> tuple[str, ...]:
    """Name every column, one without a name by its letters."""
    cells = (*header, *[None] * (width - len(header)))
    shown = ("" if cell is None else str(cell).strip() for cell in cells)
    return unique_names([name or column_letters(index) for index, name in enumerate(shown)])
