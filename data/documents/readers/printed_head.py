"""The lines before the text of a resolution: masthead, session, title, each by itself."""

from collections.abc import Sequence

from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.look import look
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.readers.cut_lines import WrappedLine
from clausetag.data.documents.readers.printed_marks import COLUMNS

_ALONE = frozenset({Kind.HEAD, Kind.NUMBER, Kind.ORGAN, Kind.FURNITURE})


def body_start(lines: Sequence[str], forms: Forms) -> int:
    """Index of the line "The General Assembly,", or else of the first numbered paragraph."""
    for index, line in enumerate(lines):
        text = line.strip()
        if forms.article and not forms.speaks(text):
            continue
        if forms.organ(text) is not None and (forms is ENGLISH or ends_with(text, ",")):
            return index
    return next((i for i, line in enumerate(lines) if line.strip().startswith(("1.", "1 ."))), 0)


def head_lines(lines: Sequence[str], forms: Forms) -> list[WrappedLine]:
    """The lines before the text; in two columns they are two."""
    found: list[WrappedLine] = []
    blank = True
    for line in lines:
        for chunk in COLUMNS.split(line.strip()):
            if not chunk:
                blank = True
                continue
            kind = look(chunk, forms).kind
            found.append(WrappedLine(chunk, 0, blank or kind in _ALONE or chunk.startswith("[")))
            blank = kind in _ALONE
        blank = blank or not line.strip()
    return found
