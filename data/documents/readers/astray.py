"""Rows of glyphs on one baseline, and letters that stand astray: Arabic ones that a PDF sets above their line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from clausetag.data.documents.readers.glyphs import Glyph
from clausetag.data.documents.readers.rtl import in_ligature, is_from_right

FEW = 12  # glyphs of a row that letters astray and marks of notes make
_STRAYS = 3  # letters that stand together above their line
_left, _right = attrgetter("left"), attrgetter("right")


@dataclass(slots=True)
class Row:
    """Glyphs on one baseline, and what they span."""

    glyphs: list[Glyph]
    y: float
    size: float
    left: float
    right: float

    def add(self, glyph: Glyph) -> None:
        """Put a glyph into the row, wherever it stands."""
        self.glyphs.append(glyph)
        if glyph.size > self.size:
            self.size = glyph.size
        if glyph.left < self.left:
            self.left = glyph.left
        if glyph.right > self.right:
            self.right = glyph.right


def row_of(glyphs: list[Glyph]) -> Row:
    """Make a row of glyphs; the first says where it stands."""
    row = Row(glyphs[:1], glyphs[0].y, glyphs[0].size, glyphs[0].left, glyphs[0].right)
    for glyph in glyphs[1:]:
        row.add(glyph)
    return row


def with_strays(rows: Sequence[Row]) -> list[Row]:
    """Rows of Arabic, to which letters are given back that a PDF sets a little above their line for their sign.

    They may stand as high as the marks of notes.
    """
    kept: list[Row] = []
    for index, row in enumerate(rows):
        letters = [glyph for glyph in row.glyphs if is_from_right(glyph.char)] if len(row.glyphs) <= FEW else []
        base = next((below for below in rows[index + 1 : index + 4] if _are_astray(letters, below)), None)
        if base is None:
            kept.append(row)
            continue
        strays = [replace(glyph, y=base.y) for glyph in in_ligature(letters)]
        _close_gaps(sorted(strays, key=attrgetter("left")), base)
        for glyph in strays:
            _give_back(glyph, base)
        rest = [glyph for glyph in row.glyphs if glyph not in letters]
        if rest:
            kept.append(row_of(rest))
    return kept


def _are_astray(letters: Sequence[Glyph], base: Row) -> bool:
    """Whether a few letters belong into the line below them."""
    if not 0 < len(letters) <= _STRAYS:
        return False
    first = letters[0]
    apart = max(abs(glyph.left - first.left) for glyph in letters)
    return 0 < first.y - base.y < 0.5 * base.size <= 0.6 * first.size and apart < _STRAYS * first.size


def _close_gaps(strays: Sequence[Glyph], base: Row) -> None:
    """Make letters set astray as wide as their gap in the line, unless the document has a space there."""
    first, last = strays[0], strays[-1]
    near = 0.6 * first.size
    before = max((g for g in base.glyphs if first.left - near < g.right <= first.left), key=_right, default=None)
    behind = min((g for g in base.glyphs if last.right <= g.left < last.right + near), key=_left, default=None)
    if before is not None and is_from_right(before.char) and not before.followed:
        first.left = before.right
    if behind is not None and not behind.spaced:
        last.right = behind.left


def _give_back(stray: Glyph, base: Row) -> None:
    """Put a letter into its line, unless it stands there as well: PDFium may give it at both places."""
    for glyph in base.glyphs:
        if stray.char[0] == glyph.char[0] and glyph.left < stray.right and stray.left < glyph.right:
            glyph.left, glyph.right = min(glyph.left, stray.left), max(glyph.right, stray.right)
            return
    base.add(stray)
