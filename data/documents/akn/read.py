"""Read AKN4UN XML: the mark-up's own clauses, sections, openings, notes and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausetag.data.documents.akn.meta import read_meta
from clausetag.data.documents.akn.place import Placed, place_units
from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.akn.units import Unit, units_of
from clausetag.data.documents.openings import opening_of
from clausetag.data.documents.paths import assign_paths
from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.documents.xml import XmlError, local_name, parse_xml
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LONGEST_OPENING = 120


def read_akn(content: bytes, name: str) -> Resolution:
    """Read a resolution in AKN4UN XML; DocumentError if it is damaged or holds no resolution.

    Clauses are those of the mark-up. Paths follow the numbers it prints; where letters are nested otherwise than they
    count, where headings are marked up as paragraphs or numbers stand in the text, the resolution's `remarks` say so
    and the path follows the text.
    """
    try:
        root = parse_xml(content)
    except XmlError as error:
        raise DocumentError(f"{name}: {error}; fetch the file again") from error
    statements = list(root.iter("{*}statement"))
    if local_name(root) != "akomaNtoso" or not statements:
        raise DocumentError(f"{name}: AKN XML without a statement in it, so it holds no resolution")
    units = [(_letter(node) if len(statements) > 1 else "", list(units_of(node))) for node in statements]
    placed = place_units(units)
    paths = assign_paths(placed.entries, placed.parts, placed.blocks)
    meta = read_meta(root)
    clauses = tuple(_clause(placed, index, path, meta.language) for index, path in enumerate(paths))
    return Resolution(
        clauses=clauses,
        footnotes=_footnotes([unit for _, part in units for unit in part], clauses),
        symbol=meta.symbol,
        title=meta.title,
        organ=meta.organ,
        session=meta.session,
        agenda_item=meta.agenda_item,
        adopted=meta.adopted,
        meeting=meta.meeting,
        report=meta.report,
        source=name,
        language=meta.language,
        subjects=meta.subjects,
        remarks=tuple(placed.remarks),
    )


def _letter(statement: Node) -> str:
    """The letter of one of several resolutions in a document: "A" of 75/101 A."""
    number = statement.find(".//{*}preface//{*}docNumber")
    shown = text_of(number) if number is not None else ""
    return shown.rstrip(". ") if len(shown.rstrip(". ")) <= 2 else ""


def _clause(placed: Placed, index: int, path: str, language: str | None) -> Clause:
    entry, unit = placed.entries[index], placed.units[index]
    opening = unit.opening if len(unit.opening) <= _LONGEST_OPENING else ""
    return Clause(
        path=path,
        section=Section.ANNEX if entry.annex else entry.section,
        text=entry.text,
        opening=opening.rstrip(" ,") or (opening_of(entry.text) if language in (None, "en") else ""),
        chapeau=placed.entries[entry.parent].text if entry.parent is not None else "",
        footnotes=tuple(dict.fromkeys(entry.cites)),
        eid=unit.eid,
    )


def _footnotes(units: list[Unit], clauses: tuple[Clause, ...]) -> tuple[Footnote, ...]:
    cited: dict[str, list[str]] = {}
    for clause in clauses:
        for mark in clause.footnotes:
            cited.setdefault(mark, []).append(clause.path)
    notes: dict[tuple[str, str], None] = {}
    for unit in units:
        notes |= dict.fromkeys((note.mark, note.text) for note in unit.notes)
    return tuple(Footnote(mark, text, tuple(cited.get(mark, ()))) for mark, text in notes)
