"""A document of the mark-up as it is printed: its lines in order, their numbers, the marks of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.headings import is_titled_annex
from clausetag.data.documents.akn.meta import read_meta
from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.akn.units import Unit, UnitKind, units_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.punctuation import fold
from clausetag.data.documents.xml import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

# A mark stands in the text between these signs while the units are made of it; Arabic prints it in brackets, at times
# turned round.
_ANNEX = {"en": "Annex", "fr": "Annexe", "es": "Anexo", "ru": "Приложение", "ar": "المرفق", "zh": "附件"}
_OPEN, _CLOSE = "\ue100", "\ue101"
_MARK = re.compile(rf"(?P<bracket>[()]\s*)?{_OPEN}(\d+){_CLOSE}(?(bracket)\s*[()])")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note where it is cited; `note` is the note's place among those of the document."""

    shown: str
    note: int


@dataclass(frozen=True, slots=True)
class Printed:
    """One line: the number in front of it, and its text in pieces with the marks between them."""

    pieces: tuple[str | Mark, ...]
    number: str = ""
    heading: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """The lines of a document, its notes as (mark, text) in the order of their marks, and its language."""

    lines: tuple[Printed, ...]
    notes: tuple[tuple[str, str], ...]
    language: str


def print_document(content: bytes) -> PrintedDocument:
    """Lay a document in AKN XML out as it is printed: masthead, title, clauses, close, annexes.

    Tables and pictures are left out, as the mark-up's own reading leaves them out.

    Raises:
        XmlError: The bytes are no XML that is taken.
    """
    root = parse_xml(content)
    marks = _Marks()
    for node in list(root.iter("{*}authorialNote", "{*}noteRef")):
        marks.replace(node)
    language = read_meta(root).language or "en"
    parts = root.iter("{*}documentCollection", "{*}statement")  # a collection has a cover of its own
    lines = [line for part in parts for line in _statement(part, marks, language)]
    return PrintedDocument(tuple(lines), tuple(marks.notes), language)


class _Marks:
    """Puts signs into the text where notes are cited, and makes marks of the signs."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []
        self._shown: list[Mark] = []
        self._places: dict[str, int] = {}

    def replace(self, node: Node) -> None:
        """Put a sign in the place of a note, which is kept."""
        shown = str(node.get("marker") or "").strip()
        text = text_of(node)
        place = self._places.get(f"{shown}\0{text}", self._places.get(shown) if not text else None)
        if place is None and text:
            place = len(self.notes)
            self.notes.append((shown, text))
            self._places[shown] = self._places[f"{shown}\0{text}"] = place
        sign = f"{_OPEN}{len(self._shown)}{_CLOSE}" if shown and place is not None else ""
        if sign and place is not None:
            self._shown.append(Mark(shown, place))
        _replace(node, sign)

    def pieces(self, text: str) -> tuple[str | Mark, ...]:
        """Cut a text at its signs."""
        found: list[str | Mark] = []
        at = 0
        for match in _MARK.finditer(text):
            mark = self._shown[int(match[2])]
            if match["bracket"]:
                mark = Mark(f"({mark.shown})", mark.note)
            found += [text[at : match.start()], mark]
            at = match.end()
        return tuple(piece for piece in (*found, text[at:]) if piece)


def _replace(node: Node, sign: str) -> None:
    """Take a node out, a text in its place."""
    parent = node.getparent()
    if parent is None:
        return
    text = sign + (node.tail or "")
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(node)


def _statement(statement: Node, marks: _Marks, language: str) -> Iterator[Printed]:
    for part in statement:
        name = local_name(part)
        if name in {"coverPage", "preface", "conclusions"}:
            yield from _plain(part, marks, heading=name != "conclusions")
        elif name == "preamble":
            for formula in part.iterfind("{*}formula"):
                yield from _plain(formula, marks, heading=False)
            yield from _units(units_of([part]), marks, language)
        elif name in {"mainBody", "attachments"}:
            yield from _units(units_of([part]), marks, language)


def _plain(part: Node, marks: _Marks, *, heading: bool) -> Iterator[Printed]:
    """Yield the paragraphs of a part without clauses; a line break in one parts it."""
    for paragraph in part.iter("{*}p"):
        for break_ in list(paragraph.iter("{*}eol")):
            _replace(break_, "\ue102")
        for text in map(fold, text_of(paragraph).split("\ue102")):
            if text:
                yield Printed(marks.pieces(text), heading=heading)


def _units(units: Iterable[Unit], marks: _Marks, language: str) -> Iterator[Printed]:
    """Yield the units; an attachment whose heading the mark-up lacks is headed as the United Nations print it."""
    waiting = False
    for unit in units:
        if waiting and not is_titled_annex(unit.text, forms_of(language)):
            yield Printed((_ANNEX[language],), heading=True)
        waiting = unit.kind is UnitKind.ANNEX
        heading = unit.kind is UnitKind.HEADING
        if unit.text or unit.number:
            yield Printed(marks.pieces(unit.text), unit.number, heading, unit.depth)
