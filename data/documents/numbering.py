"""Numbers in front of paragraphs: "4.", "(a)", "(ii)", and which level of which paragraph each of them means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.documents.dates import MONTH
from clausetag.data.documents.numerals import as_letter, letter_value, roman_value
from clausetag.data.documents.resolution import Section

_NUMBER = re.compile(
    r"(?:[Pp]ara(?:graph|\.)\s+)?(\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?:\s?(bis|ter|quater|quinquies|sexies)(?:\s?(?:\.\)|[.)])|(?=\s+[A-Z]))|\s?(?:\.\)|[.)])[-–—]?)(?=\s|[A-Z(“\"*_]|$)\s*"
)
_DRAFT = re.compile(  # "PP3 bis.", "OP4:", as those who negotiate a draft number its paragraphs
    r"[(\[]?(PP|OP)\s?(\d{1,3})(?:\s?(bis|ter|quater|quinquies|sexies)|\salt)?\s?[)\]]?[.:–—-]*(?=\s+[^\s\da-z]|$)\s*"
)
_POINT = re.compile(  # "4.1 Ratify", and no "1.5 млн"
    r"(\d{1,3}(?:\.\d{1,3}){1,3})()\s+(?=[A-Z(“\"]|[^\W\d_A-Za-z])(?!мл|тыс|процент|в\s|до\s|万|亿|千|倍)"
)
_AGAIN = r"(?:\s?(bis|ter|quater|quinquies|sexies))?"  # "(a bis)", put between (a) and (b) afterwards
_PARENTHESIS = re.compile(rf"\(\s?([A-Za-z]{{1,6}}?|\d{{1,3}}){_AGAIN}\s?\)[.;]?(?=\s|[A-Z“\"]|$)\s*")
_HALF = re.compile(rf"([a-z]{{1,4}}?){_AGAIN}\)(?=\s|$)\s*")
_DOTTED_LETTER = re.compile(r"([a-z]{1,6})()\.\s+(?=[A-Za-z“\"(]|\d+,\d)")
_SIGNS = "•●▪◦⸰·∙‣⁃■◆◇►▶➢✓✔❖"  # and what fonts of symbols have, which is no sign of Unicode
_BULLET = re.compile(rf"(?:[{_SIGNS}\uf020-\uf0ff–—−*-](?=\s)|o(?=\s+[A-ZÀ-ÖА-я][^/])|GLYPH<\d+>)\s*")
_DIGITS = re.compile(r"\d+")
_MONTH = re.compile(MONTH)
_KINDS = {Section.PREAMBULAR: "pp", Section.NEITHER: "p"}
FIRST_LETTERS = frozenset({"a", "i", "1"})
TIMES = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_PUT_IN = re.compile(rf"(.+?)(?:{'|'.join(TIMES)})")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in front of a paragraph: `kind` is number, letter, bullet, preamble; `text` what stands in the path."""

    kind: str
    text: str


def split_label(text: str) -> tuple[Label | None, str]:
    """Take the number, letter or bullet off the front of a paragraph: its label, and the rest of the text."""
    first = text[:1]
    if first in "PO([" and (match := _DRAFT.match(text)):
        return Label("number" if match[1] == "OP" else "preamble", match[2] + (match[3] or "")), text[match.end() :]
    if first.isdigit() or first in "Pp":
        match = _NUMBER.match(text) or _POINT.match(text)
        if match and number_value(match[1]) <= 600 and not _MONTH.match(text, match.end()):
            return Label("number", match[1] + (match[2] or "")), text[match.end() :]
    elif first == "(":
        match = _PARENTHESIS.match(text)
        if match and (match[1].isdigit() or is_letter_label(match[1])):
            return Label("letter", match[1].lower() + (match[2] or "")), text[match.end() :]
    elif first in f"{_SIGNS}–—−-*G" or "\uf020" <= first <= "\uf0ff" or text[:2] == "o ":
        match = _BULLET.match(text)
        if match:
            return Label("bullet", ""), text[match.end() :]
    elif first.isalpha() and first.islower():
        match = _HALF.match(text) or _DOTTED_LETTER.match(text)
        if match and is_letter_label(match[1]):
            return Label("letter", match[1] + (match[2] or "")), text[match.end() :]
    return None, text


def begins_list(label: Label, rest: str) -> bool:
    """Whether a label behind another one, "1. (a) Decides", is the first of a list."""
    return label.kind == "letter" and label.text in FIRST_LETTERS and rest != ""


def runs_on(label: Label, text: str) -> bool:
    """Whether a line that begins with a letter is the middle of a sentence: "(a) boats; (b) nets; and (c) piers"."""
    value = letter_value(label.text) if label.kind == "letter" else 0
    return 0 < value < 26 and f" ({as_letter(value + 1)}) " in text


