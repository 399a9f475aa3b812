"""Rows of CSV text: encoding and delimiter are told from the content."""

import csv
import io
from itertools import islice

from clausetag.data.documents.limits import MAX_BYTES
from clausetag.data.documents.readers.txt import decode
from clausetag.data.errors import DocumentError
from clausetag.data.sheets.sheet import Cell

_DELIMITERS = (",", ";", "\t", "|")
_NONE = "\x1f"  # divides nothing: a file of one column
_LOOKED_AT = 200  # rows, to tell the delimiter
_ALIKE = 0.9  # of the rows are as long as the first, if the delimiter is right


def rows_of_csv(content: bytes, name: str) -> tuple[list[list[Cell]], list[str], str]:
    """Return the rows of CSV in UTF-8, UTF-16 or Windows-1252, remarks on them, and the delimiter.

    Raises:
        DocumentError: It is no text.
    """
    try:
        text = decode(content, name)
    except DocumentError as error:
        raise DocumentError(
            f"{name}: neither a workbook nor readable as CSV; save it as .xlsx, or as CSV in UTF-8"
        ) from error
    csv.field_size_limit(MAX_BYTES)
    delimiter, text = _delimiter(text)
    try:
        rows, remarks = _rows(text, delimiter, strict=True), list[str]()
    except csv.Error:
        rows = _rows(text, delimiter, strict=False)
        remarks = ['a quotation mark (") in it does not open or close a cell; rows or cells may have run together']
    return [[cell or None for cell in row] for row in rows], remarks, "," if delimiter == _NONE else delimiter


def _rows(text: str, delimiter: str, *, strict: bool, most: int | None = None) -> list[list[str]]:
    return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict), most))


def _delimiter(text: str) -> tuple[str, str]:
    """Tell what divides the cells, and return the text without the line in which Excel may say it ("sep=;")."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        return first[4], rest
    scored = [(_alike(text, delimiter), -place, delimiter) for place, delimiter in enumerate(_DELIMITERS)]
    alike, _, delimiter = max(scored)
    return (delimiter, text) if alike >= _ALIKE else (_NONE, text)


def _alike(text: str, delimiter: str) -> float:
    """The share of rows that a delimiter cuts into as many cells as the first; 0 if it cuts none."""
    try:
        rows = [row for row in _rows(text, delimiter, strict=False, most=_LOOKED_AT) if row]
    except csv.Error:
        return 0.0
    width = len(rows[0]) if rows else 0
    if width < 2 or not any(
        sum(map(bool, row)) > 1 for row in rows
    ):  # clauses that end with ";" have nothing behind it
        return 0.0
    return sum(len(row) == width for row in rows) / len(rows)
