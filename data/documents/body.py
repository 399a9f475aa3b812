"""The lines of a document, each with the label in front of it, and where among them the body begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.look import Look, look
from clausetag.data.documents.numbering import Label, number_value
from clausetag.data.documents.odd_numbers import odd_numbers
from clausetag.data.documents.punctuation import ends_with, word_count
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.sections import sections_of_looks

_LEAD_IN = re.compile(
    r"(The (?:General Assembly|Security Council|Human Rights Council|Economic and Social Council|[A-Z]\w+ Council|"
    r"Commission on Human Rights|Conference|Commission))\s*,\s+(?=[A-Z]\w+(?:ing|ed|ful|re|ious)\b)"
)
_NEAR, _HEAD = 3, 8  # lines between a title and the one that names who speaks


@dataclass(slots=True)
class Line:
    """A paragraph without footnote markers, its label (`rest` is the text behind it) and its section."""

    text: str
    look: Look
    cites: tuple[str, ...] = ()
    heading: bool = False
    apart: bool = False  # never goes on with the line before it
    label: Label | None = None
    rest: str = ""
    section: Section = Section.NEITHER
    cut: bool = False  # the line after it goes on in small letters
    alone: bool = False  # the line after it has a label
    next_label: Label | None = None  # of the next line that has one

    @property
    def heading_like(self) -> bool:
        """Whether it can be a heading: a few words that do not end as clauses do."""
        return self.heading or not (self.look.ends_like_clause or len(self.text) > 120)


def lines_of(
    paragraphs: Sequence[Paragraph], stripped: Sequence[tuple[str, tuple[str, ...]]], forms: Forms
) -> list[Line]:
    """Make lines of paragraphs; `stripped` are their texts without markers and the numbers of the notes they cite."""
    lines = list(_labelled(paragraphs, stripped, forms))
    for line, section in zip(lines, sections_of_looks([line.look for line in lines]), strict=True):
        line.section = section
    for line, following in pairwise(lines):
        line.cut = following.label is None and following.look.goes_on
        line.alone = following.label is not None
    label = None
    for line in reversed(lines):
        line.next_label = label
        label = line.label or label
    return lines


def _labelled(
    paragraphs: Sequence[Paragraph], stripped: Sequence[tuple[str, tuple[str, ...]]], forms: Forms
) -> Iterator[Line]:
    """Give every paragraph its label; split "The Council, Recalling ..."; join a label that stands alone."""
    waiting = ""
    number = 0
    odd = odd_numbers([text for text, _ in stripped], forms)
    for paragraph, (text, cites) in zip(paragraphs, stripped, strict=True):
        if not text:
            continue
        text = _unbracketed(odd.plain(text, number), forms)
        if waiting:
            label, _ = forms.split_label(text)
            if label is not None and label.kind == "number":
                yield Line(waiting, look(waiting, forms))  # two numbers: the text of the first stands elsewhere
            else:
                text = f"{waiting} {text}"
            waiting = ""
        lead = _LEAD_IN.match(text) if text.startswith("The ") else None
        if lead:
            yield Line(f"{lead[1]},", look(f"{lead[1]},", forms))
            text = text[lead.end() :]
        label, rest = forms.split_label(text)
        if label is not None and label.kind == "number":
            number = number_value(label.text)
        if label is not None and not rest and label.kind != "bullet":
            waiting = text
            continue
        yield Line(text, look(text, forms), cites, paragraph.heading, paragraph.apart, label, rest)
    if waiting:
        yield Line(waiting, look(waiting, forms))


def _unbracketed(text: str, forms: Forms) -> str:
    """Return a paragraph of a draft in brackets with number and mark outside: "[2. Asks;]" becomes "2. [Asks];"."""
    inner = text[1:-1]
    if text[:1] != "[" or text[-1:] != "]" or not ends_with(inner, ",;.:") or not _closes_last(text):
        return text
    label, rest = forms.split_label(inner)
    opening = forms.find_opening(inner)
    if (label is None and (opening is None or opening.weak)) or not inner.endswith(rest) or not rest:
        return text
    return f"{inner[: len(inner) - len(rest)]}[{rest[:-1]}]{rest[-1]}"


def _closes_last(text: str) -> bool:
    """Whether the bracket that opens a text is closed by its last sign."""
    depth = list(accumulate({"[": 1, "]": -1}.get(sign, 0) for sign in text))
    return depth[-1] == 0 and 0 not in depth[:-1]


def _names_speaker(line: Line) -> bool:
    """Whether a line is the one that opens a resolution: "The General Assembly,"."""
    return line.look.organ is not None and (ends_with(line.text, ",") or (line.look.speaks and line.look.forms.article))


def body_start(lines: Sequence[Line]) -> int:
    """Index of the line that opens the body: "The General Assembly,", or the first clause if it comes before that."""
    for index, line in enumerate(lines):
        if _names_speaker(line):
            return index
        if not line.look.ends_like_clause or line.look.is_closing or line.look.is_numbered_title:
            continue
        titled = any(later.look.is_numbered_title for later in lines[index + 1 : index + 1 + _HEAD])
        near = _HEAD if line.label is None and (titled or not line.look.opens_strongly) else _NEAR
        if ends_with(line.text, ":") and any(map(_names_speaker, lines[index + 1 : index + 1 + near])):
            continue  # a title of several lines
        if (line.label is not None and line.rest) or len(line.text) > 100:
            return index
        following = lines[index + 1].label if index + 1 < len(lines) else None
        if ends_with(line.text, ":") and following is not None and (following.kind == "letter" or line.look.opening):
            return index  # "At its first meeting, the Council decided:"
        if line.section is not Section.NEITHER and word_count(line.text) > 3:
            return index
    first = (i for i, line in enumerate(lines) if line.label or line.section is not Section.NEITHER)
    return next(first, len(lines))
