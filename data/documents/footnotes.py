"""Footnotes among the paragraphs of a plain text: tell them from the paragraphs themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from clausetag.data.documents.dates import MONTH
from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.languages.table import OTHERS, read_table
from clausetag.data.documents.patterns import NOTE_BEGINNING
from clausetag.data.documents.plain_markers import is_cited
from clausetag.data.documents.resolution import Footnote

_TABLES = tuple(map(read_table, OTHERS))
_MONTHS = "|".join(month for table in _TABLES for month in table["months"] if not month.isdigit())
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁ\u0620-\u064a\u4e00-\u9fff"  # Arabic and Chinese know no small letters
_NOTE = re.compile(
    r"(\d{1,3}|\*{1,3}|[†‡])(/?)\s+"
    rf"(?=[{_CAPITAL}“\"«(\[《]|\*\s|\d+(?:st|nd|rd|th)\b|\1\s+\D|(?:1[89]|20)\d\d\s+[A-Z])"
    rf"(?!(?:{MONTH}|{_MONTHS})\b)(\S.*)",
    re.DOTALL,
)
_BEGINNING = re.compile("|".join((NOTE_BEGINNING.pattern, *(table["note"] for table in _TABLES))))
_ANY = re.compile(r"(\d{1,3})/?\s+(\S.*)", re.DOTALL)
_REPEATED = re.compile(r"^\d{1,3}\s+")  # the number again: "7 7 Voir"
_STOPPED = re.compile(r"(\d{1,3})\s?[.)]")
_LETTERED = re.compile(r"([a-z])\s+(\S.*)", re.DOTALL)
_FEWEST_LETTERED = 3  # "a Council decision" may be the middle of a sentence
_MOST = 999
_BRACKETED = re.compile(r"\[(\d{1,3})(\])\s*(\S.*)", re.DOTALL)


def split_footnotes(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Footnote]]:
    """Tell the footnotes that stand among `paragraphs` from the paragraphs themselves."""
    foot = _foot(paragraphs)
    numbered = _numbered(paragraphs)
    if foot:
        below = min(int(note.number) for note in foot.values())
        numbered = max(numbered, _numbered(paragraphs[: min(foot)], below=below) | foot, key=len)
    found = numbered | _starred(paragraphs) | _lettered(paragraphs)
    body: list[Paragraph] = []
    notes: list[Footnote] = []
    for index, paragraph in enumerate(paragraphs):
        if index in found:
            notes.append(found[index])
        elif notes and (index - 1) in found and paragraph.text[:1].islower() and not _ends(notes[-1].text):
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {paragraph.text}")
        else:
            body.append(paragraph)
    return body, notes


def begins_like_note(text: str) -> bool:
    """Whether a text begins as notes do, behind their number: "See A/67/299."."""
    return _BEGINNING.match(text) is not None


def _foot(paragraphs: Sequence[Paragraph]) -> dict[int, Footnote]:
    """The notes at the end of the text, by their places: all lines have ascending numbers, half read like notes."""
    found: dict[int, Footnote] = {}
    following = _MOST + 1
    for index in range(len(paragraphs) - 1, -1, -1):
        match = _ANY.fullmatch(paragraphs[index].text)
        if match is None or int(match[1]) >= following:
            break
        found[index] = Footnote(match[1], match[2])
        following = int(match[1])
    like = [index for index, note in found.items() if _BEGINNING.match(_REPEATED.sub("", note.text))]
    if len(found) < 2 or len(like) * 2 < len(found):
        return {}
    begin = min(found if following == 1 else like)
    return {index: note for index, note in found.items() if index >= begin}


def _numbered(paragraphs: Sequence[Paragraph], *, below: int = _MOST + 1) -> dict[int, Footnote]:
    """The paragraphs that are notes with a number, by their places: "1 See A/67/299.", their numbers ascending.

    They stay below that of the note that follows.
    """
    found: dict[int, Footnote] = {}
    last = 0
    first_cited: bool | None = None
    around = _around(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        match = _numbered_note(paragraph.text)
        if match is None:
            continue
        number = int(match[1])
        if number >= below or around[index] == (number - 1, number + 1):
            continue  # "3 Calls upon" between paragraphs 2 and 4 lost its stop
        like = bool(_BEGINNING.match(_REPEATED.sub("", match[3])))
        fits = last < number <= last + 3 if last else number == 1 or like
        if fits and not (last or match[2] or like):
            if first_cited is None:
                first_cited = is_cited(match[1], paragraphs)
            fits = first_cited
        if fits:
            found[index] = Footnote(match[1], match[3])
            last = number
    return found


def _around(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """For each paragraph the number of the last one before it that has one with a stop, and of the next one; else 0."""
    own = [int(match[1]) if (match := _STOPPED.match(p.text)) else 0 for p in paragraphs]
    return list(zip(_last_seen(own), reversed(_last_seen(own[::-1])), strict=True))


def _last_seen(numbers: Sequence[int]) -> list[int]:
    """For each place the last number before it that is not 0; else 0."""
    found: list[int] = []
    last = 0
    for number in numbers:
        found.append(last)
        last = number or last
    return found


def _numbered_note(text: str) -> re.Match[str] | None:
    if text[:1].isdigit():
        return _NOTE.match(text)
    return _BRACKETED.match(text) if text[:1] == "[" else None


def _starred(paragraphs: Sequence[Paragraph]) -> dict[int, Footnote]:
    """The paragraphs that are notes with a star or dagger which another paragraph carries, if there are one or two."""
    stars = {i: m for i, p in enumerate(paragraphs) if p.text[:1] in "*†‡" and (m := _NOTE.match(p.text))}
    if len(stars) > 2:
        return {}
    return {
        index: Footnote(match[1], match[3])
        for index, match in stars.items()
        if any(match[1] in p.text[1:] for i, p in enumerate(paragraphs) if i != index)
    }


def _lettered(paragraphs: Sequence[Paragraph]) -> dict[int, Footnote]:
    """The paragraphs that are notes with a letter, "g See A/67/299.", by their places, if several are in order."""
    found: dict[int, Footnote] = {}
    last = 0
    for index, paragraph in enumerate(paragraphs):
        match = _LETTERED.fullmatch(paragraph.text)
        if match and _BEGINNING.match(match[2]) and (not last or last < ord(match[1]) <= last + 3):
            found[index] = Footnote(match[1], match[2])
            last = ord(match[1])
    return found if len(found) >= _FEWEST_LETTERED else {}


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ")", "”", '"'))
