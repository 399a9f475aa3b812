"""Rows of a workbook: .xlsx, .ods and .xls."""

import io
import zipfile
import zlib

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, load_workbook

from clausetag.data.documents.readers.package import MAX_MEMBERS, MAX_UNPACKED
from clausetag.data.errors import DocumentError
from clausetag.data.sheets.extent import check_extent
from clausetag.data.sheets.sheet import MAX_ROWS, Cell

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
            check_extent(archive, names, name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentError(f"{name}: damaged, cut off or encrypted; save it again without a password") from error
