"""A sheet of a workbook that grows row by row below its header, as clauses are asked for one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clausetag.data.errors import UsageError
from clausetag.data.palette import colour_of
from clausetag.models.decision import Answer
from clausetag.serve.outputs.layout import ANSWERS
from clausetag.serve.outputs.workbook import height_of, set_paper, write_cell

_MOST_ROWS = 1_048_575  # of a sheet, below its header
_MOST_LINKS = 65_530  # of a sheet; the addresses stand in a column of their own, too


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: heading, width in characters, the format of its cells, the place of the theme that it speaks of."""

    heading: str
    width: int
    form: str = "plain"
    theme: int | None = None
    high: bool = False  # whether rows are as high as its text
    printed: bool = False


class GrowingSheet:
    """A sheet whose header stays in sight and can be filtered by; what a theme applies to has the theme's tint."""

    def __init__(self, book: Any, name: str, columns: Sequence[SheetColumn]) -> None:  # noqa: ANN401 (not typed)
        self._columns = columns
        self._rows = 0
        self._links = 0
        self._sheet = book.add_worksheet(name)
        self._formats = {
            "plain": book.add_format({"valign": "top"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "percent": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            "link": book.add_format({"valign": "top", "font_color": "#0b57a4", "underline": 1}),
            "quiet": book.add_format({"valign": "top", "font_color": "#6b6b6b"}),
        }
        plain = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._tints = {}
        self._sheet.set_row(0, height_of((column.heading, column.width) for column in columns))
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
            tint = {} if column.theme is None else {"bg_color": colour_of(column.theme).tint}
            if column.theme is not None:
                self._tints[column.theme] = book.add_format({**tint, "valign": "top", "text_wrap": True})
            self._sheet.write_string(0, place, column.heading, book.add_format({**plain, **tint}))
        self._sheet.freeze_panes(1, 1)

    def add(self, row: Sequence[Any], link: str | None = None) -> None:
        """Add a row, its first cell linked; UsageError if the sheet is full."""
        if self._rows == _MOST_ROWS:
            raise UsageError(f"more than {_MOST_ROWS:,} clauses, which no sheet holds; use --format csv or parquet")
        self._rows += 1
        high = (
            (str(value or ""), column.width) for column, value in zip(self._columns, row, strict=True) if column.high
        )
        self._sheet.set_row(self._rows, height_of(high))
        for place, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            if place == 0 and link and self._links < _MOST_LINKS:
                self._links += 1
                self._sheet.write_url(self._rows, 0, link, self._formats["link"], string=value)
                continue
            write_cell(self._sheet, self._rows, place, value, self._form_of(column, value))

    def _form_of(self, column: SheetColumn, value: Any) -> Any:  # noqa: ANN401 (whatever a cell holds)
        if column.theme is not None and value == ANSWERS[Answer.APPLIES]:
            return self._tints[column.theme]
        if column.theme is not None and value == ANSWERS[Answer.DOES_NOT_APPLY]:
            return self._formats["quiet"]
        return self._formats[column.form]

    def close(self) -> None:
        """Let the rows be filtered, and printed: what is read on paper is what stands first."""
        printed = sum(column.printed for column in self._columns)
        set_paper(self._sheet, printed or None, self._rows)
        self._sheet.autofilter(0, 0, self._rows, len(self._columns) - 1)
