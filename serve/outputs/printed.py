"""A resolution as it is printed: its lines in order, in the words of the document, with their numbers and notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausetag.data.documents.akn.headings import is_annex_heading
from clausetag.data.documents.resolution import Clause, Resolution, Rest, Section
from clausetag.serve.outputs.akn_tree import prefix_of, split_path
from clausetag.serve.outputs.clause_names import heading_of, number_of
from clausetag.serve.outputs.formulas import opening_line_of

_LABELLED = re.compile(r"([A-Z]|[IVX]{1,6})[.\s]\s*(?=\S.{3})")
_DASH = "–"


class Look(StrEnum):
    """How a line is set."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    BELOW = "below"  # a subparagraph
    PARAGRAPH = "paragraph"  # of a report
    ANNEX = "annex"  # the heading that opens one
    HEADING = "heading"
    SPEAKS = "speaks"  # "The General Assembly," of a further part
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line: its text, the numbers in front of it, how deep it stands, and the clause it is (None if it is none)."""

    look: Look
    text: str
    numbers: tuple[str, ...] = ()
    depth: int = 0
    clause: Clause | None = None


def printed_lines(resolution: Resolution) -> Iterator[PrintedLine]:
    """Yield the lines below "The General Assembly,": headings, clauses and, before the annexes, the close."""
    headings: tuple[str, ...] = ()
    group: str | None = None
    closed = False
    written: set[str] = set()  # paths, those of paragraphs without a text too
    for clause in resolution.clauses:
        here = prefix_of(clause.path)
        if clause.section is Section.ANNEX and not closed:
            closed = True
            yield from _closing(resolution)
        if clause.headings != headings or here != group:
            yield from _headings(resolution, clause, headings, group)
        headings, group = clause.headings, here
        yield _line(clause, written)
    if not closed:
        yield from _closing(resolution)


def _headings(
    resolution: Resolution, clause: Clause, before: tuple[str, ...], group: str | None
) -> Iterator[PrintedLine]:
    """The headings that a clause stands under and the one before it did not."""
    here = prefix_of(clause.path)
    same = 0
    if here == group:
        pairs = zip(before, clause.headings, strict=False)
        same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(before), len(clause.headings)))
    new = clause.headings[same:]
    named = heading_of(clause.path)
    if not new and named and here != group and not named.startswith("part"):
        new = tuple(named.split(", ")[-1:])
    for place, heading in enumerate(new, same):
        if is_annex_heading(heading) and clause.section is Section.ANNEX and place == 0:
            yield PrintedLine(Look.ANNEX, heading)
            continue
        match = _LABELLED.match(heading)
        parts = (heading[: match.end()].strip(), heading[match.end() :]) if match else (heading,)
        yield from (PrintedLine(Look.HEADING, part, depth=place) for part in parts)
    if group is not None and here != group and ".annex" not in f".{here}" and clause.path.startswith(f"{here}pp"):
        yield PrintedLine(Look.SPEAKS, opening_line_of(resolution))


def _line(clause: Clause, written: set[str]) -> PrintedLine:
    top, labels = split_path(clause.path)
    missing = []  # numbers of the paragraphs above it that have no text
    for size in range(len(labels)):
        above = top + "".join(f"({label})" for label in labels[:size])
        if above not in written:
            written.add(above)
            missing.append(number_of(above))
    written.add(clause.path)
    own = number_of(clause.path) if clause.numbered else _DASH if labels else ""
    looks = {Section.PREAMBULAR: Look.PREAMBULAR, Section.NEITHER: Look.PARAGRAPH}
    look = Look.BELOW if labels else looks.get(clause.section, Look.OPERATIVE)
    numbers = tuple(number for number in (*missing, own) if number)
    return PrintedLine(look, clause.text, numbers, len(labels), clause)


def _closing(resolution: Resolution) -> Iterator[PrintedLine]:
    lines = [line.text for line in resolution.left_out if line.kind is Rest.CLOSING]
    if not lines and resolution.meeting:
        day = resolution.adopted
        dated = f"{day.day} {day:%B %Y}" if day and resolution.language in (None, "en") else ""
        lines = [line for line in (resolution.meeting, dated) if line]
    yield from (PrintedLine(Look.CLOSING, text) for text in lines)


def cited_notes(resolution: Resolution, line: PrintedLine) -> Sequence[int]:
    """Return the places (among the footnotes) of the notes that a line's clause cites, in its order."""
    clause = line.clause
    if clause is None:
        return ()
    order = {mark: place for place, mark in enumerate(clause.footnotes)}
    found = [place for place, note in enumerate(resolution.footnotes) if clause.path in note.cited_by]
    return sorted(found, key=lambda place: order.get(resolution.footnotes[place].number, len(order)))
