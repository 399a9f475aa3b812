"""Lines cut at a margin, and the paragraphs they make, with or without empty lines between them."""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.look import is_closing
from clausetag.data.documents.numbering import Label, number_value, runs_on, split_label
from clausetag.data.documents.openings import find_opening
from clausetag.data.documents.organs import organ_line
from clausetag.data.documents.readers.hyphens import Vocabulary, joint

_CLOSED = (".", ";", ".”", '."', "”.")
_PAUSED = re.compile(r"[,;:.][”\"’)\]]?(?:\s?\d{1,3})?$|[;,] (?:and|or)$")
_PART = re.compile(
    r"(?:Part|PART|Article|ARTICLE|Section|SECTION|Chapter|CHAPTER|Annex|ANNEX)\s(?:\d{1,3}|[IVX]+|[A-Z])(?:$|[:.]\s|\s[–—]\s)"
    r"|(?:[IVX]+|[A-Z]|Annex|ANNEX)$"
)
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ing|ed)\s")
_LONG = 160
_SHORT = 0.8  # of the usual width: a line that stops before that ends a paragraph


@dataclass(slots=True)
class WrappedLine:
    """A line without the space around it: how far it is indented, what stands before it, which digits are marks."""

    text: str
    indent: int = 0
    after_blank: bool = False  # an empty line stands before it, on the same page
    raised: tuple[tuple[int, int], ...] = ()
    page: int = 0


def is_wrapped(lines: Iterable[str]) -> bool:
    """Whether the lines look cut at a margin: many of similar length, few of them ending a paragraph."""
    full = [line for line in map(str.strip, lines) if len(line) >= 40]
    if len(full) < 3 or sum(len(line) > _LONG for line in full) * 7 > len(full):
        return False  # some lines are long where a converter has put together a word cut at their end
    width = usual_width(full)
    near = [line for line in full if len(line) >= width * 0.75]
    open_ended = [line for line in near if not line.endswith((";", ".", ":", ","))]
    return width <= 120 and len(near) >= 3 and len(open_ended) * 2 >= len(near)


def usual_width(lines: Iterable[str]) -> float:
    """How many characters a full line holds."""
    full = [len(line) for line in lines if len(line) >= 40]
    return statistics.quantiles(full, n=10)[8] if len(full) > 1 else 80.0


def join_paragraphs(lines: Sequence[WrappedLine], vocabulary: Vocabulary) -> list[Paragraph]:
    """Put lines together to paragraphs."""
    width = usual_width(line.text for line in lines)
    blocks: list[list[WrappedLine]] = []
    number = 0  # of the paragraph last seen
    for line in lines:
        label, _ = split_label(line.text)
        if not blocks or _begins(line, label, blocks[-1], number, width):
            blocks.append([])
            if label is not None and label.kind == "number":
                number = number_value(label.text)
        blocks[-1].append(line)
    return [_joined(block, vocabulary) for block in blocks]


def _begins(line: WrappedLine, label: Label | None, block: Sequence[WrappedLine], number: int, width: float) -> bool:
    """Whether a line begins a paragraph, and does not go on with `block`."""
    before, text = block[-1].text, line.text
    if _is_label(before):
        return False
    if line.after_blank:
        return True
    if _names_organ(text) or (len(block) == 1 and _names_organ(before)):
        return True
    if label is not None and ((label.kind == "number" and label.text == str(number + 1)) or _is_label(text)):
        return True
    if label is not None and _PAUSED.search(before) is not None:
        return not runs_on(label, text)
    if _PART.match(text) and _PAUSED.search(before):
        return True
    if len(block) == 1 and (_PART.match(before) or is_closing(before)):
        return True
    if before.endswith(_CLOSED) and is_closing(text):
        return True
    if not text[:1].isupper():
        return False
    indented = line.indent > block[-1].indent + 1
    short = len(before) + 1 + len(text.split(" ", 1)[0]) < _SHORT * width
    opening = find_opening(text)
    opens = opening is not None and not opening.weak and not opening.bare
    if _PAUSED.search(before):
        if not number and before.endswith(",") and (opening is not None or _PARTICIPLE.match(text)):
            return True  # in the preamble
        if opens or indented or (short and before[-1] not in ",”"):
            return True
        return before.endswith(";")
    return opens and (indented or short)


def _names_organ(text: str) -> bool:
    """Whether a line is "The General Assembly,", which stands by itself."""
    return text.startswith(("The ", "THE ")) and text.endswith(",") and organ_line(text) is not None


def _is_label(text: str) -> bool:
    """Whether a line is only a number or letter, whose paragraph stands on the next line."""
    label, rest = split_label(text)
    return label is not None and not rest


def _joined(block: Sequence[WrappedLine], vocabulary: Vocabulary) -> Paragraph:
    text = ""
    raised: list[tuple[int, int]] = []
    for line in block:
        cut, between = joint(text, line.text, vocabulary)
        text = (text[:-cut] if cut else text) + between
        raised.extend((start + len(text), end + len(text)) for start, end in line.raised)
        text += line.text
    return Paragraph(text, tuple(raised))
