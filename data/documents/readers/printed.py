"""Text as pdftotext prints pages: page headers and footers between paragraphs, notes at the foot of each page.

A page ends at a form feed; where form feeds were lost, at a rule, a page number or a symbol that stands alone. Notes
are paired with their numbers, which pdftotext often prints apart from them, and each mark is looked for on the page
that its note stands on.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from clausetag.data.documents.draft import Draft, Paragraph
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.page_markers import find_on_page, is_cited_on_page
from clausetag.data.documents.patterns import PAGE_NUMBER, RULE
from clausetag.data.documents.plain_markers import is_cited
from clausetag.data.documents.readers.cut_lines import WrappedLine
from clausetag.data.documents.readers.hyphens import Vocabulary
from clausetag.data.documents.readers.printed_head import body_start, head_lines
from clausetag.data.documents.readers.printed_marks import COLUMNS, LONGEST_HEAD, is_edge, repeated, shape
from clausetag.data.documents.readers.printed_notes import begins_note, is_near, is_number, note_number, pair_notes
from clausetag.data.documents.readers.wrapped import join_paragraphs
from clausetag.data.documents.resolution import Footnote, Section

_ONE_PAGE = 80  # lines
_TRIES = 5  # lines of a page that begin with the same number: more are rows of a table


@dataclass(slots=True)
class _Page:
    """What stands on one page."""

    body: list[WrappedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_printed(lines: Sequence[str], forms: Forms) -> bool:
    """Whether lines are those of printed pages: form feeds, or page furniture that stands between them."""
    if any(line.startswith("\f") for line in lines[1:-1]) or _is_one_page(lines, forms):
        return True
    return any(is_edge(lines, index) for index in range(body_start(lines, forms), len(lines) - 1))


def _is_one_page(lines: Sequence[str], forms: Forms) -> bool:
    """Whether lines are a single page with notes below a rule, whose marks stand apart from the words."""
    if len(lines) > _ONE_PAGE:
        return False
    rule = next((i for i in range(len(lines) - 1, -1, -1) if RULE.fullmatch(lines[i].strip())), None)
    if rule is None:
        return False
    below = next((line.strip() for line in lines[rule + 1 :] if line.strip()), "")
    number = note_number(below)
    return (
        number != "" and begins_note(below, forms) and not is_cited(number, [Paragraph(line) for line in lines[:rule]])
    )


def read_printed(lines: Sequence[str], forms: Forms) -> Draft:
    """Read the lines of printed pages; a form feed stands at the beginning of the first line of a page."""
    start = body_start(lines, forms)
    sorter = _Sorter(lines, start, forms)
    for index in range(start, len(lines)):
        sorter.take(index)
    body = head_lines(lines[:start], forms)
    notes: list[Footnote] = []
    for page in sorter.pages:
        last = max((int(note.number) for note in notes if note.number.isdigit()), default=0)
        found = pair_notes(page.notes, forms, after=last)
        _mark(page.body, {note.number for note in found if note.number}, forms)
        if found and not found[0].number:  # it goes on from the page before
            rest = found.pop(0).text
            if notes:
                notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {rest}")
            else:
                sorter.furniture.append(rest)
        notes.extend(found)
        body.extend(page.body)
    paragraphs = join_paragraphs(body, Vocabulary(line.text for line in body), forms)
    return Draft(tuple(paragraphs), tuple(notes) or None, tuple(sorter.furniture))


class _Sorter:
    """Tells page furniture and notes from the text, line by line."""

    def __init__(self, lines: Sequence[str], start: int, forms: Forms) -> None:
        self.pages = [_Page()]
        self.furniture: list[str] = []
        self._lines = lines
        self._forms = forms
        self._fed = any(line.startswith("\f") for line in lines)
        self._head = _squeezed(" ".join(lines[:start]))
        self._repeated = repeated(lines)
        self._zone = "body"  # body, notes, top
        self._top = 0  # lines of the running head so far
        self._blank = False
        self._open = 0  # numbers of notes that have no text yet
        self._last_note = 0
        self._tried: Counter[str] = Counter()  # lines of the page that might be a note with a number
        self._number = 1  # of the page

    def take(self, index: int) -> None:
        """Take the next line."""
        line = self._lines[index]
        if line.startswith("\f"):
            self._number += 1
            self._turn()
        text = line.strip()
        if not text:
            self._blank = True
        elif RULE.fullmatch(text):
            self._zone = "notes"
        elif self._is_page_number(text, index):
            self.furniture.append(text)
        elif is_edge(self._lines, index) and not (self._zone == "notes" and is_number(text)):
            self.furniture.append(text)
            if not self._fed and not (self._zone == "notes" and self._open):
                self._turn()
        else:
            self._text(text, index)

    def _is_page_number(self, text: str, index: int) -> bool:
        """Whether a number alone between empty lines is that of its page, or the last line of one."""
        above, *below = self._lines[index - 1], *self._lines[index + 1 : index + 9], "\f"
        if not self._fed or self._zone == "notes" or PAGE_NUMBER.fullmatch(text) is None or above.strip():
            return False
        following = next(line for line in below if line.strip() or line.startswith("\f"))
        return following.startswith("\f") or (not below[0].strip() and text == str(self._number))

    def _turn(self) -> None:
        if self._zone != "top":
            self.pages.append(_Page())
        self._zone, self._top, self._open = "top", 0, 0
        self._tried.clear()

    def _text(self, text: str, index: int) -> None:
        page = self.pages[-1]
        if self._zone == "body" and self._begins_notes(text, index):
            self._zone = "notes"
        if self._zone == "notes":
            if self._fed or self._is_note(text, page):
                self._note(text, page)
                return
            self._turn()
            page = self.pages[-1]
        if self._zone == "top" and self._top < LONGEST_HEAD and self._is_running_head(text):
            self.furniture.append(text)
            self._top += 1
            return
        indent = len(self._lines[index].lstrip("\f").expandtabs(8)) - len(self._lines[index].lstrip().expandtabs(8))
        first = not page.body and len(self.pages) == 1
        blank = first or (self._blank and self._zone == "body" and bool(page.body))
        page.body.append(WrappedLine(text, indent, blank))
        self._zone, self._blank = "body", False

    def _note(self, text: str, page: _Page) -> None:
        page.notes.append(text)
        self._open += 1 if is_number(text) else -1 if self._open and not note_number(text) else 0
        number = note_number(text)
        if number.isdigit() and (len(page.notes) == 1 or is_near(number, self._last_note)):
            self._last_note = max(self._last_note, int(number))
        self._blank = False

    def _is_note(self, text: str, page: _Page) -> bool:
        """Whether a line goes on with the notes below a rule, where no form feed says where they end."""
        if self._open or is_number(text) or begins_note(text, self._forms):
            return True
        return bool(page.notes) and not self._blank and not page.notes[-1].endswith(".")

    def _begins_notes(self, text: str, index: int) -> bool:
        """Whether notes begin at a line although no rule stands above them."""
        if not self._fed or not note_number(text):
            return False
        number = note_number(text)
        if not number.isdigit() and not is_number(text):
            return self._near_end(index)
        if number.isdigit() and self._is_cited(number, text):
            return True
        if number.isdigit() and int(number) != self._last_note + 1:
            return False
        following = next((line.strip() for line in self._lines[index + 1 : index + 6] if line.strip()), "")
        shown = following if is_number(text) else text
        return begins_note(shown, self._forms) and not self._forms.split_label(text)[0]

    def _is_cited(self, number: str, text: str) -> bool:
        """Whether a line is likely a note: its page carries its mark, and it opens like no paragraph with a number."""
        if is_number(text) or not self._last_note < int(number) or not is_near(number, self._last_note):
            return False
        opening = self._forms.opening(text.removeprefix(number).strip())
        if opening is not None and opening.section is not Section.PREAMBULAR:  # whose paragraphs have no numbers
            return False
        self._tried[number] += 1
        if self._tried[number] > _TRIES:
            return False
        return is_cited_on_page(" ".join(line.text for line in self.pages[-1].body), number, self._forms)

    def _near_end(self, index: int) -> bool:
        """Whether at most three lines of text stand below a line on its page."""
        below = 0
        for place in range(index + 1, len(self._lines)):
            if self._lines[place].startswith("\f"):
                return True
            below += bool(self._lines[place].strip()) and not is_edge(self._lines, place)
            if below > 3:
                return False
        return True

    def _is_running_head(self, text: str) -> bool:
        """Whether a line at the top of a page stands there on other pages too, or is a line of the title."""
        label, rest = self._forms.split_label(text)
        if label and not rest:  # more pages than one may begin with the number of a paragraph that stands alone
            return False
        if text[0].islower() and not self._top:  # the rest of a sentence may repeat words of the title, or of another
            return False
        return all(
            shape(chunk) in self._repeated or (len(chunk) > 3 and _squeezed(chunk) in self._head)
            for chunk in COLUMNS.split(text)
        )


def _squeezed(text: str) -> str:
    """A text without spaces, which pdftotext may set at other places in a running head."""
    return "".join(text.split())


def _mark(lines: Sequence[WrappedLine], numbers: set[str], forms: Forms) -> None:
    """Find the marks of the notes of a page among its lines."""
    if not numbers:
        return
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    for start, end in find_on_page(" ".join(line.text for line in lines), numbers, forms):
        place = bisect_right(starts, start) - 1
        line = lines[place]
        line.raised = (*line.raised, (start - starts[place], end - starts[place]))
