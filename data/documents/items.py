"""Items of lists that have no mark at their end, or no label: titles, the texts below them, names."""

import re
from collections.abc import Sequence

from clausetag.data.documents.body import Line
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.headings import has_few_letters
from clausetag.data.documents.numbering import FIRST_LETTERS, Label, Nesting
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.position import OpenParagraph
from clausetag.data.documents.punctuation import ends_with

AND = ("; and", "; et", "; y", "; и", ", and", ", et", ", y", ", и")
_SHORT = 80  # in characters: too few to be the text of a line that a page cut
_CAPITAL = re.compile(r"([A-Z]|[IVX]{1,5})\.\s+(?=[A-Z])")
_SIBLINGS = 5  # looked back at
_FIGURE = re.compile(r"\d+")
_FIGURES = 4


def ends_list(entries: Sequence[Entry], line: Line, nesting: Nesting) -> bool:
    """Whether a line stands below the last item of a list, and does not go on with it.

    So it does below an item that ends with a comma where the one before has a semicolon ("(b) Nets, / and asks them"),
    and below one that is only a title ("(a) Elections").
    """
    last = entries[-1]
    if nesting.bulleted and not last.printed and are_alike(last.text, line.text):
        return True
    if line.look.goes_on:
        if line.look.forms.small and _is_one_of_titles(entries, len(entries) - 1, line.look.forms):
            return True
        if line.next_label is not None and nesting.follows(line.next_label.text):
            return False  # the list has more items: a page cut this one
        pauses = ends_with(last.text, ",") or last.text.endswith(AND)
        return last.labels != () and pauses and _pauses(entries[-2].text)
    if last.labels and line.text.startswith("To "):  # no sentence goes on with a capital letter there
        return True
    return _ends_in_title(entries, len(entries) - 1, line.look.forms)


def _pauses(text: str) -> bool:
    """Whether an item ends as one does that others follow: "(a) nets; or"."""
    return ends_with(text, ";,:") or text.endswith((*AND, " or", " ou", " o", " или"))


def is_below_title(entries: Sequence[Entry], text: str, forms: Forms, *, bulleted: bool) -> bool:
    """Whether a text without a label is that of an item that is only a title, or goes on with such texts."""
    last = entries[-1]
    if not last.labels:
        return False
    if text.startswith("To ") and not ends_with(last.text, ",;:."):
        return True
    if _ends_in_title(entries, len(entries) - 1, forms):
        return True
    if last.parent is None or not (bulleted and ends_with(last.text, ";")):
        return False
    return entries[last.parent].labels != () and _ends_in_title(entries, last.parent, forms)


def capital_label(entries: Sequence[Entry], line: Line, paragraph: OpenParagraph) -> Label | None:
    """The label of an item with a capital letter below a colon, "A. To help them by:"; a heading has no such end."""
    match = _CAPITAL.match(line.text)
    if match is None or line.heading or not ends_with(line.text, ":;"):
        return None
    label = Label("letter", match[1].lower())
    begins = label.text in FIRST_LETTERS and ends_with(entries[-1].text, ":") and len(entries) - 1 == paragraph.top
    return label if begins or (paragraph.capital and paragraph.nesting.follows(label.text)) else None


def is_item(entries: Sequence[Entry], line: Line, top: int, nesting: Nesting) -> bool:
    """Whether a line is an item of a list that lost its labels: "Decides that the mandate is:", "To protect"."""
    if line.look.says_we:
        return False
    if is_below_title(entries, line.text, line.look.forms, bulleted=nesting.bulleted):
        return True
    last = entries[-1]
    begins = ends_with(last.text, ":") and (last.labels != () or len(entries) - 1 == top)
    above = entries[top if last.parent is None else last.parent].text
    pauses = ends_with(last.text, ";,") or last.text.endswith(("and", "or"))
    goes_on = nesting.bulleted and pauses and (ends_with(above, ":") or line.look.goes_on)
    return (begins or goes_on) and (line.text.startswith("To ") or is_quoted(line.text) or not line.look.opening)


def is_listed(entries: Sequence[Entry], line: Line, top: int, nesting: Nesting, number: int) -> bool:
    """Whether a line is one of several below a colon, "Round table 1: ...", "Monday, 9 June", with no mark behind.

    The next label, that of the paragraph after the one with this `number` or of the next letter, ends the list. One
    line is none, and what stands between "To this end:", without a number, and the next paragraph is its heading.
    """
    last, label = entries[-1], line.next_label
    if nesting.bulleted and not (last.printed or line.look.opens_strongly) and are_alike(last.text, line.text):
        return True
    if line.heading or label is None or line.look.opens_strongly or line.look.forms.heading_label(line.text):
        return False
    if line.text[-1].isdigit() or has_few_letters(line.text):
        return False  # a row of a table
    if not (number and label.text == str(number + 1)) and not (label.kind == "letter" and nesting.follows(label.text)):
        return False
    if ends_with(last.text, ":"):
        title = line.alone and len(line.text) < _SHORT and not line.text.endswith(")")
        leads_on = label.kind == "number" and (title or (number > 0 and not last.printed))
        return not leads_on and (last.labels != () or len(entries) - 1 == top)
    above = entries[last.parent] if last.parent is not None else last
    return nesting.bulleted and not last.printed and ends_with(above.text, ":") and not ends_with(last.text, ".;,")


def are_alike(before: str, text: str) -> bool:
    """Whether two short texts are both full of figures: "Monday, 9 June: 9 to 10 and 12 to 1" and another day."""
    return all(len(each) < 2 * _SHORT and len(_FIGURE.findall(each)) >= _FIGURES for each in (before, text))


def is_quoted(text: str) -> bool:
    """Whether a text begins with a quotation mark: below a colon it is what the paragraph quotes, not the next one."""
    return text.startswith(("“", "«", "”", "„"))


def is_name(entries: Sequence[Entry], line: Line, top: int) -> bool:
    """Whether a line is one of names below "... the following judges:", "Mary Major (Utopia)", with no mark behind."""
    last = entries[-1]
    if line.heading or line.look.ends_like_clause or len(line.text) > _SHORT or not line.text.endswith(")"):
        return False
    if ends_with(last.text, ":"):
        return last.labels != () or len(entries) - 1 == top
    return last.top == top and last.labels != () and last.text.endswith(")")


def _ends_in_title(entries: Sequence[Entry], index: int, forms: Forms) -> bool:
    """Whether the entry at `index` is only a title: a few words, or more where the item before it is one as well."""
    return _is_title(entries[index], forms) or _is_one_of_titles(entries, index, forms)


def _is_one_of_titles(entries: Sequence[Entry], index: int, forms: Forms) -> bool:
    """Whether the entry at `index` and the items of the same list before it are only titles, one of them short."""
    for _ in range(_SIBLINGS):
        entry, before = entries[index], index - 1
        if entry.labels == () or not _is_title(entry, forms, longest=3 * _SHORT):
            return False
        while len(entries[before].labels) > len(entry.labels) and (parent := entries[before].parent) is not None:
            before = parent
        if _is_title(entries[before], forms):
            return True
        index = before
    return False


def _is_title(entry: Entry, forms: Forms, longest: int = _SHORT) -> bool:
    """Whether a paragraph with a number or letter is a few words without a mark at their end."""
    text = entry.text
    if not (entry.labels or entry.number) or not 0 < len(text) < longest or ends_with(text, ",;:.”)"):
        return False
    return text.rsplit(" ", 1)[-1].lower() not in forms.linking
