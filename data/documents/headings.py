"""Which lines within the body of a document are headings."""

import re
from itertools import islice

from clausetag.data.documents.body import Line
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.numbering import FIRST_LETTERS, Label, Nesting
from clausetag.data.documents.numerals import as_roman, roman_value
from clausetag.data.documents.openings import find_opening
from clausetag.data.documents.patterns import LINKING
from clausetag.data.documents.position import OpenParagraph
from clausetag.data.documents.punctuation import ends_with, word_count
from clausetag.data.documents.resolution import Section

_LEADS_ON = re.compile(  # "Have agreed as follows:", "To this end we:"
    r"^(?:We|Nous|Nosotros|[Мм]ы|نحن|"
    r"To (?:this|that) end|[ÀA] cette fin|A t?al fin|С этой целью|为此|لهذ[هاا] ال(?:غاية|غرض))\b.{0,40}[:：]$|"
    r"(?:follow(?:s|ing)|that|suit|que|siguientes?|что|(?:ниже)?следующ\w+|يلي|أن|如下|以下)\s?[:：]$"
)
_FEW = 6  # words
_SENTENCE = 4  # likewise: "Plunder is not allowed." below the heading of a principle
_SET = 20  # words, where the format says that it is a heading
_SHORT = 80
_LONGEST = 250
_LONGEST_BELOW = 600
_LONGEST_CLOSED = 400  # below a paragraph that has an end, above one with a number
_LONGEST_BROKEN = 120  # where the paragraph before it has no end: it may go on


def is_heading(
    line: Line, *, numbered: bool, preamble: bool, closed: bool, below: bool, first: bool, title: bool
) -> bool:
    """Whether a line without a label is a heading.

    Args:
        line: The line.
        numbered: Whether the paragraphs of the body have numbers.
        preamble: Whether the operative part has not begun.
        closed: Whether the paragraph before it ends with a semicolon or full stop.
        below: Whether it stands right below a heading that is a label alone: "II", "Annex".
        first: Whether it stands right below a heading of an annex.
        title: Whether nothing but headings stands above it in the annex.
    """
    text = line.text
    if ends_with(text, ":") and not line.heading and len(text.split()) < _FEW and line.look.opens_strongly:
        return False  # "决定：", "Declare the following:"
    if has_few_letters(text):
        return True
    if ends_with(text, ":") and not line.heading and (_LEADS_ON.search(text) or _begins_list(line.next_label)):
        return False
    if below and len(text) < _LONGEST_BELOW and line.section not in {Section.PREAMBULAR, Section.OPERATIVE}:
        goes_on = line.cut or line.look.breaks_off
        if not (goes_on or line.look.ends_like_clause or line.look.opens_strongly):
            return True
    opens = line.look.kind in (Kind.PREAMBULAR, Kind.PARTIES) or line.look.opens_either
    if opens and not line.heading and (preamble or ends_with(text, ",")):
        return False  # a preambular paragraph, which may have lost its comma
    if numbered and (closed or line.alone) and is_titled(text):
        return True
    if line.section in {Section.PREAMBULAR, Section.OPERATIVE} and not line.heading:
        longest = _LONGEST_CLOSED if closed else _LONGEST_BROKEN
        return numbered and len(text) < longest and not (line.cut or line.look.ends_like_clause or line.look.breaks_off)
    if ends_with(text, ";") and not line.heading:
        return False  # "Safe paths;" is an item of a list
    if first and not line.heading and ends_with(text, ".") and not text[0].islower() and word_count(text) >= _SENTENCE:
        return False
    if line.look.ends_like_clause and word_count(text) > (_SET if line.heading and ends_with(text, ":") else 4):
        return False
    numbers_next = line.alone and line.next_label is not None and line.next_label.kind == "number"
    surely = line.heading or title or (closed and numbers_next and not line.look.opening)
    return len(text) < (_LONGEST_CLOSED if surely else _LONGEST)


def is_lettered_heading(line: Line, label: Label, paragraph: OpenParagraph, *, fresh: bool) -> bool:
    """Whether a line is a heading with a letter that goes on with no list: "(iii) Markets" where (d) was the last.

    The first letter is one's where the next numbered paragraph follows, or, set as headings are, below a heading.
    """
    if paragraph.nesting.open and paragraph.nesting.follows(label.text):
        return False
    value = roman_value(label.text)
    if value > 1 and paragraph.listed(as_roman(value - 1)):
        return False  # letters run on below (i) and (ii), which are items
    numbered = line.next_label == Label("number", str(paragraph.number + 1))
    first = label.text in FIRST_LETTERS or not paragraph.nesting.open
    if first and not (numbered or (fresh and line.heading)):
        return False
    if not (first or numbered or len(label.text) > 1 or line.heading):
        return False  # "(e)" of a list that lost its (d)
    few = len(line.rest) < _SHORT and (numbered or word_count(line.rest) > 1)
    return few and line.text[:1] == "(" and line.rest[:1].isupper() and not line.look.end


def parts_list(line: Line, nesting: Nesting) -> bool:
    """Whether a line is a heading within a list, "Urgent measures:" between (ii) and (iii)."""
    following = line.next_label
    if following is None or len(line.text) > _SHORT or not ends_with(line.text, ":") or line.text[0].islower():
        return False
    return following.kind == "letter" and nesting.follows(following.text)


def _begins_list(label: Label | None) -> bool:
    return label is not None and (label.kind == "bullet" or (label.kind == "letter" and label.text in FIRST_LETTERS))


def is_titled(text: str) -> bool:
    """Whether all words of a few before a colon are written as in a title: "Reports:", "International Support:"."""
    words = text.split()
    return (
        text.endswith(":")
        and len(words) < 6
        and all(word[:1].isupper() or word in LINKING for word in words)
        and not find_opening(text)
    )


def has_few_letters(text: str) -> bool:
    """Whether fewer than three letters stand in a line: "II", "* * *"."""
    return sum(1 for _ in islice(filter(str.isalpha, text), 3)) < 3
