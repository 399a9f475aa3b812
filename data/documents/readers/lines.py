"""Lines of a PDF page as they are read, and the paragraphs they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.readers.brackets import brackets_mended
from clausetag.data.documents.readers.hyphens import Vocabulary, joint

NOT_FIRST = frozenset("，。、；：）》”’！？」』〉】〕),.;:!?%]»")  # no line begins with one
_NUMBER = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])(?:\s?/(?!\d))?(?:\s+|(?![\d),.:;\]/]|[-–]\d))")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, with the spans of its text that stand raised.

    `left` and `right` are where it begins and ends, measured from the edge of the page that lines begin at.
    """

    text: str
    y: float
    left: float
    right: float
    size: float
    raised: tuple[tuple[int, int], ...] = ()
    first: float = 0.0  # how wide its first word is
    bold: bool = False  # all of it
    numbered: bool = False  # it begins with a number that is larger than the rest

    @property
    def shape(self) -> str:
        """The text without what changes from page to page."""
        return re.sub(r"\d+", "#", self.text)

    @property
    def unmarked(self) -> str:
        """The text without the marks of notes at its end."""
        text = self.text.rstrip()
        for start, end in reversed(self.raised):
            if end < len(text):
                break
            text = text[:start].rstrip()
        return text

    @property
    def first_number(self) -> str:
        """The number or star in front of more text, which may be that of a footnote; else empty."""
        match = _NUMBER.match(self.text)
        return "" if match is None or match.end() == len(self.text) else match[1]

    @property
    def begins_marked(self) -> bool:
        """Whether a number stands in front that is raised or larger than the rest, as those of footnotes may be."""
        return self.first_number.isdigit() and (self.numbered or any(start == 0 for start, _ in self.raised))

    def note_number(self, last: int) -> str:
        """The number in front of a footnote, if this line begins the note after note `last`; else empty."""
        number = self.first_number
        if self.begins_marked or not number.isdigit():
            return number
        return number if last < int(number) <= last + 2 else ""

    def without(self, number: str) -> Line:
        """This line without the note number in front of it."""
        match = _NUMBER.match(self.text)
        at = match.end() if match else len(number)
        spans = tuple((a - at, b - at) for a, b in self.raised if a >= at)
        return replace(self, text=self.text[at:], raised=spans)


def join_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> Paragraph:
    """Put the lines of a paragraph together."""
    text = ""
    raised: list[tuple[int, int]] = []
    for line in lines:
        cut, between = joint(text, line.text, vocabulary)
        text = (text[:-cut] if cut else text) + between
        raised.extend((start + len(text), end + len(text)) for start, end in line.raised)
        text += line.text
    return Paragraph(brackets_mended(text), tuple(raised), heading=all(line.bold for line in lines))