def number_value(number: str) -> int:
    """The whole number that the number of a paragraph begins with: 4 of "4", "4bis" and "4.1"."""
    match = _DIGITS.match(number)
    return int(match[0]) if match else 0


def is_letter_label(text: str) -> bool:
    """Whether `text` can stand between parentheses as a label: a letter, a doubled letter, a roman number."""
    low = text.lower()
    return len(low) == 1 or (len(low) == 2 and low[0] == low[1]) or roman_value(low) > 0


def bis(path: str, times: int) -> str:
    """Name the unnumbered paragraph that stands `times` places after `path`, as drafters do: op3bis, op3ter."""
    return path + (TIMES[times - 1] if times <= len(TIMES) else f"bis{times}")


@dataclass(slots=True)
class _Level:
    style: str  # letter, roman, digit, bullet
    value: int
    text: str


class Nesting:
    """Follow the labels below one paragraph and say where each stands: (a), then (a)(i), (a)(ii), then (b)."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    @property
    def open(self) -> bool:
        """Whether any label has been placed yet."""
        return bool(self._levels)

    @property
    def bulleted(self) -> bool:
        """Whether the label placed last was a bullet or dash."""
        return bool(self._levels) and self._levels[-1].style == "bullet"

    def follows(self, text: str) -> bool:
        """Whether the label `text` is the successor of one that is open."""
        return any(self._value(level.style, text) == level.value + 1 for level in self._levels)

    def place(self, label: Label, ahead: Sequence[str], *, after_colon: bool) -> tuple[str, ...]:
        """Place the next label; `ahead` are the texts of the labels that come after it, nearest first."""
        text = label.text
        if label.kind == "bullet":
            depth = next((i for i, lv in enumerate(self._levels) if lv.style == "bullet"), len(self._levels))
            value = self._levels[depth].value + 1 if depth < len(self._levels) else 1
            return self._set(depth, _Level("bullet", value, str(value)))
        successor = self._successor(text)
        if successor is None and text != _plain(text):
            successor = next((i for i, lv in enumerate(self._levels) if self._value(lv.style, text) == lv.value), None)
        fresh = next((s for s in self._styles(text) if self._value(s, text) == 1), None)
        if fresh == "roman" and successor is not None and self._levels[successor].style == "letter":
            # "(i)" after "(h)": a letter, unless a roman list visibly begins here
            following = next((a for a in ahead if a), "")
            if following == "ii" or (following not in {"j", "ii"} and after_colon):
                successor = None
        if successor is not None:
            style = self._levels[successor].style
            return self._set(successor, _Level(style, self._value(style, text), text))
        if fresh is not None:
            end = len(self._levels)
            depth = next((i for i, lv in enumerate(self._levels) if lv.style == fresh), end)
            if after_colon and depth == end - 1 and end < 4:
                depth = end
            return self._set(depth, _Level(fresh, 1, text))
        return self._gap(text)

    def _successor(self, text: str) -> int | None:
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            if level.style != "bullet" and self._value(level.style, text) == level.value + 1:
                return depth
        return None

    def _gap(self, text: str) -> tuple[str, ...]:
        """Place a label that neither follows nor begins a list: labels were lost on the way."""
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            value = self._value(level.style, text)
            if level.style != "bullet" and value > level.value:
                return self._set(depth, _Level(level.style, value, text))
        styles = self._styles(text)
        style = styles[0]
        depth = next((i for i, lv in enumerate(self._levels) if lv.style == style), 0)
        return self._set(depth, _Level(style, self._value(style, text), text))

    def _set(self, depth: int, level: _Level) -> tuple[str, ...]:
        del self._levels[depth:]
        self._levels.append(level)
        return tuple(lv.text for lv in self._levels)

    @staticmethod
    def _value(style: str, text: str) -> int:
        text = _plain(text)
        if style == "digit":
            return int(text) if text.isdigit() else 0
        return roman_value(text) if style == "roman" else letter_value(text) if style == "letter" else 0

    @staticmethod
    def _styles(text: str) -> tuple[str, ...]:
        text = _plain(text)
        if text.isdigit():
            return ("digit",)
        styles = ("letter",) if letter_value(text) else ()
        return (*styles, "roman") if roman_value(text) else styles


def _plain(text: str) -> str:
    """Return a label without what says that it was put in afterwards: "a" of "abis"."""
    match = _PUT_IN.fullmatch(text)
    return match[1] if match else text


def path_of(section: Section, prefix: str, number: str) -> str:
    """Write a path: `path_of(Section.OPERATIVE, "annex.", "4")` is "annex.op4"; of a report, "p4"."""
    return f"{prefix}{_KINDS.get(section, 'op')}{number}"
