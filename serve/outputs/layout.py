"""How a tagged resolution lies on a page: a tree of clauses with numbers, anchors, marked text and verdicts.

The HTML report, the web page and the Word download all draw this; what is in it is plain text, never mark-up.
"""

from collections import Counter
from dataclasses import dataclass, field

from clausetag.data.documents.loose import unrecognised
from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.words import counted
from clausetag.models.decision import Answer
from clausetag.serve.outputs.marks import Mark
from clausetag.serve.outputs.spans import Piece
from clausetag.serve.tags import Tags

SURE = 0.9  # a probability from which an answer needs no second look
_SECTIONS = (Section.PREAMBULAR, Section.OPERATIVE, Section.ANNEX)
ANSWERS = {
    Answer.APPLIES: "applies",
    Answer.REVIEW: "for a person to decide",
    Answer.DOES_NOT_APPLY: "does not apply",
    Answer.NOT_SCORED: "not scored",
}


def percent_of(probability: float) -> str:
    """Return a probability for a reader: never 0% or 100%, which would claim certainty."""
    if probability < 0.01:
        return "<1%"
    return ">99%" if probability > 0.99 else f"{probability:.0%}"


def look_of(answer: Answer, probability: float | None) -> str:
    """Return how a badge shows how sure the model is: "sure", "unsure" or "ask" (a person decides)."""
    if answer is Answer.REVIEW:
        return "ask"
    return "sure" if probability is None or probability >= SURE else "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was answered for one theme of one clause."""

    mark: Mark
    answer: Answer
    probability: float | None  # the model's, also where a reader answered
    words: tuple[str, ...]  # the evidence, as read in the text
    by_reader: bool = False
    speaks_for: tuple[tuple[str, float], ...] = ()  # words and their log-odds, strongest first; where they were asked
    against: tuple[tuple[str, float], ...] = ()

    @property
    def percent(self) -> str:
        """The probability for a reader; "" if there is none."""
        return "" if self.probability is None else percent_of(self.probability)

    @property
    def look(self) -> str:
        """How a badge shows how sure it is: "sure", "unsure", "ask" (a person decides) or "by-reader"."""
        return "by-reader" if self.by_reader else look_of(self.answer, self.probability)

    @property
    def said(self) -> str:
        """The answer in words, and that a reader gave it if so: the figures beside it are the model's."""
        return f"a reader: {ANSWERS[self.answer]}" if self.by_reader else ANSWERS[self.answer]

    @property
    def in_full(self) -> str:
        """Theme, answer and how sure: "Children: applies, 64% (applies from 50%)"."""
        words = [f"{self.mark.name}: {ANSWERS[self.answer]}", *(["corrected by a reader"] if self.by_reader else [])]
        if self.percent:
            limit = "" if self.mark.threshold is None else f" (applies from {self.mark.threshold:.0%})"
            words.append(f"{'the model said ' if self.by_reader else ''}{self.percent}{limit}")
        return ", ".join(words)


@dataclass(slots=True)
class Node:
    """A clause on the page, and the subparagraphs that hang on it."""

    clause: Clause
    tags: Tags
    anchor: str
    number: str  # as printed in front: "4.", "(a)", "" for preambular paragraphs
    depth: int
    under: bool  # whether the paragraph it hangs on stands above it
    corrected: bool  # whether the answers are a reader's; the probabilities stay the model's
    pieces: tuple[Piece, ...]
    verdicts: tuple[Verdict, ...]
    hit: bool = False  # whether it has the words that were looked for
    children: list["Node"] = field(default_factory=list)

    @property
    def shown(self) -> tuple[Verdict, ...]:
        """Verdicts that the page marks: themes that apply, then those for a person to decide."""
        order = (Answer.APPLIES, Answer.REVIEW)
        return tuple(v for answer in order for v in self.verdicts if v.answer is answer)

    @property
    def scored(self) -> bool:
        """Whether the clause was looked at."""
        return any(v.answer is not Answer.NOT_SCORED for v in self.verdicts)

    @property
    def summary(self) -> str:
        """The verdicts in words."""
        if not self.scored:
            return "not scored"
        words = (f"{v.mark.name}{' (for a person to decide)' if v.answer is Answer.REVIEW else ''}" for v in self.shown)
        return "; ".join(words) or "no theme"


