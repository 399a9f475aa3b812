"""The blocks of a web page as a draft: paragraphs, notes that markers link to, rows of tables of figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from clausetag.data.documents.draft import Draft, Paragraph, Row
from clausetag.data.documents.readers.breaks import pieces_of
from clausetag.data.documents.readers.marks import NOTE_NUMBER, plain_note
from clausetag.data.documents.readers.txt import draft_of_text
from clausetag.data.documents.resolution import Footnote


@dataclass(slots=True)
class Block:
    """What stands between two line breaks of a page, and the rows of the tables of figures above it.

    `note` is the number of the marker that links to it, the marker standing above it; else empty. `bold` says whether
    all its words but for marks of notes are, `plain` that its lines are cut as those of plain text,
    `furniture` that it is the site's and no part of the document.
    """

    text: str = ""
    raised: list[tuple[int, int]] = field(default_factory=list)
    heading: bool = False
    apart: bool = False
    bold: bool = True
    plain: bool = False
    note: str = ""
    furniture: bool = False
    rows: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def paragraph(self) -> Paragraph:
        """The block as a paragraph, not yet stripped."""
        return Paragraph(self.text, tuple(self.raised), self.heading, self.apart)

    @property
    def cell(self) -> str:
        """The text of a block in a cell: marks of notes stand apart, lest they be figures."""
        text = self.text
        for start, end in reversed(self.raised):
            if NOTE_NUMBER.fullmatch(text[start:end]):
                text = f"{text[:start]} {text[start:]}"
        return " ".join(text.split())

    def add(self, text: str, *, raised: bool, bold: bool = False) -> None:
        """Add text to the block's."""
        if text.strip():
            if raised:
                self.raised.append((len(self.text), len(self.text) + len(text)))
            self.bold = self.bold and (bold or raised)
        self.text += text


def draft_of_blocks(blocks: Sequence[Block]) -> Draft:
    """Return the draft that the blocks of a page make."""
    paragraphs: list[Paragraph] = []
    notes: list[Footnote] = []
    furniture: list[str] = []
    rows: list[Row] = []
    written = [block for block in blocks if block.text.strip()]
    if 2 * sum(block.bold for block in written) < len(written):  # else it is no sign of headings
        for block in written:
            block.heading = block.heading or block.bold
    for block in blocks:
        rows.extend(Row(cells, len(paragraphs)) for cells in block.rows)
        if note := _note(block):
            notes.append(note)
        elif block.furniture and not NOTE_NUMBER.match(block.text):
            furniture.append(block.text)
        elif block.plain and not block.raised:
            draft = draft_of_text(block.text)
            paragraphs.extend(draft.paragraphs)
            notes.extend(draft.footnotes or ())
            furniture.extend(draft.furniture)
        else:
            paragraphs.extend(pieces_of(block.paragraph))
    if notes:
        return Draft(tuple(paragraphs), tuple(notes), tuple(furniture), tuple(rows))
    return Draft(tuple(plain_note(p) for p in paragraphs), None, tuple(furniture), tuple(rows))


def _note(block: Block) -> Footnote | None:
    """The note that a block is if it begins with the number of the marker that links to it."""
    match = NOTE_NUMBER.match(block.text) if block.note else None
    if match is None or match[1] != block.note:
        return None
    return Footnote(block.note, " ".join(block.text[match.end() :].replace("↩", "").split()))
