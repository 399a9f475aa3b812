"""The lines of text that the glyphs of a PDF page make."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from clausetag.data.documents.punctuation import is_sign
from clausetag.data.documents.readers.astray import FEW, Row, row_of, with_strays
from clausetag.data.documents.readers.brackets import brackets_mended
from clausetag.data.documents.readers.glyphs import Glyph, glyphs_of
from clausetag.data.documents.readers.lines import NOT_FIRST, Line
from clausetag.data.documents.readers.rtl import (
    along_line,
    is_from_right,
    mirror,
    parts_of_ligature,
    runs_from_right,
)
from clausetag.data.documents.readers.runs import in_order, kind_of

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_LATIN = "\u2fff"  # and other scripts with spaces
_NOT_LAST = frozenset("（《“‘「『〈【〔([")
_LARGER = 1.1  # times the size of the line
_PRINTED_TWICE = 0.1  # sizes between a letter and itself, where it is printed again to look bold
_HAN = re.compile("[\u3400-\u9fff]")


def page_lines(text: PdfTextPage, width: float, height: float) -> tuple[list[Line], str]:
    """Read the glyphs of a page (a pypdfium2 text page): its lines in reading order, and text that stands askew."""
    glyphs, aside = glyphs_of(text, width, height)
    if mirrored := runs_from_right(glyphs):
        mirror(glyphs, width)
    return lines_of(glyphs, width, mirrored=mirrored), aside


def lines_of(glyphs: Sequence[Glyph], width: float, *, mirrored: bool = False) -> list[Line]:
    """Group glyphs into lines by their baselines, small raised ones with the line they stand in.

    Args:
        glyphs: The glyphs of a page.
        width: The width of the page.
        mirrored: Whether the page is read in a mirror, since its script runs from right to left.
    """
    rows: list[Row] = []
    for glyph in sorted(glyphs, key=attrgetter("y"), reverse=True):
        row = rows[-1] if rows else None
        if row is not None and abs(row.y - glyph.y) < 0.12 * max(glyph.size, row.glyphs[0].size):
            row.add(glyph)
        else:
            rows.append(row_of([glyph]))
    if mirrored:
        rows = with_strays(rows)
    raised: dict[int, list[Row]] = {}  # of the rows that others stand raised in, by their places
    small: set[int] = set()
    for index, row in enumerate(rows):
        below = [j for j in range(index + 1, min(index + 4, len(rows))) if _is_raised(row, rows[j])]
        if below:
            small.add(index)
            for place in below:
                raised.setdefault(place, []).append(row)
    lines = []
    for index, row in enumerate(rows):
        if index not in small:
            for chunk, high in _chunks(row.glyphs, raised.get(index, ()), width, mirrored=mirrored):
                lines.append(_line(chunk, high, mirrored=mirrored))
    return _columns(lines, width)


def _is_raised(row: Row, base: Row) -> bool:
    return (
        row.size < 0.85 * base.size
        and 0.1 * base.size < row.y - base.y < 0.7 * base.size
        and base.left - 2 * base.size <= row.left
        and max(glyph.left for glyph in row.glyphs) <= base.right + base.size
    )


def _chunks(
    row: Sequence[Glyph], raised: Sequence[Row], width: float, *, mirrored: bool
) -> list[tuple[list[Glyph], set[Glyph]]]:
    """Split a row where a wide gap stands between its parts (columns, page header left and right)."""
    high = {glyph for other in raised for glyph in other.glyphs}
    both = [*row, *(glyph for other in raised for glyph in other.glyphs)]
    ordered = along_line(both) if mirrored else sorted(both, key=attrgetter("left"))
    chunks: list[tuple[list[Glyph], set[Glyph]]] = []
    chunk: list[Glyph] = []
    right, widest = 0.0, 0.06 * width
    again = False  # the glyph before is another one printed twice
    for glyph in ordered:
        again = (again if glyph.joined else _is_again(glyph, chunk[-1])) if chunk else False
        if again:
            continue
        gap = glyph.left - right
        if chunks and (gap < widest or gap < 4 * glyph.size):
            chunk.append(glyph)
        else:
            chunk = [glyph]
            chunks.append((chunk, high))
        right = glyph.right
    return chunks


def _is_again(glyph: Glyph, before: Glyph) -> bool:
    """Whether a glyph is the one before it printed twice, to look bold."""
    return before.char == glyph.char and abs(glyph.left - before.left) < _PRINTED_TWICE * glyph.size


def _line(glyphs: Sequence[Glyph], high: set[Glyph], *, mirrored: bool) -> Line:
    signs: list[str] = []
    marks: list[bool] = []  # which of the signs stand raised
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _apart(before, glyph, mirrored=mirrored):
            signs.append(" ")
            marks.append(False)
        signs.append(glyph.char)
        marks.append(bool(high) and glyph in high)
        before = glyph
    if mirrored:
        parts = [list(part) for _, part in groupby(range(len(signs)), marks.__getitem__)]  # a mark of a note is one
        order = [(sign, part[place]) for part in parts for sign, place in in_order([signs[at] for at in part])]
        signs = [sign for sign, _ in order]
        marks = [marks[place] for _, place in order]
    base = ([g for g in glyphs if g not in high] or glyphs) if high else glyphs
    letters = [glyph for glyph in base if is_from_right(glyph.char)] if mirrored else base  # Latin ones may be smaller
    size = _median([glyph.size for glyph in letters or base])
    if len(base) <= FEW:  # the number of a note may be larger than the note
        size = _median([g.size for g in base if not g.char.isdigit()] or [size])
    left, right = glyphs[0].left, glyphs[-1].right
    spans = _spans(signs, marks) if high else ()
    text = brackets_mended("".join(signs), from_right=True) if mirrored else "".join(signs)
    bold = all(glyph.bold for glyph in base) and any(glyph.char.isalpha() for glyph in base)
    first = _first_word(glyphs, mirrored=mirrored) - left
    numbered = glyphs[0].size > _LARGER * size and glyphs[0].char.isdigit()
    return Line(text, base[0].y, left, right, size, spans, first, bold, numbered)


def _first_word(glyphs: Sequence[Glyph], *, mirrored: bool) -> float:
    """Where the first word ends, with marks that no line begins with ("2022 ;"); in Chinese where its sign ends."""
    for place in range(1, len(glyphs)):
        apart = _apart(glyphs[place - 1], glyphs[place], mirrored=mirrored) and glyphs[place].char not in NOT_FIRST
        if (apart and glyphs[place - 1].char != "«") or _may_part(glyphs, place):
            return glyphs[place - 1].right
    return glyphs[-1].right


def _may_part(glyphs: Sequence[Glyph], place: int) -> bool:
    """Whether a line of Chinese may end before a glyph: not between a sign and Latin letters."""
    before, char = glyphs[place - 1].char, glyphs[place].char
    if not _HAN.match(before) and not _HAN.match(char):
        return False
    behind = glyphs[place + 1].char if char == "(" and place + 1 < len(glyphs) else char
    latin = behind.isascii() and behind.isalpha()
    return before not in _NOT_LAST and char not in NOT_FIRST and not latin


def _spans(signs: Sequence[str], marks: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """The spans of a text that stand raised."""
    spans: list[tuple[int, int]] = []
    at = 0
    for sign, raised in zip(signs, marks, strict=True):
        end = at + len(sign)
        if raised and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], end)
        elif raised:
            spans.append((at, end))
        at = end
    return tuple(spans)


def _apart(before: Glyph, glyph: Glyph, *, mirrored: bool) -> bool:
    """Whether a space stands between two glyphs of a line: one in the document, or a gap wide enough for one.

    Between a Chinese sign and a letter or number there is a gap, and no space unless the document has one.
    """
    gap = glyph.left - before.right
    spaced = glyph.spaced
    if mirrored and not is_from_right(glyph.char):  # in a run that is turned back its other side is meant
        spaced = before.spaced and kind_of(before.char) in "LN" and kind_of(glyph.char) in "LN"
    if gap <= 0 or (not spaced and parts_of_ligature(before, glyph)):
        return False
    if not spaced and (before.char > _LATIN or glyph.char > _LATIN) and is_sign(before.char) != is_sign(glyph.char):
        return gap > 0.6 * glyph.size
    return gap > 0.165 * min(max(glyph.size, 4), max(before.size, 4)) or (spaced and gap > 0.05 * glyph.size)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _columns(lines: list[Line], width: float) -> list[Line]:
    """Put the lines of a page set in two columns in reading order; other pages stay as they are."""
    middle = width / 2
    left = [line for line in lines if line.right < middle + 0.03 * width and line.left < middle - 0.1 * width]
    right = [line for line in lines if line.left > middle - 0.03 * width]
    taken = {id(line) for line in (*left, *right)}
    crossing = [line for line in lines if id(line) not in taken]
    if min(len(left), len(right)) < 12 or len(crossing) > 0.25 * len(lines):
        return lines
    heights = sorted(line.y for line in right)
    pairs = sum(bisect_right(heights, a.y - 1) < bisect_left(heights, a.y + 1) for a in left)
    if pairs < 0.5 * min(len(left), len(right)):
        return lines
    top = max(a.y for a in right)
    above = [line for line in crossing if line.y >= top]
    below = [line for line in crossing if line.y < top]
    return [*above, *left, *right, *below]