@dataclass(frozen=True, slots=True)
class Block:
    """Clauses under one heading: the preamble, the operative part, an annex."""

    heading: str  # of the part; "" in the body of the resolution
    section: Section
    titles: tuple[str, ...]  # the document's own headings that stand above it, the widest first
    level: int  # of the first title: 0 is the widest
    speaks: bool  # whether the organ begins anew here: "The General Assembly,"
    nodes: list[Node]


@dataclass(frozen=True, slots=True)
class PageFootnote:
    """A footnote with the anchors of the clauses that cite it."""

    footnote: Footnote
    anchor: str
    cited_by: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One resolution on the page."""

    resolution: Resolution
    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...]  # all of them, in reading order
    notes: tuple[PageFootnote, ...]
    note_anchors: dict[str, str]  # by the note's number
    applies: Counter[int]  # clauses a theme applies to, by the theme's place
    review: Counter[int]
    citations: dict[str, str]  # how each clause is cited, by its path
    address: str  # of the official document; "" where there is no symbol
    recognised: bool  # whether it is a resolution or report, and no other text
    rows: bool = False  # whether its clauses are the rows of a spreadsheet

    @property
    def name(self) -> str:
        """What to call it: symbol, title or file name."""
        resolution = self.resolution
        return resolution.symbol or resolution.title or resolution.source or "Untitled text"

    @property
    def unit(self) -> str:
        """What its clauses are called: "clause", "paragraph" or "row"."""
        if self.rows:
            return "row"
        loose = all(node.clause.section is Section.NEITHER for node in self.nodes)
        return "paragraph" if loose or not self.recognised else "clause"

    @property
    def what(self) -> str:
        """What was read, in words: "77 clauses: 30 preambular, ...", "Pasted text, 3 paragraphs, no resolution ..."."""
        shown, whole = len(self.nodes), len(self.resolution.clauses)
        all_ = counted(whole, self.unit)
        if shown < whole:  # some were chosen
            return f"{shown:,} of {all_}"
        if self.rows:
            return f"{self.resolution.source}, {all_} of a spreadsheet"
        if not self.recognised:
            return unrecognised(self.resolution)
        return f"{all_}: {kinds}" if (kinds := self._kinds) else all_

    @property
    def _kinds(self) -> str:
        sub = sum("(" in node.clause.path for node in self.nodes)
        top = Counter(node.clause.section for node in self.nodes if "(" not in node.clause.path)
        names = [(top[section], section.value) for section in _SECTIONS if top[section]]
        if top[Section.NEITHER] and (names or sub):
            names.append((top[Section.NEITHER], "other paragraphs" if names else "paragraphs"))
        return ", ".join([*(f"{n:,} {name}" for n, name in names), *([counted(sub, "subparagraph")] if sub else [])])

    @property
    def tagged(self) -> int:
        """Number of clauses to which a theme applies."""
        return sum(bool(node.tags.themes) for node in self.nodes)

    @property
    def undecided(self) -> int:
        """Number of clauses with something for a person to decide."""
        return sum(bool(node.tags.review) for node in self.nodes)

    @property
    def without(self) -> int:
        """Number of clauses that the page marks with no theme."""
        return sum(not node.shown for node in self.nodes)

    @property
    def mixed(self) -> bool:
        """Whether there is more than an operative part, so that it can be shown alone."""
        return len({block.section for block in self.blocks} | {Section.OPERATIVE}) > 1 and any(
            block.section is Section.OPERATIVE for block in self.blocks
        )

    @property
    def found(self) -> str:
        """What was found, in a sentence: "30 of 77 clauses speak of a theme: Children 12, Detention 6"."""
        marks = {v.mark.place: v.mark for node in self.nodes[:1] for v in node.verdicts}
        counts = ", ".join(f"{marks[place].name} {count:,}" for place, count in self.applies.most_common() if count)
        number, whole = f"{self.tagged:,}" if self.tagged else "None", len(self.nodes)
        speak = "speaks" if self.tagged < 2 else "speak"
        said = f"{number} of {counted(whole, self.unit)} {speak} of a theme"
        return f"{said}: {counts}" if counts else said

    @property
    def unscored(self) -> int:
        """Number of clauses that nobody looked at."""
        return sum(not node.scored for node in self.nodes)
