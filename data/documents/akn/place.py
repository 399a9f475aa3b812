"""From units to entries: the mark-up's own clauses, and remarks where it is at odds with the numbers it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clausetag.data.documents.akn.headings import COLONS, COMMAS, is_heading, is_numbered_heading
from clausetag.data.documents.akn.lists import (
    between_points,
    goes_on,
    hangs,
    is_first,
    is_item,
    is_last,
    is_next,
    is_title,
    parts_list,
)
from clausetag.data.documents.akn.placing import Placing
from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.headings import has_few_letters
from clausetag.data.documents.numbering import Label
from clausetag.data.documents.odd_numbers import behind_bare_number
from clausetag.data.documents.openings import Opening
from clausetag.data.documents.printed_labels import label_of, split_printed
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.resolution import Section


class Placer(Placing):
    """Says what each unit is, one after the other, and puts it in its place; see `place_units`."""

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

    def _hangs(self, unit: Unit, label: Label, text: str) -> bool:
        return self._can_hang and hangs(unit, label, text, self.placed.entries, self._open, self._forms)

    def _preambular(self, unit: Unit, ahead: Sequence[str], following: Unit | None) -> None:
        """Place a container of the preamble; some hold a heading, a numbered paragraph, "The Security Council,"."""
        label, text = self._split(unit.text, top=True)
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
        elif opening is not None and opening.either and ends_with(unit.text, ".") and is_last(following):
            self._unnumbered(unit, unit.text)  # "决定......。", all of a part
        else:
            self._add(unit, unit.text, Section.PREAMBULAR, None, ())

    def _split(self, text: str, *, top: bool) -> tuple[Label | None, str]:
        """Take a number off the front of a text; that of the next paragraph may stand there without a stop."""
        label, rest = split_printed(text, top=top)
        number = self._open.number + 1
        if label is None and top and (behind := behind_bare_number(text, number, self._forms)):
            return Label("number", str(number)), behind
        return label, rest

    def _is_heading_of(self, unit: Unit, opening: Opening | None) -> bool:
        """Whether a container of the preamble is a heading; before the first number an opening phrase is none."""
        if not self.placed.entries or not (self._operative or opening is None or opening.weak):
            return False
        return is_heading(replace(unit, kind=UnitKind.PARAGRAPH, opening=""), self._forms)

    def _clause(self, unit: Unit, ahead: Sequence[str], following: Unit | None, *, numbers_follow: bool) -> None:
        text, top = unit.text, unit.depth == 0 or is_next(unit, self.placed.entries, self._open)
        if unit.depth and unit.depth == self._risen and unit.number.rstrip(".、 ") == str(self._open.number + 1):
            top = True
        self._risen = unit.depth if top and unit.number else self._risen
        if self._can_hang and parts_list(unit, following, self.placed.entries, self._open):
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
            label, text = self._split(text, top=top)
            if label is not None:
                self._count("numbers stand in the text of paragraphs")
        if label is not None and label.kind == "number" and top and not self._hangs(unit, label, text):
            self._operative = True
            self._numbered(unit, label, text, ahead)
        elif label is None and not top and between_points(unit, following, self._open):
            self._unnumbered(unit, text)
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
