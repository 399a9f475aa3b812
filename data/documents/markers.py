"""Markers of footnotes in the text: take them out without harming numbers.

A marker that the format shows raised is taken at its word; `plain_markers` finds those of plain text. Without notes,
nothing is removed.
"""

import re
from collections.abc import Collection, Sequence

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.plain_markers import find_markers
from clausetag.data.documents.punctuation import fold
from clausetag.data.documents.slips import find_slips

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNITS = frozenset({"m", "km", "cm", "mm", "dm", "nm", "sq", "co"})


def strip_markers(paragraphs: Sequence[Paragraph], notes: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Take the markers of `notes` (their numbers) out of the paragraphs: clean text and numbers cited, each once."""
    known = set(notes)
    cuts: dict[int, list[tuple[int, int, str]]] = {}
    raised = [(i, span) for i, p in enumerate(paragraphs) for span in _raised_spans(p)]
    for index, (start, end) in raised:
        cuts.setdefault(index, []).extend(_raised_cuts(paragraphs[index].text, start, end, known))
    if not known:
        hits = []
    elif any(number in known for found in cuts.values() for _, _, number in found):
        cited = [(index, start, number) for index, found in cuts.items() for start, _, number in found if number]
        hits = find_slips(paragraphs, sorted(cited), known)
    else:
        hits = find_markers(paragraphs, known)
    for hit in hits:
        cuts.setdefault(hit.paragraph, []).append((hit.start, hit.end, hit.number))
    return [_cut(p.text, cuts[i]) if i in cuts else (fold(p.text), ()) for i, p in enumerate(paragraphs)]


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> tuple[str, tuple[str, ...]]:
    """The text without what is cut of it, nor the space that a marker leaves before a comma, and the notes it cites."""
    cuts.sort()
    pieces: list[str] = []
    at = 0
    for start, end, _ in cuts:
        pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    clean = fold("\x00".join(pieces))
    clean = re.sub(r"\s?(?:\x00[,\s]?)*\x00\s?(?=[,;.:)،؛，；。\u4e00-\u9fff])", "", clean)
    clean = re.sub(r"(?<=\s[a-z])\x00(?=[a-z])", "", clean)  # "t¹he": it was set within a word
    clean = re.sub(r"\x00(?=[A-Za-z(]|[“\"]\w)", " ", clean)
    return fold(clean.replace("\x00", "")), tuple(dict.fromkeys(number for _, _, number in cuts if number))


def _raised_spans(paragraph: Paragraph) -> list[tuple[int, int]]:
    spans = list(paragraph.raised)
    if not spans and not paragraph.text.isascii():
        spans = [m.span() for m in _SUPERSCRIPT_RUN.finditer(paragraph.text)]
    return spans


def _raised_cuts(text: str, start: int, end: int, known: set[str]) -> list[tuple[int, int, str]]:
    """What to cut of one raised span: known notes always, unknown numbers unless they are an exponent or ordinal."""
    shown = text[start:end].translate(_SUPERSCRIPTS).strip()
    if shown in known:
        return [(start, end, shown)]
    numbers: list[str] = re.findall(r"\d+|\*+|[†‡]", shown)
    rest = re.sub(r"\d+|\*+|[†‡]|[\s,;.\[\]()/–-]", "", shown)
    if rest or not numbers:
        return []
    before = re.search(r"(\w+)\s?$", text[max(0, start - 6) : start])
    if all(n in known for n in numbers):
        return [(start, end, n) for n in numbers]
    if before and (before[1].lower() in _UNITS or (before[1].isdigit() and len(before[1]) < 3)):
        return []
    return [(start, end, n if n in known else "") for n in numbers]
