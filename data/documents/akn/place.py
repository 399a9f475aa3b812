"""From units to entries: the mark-up's own clauses, and remarks where it is at odds with the numbers it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from clausetag.data.documents.akn.labels import label_of
from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.numbering import Label, Nesting, split_label
from clausetag.data.documents.openings import find_opening
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.resolution import Section

_ANNEX = re.compile(
    r"(?:Annex(?:es)?|Annexe|Anexo|Appendix|Appendice|Apéndice|Enclosure|Приложение|Добавление|المرفقات|المرفق|مرفق|附件|附录)"
    r"(?:\s?(?:[IVXLА-Я]{1,6}|[A-Z]|\d{1,2}|[一二三四五六七八九十]{1,3}|ال\w+|\w{2,4}))?\s?[.:]?",
)
_PART = re.compile(r"([IVX]{1,6}|[A-Z]|[一二三四五六七八九十]{1,3}|[^\W\d_]{3,6})\s?[.،-]?")
_COMMAS = (",", "،", "，")
_STOPS = (".", ";", ":", "؛", "。", "；", "：", "”", '"', ")", "»", "…", "؟", "?", *_COMMAS)
_HEADING_LENGTH = 160


@dataclass(slots=True)
class Placed:
    """The entries of a document, the unit of each, the labels of parts and blocks, and the remarks."""

    entries: list[Entry] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class Placer:
    """Puts units in their places, one after the other; see `place_units`."""

    def __init__(self) -> None:
        self.placed = Placed()
        self._part = self._annex = self._block = 0
        self._operative = self._numbered = False
        self._fresh = True  # nothing but headings since the block began
        self._top: int | None = None
        self._nesting = Nesting()
        self._below: dict[tuple[str, ...], int] = {}
        self._counts: dict[str, int] = {}

    def begin_part(self, label: str) -> None:
        """Begin the next resolution of a document that holds several."""
        if self.placed.entries:
            self._part += 1
        self._annex = 0
        self._begin()
        if label:
            self.placed.parts[self._part] = label

    def place(self, unit: Unit, ahead: Sequence[str]) -> None:
        """Place one unit; `ahead` are the labels of the points that follow it."""
        if unit.kind is UnitKind.ANNEX:
            self._begin_annex()
        elif unit.kind is UnitKind.HEADING:
            self._heading(unit)
        elif unit.kind is UnitKind.PREAMBULAR:
            self._add(unit, unit.text, Section.PREAMBULAR, None, ())
        else:
            self._clause(unit, ahead)

    def _begin(self) -> None:
        self._block += 0 if self._fresh else 1
        self._fresh, self._operative, self._numbered, self._top = True, False, False, None

    def _begin_annex(self) -> None:
        if self._annex and self._fresh:  # its heading stands in an attachment that has begun already
            return
        self._annex += 1
        self._begin()

    def _heading(self, unit: Unit) -> None:
        if _ANNEX.fullmatch(unit.text):
            self._begin_annex()
            return
        shown = f"{unit.number} {unit.text}".strip() if unit.number else unit.text
        part = _PART.fullmatch(unit.number or shown)
        if not self._fresh:
            self._block += 1
            self._fresh = True
        if part and part[1].isascii():
            self.placed.blocks.setdefault(self._block, part[1])

    def _clause(self, unit: Unit, ahead: Sequence[str]) -> None:
        label = label_of(unit.number, top=unit.depth == 0)
        text = unit.text
        if label is None and not unit.number:
            inner, rest = split_label(text)
            if inner is not None and rest and (inner.kind != "number" or unit.depth == 0):
                label, text = inner, rest
                self._count("numbers stand in the text of paragraphs")
        if not text:
            return
        if label is None and unit.depth == 0 and self._looks_like_heading(unit):
            self._count("headings are marked up as paragraphs")
            self._heading(unit)
        elif label is not None and label.kind == "number" and unit.depth == 0:
            self._operative = self._numbered = True
            self._add(unit, text, self._section(), label.text, ())
        elif label is not None or unit.depth > 0:
            self._point(unit, label or Label("bullet", ""), text, ahead)
        else:
            self._unnumbered(unit, text)

    def _point(self, unit: Unit, label: Label, text: str, ahead: Sequence[str]) -> None:
        if self._top is None:
            self._unnumbered(unit, text)
            return
        after_colon = self.placed.entries[-1].text.endswith((":", "：", "؛", "："))
        as_letter = Label("letter" if label.kind == "number" else label.kind, label.text)
        try:
            labels = self._nesting.place(as_letter, ahead, after_colon=after_colon)
        except IndexError:  # a label of no style that lists are counted in
            labels = self._nesting.place(Label("bullet", ""), ahead, after_colon=after_colon)
        self._add(unit, text, self._section(), None, labels)
        if unit.depth and len(labels) != unit.depth:
            self._count("points are nested otherwise than their letters say")

    def _unnumbered(self, unit: Unit, text: str) -> None:
        if not self._operative and not self._numbered and text.endswith(_COMMAS) and _opens_preambular(text):
            self._count("preambular paragraphs stand in the body")
            self._add(unit, text, Section.PREAMBULAR, None, ())
            return
        self._operative = True
        self._add(unit, text, self._section(), None, ())

    def _section(self) -> Section:
        return Section.OPERATIVE

    def _looks_like_heading(self, unit: Unit) -> bool:
        text = unit.text
        return (
            unit.kind is UnitKind.PARAGRAPH
            and len(text) < _HEADING_LENGTH
            and not text.endswith(_STOPS)
            and not unit.opening
            and find_opening(text) is None
        )

    def _add(self, unit: Unit, text: str, section: Section, number: str | None, labels: tuple[str, ...]) -> None:
        parent = None
        entries = self.placed.entries
        if labels and self._top is not None:
            shorter = (labels[:size] for size in range(len(labels) - 1, 0, -1))
            parent = next((self._below[key] for key in shorter if key in self._below), self._top)
            section, number = entries[self._top].section, entries[self._top].number
        cites = [note.mark for note in unit.notes if note.mark]
        entries.append(
            Entry(section, self._part, self._annex, self._block, number, labels, text, cites, parent, self._top)
        )
        self.placed.units.append(unit)
        self._below[labels] = len(entries) - 1
        if not labels:
            self._top, self._nesting, self._below = len(entries) - 1, Nesting(), {}
        self._fresh = False

    def _count(self, what: str) -> None:
        self._counts[what] = self._counts.get(what, 0) + 1

    def finish(self) -> Placed:
        """Return what was placed, with a remark for each kind of fault of the mark-up and how often it occurs."""
        self.placed.remarks += [f"{what} ({times:,})" for what, times in self._counts.items()]
        return self.placed


def place_units(statements: Sequence[tuple[str, Sequence[Unit]]]) -> Placed:
    """Place the units of each statement of a document; a statement is given with the letter of its part, or ""."""
    placer = Placer()
    for letter, units in statements:
        placer.begin_part(letter)
        ahead = _labels_ahead(units)
        for index, unit in enumerate(units):
            placer.place(unit, ahead[index])
    return placer.finish()


def _labels_ahead(units: Sequence[Unit]) -> list[list[str]]:
    """The next three labels of points that follow each unit before the next paragraph's own number."""
    ahead: list[list[str]] = [[] for _ in units]
    for index in range(len(units) - 2, -1, -1):
        following = units[index + 1]
        label = label_of(following.number, top=following.depth == 0) or split_label(following.text)[0]
        if label is not None and label.kind == "letter":
            ahead[index] = [label.text, *ahead[index + 1][:2]]
        elif label is None:
            ahead[index] = ahead[index + 1]
    return ahead


def _opens_preambular(text: str) -> bool:
    opening = find_opening(text)
    return opening is None or opening.section is Section.PREAMBULAR
