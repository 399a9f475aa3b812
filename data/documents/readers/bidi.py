"""Text of right-to-left scripts as pdftotext prints it: runs as they stand on the page, between signs that say so.

A run of numbers or Latin letters, "\u202a...\u202c", has the marks beside it on the wrong side; and the two letters of
the sign for lam and alef come the wrong way round. Where no other reading is possible they are turned.
"""

import re

from clausetag.data.documents.readers.brackets import brackets_mended
from clausetag.data.documents.readers.runs import in_order

_RUN = re.compile("\u202a([^\u202a-\u202e]*)\u202c?")
_SIGNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTES = str.maketrans("“”‘’«»", "”“’‘»«")
_TURNED = re.compile("\u0627([\u0627\u0623\u0625\u0622])\u0644")  # no word has two alefs


def without_signs(text: str) -> str:
    """Return a text in the order in which it is read, without the signs for its direction."""
    if _SIGNS.search(text) is None:
        return text
    if "\u202b" in text:
        lines = [_in_order(line) if "\u202a" in line else line for line in text.split("\n")]
        text = _TURNED.sub("\u0627\u0644\\1", "\n".join(lines))
    return _SIGNS.sub("", text)


def _in_order(line: str) -> str:
    return brackets_mended(_SIGNS.sub("", _RUN.sub(_run, line)))


def _run(match: re.Match[str]) -> str:
    """A run as it is read; its marks of quotations are given as they are, not as in a mirror."""
    mirrored = match[1][::-1].translate(_QUOTES)
    return "".join(sign for sign, _ in in_order(mirrored))
