"""From units to entries: the mark-up's own clauses, and remarks where it is at odds with the numbers it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausetag.data.documents.akn.headings import (
    COLONS,
    COMMAS,
    is_heading,
    is_numbered_heading,
    is_preambular,
    is_titled_annex,
)
from clausetag.data.documents.akn.labels import label_of, part_label, split_printed
from clausetag.data.documents.akn.lists import goes_on, hangs, is_first, is_item, is_next, is_title, parts_list
from clausetag.data.documents.akn.placed import Placed
from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.body import behind_bare_number
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.headings import has_few_letters
from clausetag.data.documents.numbering import Label, begins_list, number_value
from clausetag.data.documents.openings import Opening
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.position import OpenParagraph
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.titles import Titles

_SLIP = 2  # the number up to which a second "1." is a slip of the mark-up


class Placer:
    """Puts units in their places, one after the other; see `place_units`."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self.placed = Placed()
        self._part = self._annex = self._block = 0
        self._operative = False
        self._fresh = True  # nothing but headings since the block began
        self._block_numbered = False  # a paragraph of the block has a number
        self._risen = 0  # the depth of points that are paragraphs: lists are marked up too far
        self._waiting = ""  # the number of a paragraph whose text stands in the next one
        self._open = OpenParagraph()
        self._counts: dict[str, int] = {}
        self._titles = Titles()

    def begin_part(self, label: str) -> None:
        """Begin the next resolution of a document that holds several."""
        if self.placed.entries:
            self._part += 1
        self._annex = 0
        self._titles.clear()
        self._begin()
        if label:
            self.placed.parts[self._part] = label

    def place(self, unit: Unit, ahead: Sequence[str], following: Unit | None, *, numbers_follow: bool) -> None:
        """Place one unit.

        Args:
            unit: The unit.
            ahead: The labels of the points that come after it.
            following: The next unit.
            numbers_follow: Whether a paragraph after it has a number.
        """
        if unit.kind is UnitKind.ANNEX:
            self._begin_annex()
        elif unit.kind is UnitKind.HEADING and not (self._can_hang and is_title(unit, following, self._open)):
            self._heading(unit)
        elif unit.kind is UnitKind.PREAMBULAR:
            self._preambular(unit, ahead, following)
        else:
            self._clause(unit, ahead, following, numbers_follow=numbers_follow)

    @property
    def _can_hang(self) -> bool:
        """Whether a paragraph is open that others may hang on."""
        return self._open.top is not None and not self._fresh

    def _hangs(self, unit: Unit, label: Label, text: str) -> bool:
        return self._can_hang and hangs(unit, label, text, self.placed.entries, self._open, self._forms)

    def _preambular(self, unit: Unit, ahead: Sequence[str], following: Unit | None) -> None:
        """Place a container of the preamble; some hold a heading, a numbered paragraph, "The Security Council,"."""
        label, text = split_printed(unit.text, top=True)
        opening = self._forms.find_opening(unit.text)
        if self._forms.organ(unit.text) and unit.text.endswith(COMMAS):
            self._names_organ(unit)
        elif label is not None and label.text == str(self._open.number + 1):
            self._count("numbers stand in the text of paragraphs")
            self._operative = True
            self._numbered(unit, label, text, ahead)
        elif self._is_heading_of(unit, opening):
            self._heading(unit)
        elif opening is not None and opening.either and unit.text.endswith(COLONS) and is_first(following):
            self._unnumbered(unit, unit.text)  # "正式决定：", "1."
        else:
            self._add(unit, unit.text, Section.PREAMBULAR, None, ())

    def _is_heading_of(self, unit: Unit, opening: Opening | None) -> bool:
        """Whether a container of the preamble is a heading; before the first number an opening phrase is none."""
        if not self.placed.entries or not (self._operative or opening is None or opening.weak):
            return False
        return is_heading(replace(unit, kind=UnitKind.PARAGRAPH, opening=""), self._forms)

    def _names_organ(self, unit: Unit) -> None:
        self._count("organs are marked up as paragraphs")
        self.placed.headings.append(unit.text)

    def _begin(self) -> None:
        self._block += 0 if self._fresh else 1
        self._fresh, self._operative, self._block_numbered = True, False, False
        self._open.begin_again()
        self._open.former = None

    def _begin_annex(self) -> None:
        where = (self._part, self._annex)
        if self._annex and not any((e.part, e.annex) == where for e in self.placed.entries[-1:]):
            return  # its heading stands in an attachment that has begun already
        self._annex += 1
        self._titles.clear()
        self._begin()

    def _heading(self, unit: Unit) -> None:
        if is_titled_annex(unit.text, self._forms):
            self._begin_annex()
            self._stand_under(unit)
            return
        if unit.text.endswith(COMMAS) and (self._fresh or not self._operative):
            self._count("preambular paragraphs are marked up as headings")
            self._operative, self._open.number = False, 0
            self._add(unit, unit.text, Section.PREAMBULAR, None, ())
            return
        self._stand_under(unit)
        if not self._fresh:
            self._block += 1
            self._fresh, self._block_numbered = True, False
        if label := part_label(unit.number or unit.text) or self._forms.heading_label(unit.text):
            self.placed.blocks.setdefault(self._block, label)

    def _stand_under(self, unit: Unit) -> None:
        if shown := f"{unit.number} {unit.text}".strip():
            self._titles.take(shown, fresh=self._fresh)
            self.placed.headings.append(shown)

    def _clause(self, unit: Unit, ahead: Sequence[str], following: Unit | None, *, numbers_follow: bool) -> None:
        text, top = unit.text, unit.depth == 0 or is_next(unit, self.placed.entries, self._open)
        if unit.depth and unit.depth == self._risen and unit.number.rstrip(".、 ") == str(self._open.number + 1):
            top = True
        self._risen = unit.depth if top and unit.number else self._risen
        if self._can_hang and parts_list(unit, following, self._open):
            self._stand_under(unit)
            return
        if not text and (following is None or following.depth <= unit.depth):
            self._waiting = unit.number if top else ""
            return  # a number that stands alone; one with points below it makes an entry that they hang on
        if is_numbered_heading(unit, self._forms) and not goes_on(unit, self._open):
            self._count("headings are marked up as paragraphs")
            self._heading(unit)
            return
        if top and text and not unit.number and has_few_letters(text):
            self._heading(unit)  # "* * *"
            return
        number, self._waiting = unit.number or (self._waiting if top and unit.kind is UnitKind.PARAGRAPH else ""), ""
        label = label_of(number, top=top)
        if label is None and not number:
            label, text = split_printed(text, top=top)
            if label is None and top and (rest := behind_bare_number(text, self._open.number + 1, self._forms)):
                label, text = Label("number", str(self._open.number + 1)), rest
            if label is not None:
                self._count("numbers stand in the text of paragraphs")
        if label is not None and label.kind == "number" and top and not self._hangs(unit, label, text):
            self._operative = True
            self._numbered(unit, label, text, ahead)
        elif label is not None or not top:
            self._point(unit, label or Label("bullet", ""), text, ahead)
        elif self._can_hang and is_item(unit, following, self.placed.entries, self._open, self._forms):
            self._count("items of lists have no number")
            self._point(unit, Label("bullet", ""), text, ahead)
        elif is_heading(unit, self._forms):
            self._count("headings are marked up as paragraphs")
            self._heading(unit)
        elif top and self._forms.organ(text) and text.endswith(COMMAS):
            self._names_organ(unit)
        elif text.startswith(self._forms.we) and not self._open.number and numbers_follow:
            self._add(unit, text, Section.PREAMBULAR, None, ())
        else:
            self._unnumbered(unit, text, numbers_follow=numbers_follow)

    def _numbered(self, unit: Unit, label: Label, text: str, ahead: Sequence[str]) -> None:
        if label.text == "1" and self._block_numbered and not self._fresh and self._begins_again(unit):
            self._block += 1
        self._block_numbered = True
        self._open.number = number_value(label.text)
        inner, rest = split_printed(text, top=False)
        if inner is None or not begins_list(inner, rest):
            self._add(unit, text, Section.OPERATIVE, label.text, ())
            return
        self._count("numbers stand in the text of paragraphs")
        self._add(unit, "", Section.OPERATIVE, label.text, ())
        self._point(unit, inner, rest, ahead)

    def _begins_again(self, unit: Unit) -> bool:
        """Whether numbers begin again, with no heading: automatic ones that do so after "2." err, and 一 is a title."""
        return self._open.number > _SLIP and (unit.number or unit.text)[:1].isdecimal()

    def _point(self, unit: Unit, label: Label, text: str, ahead: Sequence[str]) -> None:
        if self._open.top is None:
            self._unnumbered(unit, text)
            return
        after_colon = self.placed.entries[-1].text.endswith(COLONS)
        self._open.resume(label)
        as_letter = Label("letter" if label.kind == "number" else label.kind, label.text)
        try:
            labels = self._open.nesting.place(as_letter, ahead, after_colon=after_colon)
        except IndexError:  # a label of no style that lists are counted in
            labels = self._open.nesting.place(Label("bullet", ""), ahead, after_colon=after_colon)
        self._add(unit, text, Section.OPERATIVE, None, labels)
        if unit.depth and len(labels) != unit.depth:
            self._count("points are nested otherwise than their letters say")

    def _unnumbered(self, unit: Unit, text: str, *, numbers_follow: bool = False) -> None:
        if not text:
            return
        if not self._operative and is_preambular(text, self._forms, numbers_follow=numbers_follow):
            self._count("preambular paragraphs stand in the body")
            self._add(unit, text, Section.PREAMBULAR, None, ())
            return
        self._operative = True
        paragraph = self._open
        former = (paragraph.top, paragraph.nesting) if paragraph.top is not None and paragraph.nesting.open else None
        self._add(unit, text, Section.OPERATIVE, None, ())
        paragraph.former = former

    def _add(self, unit: Unit, text: str, section: Section, number: str | None, labels: tuple[str, ...]) -> None:
        paragraph, entries = self._open, self.placed.entries
        parent, top = None, paragraph.top if labels else None
        if top is not None:
            parent = paragraph.parent(labels)
            section, number = entries[top].section, entries[top].number
        cites = [note.mark for note in unit.notes if note.mark]
        where = self._part, self._annex, self._block
        entries.append(Entry(section, *where, number, labels, text, cites, parent, top, self._titles.path))
        self.placed.units.append(unit)
        if labels:
            paragraph.below[labels] = len(entries) - 1
        else:
            paragraph.open_top(len(entries) - 1)
        self._fresh = False

    def _count(self, what: str) -> None:
        self._counts[what] = self._counts.get(what, 0) + 1

    def finish(self) -> Placed:
        """Return what was placed, with a remark for each kind of fault of the mark-up and how often it occurs."""
        self.placed.remarks += [f"{what} ({times:,})" for what, times in self._counts.items()]
        return self.placed
