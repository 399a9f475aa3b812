"""What a language prints around and in front of its clauses, and how its paragraphs open.

`Forms` is all that the reading asks of a language. English has tables and patterns of its own that grew with many
kinds of documents (`opening_words`, `patterns`); each other official language is one data file in `languages/`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from clausetag.data.documents import patterns
from clausetag.data.documents.dates import ENGLISH_DATE, DateForm
from clausetag.data.documents.numbering import Label, split_label
from clausetag.data.documents.openings import Opening, opening_after, unnumbered
from clausetag.data.documents.organs import organ_line

Pattern = re.Pattern[str]
_FILLERS = re.compile("[\u0640\u064b-\u0652]")  # Arabic: the stroke that fills lines, vowel signs
_LETTERED_TITLE = re.compile(
    r"([B-H]|[IVX]{2,6})\s+[^\W\d_].{0,200}[^\s.,;:]"
)  # "B Policies and activities"; "A" is a word


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one language; `patterns` says of each pattern what it tells."""

    language: str  # ISO 639-1
    organ: Callable[[str], str | None]  # the organ that a line names: "The General Assembly,"
    article: bool  # whether organs take one where they speak and none in a masthead
    speaks: Callable[[str], bool]  # whether a line that names an organ is the one that opens a resolution
    opening: Callable[[str], Opening | None]  # of a paragraph that `unnumbered` has been through
    unnumbered: Callable[[str], str]
    split_label: Callable[[str], tuple[Label | None, str]]
    heading_label: Callable[[str], str]  # "II" of the heading "II. Finance"; empty if it has none
    small: bool  # whether clauses begin with a small letter, as in Russian
    gerund: Pattern  # how a preambular paragraph begins that begins with a small letter: "далее отмечая"
    within: frozenset[str]  # openings that follow a comma within a paragraph more often than they begin one
    we: tuple[str, ...]  # how a declaration's preamble begins: "We, "
    that: tuple[str, ...]
    linking: frozenset[str]  # words that no paragraph ends with
    longest_heading: int  # in characters
    date: DateForm
    agenda: Pattern
    meeting: Pattern
    annex_line: Pattern
    annex_hint: Pattern
    closing_line: Pattern
    closing_hint: Pattern
    vote_line: Pattern
    number_hint: Pattern
    head_hint: Pattern
    organ_hint: Callable[[str], object]  # whether a line seems to name one
    parties_hint: Pattern
    note_line: Pattern
    note_beginning: Pattern
    series: Pattern
    run_on: Pattern
    spells_out: Pattern
    convened: Pattern
    should: Pattern
    record: Pattern
    garbled: Pattern

    def find_opening(self, text: str) -> Opening | None:
        """Return the opening of a paragraph, with or without a number in front, and the section it speaks for."""
        return self.opening(self.unnumbered(text).removeprefix("["))  # of a draft's paragraph in brackets

    def is_within(self, opening: Opening) -> bool:
        """Whether an opening behind a comma rather goes on with a paragraph, where nothing else tells."""
        return bool(self.within) and _FILLERS.sub("", opening.text) in self.within

    def opening_of(self, text: str) -> str:
        """Return the opening verb or phrase of a paragraph as it writes it; empty if it has none."""
        found = self.find_opening(text)
        return found.text if found else ""


def _speaks(text: str) -> bool:
    return text.startswith(("The ", "THE "))


def _heading_label(text: str) -> str:
    match = patterns.PART_HEADING.fullmatch(text) or patterns.LABELLED_HEADING.fullmatch(text)
    if match is None:
        match = _LETTERED_TITLE.fullmatch(text)
    return match[1] if match else ""


ENGLISH = Forms(
    language="en",
    organ=organ_line,
    article=True,
    speaks=_speaks,
    opening=opening_after,
    unnumbered=unnumbered,
    split_label=split_label,
    heading_label=_heading_label,
    small=False,
    gerund=re.compile(r"(?!)"),
    within=frozenset(),
    we=("We, ",),
    that=("that ", "that,"),
    linking=patterns.LINKING,
    longest_heading=160,
    date=ENGLISH_DATE,
    agenda=patterns.AGENDA,
    meeting=patterns.MEETING,
    annex_line=patterns.ANNEX_LINE,
    annex_hint=patterns.ANNEX_HINT,
    closing_line=patterns.CLOSING_LINE,
    closing_hint=patterns.CLOSING_HINT,
    vote_line=patterns.VOTE_LINE,
    number_hint=patterns.NUMBER_HINT,
    head_hint=patterns.HEAD_HINT,
    organ_hint=patterns.ORGAN_HINT.match,
    parties_hint=patterns.PARTIES_HINT,
    note_line=patterns.NOTE_LINE,
    note_beginning=patterns.NOTE_BEGINNING,
    series=patterns.SERIES,
    run_on=patterns.RUN_ON,
    spells_out=patterns.SPELLS_OUT,
    convened=patterns.CONVENED,
    should=patterns.SHOULD,
    record=patterns.RECORD,
    garbled=patterns.GARBLED,
)
