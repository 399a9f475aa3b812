"""Rows of a workbook: .xlsx, .ods and .xls."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, load_workbook

from clausetag.data.documents.readers.package import MAX_MEMBERS, MAX_UNPACKED
from clausetag.data.errors import DocumentError
from clausetag.data.sheets.sheet import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, column_letters

_PLACE = re.compile(rb"""\sr=["']([A-Z]{0,3})([0-9]{1,7})["']""")  # of a row or cell
_PIECE = 1 << 20  # bytes of a sheet's XML looked at together
_LONGEST_PLACE = 20
_WHOLE = 1e15  # floats below it hold whole numbers exactly


def rows_of_workbook(content: bytes, name: str) -> tuple[list[list[Cell]], list[str]]:
    """Return the rows of the first visible sheet with anything in it, and remarks that name the other sheets.

    Raises:
        DocumentError: It is damaged, encrypted, no workbook, or unpacks to too much.
    """
    _check_package(content, name)
    try:
        workbook = load_workbook(io.BytesIO(content))
        found = {sheet: rows for sheet in _visible(workbook) if (rows := _rows(workbook, sheet))}
    except PasswordError as error:
        raise DocumentError(f"{name}: encrypted; save a copy without a password") from error
    except (CalamineError, ValueError, OSError) as error:
        raise DocumentError(f"{name}: damaged or no spreadsheet ({error}); save it again as .xlsx or .csv") from error
    if not found:
        return [], []
    first, *others = found
    named = ", ".join(others)
    return found[first], [f"only its sheet {first} is read; left out: {named}"] if others else []


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]


def _rows(workbook: CalamineWorkbook, sheet: str) -> list[list[Cell]]:
    table = workbook.get_sheet_by_name(sheet)
    rows = [[_cell(value) for value in row] for row in table.to_python()]
    above: list[list[Cell]] = (
        [[] for _ in range(min(table.start[0], MAX_ROWS))] if table.start else []
    )  # its reader passes them over
    return above + rows if rows else []


def _cell(value: Cell) -> Cell:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)  # spreadsheets know no whole numbers
    return value


def _check_package(content: bytes, name: str) -> None:
    """Refuse what would unpack to far more than a spreadsheet holds; .xls is not packed."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise DocumentError(f"{name}: unpacks to more than {MAX_UNPACKED >> 20} MB; split it")
            names = {member.filename for member in members}
            if not any(part.startswith("xl/") for part in names) and "content.xml" not in names:
                raise DocumentError(f"{name}: no spreadsheet in it; give .csv, .xlsx, .ods or .xls")
            for part in sorted(names):
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    _check_extent(archive, part, name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentError(f"{name}: damaged, cut off or encrypted; save it again without a password") from error


def _check_extent(archive: zipfile.ZipFile, part: str, name: str) -> None:
    """Refuse a sheet with a cell far out: its reader would make room for all cells before that one."""
    last_row, last_column = 0, ""
    for piece in _pieces(archive, part):
        for letters, number in _PLACE.findall(piece):
            last_row = max(last_row, int(number))
            last_column = max(last_column, letters.decode(), key=lambda column: (len(column), column))
    columns = _index(last_column) + 1
    if last_row > MAX_ROWS or columns > MAX_COLUMNS or last_row * columns > MAX_CELLS:
        raise DocumentError(
            f"{name}: has cells as far as {last_column or column_letters(0)}{last_row}, more than {MAX_ROWS:,} rows, "
            f"{MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells; delete what lies far out, or split it"
        )


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(_PIECE):
            yield rest + piece
            rest = piece[-_LONGEST_PLACE:]


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return max(index - 1, 0)
