"""The layout of a page: which lines are its header and footer, its notes and its text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausetag.data.documents.numbering import split_label
from clausetag.data.documents.patterns import PAGE_EDGE, PAGE_NUMBER, RULE
from clausetag.data.documents.readers.lines import Line


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page by what they are, its left margin, right edge and line spacing."""

    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    furniture: tuple[Line, ...]
    margin: float
    edge: float
    leading: float


def is_rule(text: str) -> bool:
    """Whether a line is only a rule of underscores or dashes."""
    return RULE.fullmatch(text) is not None


def split_page(
    lines: Sequence[Line], width: float, height: float, body_size: float, repeated: set[str], last_note: int
) -> Page:
    """Tell page header, footer and notes from the text of a page; `last_note` is the last number of those before."""
    furniture = [line for line in lines if _is_furniture(line, height, body_size, repeated)]
    rest = [line for line in lines if line not in furniture]
    start = _notes_start(rest, body_size, last_note)
    body = rest[:start]
    margin, edge = _margins(body, body_size, width)
    return Page(
        tuple(body),
        tuple(line for line in rest[start:] if not is_rule(line.text)),
        tuple(furniture),
        margin,
        edge,
        _leading(body),
    )


def _is_furniture(line: Line, height: float, body_size: float, repeated: set[str]) -> bool:
    top, bottom = line.y > height * 0.9, line.y < height * 0.075
    if is_rule(line.text) or (line.raised and line.raised[0][0] == 0):
        return False  # the rule above notes, or a note
    if line.shape in repeated and (line.y > height * 0.85 or line.y < height * 0.12):
        return True
    if (line.y > height * 0.85 or line.y < height * 0.12) and PAGE_EDGE.fullmatch(line.text):
        return True
    if top and line.size < 0.93 * body_size:
        return True
    return (top or bottom) and PAGE_NUMBER.fullmatch(line.text) is not None


def _notes_start(lines: Sequence[Line], body_size: float, last_note: int) -> int:
    """Index of the first line of the footnote block at the bottom of a page; the number of lines if there is none."""
    cited: set[str] = set()  # above the line
    for index, line in enumerate(lines):
        following = lines[index + 1 :]
        if is_rule(line.text) and following and _all_notes(following, body_size):
            return index
        numbered = bool(line.raised) and line.raised[0][0] == 0 and line.note_number(0) != ""
        starred = line.text[:1] in "*†‡" and line.note_number(0) != ""
        if (numbered or starred) and line.size < 0.97 * body_size and _all_notes(lines[index:], body_size):
            return index
        if numbered and line.size >= 0.97 * body_size and index > 0 and _only_numbered(lines[index:]):
            return index
        number = line.note_number(last_note)
        if line.size < 0.97 * body_size:
            later = number or (line.first_number.isdigit() and int(line.first_number) > last_note)
            if later and _all_notes(lines[index:], body_size):
                return index
        elif number in cited and index and _stands_off(line, lines[index - 1]):
            begun = {other.first_number for other in lines[index:] if split_label(other.text)[0] is None}
            if all(mark in begun for mark in cited if mark.isdigit() and int(mark) > last_note):
                return index
        cited.update(line.text[start:end].strip("() ") for start, end in line.raised)
    return len(lines)


def _stands_off(line: Line, above: Line) -> bool:
    """Whether a line that begins with the number of a note stands apart from the text, and is no paragraph."""
    return above.y - line.y > 1.5 * line.size and split_label(line.text)[0] is None


def _all_notes(lines: Sequence[Line], body_size: float) -> bool:
    return all(line.size < 0.97 * body_size for line in lines) or _only_numbered(lines)


def _only_numbered(lines: Sequence[Line]) -> bool:
    """Whether lines set as large as the text are notes: the first and most of the rest begin with raised numbers."""
    starts = [line for line in lines if line.raised and line.raised[0][0] == 0]
    return bool(starts) and starts[0] is lines[0] and len(starts) * 3 >= len(lines)


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
