"""Numbers that a format counts by itself: HTML's <ol>, Word's automatic numbering."""

import re
from dataclasses import dataclass

from clausetag.data.documents.numerals import as_letter, as_roman

_STYLES = {"1": "decimal", "a": "letter", "A": "upper-letter", "i": "roman", "I": "upper-roman"}


def written(value: int, style: str) -> str:
    """Write a number in a style: decimal, letter, roman, their upper forms; empty for any other."""
    match style:
        case "decimal":
            return str(value)
        case "letter":
            return as_letter(value)
        case "upper-letter":
            return as_letter(value).upper()
        case "roman":
            return as_roman(value)
        case "upper-roman":
            return as_roman(value).upper()
        case _:
            return ""


@dataclass(slots=True)
class ListCounter:
    """The state of one list: how it counts, and the last number it gave."""

    style: str
    value: int = 0

    @classmethod
    def of_html(cls, kind: str | None, start: str | None, classes: str | None, css: str | None) -> "ListCounter":
        """Make the counter of an <ol> from its type, start, class and style."""
        hint = f"{classes or ''} {css or ''}".lower()
        style = _STYLES.get(kind or "", "")
        if not style:
            style = "letter" if re.search("alpha|latin", hint) else "roman" if "roman" in hint else "decimal"
            style = f"upper-{style}" if re.search("upper-(?:alpha|latin|roman)", hint) else style
        bare = hint.replace(" ", "")
        if "unnumbered" in bare or "list-style:none" in bare or "list-style-type:none" in bare:
            style = "none"
        return cls(style, whole(start, 1) - 1)

    def next(self, value: str | None = None) -> str:
        """Give the next label: "4." for numbers, "(a)" for letters and roman numerals, a bullet."""
        self.value = whole(value, self.value + 1)
        if self.style == "bullet":
            return "•"
        text = written(self.value, self.style)
        return f"{text}." if self.style == "decimal" else f"({text})" if text else ""


def whole(text: str | None, otherwise: int) -> int:
    """Read a whole number of up to five digits (Word's own limit is 32,767); `otherwise` if `text` is none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
