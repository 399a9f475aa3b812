"""Numbers of resolutions and decisions as they are printed: "70/1", "60/288 B", "S-27/1", "217 A (III)", "1325 (2000)".

What the number alone tells of the organ is told here: its form, and the year that is printed with it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clausetag.data.documents.numerals import as_roman, roman_value

_ARABIC = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E", "واو": "F", "زاي": "G", "حاء": "H"}
_CYRILLIC = str.maketrans("АВСЕ", "ABCE")
_LETTER = rf"(?:[A-HАВСЕ](?![\w’'.])|(?:{'|'.join(_ARABIC)})(?!\w))"
_LETTERS = rf"{_LETTER}(?:\s?(?:[-–‑,]|to|and|et|y|и|إلى|و|和|至)\s?{_LETTER}){{0,3}}"
_IN = r"[IVXL]{1,7}|E?S[-‑][IVX]{1,5}|د\s?[-‑]\s?\d{1,2}|دإط?\s?[-‑]\s?\d{1,2}|(?:19|20)\d\d"
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z/.‑-])(?:(?P<special>ES|S|دإ\s?ط|د\s?إ\s?ط|د\s?إ)\s?[-‑–]\s?(?P<at>\d{{1,2}})\s?/\s?(?P<n>\d{{1,3}})"
    rf"|(?P<session>\d{{1,4}})\s?/\s?(?P<number>[1-9]\d{{0,2}})"
    rf"|(?P<old>\d{{1,4}})\s?(?P<letter>{_LETTER})?\s?\(\s?(?P<held>{_IN})\s?\))(?!\s?[/%]\s?\w|\d|[-‑]\d)"
    rf"(?:\s?(?P<letters>{_LETTERS}))?"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:er|º)?\s[^\d;]{3,30}?\s((?:19|20)\d\d)(?!\d)|((?:19|20)\d\d)年\d{1,2}月")
_FIRST_YEAR = 1945
_SESSIONS_A_YEAR = 3  # of the Human Rights Council
_LAST_SPECIAL = (2005, 28)  # year and number of the last special session before the Human Rights Council held its own
_COUNCIL_SESSIONS = 63  # of the Human Rights Council by the end of 2026: counts where no date is printed
_LIST_GAP = 8  # characters between two numbers that share a date: " and ", ", "
_DATE_GAP = 48  # characters after a number within which its date stands
_TITLE_GAP = 120  # before it: a title may stand between


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands, and what its form says: session or year, number, letter."""

    start: int
    end: int
    session: str  # "70", "S-27", "XV", "2000", "" for none
    number: str
    letters: str = ""
    old: bool = False  # session or year stands in brackets behind the number
    year: int | None = None  # of the date printed with it

    @property
    def is_yearly(self) -> bool:
        """Whether the session is a year."""
        return len(self.session) == 4 and self.session.isdecimal()


def find_numbers(text: str, *, dated_before: bool) -> tuple[Number, ...]:
    """Return every number of the form that resolutions have, whatever it is the number of.

    `dated_before` says that a date stands before its number, as in Chinese.
    """
    found = [_number(match) for match in _NUMBER.finditer(text)]
    return tuple(_dated(text, found, before=dated_before))


def _number(match: re.Match[str]) -> Number:
    letters = _latin(match["letters"] or "")
    if match["special"]:
        prefix = "ES" if match["special"] == "ES" or "ط" in match["special"] else "S"
        return Number(match.start(), match.end(), f"{prefix}-{match['at']}", match["n"], letters)
    if match["session"]:
        return Number(match.start(), match.end(), match["session"], match["number"], letters)
    session, letter = _held(match["held"]), _latin(match["letter"] or "")
    return Number(match.start(), match.end(), session, match["old"], letter or letters, old=True)


def _held(printed: str) -> str:
    """Give what stands in brackets as the symbol has it: "XV", "S-IV", "2000"."""
    plain = "".join(printed.split()).replace("‑", "-")
    if plain.startswith("د"):
        letters, _, number = plain.partition("-")
        special = {"دإ": "S-", "دإط": "ES-"}.get(letters, "")
        return f"{special}{as_roman(int(number)).upper()}"
    return plain


def _latin(letters: str) -> str:
    """Return letters of parts as symbols have them: "A", "A-C"."""
    for word, letter in _ARABIC.items():
        letters = letters.replace(word, letter)
    kept = re.findall(r"[A-H]", letters.translate(_CYRILLIC))
    return "-".join(kept[:1] + kept[-1:]) if len(kept) > 1 else "".join(kept)


def _dated(text: str, numbers: Sequence[Number], *, before: bool) -> Iterator[Number]:
    """Give each number the year printed with it; of numbers that share a date, all of them."""
    years: list[int | None] = [None] * len(numbers)
    order = range(len(numbers)) if before else range(len(numbers) - 1, -1, -1)
    for at in order:
        number = numbers[at]
        step = -1 if before else 1
        other = numbers[at + step] if 0 <= at + step < len(numbers) else None
        if before:
            start = max(other.end if other else 0, number.start - _TITLE_GAP)
            gap = text[start : number.start]
            near = other is not None and number.start - other.end <= _LIST_GAP
        else:
            end = min(other.start if other else len(text), number.end + _DATE_GAP)
            gap = text[number.end : end]
            near = other is not None and other.start - number.end <= _LIST_GAP
        printed = [match[1] or match[2] for match in _DAY.finditer(gap)]
        if printed:
            years[at] = int(printed[-1] if before else printed[0])
        elif near and other is not None and _neighbours(number, other):
            years[at] = years[at + step]
    return (replace(number, year=year) for number, year in zip(numbers, years, strict=True))


def _neighbours(one: Number, other: Number) -> bool:
    """Whether two numbers may be of one year: "46/182 and 75/127 of 11 December 2020" are not."""
    same = one.session == other.session
    both = one.session.isdecimal() and other.session.isdecimal()
    return same or (both and abs(int(one.session) - int(other.session)) == 1)


def fits_assembly(number: Number) -> bool:
    """Whether the General Assembly may have a resolution of this number."""
    if number.old:
        return not number.is_yearly and roman_value(number.session.rpartition("-")[2]) <= 30
    if not number.session.isdecimal():  # of a special session; between 2006 and 2013 it held none
        late = number.session.startswith("S-") and number.year is not None and number.year > _LAST_SPECIAL[0]
        return not late or int(number.session[2:]) > _LAST_SPECIAL[1]
    session = int(number.session)
    if not 31 <= session <= 150:
        return False
    return number.year is None or number.year - session in (_FIRST_YEAR, _FIRST_YEAR + 1)


def fits_rights_council(number: Number) -> bool:
    """Whether the Human Rights Council may have one: it meets three times a year, since 2006."""
    if number.old or number.is_yearly or number.letters or number.session.startswith("ES"):
        return False
    if not number.session.isdecimal():
        return number.year is None or number.year >= 2006
    session = int(number.session)
    if number.year is None:
        return 1 <= session <= _COUNCIL_SESSIONS
    return session >= 1 and abs(2006 + session / _SESSIONS_A_YEAR - number.year) < 2


def is_season(number: Number) -> bool:
    """Whether it is two years that follow each other ("2020/21"), and so rather no number of a resolution."""
    following = (int(number.session) + 1) % 100 if number.is_yearly and not number.old else -1
    return len(number.number) == 2 and int(number.number) == following
