"""Word's automatic numbering: which number, letter or bullet stands in front of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.readers.counters import whole, written
from clausetag.data.documents.readers.word_parts import W, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element as Node
_STYLES = {  # letters of other scripts stand for the Latin ones in their places, other ways to count for digits
    "lowerLetter": "letter",
    "upperLetter": "upper-letter",
    "russianLower": "letter",
    "russianUpper": "upper-letter",
    "arabicAbjad": "letter",
    "arabicAlpha": "letter",
    "lowerRoman": "roman",
    "upperRoman": "upper-roman",
    "none": "none",
}


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int
    restart: int  # begins anew below a level up to this one, counted from 1
    legal: bool  # shows the levels above in digits


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, numbering: Node | None, styles: Node | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # of an abstract list
        self._links: dict[str, str] = {}  # abstract list -> style of the list that has its levels
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
            key = abstract.get(f"{W}abstractNumId", "")
            self._levels[key] = _levels(abstract)
            if (link := _value(abstract, "numStyleLink")) is not None:
                self._links[key] = link
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
        if abstract in self._links:
            linked, _, _ = self._styles.get(self._links[abstract], (None, None, None))
            abstract = self._lists.get(linked or "", abstract)
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
        for deeper in [d for d in counts if d > depth and (d not in levels or depth < levels[d].restart)]:
            del counts[deeper]
        if level.style == "bullet":
            return "•"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, level)
            style = _STYLES.get(other.style, "decimal")
            return written(counts.get(at, other.start), "decimal" if level.legal else style)

        return _marked(re.sub(r"%([1-9])", shown, level.text).strip())

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


def _marked(label: str) -> str:
    """Write a number or small letter that stands alone as those are written that are typed: "1." and "(a)"."""
    if re.fullmatch(r"\d+(?:\.\d+)*", label):
        return f"{label}."
    return f"({label})" if re.fullmatch("[a-z]{1,5}", label) else label


def _levels(parent: Node) -> dict[int, _Level]:
    return {whole(level.get(f"{W}ilvl"), 0): _level(level) for level in parent.iter(f"{W}lvl")}


def _level(node: Node) -> _Level:
    return _Level(
        _value(node, "numFmt") or "decimal",
        _value(node, "lvlText") or "",
        whole(_value(node, "start"), 1),
        whole(_value(node, "lvlRestart"), whole(node.get(f"{W}ilvl"), 0)),
        is_on(node.find(f"{W}isLgl")),
    )


def _value(parent: Node | None, name: str) -> str | None:
    node = None if parent is None else parent.find(f"{W}{name}")
    return None if node is None else node.get(f"{W}val")
