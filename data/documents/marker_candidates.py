"""Where a text may carry the marks of notes: the strong candidates, of which the notes' own numbering chooses."""

import re

from clausetag.data.documents.glued_markers import find_cuts
from clausetag.data.documents.marker_chain import Marker
from clausetag.data.documents.touching import CHINESE_REFERENCE, TOUCHING, touching_weight

_SLASHED = re.compile(r"\s?(?<![\w/])\d{1,3}/(?=[\s,;.:)]|$)")
_BRACKETED = re.compile(r"\s?\[(\d{1,3})\]")
# Arabic sets a mark in brackets, at times turned round: "الفساد(1)،"; behind a space it is rather a reference.
_ARABIC = re.compile(r"\(\s?(\d{1,3})\s?\)|[()]\s?(?P<turned>\d{1,3})\s?[()]")
_TOUCHED = re.compile(r"[^\s()]|[^\s()]\)|[)”“»،] ")  # and not "(ب()1)", a part of a reference
_SYMBOL = re.compile(r"(?<![^\s(])[A-Z]{1,5}(?:\.|(?<=[A-Z]{2}))\d+$")  # SSA2(5), A.1090(28)
_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3})+(?=\s)")  # "1.1" in front of a paragraph
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_BEFORE_SIGN = re.compile(
    r"(?<=[^\W\d]|[，；》”、])\d{1,3}(?=[\u4e00-\u9fff])(?![年月日个名项条段号次届至国世多周点天岁])"
)


def candidates(index: int, text: str, known: set[str]) -> list[Marker]:
    """Return what may be a mark of a `known` note in the text of the paragraph at `index`, in order."""
    found: list[Marker] = []
    label = _LABEL.match(text)
    for m in TOUCHING.finditer(text, label.end() if label else 1):
        if m[0] in known:
            weight = touching_weight(text, m.start())
            if weight:
                found.append(Marker(index, m.start(), m.end(), m[0], weight))
    found.extend(Marker(index, c.start, c.end, c.number, c.weight) for c in find_cuts(text, known) if c.sure)
    for m in _SLASHED.finditer(text):
        number = m[0].strip(" /")
        if number in known:
            found.append(Marker(index, m.start(), m.end(), number, 3.0))
    for m in _BRACKETED.finditer(text, 1) if "[" in text else ():
        if m[1] in known:
            found.append(Marker(index, m.start(), m.end(), m[1], 3.0))
    arabic = not text.isascii() and _ARABIC_LETTER.search(text) is not None
    for m in _ARABIC.finditer(text, 1) if arabic else ():
        number = m[1] or m["turned"]
        if number in known:
            before = text[max(0, m.start() - 12) : m.start()]
            touches = any(map(_TOUCHED.fullmatch, (before[-1:], before[-2:]))) and not _SYMBOL.search(before)
            found.append(Marker(index, m.start(), m.end(), number, 3.0 if touches else 0.5))
    for m in () if text.isascii() else _BEFORE_SIGN.finditer(text, 1):
        if m[0] in known and not CHINESE_REFERENCE.search(text[max(0, m.start() - 40) : m.start()]):
            found.append(Marker(index, m.start(), m.end(), m[0], 1.5 if text[m.start() - 1] in "，；》”" else 0.4))
    found.sort(key=lambda c: c.start)
    return found
