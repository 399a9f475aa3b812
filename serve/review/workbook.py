"""Clauses for a person to read in a spreadsheet (.xlsx), one a row, one column a theme; `labels import` takes it back.

The header stays in sight, with the text of the clause; the definition of a theme appears beside the cell that is being
answered, where yes, no and unsure are to be chosen from. Words that speak for a theme are bold, in its colour, and
cells in which the model asks a person are tinted.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from clausetag.data.errors import UsageError
from clausetag.data.labelling.label import ANSWERS
from clausetag.data.palette import (
    ANSWERED,
    SHEET_ASKED,
    SHEET_LINK,
    SHEET_RULE,
    SHEET_RULE_ASKED,
    SHEET_SOFT,
    colour_of,
)
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.spans import joined, pieces
from clausetag.serve.outputs.workbook import LONGEST_TEXT, height_of, new_book, set_paper
from clausetag.serve.review.item import Item
from clausetag.serve.review.select import Selection

_TEXT, _CHOSEN = 72, 22  # widths, in characters
_FRONT = (("No.", 5), ("document", 18), ("path", 9), ("text", _TEXT))
_BACK = (
    ("note", 24),
    ("chosen for", _CHOSEN),
    ("before", 44),
    ("after", 44),
    ("section", 12),
    ("language", 10),
    ("year", 7),
)
_TITLE, _MESSAGE = 32, 255  # characters that a cell's message holds
_THEME_WIDTH = 14
_HOW = (
    "Answer each theme with yes, no or unsure; leave empty what you did not come to.",
    "Bold words speak for the theme of their colour; in a tinted cell the model asks you.",
    "Then: clausetag labels import FILE --annotator NAME",
)


def write_review(selection: Selection, stream: BinaryIO) -> None:
    """Write the chosen clauses as a workbook; UsageError if a text is too long for a cell."""
    book = new_book(stream, in_memory=True)  # its sheet is not written row by row
    _Sheet(book, selection).write()
    _write_themes(book, selection.themes)
    book.close()


class _Sheet:
    """The sheet of clauses."""

    def __init__(self, book: Workbook, selection: Selection) -> None:
        self._themes = selection.themes
        self._items = selection.items
        self._sheet = book.add_worksheet("clauses")
        top = {"text_wrap": True, "valign": "top"}
        ink = [{"bold": True, "font_color": colour_of(place).ink} for place in range(len(self._themes))]
        ruled = {**top, "bottom": 1, "bottom_color": SHEET_RULE}
        self._text = book.add_format(ruled)
        self._soft = book.add_format({**ruled, "font_color": SHEET_SOFT, "align": "left"})
        self._near = book.add_format({**ruled, "font_color": SHEET_SOFT, "text_wrap": False})  # rows: as high as texts
        self._link = book.add_format({**ruled, "font_color": SHEET_LINK, "underline": 1})
        self._cell = book.add_format({"valign": "top", "align": "center", "border": 1, "border_color": SHEET_RULE})
        self._asked = book.add_format(
            {"valign": "top", "align": "center", "border": 1, "border_color": SHEET_RULE_ASKED, "bg_color": SHEET_ASKED}
        )
        self._head = book.add_format({**top, "bold": True, "bottom": 2})
        self._heads = [book.add_format({**top, **one, "bottom": 2, "align": "center"}) for one in ink]
        self._marks = [book.add_format(one) for one in ink]
        self._answered = {
            answer: book.add_format({"bg_color": paper, "font_color": pen}) for answer, (paper, pen) in ANSWERED.items()
        }

    def write(self) -> None:
        """Write header, rows, and what the cells of answers take."""
        first, last = len(_FRONT), len(self._items)
        columns = [*_FRONT, *((theme.name, _THEME_WIDTH) for theme in self._themes), *_BACK]
        heads = dict(enumerate(self._heads, first))
        self._sheet.set_row(0, height_of(columns))
        for place, (name, width) in enumerate(columns):
            head = heads.get(place, self._head)
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, name, head)
        for row, item in enumerate(self._items, 1):
            self._write_item(row, item)
        for place, theme in enumerate(self._themes, first):
            self._sheet.data_validation(1, place, max(1, last), place, _taking(theme))
            for answer, form in self._answered.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{answer}"', "format": form}
                self._sheet.conditional_format(1, place, max(1, last), place, rule)
        self._sheet.freeze_panes(1, first)
        self._sheet.autofilter(0, 0, last, len(columns) - 1)
        set_paper(self._sheet, first + len(self._themes) + 1, last)

    def _write_item(self, row: int, item: Item) -> None:
        if len(item.text) > LONGEST_TEXT:
            raise UsageError(
                f"{item.document or 'text'} {item.path}: has more than {LONGEST_TEXT:,} characters, which no cell of a "
                "workbook holds; give --out the name of a .json file"
            )
        self._sheet.set_row(row, height_of([(item.text, _TEXT), (item.chosen_for, _CHOSEN)]))
        self._sheet.write_number(row, 0, row, self._soft)
        if item.link:
            self._sheet.write_url(row, 1, item.link, self._link, _clean(item.document), "Open the official document")
        else:
            self._sheet.write_string(row, 1, _clean(item.document), self._soft)
        self._sheet.write_string(row, 2, item.path, self._soft)
        self._write_text(row, 3, item)
        for place, theme in enumerate(self._themes, len(_FRONT)):
            guess = item.guesses.get(theme.key)
            asked = guess is not None and guess.answer is Answer.REVIEW
            self._sheet.write_blank(row, place, None, self._asked if asked else self._cell)
        column = len(_FRONT) + len(self._themes)
        near, soft = self._near, self._soft
        told = (("", soft), (item.chosen_for, soft), (item.before, near), (item.after, near))
        for value, form in (*told, (item.section, soft), (item.language, soft)):
            self._sheet.write_string(row, column, _clean(value[:LONGEST_TEXT]), form)
            column += 1
        if item.year is not None:
            self._sheet.write_number(row, column, item.year, soft)

    def _write_text(self, row: int, column: int, item: Item) -> None:
        found = {
            place: joined(item.text, item.guesses[theme.key].evidence)
            for place, theme in enumerate(self._themes)
            if theme.key in item.guesses
        }
        parts: list[Any] = []
        for piece in pieces(item.text, found):
            parts += [self._marks[piece.marks[0]], _clean(piece.text)] if piece.marks else [_clean(piece.text)]
        if len(parts) < 3:  # what is all of one kind is no rich text
            self._sheet.write_string(row, column, _clean(item.text), self._text)
        else:
            self._sheet.write_rich_string(row, column, *parts, self._text)


def _taking(theme: Theme) -> dict[str, Any]:
    """Return what a cell takes, and what it says of the theme."""
    return {
        "validate": "list",
        "source": list(ANSWERS),
        "input_title": _cut(theme.name, _TITLE),
        "input_message": _cut(theme.definition, _MESSAGE),
        "error_title": _cut(theme.name, _TITLE),
        "error_message": "Answer yes, no or unsure; leave empty what you were not asked or did not read.",
    }


def _write_themes(book: Workbook, themes: Sequence[Theme]) -> None:
    """Write on a second sheet what each theme means, and how to answer."""
    sheet = book.add_worksheet("themes")
    look = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1, "bottom": 1, "bottom_color": SHEET_RULE}
    head, text = book.add_format({"bold": True, "bottom": 2, "align": "left", "indent": 1}), book.add_format(look)
    for place, (name, width) in enumerate((("theme", 24), ("means", 60), ("counts", 60), ("does not count", 60))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
    set_paper(sheet)
    for row, theme in enumerate(themes, 1):
        cases = ("\n".join(f"• {case}" for case in some) for some in (theme.applies, theme.excludes))
        told = (theme.name, theme.definition, *cases)
        sheet.set_row(row, height_of((text, 60) for text in told))
        named = book.add_format({**look, "bold": True, "font_color": colour_of(row - 1).ink})
        for place, (value, form) in enumerate(zip(told, (named, text, text, text), strict=True)):
            sheet.write_string(row, place, _clean(value), form)
    note = book.add_format({"font_color": SHEET_SOFT, "align": "left", "indent": 1})
    for row, line in enumerate(_HOW, len(themes) + 2):
        sheet.write_string(row, 0, line, note)
    sheet.freeze_panes(1, 1)


def _cut(text: str, most: int) -> str:
    text = " ".join(_clean(text).split())
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0] + " …"


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
