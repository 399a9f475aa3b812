"""The layout of a page: which lines are its header and footer, its notes and its text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clausetag.data.documents.forms import Forms
from clausetag.data.documents.patterns import PAGE_EDGE, PAGE_NUMBER
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.readers.foot import NotesBefore, is_rule, notes_start
from clausetag.data.documents.readers.lines import NOT_FIRST, Line

_CLOSE = 1.4  # sizes from a line to the next of its paragraph


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for all pages of a document: the size of its text, the shapes of lines that return, its language."""

    body_size: float
    repeated: frozenset[str]
    forms: Forms


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page by what they are, its left margin, right edge and line spacing."""

    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    furniture: tuple[Line, ...]
    margin: float
    edge: float
    leading: float


def split_page(lines: Sequence[Line], width: float, height: float, layout: Layout, before: NotesBefore) -> Page:
    """Tell page header, footer and notes from the text of a page."""
    furniture, rest = list[Line](), list[Line]()
    for line in lines:
        (furniture if _is_furniture(line, lines, height, layout) else rest).append(line)
    start = notes_start(rest, layout.body_size, layout.forms, before)
    body = _with_long_words(rest[:start])
    margin, edge = _margins(body, layout.body_size, width)
    return Page(
        tuple(body),
        tuple(line for line in rest[start:] if not is_rule(line.text)),
        tuple(furniture),
        margin,
        edge,
        _leading(body),
    )


def _with_long_words(lines: Sequence[Line]) -> list[Line]:
    """Lines, the first word of each as wide as it is where it goes on in the next: too long for a line, it was cut."""
    found = list(lines)
    for place, (line, below) in enumerate(pairwise(lines)):
        if below.text[:1] in NOT_FIRST and line.left + line.first >= line.right:
            found[place] = replace(line, first=line.first + below.first)
    return found


def _is_furniture(line: Line, lines: Sequence[Line], height: float, layout: Layout) -> bool:
    if height * 0.12 <= line.y <= height * 0.85:
        return False
    top, bottom = line.y > height * 0.9, line.y < height * 0.075
    if is_rule(line.text) or (line.raised and line.raised[0][0] == 0):
        return False  # the rule above notes, or a note
    if not top and line.first_number and ends_with(line.text, "."):
        return False  # a note with its number in the line: "4 A/75/12."
    if line.shape in layout.repeated and not _touches_text(line, lines, height, layout):
        return True
    if PAGE_EDGE.fullmatch(line.text) or (top and line.size < 0.93 * layout.body_size):
        return True
    return (top or bottom) and PAGE_NUMBER.fullmatch(line.text) is not None


def _touches_text(line: Line, lines: Sequence[Line], height: float, layout: Layout) -> bool:
    """Whether a line stands as close to one that does not return as the lines of a paragraph or of a note do."""
    inwards = -1 if line.y > height / 2 else 1
    near, far = 0.5 * line.size, _CLOSE * line.size
    return any(near < inwards * (other.y - line.y) < far and other.shape not in layout.repeated for other in lines)


def _margins(lines: Sequence[Line], body_size: float, width: float) -> tuple[float, float]:
    same = [line for line in lines if abs(line.size - body_size) < 0.1 * body_size]
    if not same:
        same = list(lines)
    if not same:
        return 0.0, width
    counts = Counter(round(line.left) for line in same)
    needed = max(2, len(same) * 0.15) if len(same) > 3 else 1
    margin = min((left for left, count in counts.items() if count >= needed), default=min(counts))
    return float(margin), max(line.right for line in same)


def _leading(lines: Sequence[Line]) -> float:
    """Line spacing within paragraphs: that of lines which go on in the middle of a sentence, where there are any."""
    pairs = [(a, b) for a, b in pairwise(lines) if 0 < a.y - b.y < 3 * a.size]
    if not pairs:
        return 0.0
    within = [a.y - b.y for a, b in pairs if b.text[:1].islower() and a.text[-1:] not in ".;:,"]
    gaps = sorted(within if len(within) > 1 else [min(a.y - b.y, 1.25 * a.size) for a, b in pairs])
    return gaps[len(gaps) // 3]
