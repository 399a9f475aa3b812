"""The organs that adopt resolutions: the lines that name them, and what their symbols begin with."""

import difflib
from collections.abc import Sequence

from clausetag.data.documents.patterns import ORGAN_LINE

ORGANS = (
    "Human Rights Council",
    "Security Council",
    "Economic and Social Council",
    "Economic and Social Commission for Asia and the Pacific",
    "Economic Commission for Europe",
    "Economic Commission for Africa",
    "Trusteeship Council",
    "Commission on Human Rights",
    "Commission on the Status of Women",
    "General Assembly",
)
_SYMBOLS = (
    ("A/HRC/", "Human Rights Council"),
    ("A/", "General Assembly"),
    ("S/", "Security Council"),
    ("E/ESCAP", "Economic and Social Commission for Asia and the Pacific"),
    ("ESCAP", "Economic and Social Commission for Asia and the Pacific"),
    ("E/", "Economic and Social Council"),
)


def organ_line(text: str) -> str | None:
    """The organ, when `text` is the line that names who speaks: "The General Assembly,"; else None."""
    if len(text) > 110 or not text[:1].isalpha():
        return None
    text = text.strip()
    match = ORGAN_LINE.fullmatch(text)
    if match is None and text.startswith(("The ", "THE ")) and len(text) < 50:
        name = text[4:].rstrip(" ,.").title()
        close = difflib.get_close_matches(name, ORGANS, n=1, cutoff=0.8)  # capitals, or a slip of text recognition
        return close[0] if close and len(name.split()) <= len(close[0].split()) else None
    if match is None or not (text.startswith("The ") or text.rstrip().endswith(",") or match[1] in ORGANS):
        return None
    return " ".join(match[1].split())


def organ_named(lines: Sequence[str]) -> str | None:
    """The organ that the last of `lines` to be an organ's line names, or else one that they mention anywhere."""
    for line in reversed(lines):
        found = organ_line(line)
        if found:
            return found
    joined = " ".join(lines).lower()
    return next((name for name in ORGANS if name.lower() in joined), None)


def organ_of_symbol(symbol: str) -> str | None:
    """The organ whose documents bear symbols such as `symbol`; None if it is not known."""
    return next((name for start, name in _SYMBOLS if symbol.startswith(start)), None)
