"""The notes at the foot of the pages of a PDF: where they begin on a page, and what they are over all pages."""

from collections.abc import Iterable, Sequence

from clausetag.data.documents.forms import Forms
from clausetag.data.documents.patterns import RULE
from clausetag.data.documents.readers.hyphens import Vocabulary
from clausetag.data.documents.readers.lines import Line, join_lines
from clausetag.data.documents.resolution import Footnote

_SMALL = 0.95  # of the size of the text
_REST = 4  # lines of a note that goes on, where no other follows it
_GAP = 1.5  # sizes, where notes as large as the text stand below it


def is_rule(text: str) -> bool:
    """Whether a line is only a rule of underscores or dashes."""
    return RULE.fullmatch(text) is not None


def notes_start(lines: Sequence[Line], body_size: float, forms: Forms, last_note: int) -> int:
    """Index of the first line of the notes at the foot of a page; the number of lines if there are none.

    Args:
        lines: The lines of the page but for its header and footer.
        body_size: The size of the text.
        forms: Those of the document's language.
        last_note: The last number of the notes on the pages before.
    """
    cited: set[str] = set()  # above the line
    small = next((i for i in range(len(lines), 0, -1) if lines[i - 1].size >= _SMALL * body_size), 0)
    if last_note and 0 < small < len(lines) and _goes_on(lines[small:], lines[small - 1], last_note):
        return small
    for index, line in enumerate(lines):
        rest = lines[index:]
        if is_rule(line.text) and rest[1:] and _all_notes(rest[1:], body_size):
            return index
        raised = bool(line.raised) and line.raised[0][0] == 0 and line.first_number != ""
        if line.size < _SMALL * body_size:
            begins = (raised or _is_later(line.first_number, last_note)) and _all_notes(rest, body_size)
        elif raised and index and _only_numbered(rest):
            begins = True
        else:
            begins = line.note_number(last_note) in cited and _apart(rest, lines[index - 1], cited, forms, last_note)
        if begins:
            return index
        cited.update(line.text[start:end].strip("() ") for start, end in line.raised)
    return len(lines)


def _goes_on(lines: Sequence[Line], above: Line, last_note: int) -> bool:
    """Whether small lines below the text begin with the rest of a note of the page before."""
    if lines[0].first_number or above.y - lines[0].y < _GAP * lines[0].size:
        return False
    return len(lines) <= _REST or any(_is_later(line.first_number, last_note) for line in lines)


def _is_later(number: str, last_note: int) -> bool:
    """Whether it is a star, or a number above that of the last note."""
    return int(number) > last_note if number.isdigit() else number != ""


def _all_notes(lines: Sequence[Line], body_size: float) -> bool:
    return all(line.size < _SMALL * body_size for line in lines) or _only_numbered(lines)


def _only_numbered(lines: Sequence[Line]) -> bool:
    """Whether lines set as large as the text are notes: the first and most of the rest begin with raised numbers."""
    starts = [line for line in lines if line.raised and line.raised[0][0] == 0]
    return bool(starts) and starts[0] is lines[0] and len(starts) * 3 >= len(lines)


def _apart(lines: Sequence[Line], above: Line, cited: Iterable[str], forms: Forms, last_note: int) -> bool:
    """Whether lines as large as the text are notes: apart from it, no paragraphs, with the numbers cited above them."""
    if above.y - lines[0].y < _GAP * lines[0].size or forms.split_label(lines[0].text)[0] is not None:
        return False
    begun = {line.first_number for line in lines if forms.split_label(line.text)[0] is None}
    return all(mark in begun for mark in cited if mark.isdigit() and int(mark) > last_note)


def last_number(lines: Iterable[Line], last: int) -> int:
    """Return the last number of the notes of a page; `last` is that of the notes before."""
    return max((int(number) for number, _ in _blocks(lines, last) if number.isdigit()), default=last)


def _blocks(lines: Iterable[Line], last: int) -> list[tuple[str, list[Line]]]:
    """The notes of a page with their numbers and lines; lines before any number go on with a note of another page."""
    blocks: list[tuple[str, list[Line]]] = []
    for line in lines:
        number = line.note_number(last)
        if not number and not blocks and _is_later(line.first_number, last):
            number = line.first_number
        if number:
            blocks.append((number, [line.without(number)]))
            last = int(number) if number.isdigit() else last
        elif blocks:
            blocks[-1][1].append(line)
        else:
            blocks.append(("", [line]))
    return blocks


def notes_of(pages: Iterable[Sequence[Line]], vocabulary: Vocabulary) -> tuple[tuple[Footnote, ...], list[str]]:
    """Put the lines of the notes of all pages together.

    Returns:
        The notes, and the lines that stand before any of them.
    """
    unread: list[str] = []
    notes: list[tuple[str, list[Line]]] = []
    last = 0
    for lines in pages:
        for number, block in _blocks(lines, last):
            if number:
                notes.append((number, block))
                last = int(number) if number.isdigit() else last
            elif notes:
                notes[-1][1].extend(block)
            else:
                unread.extend(line.text for line in block)
    return tuple(Footnote(number, join_lines(block, vocabulary).text) for number, block in notes), unread
