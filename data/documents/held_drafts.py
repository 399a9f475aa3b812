"""The drafts of resolutions and decisions that a report holds: a committee recommends them to the Assembly.

"12. The Third Committee recommends to the General Assembly the adoption of the following draft resolutions:" is a
paragraph of the report; then come the drafts, and paragraph 13 of the report.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.documents.body import Line
from clausetag.data.documents.forms import ENGLISH
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.numbering import number_value
from clausetag.data.documents.numerals import as_roman, roman_value
from clausetag.data.documents.punctuation import ends_with

OPERATIVE = frozenset(
    {Kind.OPERATIVE, Kind.OPERATIVE_BARE, Kind.SHOULD, Kind.TO, Kind.INTRODUCTION, Kind.REASON, Kind.COMMITMENT}
)
_TITLE = re.compile(
    r"(?:Draft\s(?:resolution|decision)|Projet\sde\s(?:résolution|décision)|Proyecto\sde\s(?:resolución|decisión)|"
    r"Проект\s(?:резолюции|решения)|مشروع\s(?:ال)?(?:قرار|مقرر)|(?:决议|决定)草案)"
    r"\s?(?P<number>[IVXLC]{1,7}|[一二三四五六七八九十]{1,3}|ال\w+)?(?:[.:]?\s(?P<name>[^/;]{1,200}))?",
    re.IGNORECASE,
)
_LOST = 10  # numbers in a row that may be missing
_LONGEST = 250  # characters of a heading
_MOST = 6  # headings above a draft
_BELOW = 5  # lines from a draft's title to its text, at most


@dataclass(frozen=True, slots=True)
class HeldDraft:
    """The lines of a draft, from `start` up to `stop`, and how its paths begin: "I", "draft"."""

    start: int
    stop: int
    label: str


def names_organ(line: Line) -> bool:
    """Whether a line opens a resolution: "The General Assembly,"."""
    forms = line.look.forms
    return line.look.speaks and (ends_with(line.text, ",") or (forms is not ENGLISH and forms.article))


def held_drafts(lines: Sequence[Line]) -> list[HeldDraft]:
    """Return the drafts among the lines of a report, in order, from its first paragraph on."""
    found: list[HeldDraft] = []
    begun = [i for i in range(len(lines)) if _is_title(lines, i)]
    begun += [i for i, line in enumerate(lines) if names_organ(line) or _follows(lines, i)]
    number = index = 0
    used, titled = Counter[str](), Counter[str]()
    for at in sorted(begun):
        if at < index:
            continue
        number = _counted(lines[index:at], number)
        start = _up(lines, at, index)
        index = _stop(lines, at, number)
        label = _label(lines[at].text, titled)
        used[label] += 1
        found.append(HeldDraft(start, index, label if used[label] == 1 else f"{label}-{used[label]}"))
    return found


def _label(text: str, titled: Counter[str]) -> str:
    """Return the roman number in the title of a draft, or its place where the language has other numbers."""
    title = _TITLE.fullmatch(text)
    if title is None or not title["number"]:
        return "draft"
    if roman_value(title["number"]):
        return title["number"].upper()
    of = text[: title.start("number")]
    titled[of] += 1
    return as_roman(titled[of]).upper()


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the title of a draft, whose text follows: "Draft resolution II"."""
    line = lines[at]
    if line.label is not None or not _TITLE.fullmatch(line.text):
        return False
    return any(_speaks_in(below) for below in lines[at + 1 : at + 1 + _BELOW])


def _follows(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a draft that a paragraph of the report announces: "adoption of the following decision:"."""
    above = _up(lines, at, 0) - 1
    announced = above >= 0 and number_of(lines[above]) > 0 and ends_with(lines[above].text, ":")
    return announced and lines[at].label is None and _speaks_in(lines[at])


def _speaks_in(line: Line) -> bool:
    """Whether a line is or begins with the organ that speaks: "The General Assembly takes note of ..."."""
    if line.look.organ is not None:
        return True
    organ = line.look.forms.organ
    words = line.text.split(maxsplit=6)
    return any(organ(" ".join(words[:n]) + ",") is not None for n in range(2, len(words)))


def _up(lines: Sequence[Line], at: int, least: int) -> int:
    """Return where the headings begin that stand above the text of a draft: its title, and what it is about."""
    highest = max(least, at - _MOST)
    while at > highest and _is_short(lines[at - 1]):
        at -= 1
    return at


def _is_short(line: Line) -> bool:
    """Whether a line can be a heading, also a long one; one that ends with a colon announces what stands below."""
    return line.label is None and (line.heading or not line.look.ends_like_clause) and len(line.text) < _LONGEST


def _stop(lines: Sequence[Line], at: int, number: int) -> int:
    """Return where a draft ends that begins at a line, in a report whose last paragraph has the `number`."""
    inner = 0
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if _is_title(lines, index):
            return index
        value = number_of(line)
        if value == number + 1 and (value != inner + 1 or line.look.kind not in OPERATIVE):
            return _up(lines, index, at + 1)
        inner = value or inner
    return len(lines)


def _counted(lines: Sequence[Line], number: int) -> int:
    """Return the number of the last paragraph of a report that counts on from `number`."""
    for line in lines:
        if number < number_of(line) <= number + _LOST:
            number = number_of(line)
    return number


def number_of(line: Line) -> int:
    """Return the number in front of a line; 0 if there is none."""
    return number_value(line.label.text) if line.label is not None and line.label.kind == "number" else 0
