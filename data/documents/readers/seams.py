"""Where the lines of a PDF begin paragraphs: by the space between them, by the room at their ends, by their words.

A line goes on in its paragraph where nothing speaks against it. Most documents are set so that a line takes every word
it has room for; a line that had room for the first word of the next one then ends its paragraph.
"""

from collections.abc import Sequence
from functools import cached_property

from clausetag.data.documents.contents import CONTENTS, has_leaders
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.look import is_closing
from clausetag.data.documents.numbering import number_value, runs_on
from clausetag.data.documents.openings import Opening
from clausetag.data.documents.patterns import NUMBERED_TITLE
from clausetag.data.documents.punctuation import ends_with, width_of
from clausetag.data.documents.readers.foot import is_rule
from clausetag.data.documents.readers.line_pairs import (
    APART,
    CASELESS,
    apart,
    going_on,
    is_closed,
    is_title,
    keeps_margin,
    near,
    set_alike,
)
from clausetag.data.documents.readers.lines import Line
from clausetag.data.documents.readers.page import Page
from clausetag.data.documents.readers.pauses import Pauses
from clausetag.data.documents.resolution import Section

_MISFITS = 0.06  # of the lines that surely go on, how many may have had room for another word
_SHORT = 2  # signs of a verb


class Seams:
    """Says where paragraphs begin on the pages of a document."""

    def __init__(self, pages: Sequence[Page], forms: Forms) -> None:
        self._pages = pages
        self._forms = forms
        self._number = 0  # of the paragraph last seen
        self._in_head = True  # the line that opens the resolution is not seen yet
        self._edge = max((line.right for page in pages for line in page.body if keeps_margin(line)), default=0.0)
        pairs = [pair for page in pages for pair in going_on(page)]
        misfits = sum(self._has_room(before, line) for before, line in pairs)
        self._fills = misfits <= _MISFITS * len(pairs)
        starts = [line.left - page.margin > 0.5 * line.size for page in pages for line in apart(page)]
        self._indented = sum(starts) > 0.5 * len(starts)
        close = sum(self._has_room(before, line) for page in pages for before, line in near(page))
        self._spaced = close <= 0.1 * len(starts)
        self._pauses = self._pauses_of()
        self._place = 0  # of the line last asked for
        self._first = next((line.text for page in pages for line in page.body), "")  # of the paragraph
        self._so_far = 0  # how wide it is

    def _pauses_of(self) -> Pauses:
        texts: list[str] = []
        ends: list[bool] = []
        before: Line | None = None
        for page in self._pages:
            set_off = {id(line) for line in apart(page)}
            for line in page.body:
                if is_rule(line.text):
                    continue
                if before is not None:
                    ends.append(id(line) in set_off or (self._fills and self._has_room(before, line)))
                texts.append(line.unmarked)
                before = line
        return Pauses(self._forms, texts, [*ends, True])

    def parts(self, line: Line, before: Line, page: Page, *, first_on_page: bool) -> bool:
        """Whether a line begins a paragraph, seen from the line before it (perhaps on the page before).

        All lines but the first are asked for, in their order; rules are no lines.
        """
        self._place += 1
        self._so_far += width_of(before.text)
        parts = self._parts(line, before, page, first_on_page=first_on_page)
        if parts:
            self._first, self._so_far = line.text, 0
        label, _ = self._forms.split_label(line.text) if parts else (None, "")
        if label is not None and label.kind == "number":
            self._number = number_value(label.text)
        return parts

    def _parts(self, line: Line, before: Line, page: Page, *, first_on_page: bool) -> bool:
        if not set_alike(before, line):
            return True
        text, former = line.text, before.unmarked
        if has_leaders(former):
            return line.y != before.y  # the number of the page stands on the same line
        if has_leaders(text) or CONTENTS.fullmatch(text) or CONTENTS.fullmatch(former):
            return True
        if former.endswith("-") and former[-2:-1].isalpha() and text[:1].islower():
            return False
        closed = is_closed(former)
        if (closed and is_closing(text, self._forms)) or self._stands_alone(text):
            return True
        indent = line.left - page.margin
        if not first_on_page and line.y < before.y:
            if page.leading and before.y - line.y > APART * page.leading:
                return True
            if indent > 0.9 * line.size and before.left - page.margin < indent - 0.5 * line.size:
                return before.left >= page.margin - line.size  # below a hanging number a title goes on
        elif (
            self._indented and indent > 0.9 * line.size and (closed or ends_with(former, ",") or not text[:1].islower())
        ):
            return True
        if first_on_page and closed and is_title(line, page):
            return True
        if self._fills and line.y != before.y:
            may_start = first_on_page or not self._spaced
            if self._indented and indent < 0.5 * line.size:
                may_start = False
            return self._by_room(line, before, closed=closed, may_start=may_start)
        return self._by_words(line, before, page, closed=closed, first_on_page=first_on_page)

    def _stands_alone(self, text: str) -> bool:
        """Whether a line is one of the head that begins anew whatever stands before it: a title, the organ."""
        if not self._in_head:
            return False
        if ends_with(text, ",") and self._forms.organ(text) is not None and self._forms.speaks(text):
            self._in_head = False
            return True
        return (self._forms.head_hint.match(text) or NUMBERED_TITLE.match(text)) is not None

    def _by_room(self, line: Line, before: Line, *, closed: bool, may_start: bool) -> bool:
        text, former = line.text, before.unmarked
        label, _ = self._forms.split_label(text)
        if label is not None and label.kind != "bullet" and runs_on(label, text):
            return False
        if self._has_room(before, line):
            goes_on = text[:1].islower() and label is None and not self._forms.small
            return not goes_on or ends_with(former, ";:.")
        if label is not None and label.kind != "bullet":
            if label.kind == "number" and label.text == str(self._number + 1):
                return True
            if may_start:
                return closed or (ends_with(former, ",") and label.text in {"1", "a", "i"})
        if not may_start:
            return False
        opening = self._opening(text) if closed or ends_with(former, ",") else None
        if opening is None or opening.weak or opening.bare or (text[:1].islower() and not self._forms.small):
            return False
        short = opening.either and len(opening.text) <= _SHORT and CASELESS.match(text)
        if not closed and short and opening.text not in self._openings:
            return False  # without capital letters a verb within a sentence looks alike
        if not closed and not text[:1].isupper() and not self._pauses.end(self._first, self._so_far, self._place):
            return False
        return closed or ((opening.either or opening.section is Section.PREAMBULAR) and not self._number)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """How the paragraphs without numbers open that stand apart."""
        starts = (line.text for page in self._pages for line in apart(page))
        found = (self._opening(text) for text in starts if self._forms.split_label(text)[0] is None)
        return frozenset(opening.text for opening in found if opening is not None)

    def _opening(self, text: str) -> Opening | None:
        """The opening of a paragraph of which a line is seen: short ones count as headings unless a mark ends them."""
        return self._forms.find_opening(text) or self._forms.find_opening(f"{text},")

    def _by_words(self, line: Line, before: Line, page: Page, *, closed: bool, first_on_page: bool) -> bool:
        text, former, indent = line.text, before.unmarked, line.left - page.margin
        full = before.right >= page.edge - 0.12 * (page.edge - page.margin)
        label, _ = self._forms.split_label(text)
        if label is not None and runs_on(label, text):
            return False
        if (
            label is not None
            and label.kind != "bullet"
            and (closed or (ends_with(former, ",") and label.text in {"1", "a", "i"}))
        ):
            return True
        if closed and not text[:1].islower():
            return not full or (first_on_page and indent > 0.9 * line.size)
        return ends_with(former, ",") and not full and text[:1].isupper() and indent > 0.9 * line.size

    def _has_room(self, before: Line, line: Line) -> bool:
        """Whether the first word of a line would have had room on the one before."""
        return before.right + line.first + 0.4 * line.size < self._edge
