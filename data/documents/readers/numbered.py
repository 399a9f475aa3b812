"""Word's automatic numbering: which number, letter or bullet stands in front of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.readers.counters import whole, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "letter",
    "upperLetter": "upper-letter",
    "lowerRoman": "roman",
    "upperRoman": "upper-roman",
}


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, numbering: Node | None, styles: Node | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # of an abstract list
        self._lists: dict[str, str] = {}  # list -> abstract list
        self._restarts: dict[str, dict[int, int]] = {}
        self._own: dict[str, dict[int, _Level]] = {}  # levels that a list overrides
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            for style in styles.iter(f"{W}style"):
                number = style.find(f"{W}pPr/{W}numPr")
                self._styles[style.get(f"{W}styleId", "")] = (
                    _value(number, "numId"),
                    _value(number, "ilvl"),
                    _value(style, "basedOn"),
                )

    def _read(self, numbering: Node) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = _levels(abstract)
        for number in numbering.iter(f"{W}num"):
            key = number.get(f"{W}numId", "")
            self._lists[key] = _value(number, "abstractNumId") or ""
            for override in number.iter(f"{W}lvlOverride"):
                level = whole(override.get(f"{W}ilvl"), 0)
                start = _value(override, "startOverride")
                if start is not None:
                    self._restarts.setdefault(key, {})[level] = whole(start, 0)
                self._own.setdefault(key, {}).update(_levels(override))

    def label(self, properties: Node | None) -> str:
        """Count a paragraph by its properties (w:pPr), and give the label that Word shows in front of it."""
        key, depth = self._of(properties)
        if not key or key == "0" or key not in self._lists:
            return ""
        abstract = self._lists[key]
        levels = self._levels.get(abstract, {}) | self._own.get(key, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if key not in self._started:
            self._started.add(key)
            for at, start in self._restarts.get(key, {}).items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.style == "bullet":
            return "•"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, level)
            return written(counts.get(at, other.start), _STYLES.get(other.style, ""))

        return re.sub(r"%([1-9])", shown, level.text).strip()

    def _of(self, properties: Node | None) -> tuple[str, int]:
        """List and level of a paragraph, its own or its style's."""
        if properties is None:
            return "", 0
        number = properties.find(f"{W}numPr")
        key, depth = _value(number, "numId"), _value(number, "ilvl")
        style = _value(properties, "pStyle")
        for _ in range(20):
            if key is not None or style is None or style not in self._styles:
                break
            key, styled, style = self._styles[style]
            depth = depth or styled
        return key or "", whole(depth, 0)


def _levels(parent: Node) -> dict[int, _Level]:
    return {
        whole(level.get(f"{W}ilvl"), 0): _Level(
            _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", whole(_value(level, "start"), 1)
        )
        for level in parent.iter(f"{W}lvl")
    }


def _value(parent: Node | None, name: str) -> str | None:
    node = None if parent is None else parent.find(f"{W}{name}")
    return None if node is None else node.get(f"{W}val")
