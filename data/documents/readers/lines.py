"""The lines of text that the glyphs of a PDF page make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from clausetag.data.documents.readers.glyphs import Glyph, glyphs_of

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_NUMBER = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])\s?/?\s*")


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
    return lines_of(glyphs_of(text, width, height), width)


@dataclass(slots=True)
class _Row:
    """Glyphs on one baseline, and what they span."""

    glyphs: list[Glyph]
    y: float
    size: float
    left: float
    right: float

    def add(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        if glyph.size > self.size:
            self.size = glyph.size
        if glyph.left < self.left:
            self.left = glyph.left
        if glyph.right > self.right:
            self.right = glyph.right


def lines_of(glyphs: Sequence[Glyph], width: float) -> list[Line]:
    """Group glyphs into lines by their baselines, small raised ones with the line they stand in."""
    rows: list[_Row] = []
    for glyph in sorted(glyphs, key=attrgetter("y"), reverse=True):
        row = rows[-1] if rows else None
        if row is not None and abs(row.y - glyph.y) < 0.12 * max(glyph.size, row.glyphs[0].size):
            row.add(glyph)
        else:
            rows.append(_Row([glyph], glyph.y, glyph.size, glyph.left, glyph.right))
    raised: dict[int, list[_Row]] = {}  # of the rows that others stand raised in, by their places
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
            for chunk, high in _chunks(row.glyphs, raised.get(index, ()), width):
                lines.append(_line(chunk, high))
    return _columns(lines, width)


def _is_raised(row: _Row, base: _Row) -> bool:
    return (
        row.size < 0.85 * base.size
        and 0.1 * base.size < row.y - base.y < 0.7 * base.size
        and base.left - 2 * base.size <= row.left
        and max(glyph.left for glyph in row.glyphs) <= base.right + base.size
    )


def _chunks(row: Sequence[Glyph], raised: Sequence[_Row], width: float) -> list[tuple[list[Glyph], set[Glyph]]]:
    """Split a row where a wide gap stands between its parts (columns, page header left and right)."""
    high = {glyph for other in raised for glyph in other.glyphs}
    ordered = sorted([*row, *high], key=attrgetter("left"))
    chunks: list[tuple[list[Glyph], set[Glyph]]] = []
    for glyph in ordered:
        if chunks and glyph.left - chunks[-1][0][-1].right < max(4 * glyph.size, 0.06 * width):
            chunks[-1][0].append(glyph)
        else:
            chunks.append(([glyph], high))
    return chunks


def _line(glyphs: Sequence[Glyph], high: set[Glyph]) -> Line:
    pieces: list[str] = []
    raised: list[tuple[int, int]] = []
    length = 0
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _apart(before, glyph):
            pieces.append(" ")
            length += 1
        end = length + len(glyph.char)
        if high and glyph in high:
            if raised and raised[-1][1] == length:
                raised[-1] = (raised[-1][0], end)
            else:
                raised.append((length, end))
        pieces.append(glyph.char)
        length = end
        before = glyph
    base = ([g for g in glyphs if g not in high] or glyphs) if high else glyphs
    size = _median([g.size for g in base])
    return Line("".join(pieces), base[0].y, glyphs[0].left, glyphs[-1].right, size, tuple(raised))


def _apart(before: Glyph, glyph: Glyph) -> bool:
    """Whether a space stands between two glyphs of a line: one in the document, or a gap wide enough for one."""
    gap = glyph.left - before.right
    if gap <= 0:
        return False
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
