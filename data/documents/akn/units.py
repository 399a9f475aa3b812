"""The units of a statement of the mark-up in reading order: preambular containers, paragraphs, points, headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.text import Cited, notes_of, text_of
from clausetag.data.documents.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

_HEADINGS = frozenset({"heading", "subheading", "crossHeading"})
_HEADING_CLASSES = ("H1", "H2", "H4", "H56", "HCh", "BLUEHeading")
_TEXTS = frozenset({"content", "intro", "p"})
_LISTS = frozenset({"list", "sublist", "blockList"})
TABLE_NOTE = "FootnoteText"  # class of a paragraph that is a note below a table
NO_OPENING = "preambular"  # name of a container whose opening is not known
_STYLED_SHARE = 0.85
_POINTS = frozenset({"point", "item", "alinea", "indent"})


class UnitKind(StrEnum):
    """What a unit of the mark-up is."""

    PREAMBULAR = auto()  # a container of the preamble
    PARAGRAPH = auto()  # of the body, of an annex
    POINT = auto()  # of a list below a paragraph or container
    HEADING = auto()
    ANNEX = auto()  # an annex begins; it has no text of its own


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: what the mark-up says it is, its number as printed, its text without number and notes."""

    kind: UnitKind
    eid: str
    number: str
    text: str
    notes: tuple[Cited, ...]
    opening: str  # the phrase that the mark-up names or sets in italics at the beginning
    depth: int  # 0 for paragraphs and containers, 1 for points below them, and so on
    styled: bool = False  # all of it in bold or italics, as headings are


def units_of(statement: Iterable[Node]) -> Iterator[Unit]:
    """Yield the units of a statement, or of some of its parts: preamble, body, attachments."""
    for part in statement:
        name = local_name(part)
        if name in {"preamble", "mainBody"}:
            yield from _block(part, 0)
        elif name == "attachments":
            for document in part.iterfind(".//{*}doc"):
                yield Unit(UnitKind.ANNEX, "", "", "", (), "", 0)
                for inner in document:
                    if local_name(inner) in {"preface", "preamble", "mainBody"}:
                        yield from _block(inner, 0)


def _block(parent: Node, depth: int) -> Iterator[Unit]:
    if local_name(parent) == "block" and text_of(parent):
        yield _heading(parent, "")
        return
    for node in parent:
        name = local_name(node)
        if name == "container":
            yield from _own(node, UnitKind.PREAMBULAR, depth)
        elif name == "paragraph" and str(node.get("class") or "") == TABLE_NOTE:
            continue
        elif name == "paragraph":
            heading = str(node.get("class") or "").startswith(_HEADING_CLASSES)
            yield from _own(node, UnitKind.HEADING if heading else UnitKind.PARAGRAPH, depth)
        elif name in _POINTS:
            yield from _own(node, UnitKind.POINT, depth)
        elif name == "crossHeading" and node.get("refersTo") == "#preamble":  # so a part's own preamble is marked up
            yield from _own(node, UnitKind.PREAMBULAR, depth)
        elif name in _HEADINGS or name == "num":
            yield _heading(node, "")
        elif name in _LISTS or name in {"section", "part", "title", "chapter", "article", "quotedStructure", "block"}:
            yield from _block(node, depth)
        elif name == "p" and local_name(parent) in {"section", "mainBody", "preamble", "block"}:
            yield Unit(
                UnitKind.PARAGRAPH, "", "", text_of(node), notes_of([node]), _italic(node), depth, _is_styled([node])
            )


def _own(node: Node, kind: UnitKind, depth: int) -> Iterator[Unit]:
    """Yield a unit, then the points of its lists. Headings within it come first."""
    headings = [_heading(child, _eid(node)) for child in node if local_name(child) in _HEADINGS]
    yield from headings
    number = node.find("{*}num")
    if number is not None and any(heading.text.startswith(text_of(number)) for heading in headings):
        number = None  # it stands in the heading, too
    cross = local_name(node) == "crossHeading"
    parts = [node] if cross else [child for child in node if local_name(child) in _TEXTS]
    lists = [child for child in node if local_name(child) in _LISTS]
    parts += [child for part in lists for child in part if local_name(child) in {"intro", "listIntroduction"}]
    text = " ".join(filter(None, map(text_of, parts)))
    if text or number is not None:
        name = str(node.get("name") or "") if kind is UnitKind.PREAMBULAR else ""
        shown = text_of(number) if number is not None else ""
        opening = (name.strip() if name != NO_OPENING else "") or _italic(*parts)
        yield Unit(kind, _eid(node), shown, text, notes_of(parts), opening, depth, _is_styled(parts))
    for child in node:
        name = local_name(child)
        if name in _LISTS:
            for inner in child:
                if _wraps_up(inner):
                    yield Unit(UnitKind.PARAGRAPH, _eid(inner), "", text_of(inner), notes_of([inner]), "", depth)
                elif local_name(inner) in _POINTS:
                    yield from _own(inner, UnitKind.POINT, depth + 1)
                elif local_name(inner) in _LISTS:
                    yield from _block(inner, depth + 2)
        elif name == "alinea" and lists and _wraps_up(child):
            yield Unit(UnitKind.PARAGRAPH, _eid(child), "", text_of(child), notes_of([child]), "", depth)
        elif name in _POINTS:
            yield from _own(child, UnitKind.POINT, depth + 1)


def _wraps_up(node: Node) -> bool:
    """Whether a part is the end of the sentence around a list, as some points are: "(b) ...; / and asks them ...;"."""
    if local_name(node) == "wrapUp":
        return True
    before = node.getprevious()
    if before is None or local_name(node) not in _POINTS or node.find("{*}num") is not None:
        return False
    numbers = before.findall(".//{*}num")
    return bool(numbers) and any(map(str.isalnum, text_of(numbers[-1]))) and text_of(node)[:1].islower()


def _heading(node: Node, eid: str) -> Unit:
    return Unit(UnitKind.HEADING, _eid(node) or eid, "", text_of(node), notes_of([node]), "", 0)


def _eid(node: Node) -> str:
    return " ".join(str(node.get("eId") or "").split())


def _is_styled(parts: list[Node]) -> bool:
    """Whether all words stand in spans of bold or italics."""
    whole = sum(len(text_of(part)) for part in parts)
    spans = [span for part in parts for span in part.iterfind(".//{*}span") if _is_bold_or_italic(span)]
    return whole > 0 and sum(len(text_of(span)) for span in spans) > _STYLED_SHARE * whole


def _is_bold_or_italic(span: Node) -> bool:
    return any(style in str(span.get("class")) for style in ("bold", "italic"))


def _italic(*parts: Node) -> str:
    """The words in italics at the very beginning: how drafters set an opening phrase."""
    for part in parts:
        for span in part.iterfind(".//{*}span"):
            shown = text_of(span)
            if "italic" in str(span.get("class")) and shown:
                return shown if text_of(part).startswith(shown) else ""
    return ""
