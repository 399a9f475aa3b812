"""Marks of notes that the mark-up has as digits of the text: "the Declaration4", where note 4 is cited before."""

from collections.abc import Sequence
from dataclasses import replace

from clausetag.data.documents.akn.text import Cited
from clausetag.data.documents.akn.units import Unit
from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.marker_chain import Marker
from clausetag.data.documents.slips import find_slips


def without_typed_marks(units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a document with the typed marks taken out of their texts and put among their notes."""
    cited = [(place, 0, note.mark) for place, unit in enumerate(units) for note in unit.notes if note.mark]
    slips: dict[int, list[Marker]] = {}
    for slip in find_slips([Paragraph(unit.text) for unit in units], cited, {mark for _, _, mark in cited}):
        slips.setdefault(slip.paragraph, []).append(slip)
    return [_without(unit, slips[place]) if place in slips else unit for place, unit in enumerate(units)]


def _without(unit: Unit, slips: Sequence[Marker]) -> Unit:
    text = unit.text
    for slip in reversed(slips):
        text = text[: slip.start] + text[slip.end :]
    return replace(unit, text=text, notes=(*unit.notes, *(Cited(slip.number, "") for slip in slips)))
