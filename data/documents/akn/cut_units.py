"""Paragraphs that the mark-up cut in two, in the middle of a sentence, put together again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.items import AND, are_alike

_SHORT = 80  # in characters: what ends without a mark may be a title

_AND = ("and ", "et ", "y ", "и ")


def mended(units: Iterable[Unit], forms: Forms) -> Iterator[Unit]:
    """Yield the units of a statement; one that breaks off takes the one that goes on with its sentence."""
    before: Unit | None = None
    for unit in units:
        if before is not None and _goes_on(before, unit, forms):
            before = replace(before, text=f"{before.text} {unit.text}", notes=(*before.notes, *unit.notes))
            continue
        if before is not None:
            yield before
        before = unit
    if before is not None:
        yield before


def _goes_on(before: Unit, unit: Unit, forms: Forms) -> bool:
    """Whether a unit goes on with the one before it, where capital letters tell: it has no number and a small one."""
    if before.kind in {UnitKind.HEADING, UnitKind.ANNEX} or before.styled or len(before.text) < _SHORT:
        return False
    if are_alike(before.text, unit.text) or before.text.endswith(AND):
        return False  # days; the last item of a list, and the end of the sentence around it
    if unit.number or unit.styled:
        return False
    if unit.kind is UnitKind.PREAMBULAR:
        return before.text[-1:].isalnum() and unit.text.startswith(_AND)
    if unit.kind is not UnitKind.PARAGRAPH or unit.opening:
        return False
    small = unit.text[:1].islower() and forms.split_label(unit.text)[0] is None
    begins = forms.small and forms.find_opening(unit.text) is not None
    return before.text[-1:].isalnum() and small and not begins
