"""How far out the cells of a packed workbook lie, told before its reader makes room for all cells up to there."""

import re
import zipfile
from collections.abc import Collection, Iterator
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from clausetag.data.errors import DocumentError
from clausetag.data.sheets.sheet import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, column_letters

_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3})([0-9]{1,7})["']""")  # of a row or cell of .xlsx
_PIECE = 1 << 20  # bytes of a sheet's XML looked at together
_LONGEST_PLACE = 20
_CONTENT = "content.xml"  # of .ods
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _ROW, _CELL, _COVERED, _ROWS_REPEATED, _COLUMNS_REPEATED = (
    f"{_ODF}table:1.0 {name}"
    for name in (
        "table",
        "table-row",
        "table-cell",
        "covered-table-cell",
        "number-rows-repeated",
        "number-columns-repeated",
    )
)
_TEXT = f"{_ODF}text:1.0 p"
_VALUES = {f"{_ODF}office:1.0 {kind}value" for kind in ("", "string-", "date-", "time-", "boolean-")}


def check_extent(archive: zipfile.ZipFile, parts: Collection[str], name: str) -> None:
    """Refuse a workbook with a cell far out.

    Raises:
        DocumentError: And the message says how far.
    """
    for part in sorted(parts):
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _check(*_extent_of_xlsx(archive, part), name)
    if _CONTENT in parts:
        _check_ods(archive, name)


def _check(rows: int, columns: int, name: str) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise DocumentError(
            f"{name}: has cells as far as {column_letters(max(columns - 1, 0))}{rows}, more than {MAX_ROWS:,} rows, "
            f"{MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells; delete what lies far out, or split it"
        )


def _extent_of_xlsx(archive: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """Return how many rows and columns it takes to hold all cells of a sheet."""
    rows, last = 0, ""
    for piece in _pieces(archive, part):
        for letters, number in _PLACE.findall(piece):
            rows = max(rows, int(number))
            last = max(last, letters.decode(), key=lambda column: (len(column), column))
    return rows, _columns(last)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(_PIECE):
            yield rest + piece
            rest = piece[-_LONGEST_PLACE:]


def _columns(letters: str) -> int:
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - ord("A") + 1
    return count


def _check_ods(archive: zipfile.ZipFile, name: str) -> None:
    """Check the cells of each sheet as they come.

    A row or cell says how often it is repeated; what is empty, as most are that are repeated to the edge, takes no room
    unless something follows. Nothing is kept, as a row may have millions of cells.
    """
    rows = columns = at = 0

    def start(tag: str, fields: dict[str, str]) -> None:
        nonlocal rows, columns, at
        filled = tag == _TEXT
        if tag in (_CELL, _COVERED):
            at += _times(fields.get(_COLUMNS_REPEATED))
            filled = not _VALUES.isdisjoint(fields)
        elif tag == _ROW:
            rows, at = rows + _times(fields.get(_ROWS_REPEATED)), 0
        elif tag == _TABLE:
            rows = columns = at = 0
        if filled:
            columns = max(columns, at)
            _check(rows, columns, name)

    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = lambda *_: _no_doctype(name)
    try:
        with archive.open(_CONTENT) as stream:
            parser.ParseFile(stream)
    except ExpatError as error:
        raise DocumentError(f"{name}: damaged ({ErrorString(error.code)}); save it again") from error


def _times(given: str | None) -> int:
    return int(given.lstrip("0")[:9] or 0) if given and given.isascii() and given.isdecimal() else 1


def _no_doctype(name: str) -> None:
    raise DocumentError(f"{name}: has a document type of its own, as no spreadsheet has; save it again")
