"""Which units of the mark-up belong to the list of the paragraph that is open, whatever they are marked up as."""

from collections.abc import Sequence

from clausetag.data.documents.akn.headings import COLONS, COMMAS, is_heading, is_list_item, is_numbered
from clausetag.data.documents.akn.units import Unit, UnitKind
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.items import are_alike, is_below_title, is_quoted
from clausetag.data.documents.numbering import FIRST_LETTERS, Label, number_value
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.position import OpenParagraph
from clausetag.data.documents.printed_labels import label_of, split_printed
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.resolution import Section

_SHORT = 80  # in characters
_GOES_ON = (";", "；", "؛", "and", "or", *COMMAS)


def goes_on(unit: Unit, paragraph: OpenParagraph) -> bool:
    """Whether what looks like the number of a part goes on with an open list: "(h)", "I." is none."""
    label = label_of(unit.number, top=False)
    return label is not None and paragraph.top is not None and paragraph.nesting.follows(label.text)


def is_title(unit: Unit, following: Unit | None, paragraph: OpenParagraph) -> bool:
    """Whether a heading is the title of an item: "(c) Good offices", with the text of the item below it."""
    label = label_of(unit.number, top=False) if unit.number else split_printed(unit.text, top=False)[0]
    if label is None or not f"{unit.number}{unit.text}".startswith("("):
        return False
    if paragraph.nesting.follows(label.text):
        return True
    return label.text in FIRST_LETTERS and not (following is not None and is_numbered(following))


def parts_list(unit: Unit, following: Unit | None, entries: Sequence[Entry], paragraph: OpenParagraph) -> bool:
    """Whether a unit is a heading within a list: "Urgent measures:" between (ii) and (iii), "Roads" below "nets;"."""
    if unit.number or following is None or len(unit.text) > _SHORT or unit.text[:1].islower():
        return False
    if not unit.text.endswith(COLONS) and (ends_with(unit.text, ",;.") or not ends_with(entries[-1].text, ";.")):
        return False
    label = label_of(following.number, top=False)
    return label is not None and paragraph.nesting.follows(label.text)


def between_points(unit: Unit, following: Unit | None, paragraph: OpenParagraph) -> bool:
    """Whether a point without a number is the paragraph's own text between points: "and, to this end:", "(d) ..."."""
    if following is None or not unit.text.endswith(COLONS):
        return False
    label = label_of(following.number, top=False)
    return label is not None and label.kind == "letter" and paragraph.nesting.follows(label.text)


def is_first(unit: Unit | None) -> bool:
    """Whether the number of a unit is "1."."""
    return unit is not None and unit.number.rstrip(".、 ") == "1"


def is_last(following: Unit | None) -> bool:
    """Whether nothing stands behind a unit, or the heading of the next part."""
    return following is None or following.kind is UnitKind.HEADING


def is_next(unit: Unit, entries: Sequence[Entry], paragraph: OpenParagraph) -> bool:
    """Whether a point is rather the next paragraph: lists are marked up too far, or below a preamble."""
    if unit.number.rstrip(".、 ") != str(paragraph.number + 1):
        return False
    if not paragraph.number:
        return bool(entries) and (entries[-1].section is Section.PREAMBULAR or entries[-1].parent is None)
    return unit.number.endswith(".") and unit.opening != ""


def hangs(
    unit: Unit, label: Label, text: str, entries: Sequence[Entry], paragraph: OpenParagraph, forms: Forms
) -> bool:
    """Whether a number is one of a list below the open paragraph ("2. Decides that: 1. ...")."""
    if "." in label.text:
        return False
    value, last = number_value(label.text), entries[-1].text
    if value == 1 and last.endswith(COLONS) and paragraph.number:
        return True
    if not (paragraph.nesting.open and paragraph.nesting.follows(label.text)):
        return False
    opens = unit.opening or forms.find_opening(text) is not None
    return value != paragraph.number + 1 or not (opens or not last.endswith(_GOES_ON))


def is_item(
    unit: Unit, following: Unit | None, entries: Sequence[Entry], paragraph: OpenParagraph, forms: Forms
) -> bool:
    """Whether a paragraph without a number is an item of a list: below a title, quoted, one of several names."""
    if unit.kind is not UnitKind.PARAGRAPH:
        return False
    last, bulleted = entries[-1].text, paragraph.nesting.bulleted
    if not is_heading(unit, forms) and is_below_title(entries, unit.text, forms, bulleted=bulleted):
        return True
    if last.endswith(COLONS) and is_quoted(unit.text):
        return True
    if bulleted and are_alike(last, unit.text):
        return True
    if bulleted and _is_last_of_names(unit, following, last, paragraph):
        return True
    if not is_list_item(unit, following, forms):
        return False
    if bulleted:
        return last.endswith(_GOES_ON) or not last.endswith((*".:。", "："))
    return last.endswith(COLONS)


def _is_last_of_names(unit: Unit, following: Unit | None, last: str, paragraph: OpenParagraph) -> bool:
    """Whether a text is the last of several without a mark behind, where "(c)" goes on with the list around them."""
    if unit.styled or unit.number or following is None or last.endswith((*_GOES_ON, ".", *COLONS)):
        return False
    label = label_of(following.number, top=False)
    return label is not None and label.kind == "letter" and paragraph.nesting.follows(label.text)
