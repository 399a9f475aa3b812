"""Glyphs of a PDF page, read with as few calls into PDFium as will do."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage


_LONGEST_NAME = 80  # of a font
_MOST_SIGNS = 8  # of a letter
_TILTED = 0.17  # the sine of an angle that no line of text is set at


@dataclass(slots=True, eq=False)  # a page has thousands: making and hashing one must cost little
class Glyph:
    """One visible character: its baseline, its left and right edge, and the size of its font."""

    char: str
    y: float
    left: float
    right: float
    size: float
    spaced: bool = False  # the document has a space in front of it
    bold: bool = False
    followed: bool = False  # the document has a space behind it
    joined: bool = False  # of one ligature with the glyph before it


def glyphs_of(text: PdfTextPage, width: float, height: float) -> tuple[list[Glyph], str]:
    """Read the visible characters of a page (a pypdfium2 text page), in the order of the file.

    Returns:
        Those that stand upright, and the text of the others: a stamp across the page, a line along its margin.
    """
    import pypdfium2.raw as raw

    handle, count = text.raw, text.count_chars()
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    to_x, to_y, to_box, to_matrix = map(ctypes.byref, (x, y, box, matrix))
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    origin_of, box_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    known: dict[int, str] = {}
    glyphs: list[Glyph] = []
    spaced = False
    bottom = top = start = -1.0  # of the glyph before
    waiting: Glyph | None = None  # a sign whose letter may come behind it
    portion, size, bold = 0, 0.0, False  # where the glyph before belongs to: its address, the size and kind of its font
    tilted = False
    aside: list[str] = []
    for index, code in enumerate(_codes(text, count)):
        char = known.get(code)
        if char is None:
            char = known[code] = _character(code)
        if not char or char.isspace():
            if raw.FPDFText_IsGenerated(handle, index) != 1:
                spaced = spaced or bool(char)
                if glyphs:
                    glyphs[-1].followed = spaced
            elif glyphs and code == 0x20 and origin_of(handle, index, to_x, to_y):
                # PDFium puts its own spaces where the glyph before them ends, overhang aside
                last = glyphs[-1]
                if abs(last.y - y.value) < 0.5 and last.left < x.value < last.right:
                    last.right = x.value
                bottom = top = -1.0
            continue
        if char > "\u02ff" and unicodedata.combining(char[0]):  # belongs to the letter beside it
            if box_of(handle, index, to_box) and origin_of(handle, index, to_x, to_y):
                sign = Glyph(char, y.value, box.left, box.right, size)
                waiting = None if glyphs and _take_sign(glyphs[-1], sign) else sign
                bottom = top = -1.0
            continue
        if not box_of(handle, index, to_box):
            continue
        left = box.left
        joined = left == start and bool(glyphs) and (box.right, box.bottom) == (glyphs[-1].right, bottom)
        if joined:
            left = glyphs[-1].left
        else:  # on the baseline of the glyph before unless its box is higher or lower
            moved = box.bottom != bottom or box.top != top
            if moved:
                if not origin_of(handle, index, to_x, to_y):
                    continue
                left, bottom, top = max(left, x.value), box.bottom, box.top
            if moved or spaced:
                here = ctypes.addressof(raw.FPDFText_GetTextObject(handle, index).contents)
                if here != portion:
                    raw.FPDFText_GetMatrix(handle, index, to_matrix)
                    portion, size = here, raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
                    tilted = abs(matrix.b) > _TILTED * math.hypot(matrix.a, matrix.b) or (matrix.a < 0 and matrix.d < 0)
                    aside.append(" ")
                    bold = b"Bold" in name[: raw.FPDFText_GetFontInfo(handle, index, name, _LONGEST_NAME, None)]
        base = y.value
        if size <= 0 or not (-5 <= left <= width + 5 and -5 <= base <= height + 5):
            continue
        start = box.left
        if tilted:
            aside.append(f" {char}" if spaced else char)
            spaced = False
            continue
        glyphs.append(Glyph(char, base, left, box.right, size, spaced, bold, joined=joined))
        if waiting is not None:
            _take_sign(glyphs[-1], waiting)
            waiting = None
        spaced = False
    return glyphs, " ".join("".join(aside).split())


def _take_sign(letter: Glyph, sign: Glyph) -> bool:
    """Give a letter the vowel sign or accent that stands on it or touches it; whether it does."""
    near = 0.1 * letter.size
    beside = sign.left <= letter.right + near and sign.right >= letter.left - near
    if not letter.char.isalpha() or not beside or abs(sign.y - letter.y) > 0.6 * letter.size:
        return False
    if len(letter.char) < _MOST_SIGNS:
        letter.char = unicodedata.normalize("NFC", letter.char + sign.char)
    letter.right = max(letter.right, min(sign.right, letter.right + 0.2 * letter.size))
    if abs(sign.right - letter.left) < 0.01 * letter.size:  # parts of one width
        letter.left = max(sign.left, letter.left - 0.2 * letter.size)
    return True


def _codes(text: PdfTextPage, count: int) -> Sequence[int]:
    """The code points of a page's characters by their places: at once where PDFium gives as many, else one by one."""
    import pypdfium2.raw as raw

    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text.raw, 0, count, buffer) == count + 1:
        return buffer[:count]
    return [raw.FPDFText_GetUnicode(text.raw, index) for index in range(count)]


def _character(code: int) -> str:
    if code in (0x02, 0xFFFE):  # how PDFium writes a hyphen at a line end
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    char = chr(code)
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char)
    return "" if unicodedata.category(char) == "Cc" and not char.isspace() else char
