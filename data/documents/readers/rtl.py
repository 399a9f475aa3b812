"""Lines of scripts that run from right to left: from the order on the page to the order of reading.

A page of Arabic is read in a mirror, so that it runs as others do. Latin letters and numbers in it run the other way
(`runs`); brackets are those of the mirror (`brackets`).
"""

import re
from collections.abc import Iterable, Sequence

from clausetag.data.documents.readers.glyphs import Glyph
from clausetag.data.documents.readers.runs import kind_of

_LAM, _ALEFS = "ل", "اأإآ"
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def runs_from_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether most letters of a page run from right to left."""
    text = "".join([glyph.char for glyph in glyphs])
    return 2 * len(_FROM_RIGHT.findall(text)) > sum(map(str.isalpha, text))


def is_from_right(sign: str) -> bool:
    """Whether it is a letter of a script that runs from right to left."""
    return kind_of(sign) == "R"


def mirror(glyphs: Sequence[Glyph], width: float) -> None:
    """Put the glyphs of a page where they stand in a mirror."""
    for glyph in glyphs:
        glyph.left, glyph.right = width - glyph.right, width - glyph.left


def along_line(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Put glyphs of a mirrored line, given in the order of the file, in the order in which they stand.

    Letters that the file has one behind the other stay together, for they overlap, and marks of notes overlap them.
    """
    portions: list[list[Glyph]] = []
    for glyph in glyphs:
        last = portions[-1][-1] if portions else None
        letters = last is not None and kind_of(glyph.char) == kind_of(last.char) == "R"
        if last is None or not letters or not (_turned(last, glyph) or _goes_on(last, glyph)):
            portions.append([glyph])
        elif _turned(last, glyph):
            portions[-1].insert(-1, glyph)
        else:
            portions[-1].append(glyph)
    return [glyph for portion in sorted(portions, key=lambda portion: portion[0].left) for glyph in portion]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    return last.left - 0.01 <= glyph.left <= last.right + 0.5 * last.size


def _turned(last: Glyph, glyph: Glyph) -> bool:
    """Whether the second glyph stands before the first: PDFium may give the last letter of a ligature first.

    A vowel sign makes its letter wider, so that lam and alef may share one edge only.
    """
    if last.char[0] == _LAM and glyph.char[0] in _ALEFS:
        return False
    if glyph.char[0] == _LAM and last.char[0] in _ALEFS:
        return glyph.left == last.left or glyph.right == last.right
    return glyph.left == last.left and glyph.right == last.right


def in_ligature(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Glyphs of a mirrored line, lam before alef where they are a ligature, whichever the file has first."""
    if len(glyphs) == 2 and {glyph.char[0] for glyph in glyphs} & set(_ALEFS) and _LAM in (g.char[0] for g in glyphs):
        lam, alef = sorted(glyphs, key=lambda glyph: glyph.char[0] != _LAM)
        if lam.left > alef.left:
            lam.left, lam.right, alef.left, alef.right = alef.left, alef.right, lam.left, lam.right
        return lam, alef
    return glyphs


def parts_of_ligature(before: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs are lam and alef of one ligature, between whose equal parts that of a vowel sign was."""
    if before.char[0] != _LAM or glyph.char[0] not in _ALEFS:
        return False
    width = glyph.right - glyph.left
    return max(abs(before.right - before.left - width), abs(glyph.left - before.right - width)) < 0.02 * glyph.size
