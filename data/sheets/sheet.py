"""What a spreadsheet is once it has been read, and how much of one is read."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None  # a datetime is a date

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 5_000_000

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its columns' names, each once, and its rows, all as long as those.

    Cells keep their types, and those of CSV are texts; an empty cell is None. `remarks` say what was left out or had
    to be guessed. `delimiter` is that of a CSV file, None for a workbook. `first_row` is the number that
    spreadsheets show beside the first of `rows`.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    delimiter: str | None = None
    remarks: tuple[str, ...] = ()
    first_row: int = 2

    def texts(self, column: int) -> list[str]:
        """Return the texts of a column, white space folded; empty where a cell holds no text."""
        return [" ".join(cell.split()) if isinstance(cell := row[column], str) else "" for row in self.rows]


def is_sheet(name: str) -> bool:
    """Whether a file's name is that of a spreadsheet."""
    return name.lower().endswith(ENDINGS)


def sheet_hint(name: str) -> str:
    """Say what to do with a spreadsheet that was given for a document; empty if its name is not that of one."""
    return f"a spreadsheet; if each row is one text, tag it with: clausetag tag-texts {name}" if is_sheet(name) else ""


def column_letters(index: int) -> str:
    """Return the letters that spreadsheets give a column, counted from 0: A, B, ..., Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unique_names(wanted: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """Return names as wanted, but for those that stand twice or are taken: they are numbered, "note (2)"."""
    found: dict[str, None] = {}
    for name in wanted:
        free, number = name, 1
        while free in found or free in taken:
            number += 1
            free = f"{name} ({number})"
        found[free] = None
    return tuple(found)
