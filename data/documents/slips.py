"""Slips of the typist: plain marks of notes in a document whose other marks are raised."""

import re
from collections.abc import Mapping, Sequence

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.marker_chain import Marker, place_of
from clausetag.data.documents.touching import CHINESE_REFERENCE, TOUCHING, touching_weight

# Behind a year, in Arabic in brackets, and at Chinese signs: "12 août 19492", "1949(2)،", "》2的", "行动2；".
_GLUED = re.compile(
    r"(?=[\d“”»])(?:"  # where any of them may begin: the rest is not tried elsewhere
    r"(?<![\d/.,–-])(?:19|20)\d\d(?P<digits>\d{1,2})(?![\w/%-]|[.,]\d)|"
    r"(?:(?<![\d/.,–-])(?:19|20)\d\d|[“”»])(?P<bracketed>\(\d{1,2}\))(?=[\s،؛.,])|"
    r"(?<=[》”])(?P<sign>\d{1,2})(?=\s?[\u4e00-\u9fff，；。])(?!\s?[年月日号个])|"
    r"(?<=[\u4e00-\u9fff])(?P<end>\d{1,2})(?=[，；。]))"
)


def find_slips(paragraphs: Sequence[Paragraph], cited: Sequence[tuple[int, int, str]], known: set[str]) -> list[Marker]:
    """Plain markers that touch a word in a document whose other markers are raised: slips of the typist.

    `cited` are the raised ones in order: paragraph, place in it, number. A slip cites a note again, behind a comma,
    semicolon or word in small letters, or is the only mark of its note and stands between the mark of the note before
    and that of a later one. A star is one wherever it stands.
    """
    stars = {mark for _, _, mark in cited if not mark.isdigit()}
    firsts: dict[int, tuple[int, int]] = {}
    for index, start, mark in cited:
        if mark.isdigit():
            firsts.setdefault(int(mark), (index, start))
    later = _later(firsts, known, (len(paragraphs), 0))
    hits: list[Marker] = []
    for index, paragraph in enumerate(paragraphs):
        first = len(hits)
        covered = {i for start, end in paragraph.raised for i in range(start, end)}
        for m in TOUCHING.finditer(paragraph.text, 1):
            if m[0] in stars and m.start() not in covered:
                hits.append(Marker(index, m.start(), m.end(), m[0], 3.0))
            if m[0] not in later or m.start() in covered or touching_weight(paragraph.text, m.start()) < 3:
                continue
            number, place = int(m[0]), (index, m.start())
            if number in firsts:
                slip = firsts[number] < place and _behind_word(paragraph.text[max(0, m.start() - 4) : m.start()])
            else:
                slip = (number == 1 or number - 1 in firsts) and firsts.get(number - 1, (-1, 0)) < place < later[m[0]]
            if slip:
                hits.append(Marker(index, m.start(), m.end(), m[0], 3.0))
                firsts.setdefault(number, place)
        taken = {hit.start for hit in hits[first:]}
        for m in _GLUED.finditer(paragraph.text):
            start, end = m.span(m.lastgroup or 0)
            number = int(paragraph.text[start:end].strip("()"))
            free = start not in covered and start not in taken
            free = free and CHINESE_REFERENCE.search(paragraph.text[max(0, start - 40) : start]) is None
            if free and str(number) in known and firsts.get(number, (index, start)) < (index, start):
                hits.append(Marker(index, start, end, str(number), 3.0))
    return sorted(hits, key=place_of)


def _behind_word(last: str) -> bool:
    """Whether the last four signs before a number are such as only a mark follows: a comma, a word in small letters."""
    return last[-1] in ",;" or (len(last) == 4 and last.isalpha() and last.islower())


def _later(firsts: Mapping[int, tuple[int, int]], known: set[str], end: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """For each note with a number, where the first mark of any later note stands."""
    later: dict[str, tuple[int, int]] = {}
    for number in sorted({*firsts, *(int(n) for n in known if n.isdigit())}, reverse=True):
        later[str(number)] = end
        end = min(end, firsts.get(number, end))
    return later
