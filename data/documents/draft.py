"""What a reader hands to the parser: paragraphs, notes and page furniture, before anyone knows what a clause is."""

from dataclasses import dataclass

from clausetag.data.documents.resolution import Footnote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the document shows it.

    `raised` holds the spans of `text` that the format itself shows as superscript: footnote markers, mostly.
    `heading` is set when the format says so (a heading style, centred bold type), `apart` where a cell of a table
    begins: such a paragraph never goes on with the one before it.
    """

    text: str
    raised: tuple[tuple[int, int], ...] = ()
    heading: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table whose cells are no clauses, as wide as its other rows, and how many paragraphs stand above."""

    cells: tuple[str, ...]
    above: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A document in the small common form that every reader produces.

    `footnotes` have no number in front of their text, and nobody knows yet which clauses cite them. They are None when
    the format does not tell notes from other paragraphs (plain text): the parser then looks for them among the
    paragraphs. `furniture` are lines of page headers and footers, kept for the header's fields; `rows` are those of
    tables that hold no clauses. `remarks` say what could not be read.
    """

    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Footnote, ...] | None = None
    furniture: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    remarks: tuple[str, ...] = ()
