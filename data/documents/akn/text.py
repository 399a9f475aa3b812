"""The text of an element of the mark-up, with the notes that are cited in it taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.punctuation import fold
from clausetag.data.documents.xml import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Node

_NOTES = frozenset({"authorialNote", "noteRef"})
_LEFT_OUT = _NOTES | {"table", "img", "list", "sublist", "blockList", "meta"}
_NOTE = "\ue000"  # stands where a note was
# Arabic prints the mark of a note in brackets, at times turned round.
_EMPTY_BRACKETS = re.compile(r"^\(\s*\)\s*")  # in Arabic, of a mark that Word counted, in front of a note's text
_IN_BRACKETS = re.compile(rf"\s*[()]\s*{_NOTE}\s*[()](?=[\s.,;:\u060c\u061b]|$)|[()]\s*{_NOTE}\s*[()]")
_BETWEEN_WORDS = re.compile(  # the space was forgotten
    rf"(?:(?<=[^\W\d_\u0620-\u9fff]{{2}})|(?<=[\d),;”»])){_NOTE}(?=[^\W\d_\u0620-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A note where it is cited: the mark the document prints, its text, its eId; a reference has no text of its own."""

    mark: str
    text: str
    eid: str = ""


def text_of(node: Node) -> str:
    """Return the text of an element, folded as by `fold`, without tables and notes (and brackets around a note)."""
    text = fold("".join(_pieces(node)))
    return fold(_BETWEEN_WORDS.sub(" ", _IN_BRACKETS.sub("", text)).replace(_NOTE, "")) if _NOTE in text else text


def notes_of(nodes: Iterable[Node]) -> tuple[Cited, ...]:
    """Return the notes that stand in elements, in order."""
    return tuple(
        Cited(str(note.get("marker") or "").strip(), _EMPTY_BRACKETS.sub("", text_of(note)), _eid(note))
        for node in nodes
        for note in node.iter("{*}authorialNote", "{*}noteRef", "{*}note")
    )


def _eid(note: Node) -> str:
    return str(note.get("href") or "").lstrip("#") if local_name(note) == "noteRef" else str(note.get("eId") or "")


def _pieces(node: Node) -> Iterator[str]:
    """Yield the pieces of text below a node; depth is bounded by the parser."""
    yield node.text or ""
    for child in node:
        name = local_name(child)
        if name == "eol":
            yield " "
        elif name in _NOTES:
            yield _NOTE
        elif name and name not in _LEFT_OUT:
            yield from _pieces(child)
        yield child.tail or ""
