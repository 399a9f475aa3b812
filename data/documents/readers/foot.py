"""The notes at the foot of the pages of a PDF: where they begin on a page, and what they are over all pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausetag.data.documents.forms import Forms
from clausetag.data.documents.patterns import RULE
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.readers.hyphens import Vocabulary
from clausetag.data.documents.readers.lines import Line, join_lines
from clausetag.data.documents.resolution import Footnote

_SMALL = 0.95  # of the size of the text
_REST = 4  # lines of a note that goes on, where no other follows it
_GAP = 1.5  # sizes, where notes as large as the text stand below it


def is_rule(text: str) -> bool:
    """Whether a line is only a rule of underscores or dashes."""
    return RULE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class NotesBefore:
    """What is known of the notes on the pages before: the last number, and whether the last note goes on."""

    last: int = 0
    goes_on: bool = False

    def and_those(self, lines: Sequence[Line]) -> NotesBefore:
        """Return what is known behind the notes of one page more."""
        last = max((int(number) for number, _ in _blocks(lines, self.last) if number.isdigit()), default=self.last)
        return NotesBefore(last, goes_on=bool(lines) and not ends_with(lines[-1].text, "."))


def notes_start(lines: Sequence[Line], body_size: float, forms: Forms, before: NotesBefore) -> int:
    """Index of the first line of the notes at the foot of a page; the number of lines if there are none.

    Args:
        lines: The lines of the page but for its header and footer.
        body_size: The size of the text.
        forms: Those of the document's language.
        before: The notes on the pages before.
    """
    cited: set[str] = set()  # above the line
    small = next((i for i in range(len(lines), 0, -1) if lines[i - 1].size >= _SMALL * body_size), 0)
    if before.last and 0 < small < len(lines) and _goes_on(lines[small:], lines[small - 1], before):
        return small
    for index, line in enumerate(lines):
        rest = lines[index:]
        if is_rule(line.text) and rest[1:] and _all_notes(rest[1:], body_size):
            return index
        raised = bool(line.raised) and line.raised[0][0] == 0 and line.first_number != ""
        if line.size < _SMALL * body_size:
            begins = (raised or _is_later(line.first_number, before.last)) and _all_notes(rest, body_size)
        elif raised and index and _only_numbered(rest):
            begins = True
        elif small < len(lines) and lines[small].first_number:
            begins = False  # the notes of this page are smaller than the text
        else:
            number = line.note_number(before.last)
            begins = number in cited and _apart(rest, lines[index - 1], cited, forms, before.last)
        if begins:
            return index
        cited.update(line.text[start:end].strip("() ") for start, end in line.raised)
    return len(lines)


def _goes_on(lines: Sequence[Line], above: Line, before: NotesBefore) -> bool:
    """Whether small lines below the text begin with the rest of a note of the page before."""
    if above.y - lines[0].y < _GAP * lines[0].size:
        return False
    if before.goes_on and not lines[0].begins_marked and (lines[0].first_number == "" or _marked(lines)):
        return True
    if lines[0].first_number:
        return False
    return len(lines) <= _REST or any(_is_later(line.first_number, before.last) for line in lines)


def _marked(lines: Iterable[Line]) -> bool:
    """Whether the numbers of notes are told from other numbers: they stand raised, or are larger than the note."""
    return any(line.begins_marked for line in lines)


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


def _blocks(lines: Sequence[Line], last: int) -> list[tuple[str, list[Line]]]:
    """The notes of a page with their numbers and lines; lines before any number go on with a note of another page."""
    blocks: list[tuple[str, list[Line]]] = []
    marked = _marked(lines)
    for line in lines:
        number = "" if marked and line.first_number.isdigit() and not line.begins_marked else line.note_number(last)
        if not number and not blocks and not marked and _is_later(line.first_number, last):
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
