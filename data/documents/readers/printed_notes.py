"""Notes at the foot of a printed page: pair their numbers with their texts, which pdftotext may print apart."""

import re
from collections.abc import Sequence

from clausetag.data.documents.forms import Forms
from clausetag.data.documents.resolution import Footnote

_NUMBER = re.compile(r"(\d{1,3}|\*{1,3}|[†‡])[./]?")
_NUMBERED = re.compile(  # the number of a note, Arabic brackets for it, and its text: a capital letter or an address
    r"(\d{1,3}|\*{1,3}|[†‡])\s?/?\s+(?:\(\s?\)\s+)?(?=[^\W_a-zà-öø-ÿа-яё]|[“\"«(\[《]|https?:|[a-z][\w-]*\.[a-z])(\S.*)"
)
_GAP = 3  # between the numbers of two notes, some of which may be missing
_ENDS = (".", "。", ")", "”", '"')


def note_number(line: str) -> str:
    """The number that a line at the foot of a page is, or has in front of its note; empty if there is none."""
    match = _NUMBER.fullmatch(line) or _NUMBERED.fullmatch(line)
    return match[1] if match else ""


def is_number(line: str) -> bool:
    """Whether a line is only the number of a note."""
    return _NUMBER.fullmatch(line) is not None


def is_near(number: str, last: int) -> bool:
    """Whether a number may be that of a note beside note `last`, and is no number within its text."""
    return not number.isdigit() or int(number) <= last + _GAP


def begins_note(line: str, forms: Forms) -> bool:
    """Whether a line reads like the beginning of a note, with or without its number."""
    match = _NUMBERED.fullmatch(line)
    return forms.note_beginning.match(match[2] if match else line) is not None


def follows_note(before: str, line: str, forms: Forms) -> bool:
    """Whether a line begins the next note, and does not go on with the one that ends in the line `before`."""
    return before.endswith(_ENDS) and begins_note(line, forms)


def pair_notes(lines: Sequence[str], forms: Forms, *, after: int = 0) -> list[Footnote]:
    """Make notes of the lines at the foot of a page; `after` is the number of the last note of the page before.

    A number directly before a text is its own. Numbers that stand together, before the texts or behind them, are dealt
    out in ascending order to the texts that have none.
    """
    texts: list[tuple[str, list[str]]] = []  # number or "", lines
    waiting: list[str] = []  # numbers that have no text yet
    for line in lines:
        match = _NUMBERED.fullmatch(line)
        if is_number(line) and not (texts and _ends_note(line, after + len(lines))):
            waiting.append(note_number(line))
        elif match and len(waiting) != 1 and (not texts or is_near(match[1], _last(texts))):
            texts.append((match[1], [match[2]]))
        elif len(waiting) == 1:
            texts.append((waiting.pop(), [line]))
        elif not texts or (waiting and texts[-1][0]) or follows_note(texts[-1][1][-1], line, forms):
            texts.append(("", [line]))
        else:
            texts[-1][1].append(line)
    return _dealt(texts, sorted(_fitting(waiting, after), key=_order))


def _last(texts: Sequence[tuple[str, list[str]]]) -> int:
    """The highest number of some notes; 0 if none has one."""
    return max((_order(number) for number, _ in texts), default=0)


def _ends_note(line: str, most: int) -> bool:
    """Whether a number with a stop is the last word of a note, "para.", "24.": there are not so many notes."""
    return line.endswith(".") and line[:-1].isdigit() and int(line[:-1]) > most


def _fitting(numbers: Sequence[str], after: int) -> list[str]:
    """The numbers that go on with those of the page before, if any does: others are numbers of pages."""
    later = [number for number in numbers if not number.isdigit() or int(number) > after]
    return later or list(numbers)


def _dealt(texts: Sequence[tuple[str, list[str]]], numbers: list[str]) -> list[Footnote]:
    found: list[tuple[str, list[str]]] = []
    for number, lines in texts:
        if number or numbers:
            found.append((number or numbers.pop(0), lines))
        elif found:
            found[-1][1].extend(lines)
        else:
            found.append(("", lines))
    return [Footnote(number, " ".join(lines)) for number, lines in sorted(found, key=lambda note: _order(note[0]))]


def _order(number: str) -> int:
    return int(number) if number.isdigit() else 0
