"""Units put in their places as what they are known to be: paragraphs, points of lists, headings, annexes."""

from __future__ import annotations

from collections.abc import Sequence

from clausetag.data.documents.akn.headings import COLONS, COMMAS, is_preambular, is_salutation, is_titled_annex
from clausetag.data.documents.akn.placed import Placed
from clausetag.data.documents.akn.units import Unit
from clausetag.data.documents.articles import article_label
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.numbering import Label, begins_list, number_value
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.position import OpenParagraph
from clausetag.data.documents.printed_labels import part_label, split_printed
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.titles import Titles

_SLIP = 2  # the number up to which a second "1." is a slip of the mark-up


class Placing:
    """Keeps what was placed and where the next unit stands; `Placer` says what each unit is."""

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

    def finish(self) -> Placed:
        """Return what was placed, with a remark for each kind of fault of the mark-up and how often it occurs."""
        self.placed.remarks += [f"{what} ({times:,})" for what, times in self._counts.items()]
        return self.placed

    @property
    def _can_hang(self) -> bool:
        """Whether a paragraph is open that others may hang on."""
        return self._open.top is not None and not self._fresh

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
        lettered = unit.number != "" or split_printed(unit.text, top=False)[0] is not None
        greets = is_salutation(unit.text)
        if unit.text.endswith(COMMAS) and not (lettered or greets) and (self._fresh or not self._operative):
            self._count("preambular paragraphs are marked up as headings")
            self._operative, self._open.number = False, 0
            self._add(unit, unit.text, Section.PREAMBULAR, None, ())
            return
        self._stand_under(unit)
        if not self._fresh:
            self._block += 1
            self._fresh, self._block_numbered = True, False
        if label := article_label(f"{unit.number} {unit.text}".strip()):
            self.placed.blocks[self._block] = label
        elif label := part_label(unit.number or unit.text) or self._forms.heading_label(unit.text):
            self.placed.blocks.setdefault(self._block, label)

    def _stand_under(self, unit: Unit) -> None:
        if shown := f"{unit.number} {unit.text}".strip():
            self._titles.take(shown, fresh=self._fresh)
            self.placed.headings.append(shown)

    def _names_organ(self, unit: Unit) -> None:
        self._count("organs are marked up as paragraphs")
        self.placed.headings.append(unit.text)

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
