"""Read AKN4UN XML: the mark-up's own clauses, sections, openings, headings, notes and fields."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.cut_units import mended
from clausetag.data.documents.akn.left import closing_of, header_of
from clausetag.data.documents.akn.meta import read_meta
from clausetag.data.documents.akn.notes import footnotes_of
from clausetag.data.documents.akn.own import clauses_from_record, ordered_notes, read_record
from clausetag.data.documents.akn.placed import Placed
from clausetag.data.documents.akn.statements import place_units
from clausetag.data.documents.akn.text import notes_of, text_of
from clausetag.data.documents.akn.typed_marks import without_typed_marks
from clausetag.data.documents.akn.units import Unit, units_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.limits import MAX_PARAGRAPHS
from clausetag.data.documents.paths import assign_paths
from clausetag.data.documents.resolution import Clause, LeftOut, Resolution, Rest, Section
from clausetag.data.documents.xml import XmlError, local_name, parse_xml
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

    from clausetag.data.documents.akn.text import Cited

_LONGEST_OPENING = 120


def read_akn(content: bytes, name: str) -> Resolution:
    """Read a resolution in AKN4UN XML; DocumentError if it is damaged or holds no resolution.

    Clauses are those of the mark-up. Paths follow the numbers it prints; where letters are nested otherwise than they
    count, where headings are marked up as paragraphs or numbers stand in the text, the resolution's `remarks` say so
    and the path follows the text. A file that clausetag wrote gives back the clauses it was written from.
    """
    root = _root(content, name)
    statements = list(root.iter("{*}statement"))
    language = (meta := read_meta(root)).language
    forms = forms_of(language)
    units = [(_letter(node) if len(statements) > 1 else "", list(mended(units_of(node), forms))) for node in statements]
    _check(units, name)
    record = read_record(root)
    flat = [unit for _, part in units for unit in part]
    if record is None:
        flat = without_typed_marks(flat)
        rest = iter(flat)
        units = [(letter, list(islice(rest, len(part)))) for letter, part in units]
    paired = clauses_from_record(flat, record, language) if record is not None else None
    remarks: tuple[str, ...] = ()
    left_out = record.left_out if record is not None else ()
    if paired is None:
        placed = place_units(units, forms)
        paired, remarks = _clauses(placed, language), tuple(placed.remarks)
        headings = (LeftOut(Rest.HEADING, text) for text in placed.headings)
        by_eid = {unit.eid: clause.path for unit, clause in paired if unit.eid}
        left_out = (*header_of(root), *headings, *closing_of(root, by_eid))
    if not paired:
        raise DocumentError(f"{name}: AKN XML without a clause in its preamble, body or annexes; nothing to read")
    clauses, notes = _with_notes(flat, paired)
    notes += [(note, "") for node in root.iterfind(".//{*}meta/{*}notes") for note in notes_of([node])]
    if record is not None:
        notes = ordered_notes(notes, record)
    return Resolution(
        clauses=clauses,
        footnotes=footnotes_of(notes),
        symbol=meta.symbol,
        title=meta.title,
        organ=meta.organ,
        session=meta.session,
        agenda_item=meta.agenda_item,
        adopted=meta.adopted,
        meeting=meta.meeting,
        report=meta.report,
        source=name,
        language=language,
        subjects=meta.subjects,
        left_out=left_out,
        remarks=remarks,
    )


def _root(content: bytes, name: str) -> Node:
    try:
        root = parse_xml(content)
    except XmlError as error:
        raise DocumentError(f"{name}: {error}; fetch the file again") from error
    if local_name(root) != "akomaNtoso":
        raise DocumentError(f"{name}: XML, but not AKN: its root is <{local_name(root)}>, not <akomaNtoso>")
    if root.find(".//{*}statement") is None:
        kind = local_name(root[0]) if len(root) else ""
        raise DocumentError(
            f"{name}: AKN XML without a statement in it{f' (it holds a <{kind}>)' if kind else ''}; give a resolution"
        )
    return root


def _check(units: list[tuple[str, list[Unit]]], name: str) -> None:
    if sum(len(part) for _, part in units) > MAX_PARAGRAPHS:
        raise DocumentError(f"{name}: more than {MAX_PARAGRAPHS:,} paragraphs; split it into single resolutions")


def _letter(statement: Node) -> str:
    """The letter of one of several resolutions in a document: "A" of 75/101 A."""
    number = statement.find(".//{*}preface//{*}docNumber")
    shown = text_of(number) if number is not None else ""
    return shown.rstrip(". ") if len(shown.rstrip(". ")) <= 2 else ""


def _clauses(placed: Placed, language: str | None) -> list[tuple[Unit, Clause]]:
    paths = assign_paths(placed.entries, placed.parts, placed.blocks)
    return [
        (placed.units[index], _clause(placed, index, path, language))
        for index, path in enumerate(paths)
        if placed.entries[index].text
    ]


def _clause(placed: Placed, index: int, path: str, language: str | None) -> Clause:
    entry, unit = placed.entries[index], placed.units[index]
    opening = unit.opening if len(unit.opening) <= _LONGEST_OPENING and not unit.styled else ""
    return Clause(
        path=path,
        section=Section.ANNEX if entry.annex else entry.section,
        text=entry.text,
        opening=opening.rstrip(" ,") or forms_of(language).opening_of(entry.text),
        chapeau=placed.entries[entry.parent].text if entry.parent is not None else "",
        headings=entry.headings,
        eid=unit.eid,
        numbered=bool(entry.labels) or entry.number is not None,
    )


def _with_notes(
    units: list[Unit], paired: list[tuple[Unit, Clause]]
) -> tuple[tuple[Clause, ...], list[tuple[Cited, str]]]:
    """Give each clause the marks of the notes it cites; and every note with the path of the clause it stands in."""
    paths = {id(unit): clause.path for unit, clause in paired}
    notes = [(note, paths.get(id(unit), "")) for unit in units for note in unit.notes]
    clauses = tuple(
        replace(clause, footnotes=tuple(dict.fromkeys(note.mark for note in unit.notes if note.mark)))
        for unit, clause in paired
    )
    return clauses, notes
