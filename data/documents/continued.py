"""Whether a paragraph without a label goes on with the one before it, which a page or a line break cut."""

from collections.abc import Sequence

from clausetag.data.documents.body import Line
from clausetag.data.documents.items import ends_list
from clausetag.data.documents.numbering import Nesting
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.punctuation import ends_with, word_count

_FEW = 6  # words


def continues(entries: Sequence[Entry], line: Line, nesting: Nesting, *, operative: bool) -> bool:
    """Whether a line goes on with the last of `entries`; `operative`: that the operative part has begun."""
    if line.heading or line.apart:
        return False
    before = entries[-1].text
    if ends_with(before, ";.:") or ends_list(entries, line, nesting):
        return False
    if line.look.goes_on:
        return operative or not _begins_small(entries, line)
    if ends_with(before, ',”")»') or not line.look.ends_like_clause or nesting.bulleted:
        return False
    return not line.look.opening


def _begins_small(entries: Sequence[Entry], line: Line) -> bool:
    """Whether it is a paragraph, preambular or below those, of a language where they begin with a small letter."""
    if entries[-1].labels:
        return False
    if line.look.forms.small and ends_with(line.text, ":") and ends_with(entries[-1].text, ","):
        return word_count(line.text) < _FEW  # "заявляем следующее:"
    if line.look.forms.gerund.match(line.text) is None:
        return False
    return ends_with(entries[-1].text, ",") and ends_with(line.text, ",:")
