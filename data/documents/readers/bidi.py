"""Text of right-to-left scripts as pdftotext prints it: runs as they stand on the page, between signs that say so.

A run of numbers or Latin letters, "\u202a...\u202c", has the marks beside it on the wrong side; vowel signs may stand
apart from their letters; and the two letters of the sign for lam and alef come the wrong way round. They are turned
where no other reading is possible, and in words that a table has. The number of a paragraph may stand below its line,
or with -layout behind it, as all that stands on the right of something.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from clausetag.data.documents import languages
from clausetag.data.documents.readers.brackets import brackets_mended
from clausetag.data.documents.readers.runs import in_order

_RUN = re.compile("\u202a([^\u202a-\u202e]*)\u202c?")
_SIGNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTES = str.maketrans("“”‘’«»", "”“’‘»«")
_ALONE = re.compile("(?m)^[ \u200e-\u202e]*[\u064b-\u0652][ \u064b-\u0652\u200e-\u202e]*\n")  # on a line
_APART = re.compile("(?<! ) +(?=[\u064b-\u0652])")
_PARTS = re.compile("(?<! ) +(?=\u202b)")
_TORN = re.compile("[\u064e-\u0652][\u202a-\u202e]*$")  # behind a vowel sign that ends no word
_TEXT = 30  # signs of a part that is no column of the masthead
_LABEL_BELOW = re.compile(
    "(?m)^(\f?)(.+)\n *(\\d{1,3} ?-|\\([\u0621-\u064a]{1,4}\\)|[\u2018\u2019]\\d{1,2}[\u2018\u2019]) *\n(?=.)"
)
_TURNED = re.compile("\u0627([\u0627\u0623\u0625\u0622])\u0644")  # no word has two alefs
_LAM_ALEF = re.compile("\u0644([\u0627\u0623\u0625\u0622])")
_WORD = re.compile("(?<![\u0621-\u0652])[\u0621-\u064a]++(?![\u064b-\u0652][\u0621-\u064a])")


def without_signs(text: str) -> str:
    """Return a text in the order in which it is read, without the signs for its direction."""
    if _SIGNS.search(text) is None:
        return text
    if "\u202b" in text:
        rows = map(_from_right, _ALONE.sub("", text).split("\n"))
        lines = [_in_order(line) if "\u202a" in line else line for line in rows]
        text = _WORD.sub(_as_spelt, _turned_back(_APART.sub("", "\n".join(lines))))
        return _LABEL_BELOW.sub("\\1\\3 \\2\n", _SIGNS.sub("", text))
    return _SIGNS.sub("", text)


def _from_right(line: str) -> str:
    """A line of -layout, what stands on its right first; parts of text are put together, columns stay apart."""
    parts = _PARTS.split(line.strip(" "))
    if len(parts) == 1:
        return line
    feed = "\f" if line.startswith("\f") else ""
    gap = " " if any(len(part) >= _TEXT for part in parts) else 4 * " "
    found = feed
    for part in reversed(parts):
        found += ("" if found == feed or _TORN.search(found) else gap) + part.strip("\f ")
    return found


def _turned_back(text: str) -> str:
    return _TURNED.sub("\u0627\u0644\\1", text)


def _as_spelt(match: re.Match[str]) -> str:
    return _words().get(match[0], match[0])


@cache
def _words() -> Mapping[str, str]:
    """The words of the table, by what is printed of them."""
    table = tomllib.loads(Path(languages.__file__).with_name("lam_alef.toml").read_text("utf-8"))
    return {_turned_back(_LAM_ALEF.sub("\\1\u0644", word)): word for word in table["words"].split()}


def _in_order(line: str) -> str:
    return brackets_mended(_SIGNS.sub("", _RUN.sub(_run, line)), from_right=True)


def _run(match: re.Match[str]) -> str:
    """A run as it is read; its marks of quotations are given as they are, not as in a mirror."""
    mirrored = match[1][::-1].translate(_QUOTES)
    return "".join(sign for sign, _ in in_order(mirrored))
