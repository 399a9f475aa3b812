"""The units of each statement of a document in their places."""

from collections.abc import Sequence

from clausetag.data.documents.akn.headings import is_numbered
from clausetag.data.documents.akn.place import Placer
from clausetag.data.documents.akn.placed import Placed
from clausetag.data.documents.akn.units import Unit
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.printed_labels import label_of, split_printed


def place_units(statements: Sequence[tuple[str, Sequence[Unit]]], forms: Forms) -> Placed:
    """Place the units of each statement of a document; a statement is given with the letter of its part, or ""."""
    placer = Placer(forms)
    numbered = sum(map(is_numbered, (unit for _, units in statements for unit in units)))
    for letter, units in statements:
        placer.begin_part(letter)
        ahead = _labels_ahead(units)
        for index, unit in enumerate(units):
            numbered -= is_numbered(unit)
            following = units[index + 1] if index + 1 < len(units) else None
            placer.place(unit, ahead[index], following, numbers_follow=numbered > 0)
    return placer.finish()


def _labels_ahead(units: Sequence[Unit]) -> list[list[str]]:
    """The next three labels of points that follow each unit before the next paragraph's own number."""
    ahead: list[list[str]] = [[] for _ in units]
    for index in range(len(units) - 2, -1, -1):
        following = units[index + 1]
        top = following.depth == 0
        label = label_of(following.number, top=top) or split_printed(following.text, top=top)[0]
        if label is not None and label.kind == "letter":
            ahead[index] = [label.text, *ahead[index + 1][:2]]
        elif label is None:
            ahead[index] = ahead[index + 1]
    return ahead
