"""The runs of Word paragraphs: their text, what of it stands raised, and the notes that are cited in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clausetag.data.documents.numerals import as_roman
from clausetag.data.documents.readers.word_parts import CHARACTERS, W, is_left_out, is_on, sign_of
from clausetag.data.documents.resolution import Footnote
from clausetag.data.documents.xml import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Node

_LONGEST_MARK = 5  # signs of a mark of a note that is typed
_EMPTY_BRACKETS = re.compile(r"^\(\s*\)\s*")  # in Arabic, around the mark that Word counts


@dataclass(slots=True)
class Text:
    """The text of a paragraph with its raised spans, and the text boxes that are anchored in it."""

    text: str = ""
    raised: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    bold: bool = True  # all its words but for marks of notes

    def add(self, text: str, *, raised: bool, bold: bool = False) -> None:
        """Add text to the paragraph's."""
        self.bold = self.bold and (bold or raised or not text.strip())
        if raised and text.strip():
            if self.raised and self.raised[-1][1] == len(self.text):
                self.raised[-1] = (self.raised[-1][0], len(self.text) + len(text))
            else:
                self.raised.append((len(self.text), len(self.text) + len(text)))
        self.text += text


@dataclass(slots=True)
class Runs:
    """Reads the runs of a document's paragraphs one after the other, and counts the notes they cite.

    Attributes:
        raised_styles: The styles that stand raised.
        notes: The texts of the notes by their kind, footnote or endnote, and id.
        cited: The numbers of those cited so far, by kind and id.
    """

    raised_styles: frozenset[str]
    notes: Mapping[tuple[str, str], str]
    cited: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)  # of the notes cited, by kind
    _last: tuple[str, str] = ("", "")  # the note cited last
    _custom: bool = False  # the text that follows is its mark
    _marked: set[tuple[str, str]] = field(default_factory=set)  # notes whose mark is typed, in front of their text too

    def read(self, parent: Node, text: Text, *, raised: bool = False, bold: bool = False) -> None:
        """Add the text of the runs in a node to that of a paragraph."""
        for node in parent:
            if is_left_out(node):
                continue
            tag = local_name(node)
            if tag == "r":
                self.read(node, text, raised=self._is_raised(node), bold=is_on(node.find(f"{W}rPr/{W}b")))
            elif tag in {"t", "sym"}:
                sign = sign_of(node)
                is_mark = self._take_mark(sign.strip())
                text.add(sign, raised=raised or is_mark, bold=bold)
            elif tag in CHARACTERS:
                text.add(sign_of(node), raised=False)
            elif tag in {"footnoteReference", "endnoteReference"}:
                self._cite(node, tag.removesuffix("Reference"), text)
            elif tag == "txbxContent":
                text.boxes.append(node)
            else:
                self.read(node, text, raised=raised, bold=bold)

    def footnotes(self) -> tuple[Footnote, ...]:
        """Return the notes that are cited, without their marks, in order."""
        return tuple(Footnote(number, self._note(key, number)) for key, number in self.cited.items())

    def _note(self, key: tuple[str, str], number: str) -> str:
        text = self.notes.get(key, "")
        text = text.removeprefix(number).lstrip() if key in self._marked else text
        return _EMPTY_BRACKETS.sub("", text)

    def _cite(self, node: Node, kind: str, text: Text) -> None:
        key = self._last = (kind, node.get(f"{W}id", ""))
        if key not in self.cited:
            self._counts[kind] += 1
            place = self._counts[kind]
            both = kind == "endnote" and any(other == "footnote" for other, _ in self.notes)
            self.cited[key] = as_roman(place) if both else str(place)
        if node.get(f"{W}customMarkFollows") in {"1", "true", "on"}:
            self._custom = True
        else:
            text.add(self.cited[key], raised=True)

    def _take_mark(self, sign: str) -> bool:
        """Take what follows a reference with a mark of its own for that mark; whether it is one."""
        is_mark, self._custom = self._custom and 0 < len(sign) <= _LONGEST_MARK, False
        if is_mark:
            self.cited[self._last] = sign
            self._marked.add(self._last)
        return is_mark

    def _is_raised(self, run: Node) -> bool:
        align = run.find(f"{W}rPr/{W}vertAlign")
        if align is not None:
            return bool(align.get(f"{W}val") == "superscript")
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None and style.get(f"{W}val") in self.raised_styles:
            return True
        position = run.find(f"{W}rPr/{W}position")
        return position is not None and position.get(f"{W}val", "0").isdigit() and int(position.get(f"{W}val")) >= 4
