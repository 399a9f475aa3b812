"""Lines of printed pages that are no text: page numbers, job numbers, symbols, running heads."""

import re
from collections import Counter
from collections.abc import Sequence

from clausetag.data.documents.patterns import PAGE_EDGE

_MARK = re.compile(
    r"[A-Z]{1,8}(?:/[\w.()-]*[\w)])+(?: ?\(\d{4}\))?(?: [A-Z])?\**|\d{2}-\d{5}(?: ?\([A-Z]\))?|\*\d{7}\*|\d{6}"
)
COLUMNS = re.compile(r"\s{4,}")
_LONGEST = 60  # characters of a line, but for the space between its columns
LONGEST_HEAD = 4  # lines of a running head


def is_edge(lines: Sequence[str], index: int) -> bool:
    """Whether a line is a page number, a job number or a symbol and stands apart from the text."""
    text = lines[index].strip()
    if not text or len(" ".join(text.split())) > _LONGEST or not all(map(is_mark, COLUMNS.split(text))):
        return False
    around = (lines[i].strip() if 0 <= i < len(lines) else "" for i in (index - 1, index + 1))
    return lines[index].startswith("\f") or any(not line or line == "\f" or is_mark(line) for line in around)


def is_mark(text: str) -> bool:
    """Whether it is a page number, a job number or a symbol."""
    return _MARK.fullmatch(text) is not None or PAGE_EDGE.fullmatch(text) is not None


def shape(text: str) -> str:
    """A line without what changes from page to page."""
    return re.sub(r"\d+", "#", " ".join(text.split()))


def repeated(lines: Sequence[str]) -> set[str]:
    """The lines at the top of two pages or more, digits aside."""
    seen: Counter[str] = Counter()
    top = 0
    for index, line in enumerate(lines):
        if line.startswith("\f") or is_edge(lines, index):
            top = LONGEST_HEAD + 1
        if top and line.strip():
            top -= 1
            seen.update({shape(chunk) for chunk in COLUMNS.split(line.strip())})
    return {shape for shape, count in seen.items() if count > 1}
