"""A resolution as it is printed: its lines in order, in the words of the document, with their numbers and notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clausetag.data.documents.akn.headings import is_annex_heading
from clausetag.data.documents.resolution import Clause, Resolution, Rest, Section
from clausetag.serve.outputs.akn_tree import prefix_of, split_path
from clausetag.serve.outputs.clause_names import begins_anew, new_headings, number_of
from clausetag.serve.outputs.formulas import opening_line_of

_LABELLED = re.compile(r"([A-Z]|[IVX]{1,6})[.\s]\s*(?=\S.{3})")
_DASH = "–"
_COMMAS = ",،， "


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
    before: Clause | None = None
    under: dict[str, tuple[str, ...]] = {}
    parts, part = parts_of(resolution), ""
    closed = False
    written: set[str] = set()  # paths, those of paragraphs without a text too
    for clause in resolution.clauses:
        here = prefix_of(clause.path)
        if clause.section is Section.ANNEX and not closed:
            closed = True
            yield from _closing(resolution)
        if parts and (label := here.split(".")[0]) != part:
            part, before = label, None
            under[here] = ()
            yield from _heading_lines(parts.get(label, label), 0)
            yield PrintedLine(Look.SPEAKS, opening_line_of(resolution))
        yield from _headings(resolution, clause, under, before)
        before = clause
        yield _line(clause, written)
    if not closed:
        yield from _closing(resolution)


def _headings(
    resolution: Resolution, clause: Clause, under: dict[str, tuple[str, ...]], before: Clause | None
) -> Iterator[PrintedLine]:
    """The headings that a clause stands under and the one before it did not, and whose further resolution it begins."""
    new = new_headings(clause, under)
    for place, heading in enumerate(new, len(clause.headings) - len(new) if clause.headings else 0):
        if is_annex_heading(heading) and clause.section is Section.ANNEX and place == 0:
            yield PrintedLine(Look.ANNEX, heading)
            continue
        yield from _heading_lines(heading, place)
    if before is not None and begins_anew(clause.path, before.path):
        yield PrintedLine(Look.SPEAKS, opening_line_of(resolution))


def _heading_lines(heading: str, depth: int) -> Iterator[PrintedLine]:
    """A heading; its letter or number has a line of its own, as the United Nations print it."""
    match = _LABELLED.match(heading)
    lines = (heading[: match.end()].strip(), heading[match.end() :]) if match else (heading,)
    yield from (PrintedLine(Look.HEADING, line, depth=depth) for line in lines)


def parts_of(resolution: Resolution) -> dict[str, str]:
    """Return the headings of the resolutions that a document holds, by their letters; empty if it holds one."""
    opening = opening_line_of(resolution).rstrip(_COMMAS)
    head = [line.text for line in resolution.left_out if line.kind is Rest.HEADER]
    if not opening or sum(text.rstrip(_COMMAS) == opening for text in head) < 2:
        return {}
    labels = dict.fromkeys(prefix_of(clause.path).split(".")[0] for clause in resolution.clauses)
    found = {}
    for label in labels:
        named = re.compile(rf"{re.escape(label)}(?:[.\s].*)?")
        found[label] = next((text for text in head if label and named.fullmatch(text)), label)
    return {} if "" in found or any(label.startswith("annex") for label in labels) else found


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
