"""What a resolution is once it has been read: plain, frozen, and the same whatever file it came from."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class Section(StrEnum):
    """The part of a resolution that a clause or paragraph stands in."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"
    NEITHER = "neither"  # paragraphs that are no clause (titles, headings), and all those of reports


class Rest(StrEnum):
    """What a line is that is neither a clause nor a note."""

    HEADER = "header"  # what stands before the text: symbol, title, "The General Assembly,"
    HEADING = "heading"  # of parts, sections, annexes
    CONTENTS = "contents"  # the lines of a table of contents
    FURNITURE = "furniture"  # of pages: running heads, page numbers, job numbers
    TABLE = "table"  # the rows of a table whose cells are no clauses, as the United Nations' own mark-up has them
    CLOSING = "closing"  # meeting, date, how it was adopted, the vote
    NOTE = "note"  # a note that lost its number


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the document that is no clause and no note."""

    kind: Rest
    text: str


@dataclass(frozen=True, slots=True)
class TableRow(LeftOut):
    """A row of a table: its cells, as many as other rows of the table have, and the path of the clause above it."""

    cells: tuple[str, ...]
    after: str = ""  # where nobody knows


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note of the document, and the paths of the clauses that cite it (in order, each once)."""

    number: str  # "1", "12", "*"
    text: str
    cited_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about in a vocabulary: `scheme` unbis, sdg or eurovoc, the number there (or ""), the name."""

    scheme: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One preambular paragraph, operative paragraph or lettered subparagraph.

    `path` names it within its resolution: `pp12`, `op4`, `op4(a)`, `op4(a)(ii)`; in an annex the same, prefixed:
    `annex.op4(a)`, `annex2.op1`. A paragraph number the document itself gives is kept (`op4` is the paragraph that
    the document numbers 4). No path stands twice in a resolution:

    - Where nothing is numbered, paragraphs are counted: `op1`, `op2`. A single number lost from a list is restored.
    - An unnumbered paragraph between numbered ones takes the name drafters give it: `op4bis`, `op4ter`. One before
      the first number is `op0`. Dashes and bullets below a paragraph are counted: `op4(1)`.
    - A declaration adopted in the body of a resolution (A/RES/73/3) is cited by its own numbers ("paragraph 12"), so
      they name its paragraphs: `op12`. The unnumbered "Adopts the following declaration:" before it is `op0`, and
      its unnumbered preamble ("We, Heads of State and Government, ...") is `pp1`.
    - Where a document holds several resolutions, or its numbers begin again, the later ones carry the letter or
      number of their heading, `B.op1` or `II.op1`, or else `part2.op1`. A part may have a preamble: `II.pp1`.
    - Articles and rules of a convention, statute or declaration are parts, whatever its chapters: `annex.art3.op2`, and
      so are principles: `annex.principle16.op1`.
    - A document that is no resolution (a report, concluding observations) has paragraphs of `Section.NEITHER`, named
      by their numbers alone: `p12`, `p12(a)`. Drafts of resolutions that it holds are parts with their number, or
      `draft`: `II.pp1`, `draft.op3`.
    """

    path: str
    section: Section
    text: str  # clean: no number or letter in front, no footnote markers, white space folded
    opening: str = ""  # the opening verb or phrase: "Recalling also", "Calls upon"
    chapeau: str = ""  # text of the paragraph a subparagraph hangs on, empty for others
    footnotes: tuple[str, ...] = ()  # numbers of the notes it cites, in order
    headings: tuple[str, ...] = ()  # the headings it stands under, the widest first
    eid: str = ""  # its name in the United Nations' own mark-up (AKN4UN `eId`), the same in other languages; else empty
    numbered: bool = field(default=True, compare=False)  # whether the document prints the last number of the path


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution split into its clauses. Fields that the document does not give are None or empty."""

    clauses: tuple[Clause, ...]
    footnotes: tuple[Footnote, ...] = ()
    symbol: str | None = None  # "A/RES/67/172"
    title: str | None = None
    organ: str | None = None  # "General Assembly"
    session: int | None = None
    agenda_item: str | None = None  # "69 (b)"
    adopted: datetime.date | None = None
    meeting: str | None = None  # "60th plenary meeting"
    report: str | None = None  # "report of the Third Committee (A/67/457/Add.2 and Corr.1)"
    source: str | None = None  # name of the file it was read from
    language: str | None = None  # ISO 639-1: "en"; None where it cannot be told
    subjects: tuple[Subject, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # every line that is in no clause and no note
    remarks: tuple[str, ...] = ()  # what could not be read; where the mark-up is at odds with its text

    def clause(self, path: str) -> Clause:
        """Return the clause at `path`; KeyError if there is none."""
        for clause in self.clauses:
            if clause.path == path:
                return clause
        raise KeyError(path)
