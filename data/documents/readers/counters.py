"""Numbers that a format counts by itself: HTML's <ol>, Word's automatic numbering."""

from dataclasses import dataclass

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STYLES = {"1": "decimal", "a": "letter", "A": "upper-letter", "i": "roman", "I": "upper-roman"}


def as_roman(value: int) -> str:
    """Write a number in small roman numerals."""
    text = ""
    for size, letters in _ROMAN:
        while value >= size and len(text) < 30:
            text += letters
            value -= size
    return text


def as_letter(value: int) -> str:
    """Write a number as Word counts letters: a to z, then aa, bb."""
    return chr(97 + (value - 1) % 26) * (1 + (value - 1) // 26) if 0 < value <= 26 * 20 else ""


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
            style = "letter" if "alpha" in hint else "roman" if "roman" in hint else "decimal"
        if "list-style:none" in hint.replace(" ", "") or "list-style-type:none" in hint.replace(" ", ""):
            style = "none"
        return cls(style, _whole(start, 1) - 1)

    def next(self, value: str | None = None) -> str:
        """Give the next label: "4." for numbers, "(a)" for letters and roman numerals, a bullet."""
        self.value = _whole(value, self.value + 1)
        if self.style == "bullet":
            return "•"
        text = written(self.value, self.style)
        return f"{text}." if self.style == "decimal" else f"({text})" if text else ""


def _whole(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
