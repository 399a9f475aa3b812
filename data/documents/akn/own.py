"""Clauses of files that clausetag itself wrote: their paths stand in a block of its own, beside the mark-up.

The block is `proprietary` in the mark-up's `meta` and holds one element `tags` of the namespace below:

| element  | attributes                                                                                              |
|----------|---------------------------------------------------------------------------------------------------------|
| `tags`   | `model`: version of the bundle that answered                                                            |
| `clause` | `href`: "#" and the eId of the clause's element; `path`; `eid`: the clause's own eId, where it is empty  |
|          | or another one (two elements may not share one); `opening`: where the mark-up does not show it;         |
|          | `corrected`: "yes" where a reader corrected its themes                                                   |
| `theme`  | within `clause`: `href` "#theme-KEY", `theme`, `answer` (applies, review, does_not_apply, not_scored),  |
|          | `probability` (left out where the clause was not scored)                                                |
| `note`   | `href`: "#" and the eId of a note; in the order of the document's notes                                 |
| `heading`| within `clause`: a heading that it stands under, the widest first                                       |
| `left`   | `kind`: what the line is (header, heading, contents, ...); its text is a line that is no clause         |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.openings import opening_of
from clausetag.data.documents.resolution import Clause, LeftOut, Rest, Section, TableRow

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

    from clausetag.data.documents.akn.text import Cited

TAGS_NAMESPACE = "urn:x-clausetag:akn:1"
_PATH = re.compile(
    r"(?P<prefix>(?:[\w-]{1,40}\.)*)(?P<kind>pp|op|p)\w{1,20}(?:\.\d{1,3})*(?:\(\w{1,20}\)\w{0,20})*\w{0,20}"
)
_SECTIONS = {"pp": Section.PREAMBULAR, "op": Section.OPERATIVE, "p": Section.NEITHER}
_ANNEX = re.compile(r"(?:^|\.)annex\d*\.")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the block says of one element: the clause's path, its own eId, its opening (None: as the mark-up shows)."""

    path: str
    eid: str
    opening: str | None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The block of a file that clausetag wrote: what it says of elements, the order of the notes, the other lines."""

    clauses: dict[str, Recorded]
    notes: dict[str, int]
    left_out: tuple[LeftOut, ...] = ()


def read_record(root: Node) -> Record | None:
    """Read the block; None if there is none, or if it does not hold: a path twice, or none that clausetag makes."""
    block = root.find(f".//{{*}}proprietary/{{{TAGS_NAMESPACE}}}tags")
    if block is None:
        return None
    clauses: dict[str, Recorded] = {}
    for node in block.iterfind(f"{{{TAGS_NAMESPACE}}}clause"):
        eid, path = _href(node), str(node.get("path") or "")
        headings = tuple(heading.text or "" for heading in node.iterfind(f"{{{TAGS_NAMESPACE}}}heading"))
        clauses[eid] = Recorded(path, str(node.get("eid", eid)), node.get("opening"), headings)
    if len({one.path for one in clauses.values()}) < len(clauses):
        return None
    if not all(_PATH.fullmatch(one.path) for one in clauses.values()):
        return None
    notes = {_href(node): place for place, node in enumerate(block.iterfind(f"{{{TAGS_NAMESPACE}}}note"))}
    left = block.findall(f"{{{TAGS_NAMESPACE}}}left")
    if not {str(node.get("kind")) for node in left} <= {kind.value for kind in Rest}:
        return None
    return Record(clauses, notes, tuple(map(_left_out, left)))


def _left_out(node: Node) -> LeftOut:
    kind, text = Rest(str(node.get("kind"))), node.text or ""
    cells = tuple(cell.text or "" for cell in node.iterfind(f"{{{TAGS_NAMESPACE}}}cell"))
    return TableRow(kind, text, cells, str(node.get("after") or "")) if cells else LeftOut(kind, text)


def clauses_from_record(
    units: Sequence[Unit], record: Record, language: str | None
) -> list[tuple[Unit, Clause]] | None:
    """Return the clauses with the units they stand in; None if a unit is not recorded: somebody edited the file."""
    pairs: list[tuple[Unit, Clause]] = []
    above: list[tuple[int, str]] = []  # depth and text of the units that this one hangs on
    for unit in units:
        if unit.kind in {UnitKind.HEADING, UnitKind.ANNEX}:
            continue
        while above and above[-1][0] >= unit.depth:
            above.pop()
        if unit.text:
            recorded = record.clauses.get(unit.eid)
            if recorded is None:
                return None
            chapeau = above[-1][1] if above else ""
            pairs.append((unit, _clause(unit, recorded, chapeau, language)))
        above.append((unit.depth, unit.text))
    return pairs


def ordered_notes(notes: Sequence[tuple[Cited, str]], record: Record) -> list[tuple[Cited, str]]:
    """Return notes in the order recorded; those that are not recorded come last."""
    return sorted(notes, key=lambda pair: record.notes.get(pair[0].eid, len(record.notes)))


def section_of(path: str) -> Section:
    """Return the section that a path speaks for."""
    if _ANNEX.search(path):
        return Section.ANNEX
    match = _PATH.fullmatch(path)
    return _SECTIONS[match["kind"]] if match else Section.OPERATIVE


def _clause(unit: Unit, recorded: Recorded, chapeau: str, language: str | None) -> Clause:
    opening = recorded.opening
    if opening is None:
        opening = unit.opening or (opening_of(unit.text) if language in (None, "en") else "")
    return Clause(
        recorded.path,
        section_of(recorded.path),
        unit.text,
        opening,
        chapeau,
        headings=recorded.headings,
        eid=recorded.eid,
        numbered=bool(unit.number),
    )


def _href(node: Node) -> str:
    return str(node.get("href") or "").removeprefix("#")
