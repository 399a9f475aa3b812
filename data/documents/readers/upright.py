"""Pages turned upright: lines of text run from left to right, and the corner that is shown is where places begin."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfMatrix, PdfPage, PdfTextPage

_SAMPLE = 100  # signs of a page that say how its lines run
_NEAR = 0.1  # of a quarter turn


def upright(page: PdfPage) -> tuple[PdfTextPage, float, float]:
    """Return the text of a page, which is turned if need be, and the page's width and height.

    How it is shown does not matter: PDFium tells places of a page that is shown turned as if it were not.
    """
    from pypdfium2 import PdfMatrix

    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    text = page.get_textpage()
    turns = _turns(text)
    left, bottom, _, _ = page.get_bbox()  # of what is shown
    if not turns and not round(left) and not round(bottom):
        return text, width, height
    text.close()
    matrix = PdfMatrix().translate(-left, -bottom).multiply(_back(turns, width, height))
    for part in page.get_objects(max_depth=1):
        part.transform(matrix)
    if turns % 2:
        width, height = height, width
    return page.get_textpage(), width, height


def _turns(text: PdfTextPage) -> int:
    """How many quarter turns, counterclockwise, the lines of a page are turned by; 0 where not most of them are."""
    import pypdfium2.raw as raw

    count = text.count_chars()
    places = range(0, count, max(1, count // _SAMPLE))
    shown = [at for at in places if raw.FPDFText_GetUnicode(text.raw, at) > 0x20]
    angles = (2 * raw.FPDFText_GetCharAngle(text.raw, at) / math.pi for at in shown)  # clockwise
    seen = Counter(-round(angle) % 4 for angle in angles if angle >= 0 and abs(angle - round(angle)) < _NEAR)
    return next((turns for turns, times in seen.items() if 2 * times > len(shown)), 0)


def _back(turns: int, width: float, height: float) -> PdfMatrix:
    """What turns a page of this size back by so many quarter turns."""
    from pypdfium2 import PdfMatrix

    across, up = ((0.0, 0.0), (0.0, width), (width, height), (height, 0.0))[turns]
    return PdfMatrix().rotate(90 * turns).translate(across, up)
