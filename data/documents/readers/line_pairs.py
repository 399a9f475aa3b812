"""Two lines of a PDF, one below the other: whether they are set alike, stand apart, surely go on."""

import re
from collections.abc import Iterator
from itertools import pairwise

from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.readers.lines import Line
from clausetag.data.documents.readers.page import Page

_ALIKE, _MIXED = 0.08, 0.2  # how far sizes of letters may differ in a paragraph, of one script and of two
CASELESS = re.compile("[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u3400-\u9fff]")
_TITLE = 3  # lines of a heading and of what stands below it
APART = 1.3  # leadings, where a line stands apart from the one above
_QUOTES = '”»"’'


def set_alike(before: Line, line: Line) -> bool:
    """Whether two lines may be of one paragraph by the sizes of their letters: Latin ones may be smaller."""
    mixed = bool(CASELESS.search(before.text)) != bool(CASELESS.search(line.text))
    return abs(line.size - before.size) <= (_MIXED if mixed else _ALIKE) * before.size


def is_title(line: Line, page: Page) -> bool:
    """Whether the line at the top of a page begins a heading: one or two lines apart, and no mark ends them."""
    below_gap = next(apart(page), None)
    last = next((above for above, below in pairwise(page.body[:_TITLE]) if below is below_gap), None)
    if last is None or not (line.text[:1].isupper() or CASELESS.match(line.text)):
        return False
    return not ends_with(last.unmarked.rstrip(_QUOTES), ".,;:!?-")


def keeps_margin(line: Line) -> bool:
    """Whether a line ends at the margin at the latest: Chinese marks may hang over it."""
    return line.text[-1].isascii() or line.text[-1].isalnum()


def apart(page: Page) -> Iterator[Line]:
    """Yield the lines of a page that stand apart from the line above."""
    for before, line in pairwise(page.body):
        if page.leading and before.y - line.y > APART * page.leading:
            yield line


def near(page: Page) -> Iterator[tuple[Line, Line]]:
    """Yield the pairs of lines of a page, set alike, of which the second stands close below the first."""
    for before, line in pairwise(page.body):
        close = 0 < before.y - line.y <= APART * (page.leading or line.size)
        if close and set_alike(before, line):
            yield before, line


def going_on(page: Page) -> Iterator[tuple[Line, Line]]:
    """Yield the pairs of lines of a page of which the second surely goes on with the first.

    Where a script has no small letters to say so, short lines are left out: they may be headings.
    """
    short = page.margin + 0.7 * (page.edge - page.margin)
    for before, line in near(page):
        last, first = before.unmarked[-1:], line.text[:1]
        caseless = last.isalpha() and last.upper() == last.lower() and before.right > short
        if last.isalnum() and (first.islower() or caseless):
            yield before, line


def is_closed(text: str) -> bool:
    """Whether a paragraph may end with a line."""
    if text.endswith((" and", " or", " et", " ou", " y", " o", " и", " или")):
        return ends_with(text.rsplit(" ", 1)[0], ";")
    return ends_with(text.rstrip(_QUOTES), ";:.")
