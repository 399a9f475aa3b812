"""Rows as a workbook (.xlsx) of one sheet: a header that stays in sight and can be filtered by, texts wrapped.

Rows say how high they are: only Excel works it out when it opens a file, and texts would lie over each other elsewhere.
"""

import datetime
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from xlsxwriter import Workbook

LONGEST_TEXT = 32_767  # characters of a cell
_WIDTH = 16  # characters
_LINE, _HIGHEST = 15.0, 409.0  # points, of a line and of a row
_LARGER = 2.5  # points, of a row whose letters are high
_FIRST_DAY = datetime.date(1900, 3, 1)  # of those that every spreadsheet counts alike
_EXACT = 10**15  # whole numbers from here on lose digits
_MADE = datetime.datetime(2000, 1, 1)  # the same rows make the same bytes


def write_workbook(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    stream: BinaryIO,
    *,
    percent: Collection[int] = (),
    widths: Mapping[int, int] | None = None,
    printed: int | None = None,
    in_memory: bool = False,
) -> None:
    """Write rows below a header; columns in `percent` are shown as per cent, those in `widths` are so wide and wrapped.

    The first `printed` columns are printed, or all. `in_memory` is that of `new_book`.

    Texts stay texts, whatever they begin with; numbers, days, times and truth values keep their types, and lists are
    written with semicolons between.
    """
    widths = widths or {}
    book = new_book(stream, in_memory=in_memory)
    sheet = book.add_worksheet("tags")
    formats = {
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "top": book.add_format({"valign": "top"}),
        "percent": book.add_format({"num_format": "0.0%", "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"}),
        "time": book.add_format({"num_format": "[hh]:mm:ss", "valign": "top"}),
    }
    for place, _ in enumerate(header):
        sheet.set_column(place, place, widths.get(place, _WIDTH))
    sheet.freeze_panes(1, 0)
    sheet.set_row(
        0, height_of((name.replace("_", " "), widths.get(place, _WIDTH)) for place, name in enumerate(header))
    )
    sheet.write_row(0, 0, header, book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
    last = 0
    for last, row in enumerate(rows, 1):
        sheet.set_row(last, height_of((str(row[place] or ""), width) for place, width in widths.items()))
        for place, value in enumerate(row):
            shape = "percent" if place in percent else "wrapped" if place in widths else "top"
            write_cell(sheet, last, place, value, formats[_shape_of(value) or shape])
    sheet.autofilter(0, 0, last, len(header) - 1)
    set_paper(sheet, printed, last)
    book.close()


def new_book(stream: BinaryIO, *, in_memory: bool = False) -> Workbook:
    """Begin a workbook in which texts stay texts.

    Rows wait in a temporary file, so that there may be many; `in_memory` writes no such file, for texts that must not
    be written to disk.
    """
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(stream, {"constant_memory": not in_memory, "in_memory": in_memory, **plain})
    book.set_properties({"created": _MADE})
    return book


def height_of(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row, in points, that holds texts in wrapped cells of so many characters' width."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(_LINE * lines + (_LARGER if lines > 1 else 0), _HIGHEST)


def set_paper(sheet: Any, columns: int | None = None, rows: int = 0) -> None:  # noqa: ANN401 (not typed)
    """Print a sheet on A4, lying, as wide as the paper, the header on every page; of so many columns, where given."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if columns is not None:
        sheet.print_area(0, 0, rows, columns - 1)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes: a sign of Chinese is as wide as two letters, and lines end at words."""
    count = 0
    for paragraph in text.split("\n"):
        at, lines = 0, 1
        for word in paragraph.split(" "):
            wide = len(word) if word.isascii() else sum(map(_width, word))
            if at and at + wide > width:
                at, lines = 0, lines + 1
            lines += max(0, wide - 1) // width
            at += wide % width + 1
        count += lines
    return count


def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def write_cell(sheet: Any, row: int, place: int, value: Any, form: Any) -> None:  # noqa: ANN401 (not typed)
    """Write a value as what it is; what a workbook has no type for as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value, form)
    elif isinstance(value, int | float) and abs(value) < _EXACT:
        sheet.write_number(row, place, value, form)
    elif isinstance(value, datetime.time | datetime.timedelta) or _shape_of(value):
        moment = value.replace(tzinfo=None) if isinstance(value, datetime.datetime) else value
        sheet.write_datetime(row, place, moment, form)
    else:
        text = ";".join(value) if isinstance(value, list) else str(value)
        sheet.write_string(row, place, text.encode("utf-8", "replace").decode()[:LONGEST_TEXT], form)


def _shape_of(value: Any) -> str:  # noqa: ANN401 (whatever a cell holds)
    """The format that a day or time needs."""
    if isinstance(value, datetime.datetime):
        return "moment" if value.date() >= _FIRST_DAY else ""
    if isinstance(value, datetime.date):
        return "day" if value >= _FIRST_DAY else ""
    return "time" if isinstance(value, datetime.time | datetime.timedelta) else ""
