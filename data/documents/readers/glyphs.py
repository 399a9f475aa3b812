"""Glyphs of a PDF page, and the lines of text they make."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_NUMBER = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])\s?/?\s*")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character: its baseline, its left and right edge, and the height of its font."""

    char: str
    y: float
    left: float
    right: float
    size: float
    spaced: bool = False  # the document has a space in front of it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, with the spans of its text that stand raised."""

    text: str
    y: float
    left: float
    right: float
    size: float
    raised: tuple[tuple[int, int], ...] = ()

    @property
    def shape(self) -> str:
        """The text without what changes from page to page."""
        return re.sub(r"\d+", "#", self.text)

    @property
    def unmarked(self) -> str:
        """The text without the marks of notes at its end."""
        text = self.text.rstrip()
        for start, end in reversed(self.raised):
            if end < len(text):
                break
            text = text[:start].rstrip()
        return text

    def note_number(self, last: int) -> str:
        """The number in front of a footnote, if this line begins the note after note `last`; else empty."""
        match = _NUMBER.match(self.text)
        if match is None or match.end() == len(self.text):
            return ""
        if any(start == 0 for start, _ in self.raised) or not match[1].isdigit():
            return match[1]
        return match[1] if last < int(match[1]) <= last + 2 else ""

    def without(self, number: str) -> Line:
        """This line without the note number in front of it."""
        match = _NUMBER.match(self.text)
        at = match.end() if match else len(number)
        spans = tuple((a - at, b - at) for a, b in self.raised if a >= at)
        return replace(self, text=self.text[at:], raised=spans)


def page_lines(text: PdfTextPage, width: float, height: float) -> list[Line]:
    """Read the glyphs of a page (a pypdfium2 text page) and make lines of them, in reading order."""
    return lines_of(_glyphs(text, width, height), width)


def _glyphs(text: PdfTextPage, width: float, height: float) -> list[Glyph]:
    import pypdfium2.raw as raw

    handle = text.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    glyphs: list[Glyph] = []
    spaced = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if raw.FPDFText_IsGenerated(handle, index) == 1:
            # PDFium puts its own spaces where the glyph before them ends, overhang aside
            if glyphs and code == 0x20 and raw.FPDFText_GetCharOrigin(handle, index, x, y):
                last = glyphs[-1]
                if abs(last.y - y.value) < 0.5 and last.left < x.value < last.right:
                    glyphs[-1] = replace(last, right=x.value)
            continue
        char = _character(code)
        if not char or char.isspace():
            spaced = spaced or bool(char)
            continue
        if not raw.FPDFText_GetCharOrigin(handle, index, x, y) or not raw.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        size = box.top - box.bottom
        if size <= 0 or not (-5 <= x.value <= width + 5 and -5 <= y.value <= height + 5):
            continue
        glyphs.append(Glyph(char, y.value, max(box.left, x.value), box.right, size, spaced))
        spaced = False
    return glyphs


def _character(code: int) -> str:
    if code in (0x02, 0xFFFE):  # how PDFium writes a hyphen at a line end
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    char = chr(code)
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", char)
    return "" if unicodedata.category(char) == "Cc" and not char.isspace() else char


def lines_of(glyphs: Sequence[Glyph], width: float) -> list[Line]:
    """Group glyphs into lines by their baselines, small raised ones with the line they stand in."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if rows and abs(rows[-1][0].y - glyph.y) < 0.12 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    settled: list[list[Glyph]] = []
    small: list[list[Glyph]] = []
    tops = [(row[0].y, max(g.size for g in row), min(g.left for g in row), max(g.right for g in row)) for row in rows]
    for index, row in enumerate(rows):
        size = max(g.size for g in row)
        base = next(
            (j for j in range(index + 1, min(index + 4, len(rows))) if _is_raised(row, size, tops[j])),
            None,
        )
        (small if base is not None else settled).append(row)
    lines = []
    for row in settled:
        size = max(g.size for g in row)
        edge = (row[0].y, size, min(g.left for g in row), max(g.right for g in row))
        raised = [r for r in small if _is_raised(r, max(g.size for g in r), edge)]
        for chunk in _chunks(row, raised, width):
            lines.append(_line(chunk[0], chunk[1]))
    return _columns(lines, width)


def _is_raised(row: Sequence[Glyph], size: float, base: tuple[float, float, float, float]) -> bool:
    y, base_size, left, right = base
    lift = row[0].y - y
    return (
        size < 0.85 * base_size
        and 0.1 * base_size < lift < 0.7 * base_size
        and all(left - 2 * base_size <= g.left <= right + base_size for g in row)
    )


def _chunks(
    row: Sequence[Glyph], raised: Sequence[Sequence[Glyph]], width: float
) -> list[tuple[list[Glyph], set[Glyph]]]:
    """Split a row where a wide gap stands between its parts (columns, page header left and right)."""
    high = {g for r in raised for g in r}
    ordered = sorted([*row, *high], key=lambda g: g.left)
    chunks: list[tuple[list[Glyph], set[Glyph]]] = []
    for glyph in ordered:
        if chunks and glyph.left - chunks[-1][0][-1].right < max(4 * glyph.size, 0.06 * width):
            chunks[-1][0].append(glyph)
        else:
            chunks.append(([glyph], high))
    return chunks


def _line(glyphs: Sequence[Glyph], high: set[Glyph]) -> Line:
    text = ""
    raised: list[tuple[int, int]] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _apart(before, glyph):
            text += " "
        if glyph in high:
            if raised and raised[-1][1] == len(text):
                raised[-1] = (raised[-1][0], len(text) + len(glyph.char))
            else:
                raised.append((len(text), len(text) + len(glyph.char)))
        text += glyph.char
        before = glyph
    base = [g for g in glyphs if g not in high] or list(glyphs)
    return Line(text, base[0].y, glyphs[0].left, glyphs[-1].right, _median([g.size for g in base]), tuple(raised))


def _apart(before: Glyph, glyph: Glyph) -> bool:
    """Whether a space stands between two glyphs of a line: one in the document, or a gap wide enough for one."""
    gap = glyph.left - before.right
    return gap > 0.18 * min(max(glyph.size, 4), max(before.size, 4)) or (glyph.spaced and gap > 0.05 * glyph.size)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _columns(lines: list[Line], width: float) -> list[Line]:
    """Put the lines of a page set in two columns in reading order; other pages stay as they are."""
    middle = width / 2
    left = [line for line in lines if line.right < middle + 0.03 * width and line.left < middle - 0.1 * width]
    right = [line for line in lines if line.left > middle - 0.03 * width]
    crossing = [line for line in lines if line not in left and line not in right]
    if min(len(left), len(right)) < 12 or len(crossing) > 0.25 * len(lines):
        return lines
    pairs = sum(1 for a in left if any(abs(a.y - b.y) < 1 for b in right))
    if pairs < 0.5 * min(len(left), len(right)):
        return lines
    top = max(a.y for a in right)
    above = [line for line in crossing if line.y >= top]
    below = [line for line in crossing if line.y < top]
    return [*above, *left, *right, *below]
