"""Reading a file of labels, whatever its kind, as a table."""

from pathlib import Path

from clausetag.data.labelling.json_lines import read_json_lines
from clausetag.data.labelling.label_studio import read_label_studio
from clausetag.data.labelling.saved_dataset import read_saved_dataset
from clausetag.data.labelling.table import Table
from clausetag.data.sheets.read import read_sheet
from clausetag.data.sheets.sheet import Sheet


def read_table(path: Path) -> Table:
    """Read a spreadsheet, JSON Lines, an export of Label Studio (.json) or the folder of a saved dataset.

    Raises:
        LabelError, DocumentError: It cannot be read; the message starts with its name.
        UsageError: The library that reads it is not installed.
    """
    if path.is_dir():
        return read_saved_dataset(path)
    if path.suffix.lower() == ".jsonl":
        return read_json_lines(path)
    if path.suffix.lower() == ".json":
        return read_label_studio(path)
    return _of_sheet(read_sheet(path))


def _of_sheet(sheet: Sheet) -> Table:
    places = tuple(f"row {number}" for number in range(sheet.first_row, sheet.first_row + len(sheet.rows)))
    return Table(sheet.name, sheet.columns, sheet.rows, places, sheet.remarks)
