"""Lines of scripts that run from right to left: from the order on the page to the order of reading.

A page of Arabic is read in a mirror, so that it runs as others do. Latin letters and numbers in it run the other way
and are turned back; brackets are those of the mirror.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from clausetag.data.documents.readers.glyphs import Glyph

_MIRRORED = str.maketrans("()[]{}«»<>‹›“”‘’", ")(][}{»«><›‹”“’‘")
_LAM, _ALEFS = "ل", "اأإآ"
_JOINS_DIGITS = frozenset("/.,:")
_BRACKETS = frozenset("()[]")
_OPENS = {")": "(", "]": "["}
_BRACKET = re.compile(r"([()])(?=(\s?\S?))")
_OPENING, _CLOSING = frozenset("([«“‘/"), frozenset(".,:;،؛؟»”’)]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def runs_from_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether most letters of a page run from right to left."""
    text = "".join([glyph.char for glyph in glyphs])
    return 2 * len(_FROM_RIGHT.findall(text)) > sum(map(str.isalpha, text))


def is_from_right(sign: str) -> bool:
    """Whether it is a letter of a script that runs from right to left."""
    return _kind(sign) == "R"


def mirror(glyphs: Sequence[Glyph], width: float) -> None:
    """Put the glyphs of a page where they stand in a mirror."""
    for glyph in glyphs:
        glyph.left, glyph.right = width - glyph.right, width - glyph.left


def along_line(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Put glyphs of a mirrored line, given in the order of the file, in the order in which they stand.

    Letters that the file has one behind the other stay together, for they overlap, and marks of notes overlap them.
    """
    portions: list[list[Glyph]] = []
    for glyph in glyphs:
        last = portions[-1][-1] if portions else None
        letters = last is not None and _kind(glyph.char) == _kind(last.char) == "R"
        if last is None or not letters or not (_turned(last, glyph) or _goes_on(last, glyph)):
            portions.append([glyph])
        elif _turned(last, glyph):
            portions[-1].insert(-1, glyph)
        else:
            portions[-1].append(glyph)
    return [glyph for portion in sorted(portions, key=lambda portion: portion[0].left) for glyph in portion]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    return last.left - 0.01 <= glyph.left <= last.right + 0.5 * last.size


def _turned(last: Glyph, glyph: Glyph) -> bool:
    """Whether the second glyph stands before the first: PDFium gives the last letter of a ligature first.

    A vowel sign makes its letter wider.
    """
    if glyph.right != last.right:
        return False
    return glyph.left == last.left or (glyph.char[0] == _LAM and last.char[0] in _ALEFS and glyph.left < last.left)


def in_ligature(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Glyphs of a mirrored line, lam before alef where they are a ligature, whichever the file has first."""
    if len(glyphs) == 2 and {glyph.char[0] for glyph in glyphs} & set(_ALEFS) and _LAM in (g.char[0] for g in glyphs):
        lam, alef = sorted(glyphs, key=lambda glyph: glyph.char[0] != _LAM)
        if lam.left > alef.left:
            lam.left, lam.right, alef.left, alef.right = alef.left, alef.right, lam.left, lam.right
        return lam, alef
    return glyphs


def parts_of_ligature(before: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs are lam and alef of one ligature, between whose equal parts that of a vowel sign was."""
    if before.char[0] != _LAM or glyph.char[0] not in _ALEFS:
        return False
    width = glyph.right - glyph.left
    return max(abs(before.right - before.left - width), abs(glyph.left - before.right - width)) < 0.02 * glyph.size


def in_order(signs: Sequence[str]) -> list[tuple[str, int]]:
    """Turn the runs of Latin letters and numbers back, which stand the wrong way round in a mirrored line.

    Returns:
        The signs as they are read, each with its place in the mirrored line.
    """
    kinds = [_kind(sign) for sign in signs]
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(signs):
        if kinds[at] not in "LN":
            found.append((signs[at].translate(_MIRRORED), at))
            at += 1
            continue
        end = _run_end(signs, kinds, at)
        closed = at and _OPENS.get(signs[at - 1])
        if closed and signs[at:end].count(closed) > signs[at:end].count(signs[at - 1]):
            found.pop()  # "(Part I)": the bracket belongs to the run
            at -= 1
        found += [(signs[place], place) for place in range(end - 1, at - 1, -1)]
        at = end
    return found


def brackets_mended(text: str) -> str:
    """Turn brackets that PDFium gives the wrong way round beside numbers and Latin letters: "(A/1(", ")2(".

    What opens has a space before it, what closes a space or a sign behind it; where this says nothing, or both, it
    opens unless another is open.
    """
    if not _BRACKET.search(text) or not _FROM_RIGHT.search(text):
        return text
    found = list(text)
    depth = 0
    for match in _BRACKET.finditer(text):
        at = match.start(1)
        opens = match[1] == "("
        if _is_other(match[2]) or _is_other(text[max(0, at - 2) : at]):
            before, behind = text[at - 1 : at], text[at + 1 : at + 2]
            opens = not before or before.isspace() or before in _OPENING
            if opens == (not behind or behind.isspace() or behind in _CLOSING):
                opens = depth < 1
            found[at] = "(" if opens else ")"
        depth += 1 if opens else -1
    return "".join(found)


def _is_other(text: str) -> bool:
    """Whether a number or a letter that runs from left to right is in it."""
    return any(_kind(sign) in "LN" for sign in text)


def _run_end(signs: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """Where the run of letters and numbers ends that begins at `start`: neutral signs stand within, not at its end."""
    end = start + 1
    latin = kinds[start] == "L"
    for at in range(end, len(signs)):
        if kinds[at] == "R":
            break
        if kinds[at] in "LN":
            joined = at == end or (at == end + 1 and signs[end] in _JOINS_DIGITS)
            if not (joined or latin or (kinds[at] == "L" and _may_join(signs, start, end, at))):
                break
            latin = latin or kinds[at] == "L"
            end = at + 1
    return end


def _may_join(signs: Sequence[str], start: int, end: int, at: int) -> bool:
    """Whether a number belongs to the Latin letters at `at`: brackets between say no, unless it stands in them."""
    in_brackets = start > 0 and signs[start - 1] == ")" and signs[end] == "("
    return in_brackets or not _BRACKETS.intersection(signs[end:at])


@cache
def _kind(sign: str) -> str:
    """L and R: letters by their direction; N: digits; "-": the rest."""
    kind = unicodedata.bidirectional(sign[0])
    return {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}.get(kind, "R" if sign == "،" else "-")
