"""Rows as a workbook (.xlsx) of one sheet: a header that stays in sight and can be filtered by, texts wrapped."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any, BinaryIO

from xlsxwriter import Workbook

LONGEST_TEXT = 32_767  # characters of a cell
_WIDE, _NARROW = 80, 16  # characters
_FIRST_DAY = datetime.date(1900, 3, 1)  # of those that every spreadsheet counts alike
_EXACT = 10**15  # whole numbers from here on lose digits
MADE = datetime.datetime(2000, 1, 1)  # the same rows make the same bytes


def write_workbook(
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    stream: BinaryIO,
    *,
    percent: Collection[int] = (),
    wide: Collection[int] = (),
) -> None:
    """Write rows below a header; columns in `percent` are shown as per cent, those in `wide` are wide and wrapped.

    Texts stay texts, whatever they begin with; numbers, days, times and truth values keep their types, and lists are
    written with semicolons between.
    """
    book = Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet("tags")
    formats = {
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "percent": book.add_format({"num_format": "0.0%"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "time": book.add_format({"num_format": "[hh]:mm:ss"}),
    }
    for place, _ in enumerate(header):
        sheet.set_column(place, place, _WIDE if place in wide else _NARROW)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, header, book.add_format({"bold": True}))
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            shape = "percent" if place in percent else "wrapped" if place in wide else None
            write_cell(sheet, last, place, value, formats.get(_shape_of(value) or shape or ""))
    sheet.autofilter(0, 0, last, len(header) - 1)
    book.close()


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
