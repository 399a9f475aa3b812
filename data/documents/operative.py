"""Whether a paragraph without a label is operative."""

from clausetag.data.documents.body import Line
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.resolution import Section


def is_operative(line: Line, *, begun: bool, numbered: bool, numbers_follow: bool, annex: bool) -> bool:
    """Whether an unnumbered paragraph is operative, from its opening words, its end and its place.

    Args:
        line: The paragraph.
        begun: Whether the operative part has begun.
        numbered: Whether a paragraph before it has a number.
        numbers_follow: Whether one after it has.
        annex: Whether it stands in an annex.
    """
    ends_open = ends_with(line.text, ",")
    if line.look.opens_either:
        if ends_with(line.text, ":") and _numbers_next(line):
            return True
        if ends_with(line.text, "."):
            return begun or not numbers_follow or line.section is not Section.PREAMBULAR
        if numbers_follow and not (numbered or begun):
            return False
    if ends_open and numbers_follow and not annex and line.look.kind is Kind.PREAMBULAR:
        return False
    if numbers_follow and not numbered:
        if line.look.says_we:
            return False
        if not begun and line.look.opens_preamble:
            return False
    acts = line.look.kind is Kind.OPERATIVE
    if line.section is Section.PREAMBULAR:
        return begun and (acts or not ends_open)
    if line.section is Section.ANNEX and acts and not ends_open:
        return True
    if line.section is Section.OPERATIVE:
        return not (ends_open and numbers_follow and not begun)
    if annex and not (line.look.opens_preamble or (ends_open and (numbers_follow or not acts))):
        return True
    return begun or not (ends_open or numbers_follow)


def _numbers_next(line: Line) -> bool:
    """Whether the next label is the number of a paragraph: "正式决定：", "1."."""
    return line.next_label is not None and line.next_label.kind == "number"
