"""What the parts of a Word file around its text say: where the text lies, raised styles, the texts of notes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausetag.data.documents.punctuation import composed
from clausetag.data.documents.xml import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Node

    from clausetag.data.documents.readers.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
HEADINGS = ("heading", "title")  # names of styles begin so
CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_LEFT_OUT = frozenset(
    {
        "del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "pPr", "footnoteRef",
        "endnoteRef",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file, found as its relations name them: its text, and what stands around it."""

    main: Node | None
    styles: Node | None
    numbering: Node | None
    footnotes: Node | None
    endnotes: Node | None
    margins: tuple[Node, ...]  # page headers and footers


def parts_of(package: Package) -> Parts:
    """Find and parse the parts of a Word file."""
    main = next((part for kind, part in _relations(package, "_rels/.rels", "") if kind == "officeDocument"), _MAIN)
    folder, _, file = main.rpartition("/")
    found = _relations(package, f"{folder}/_rels/{file}.rels", folder)
    named = dict(reversed(found))

    def part(kind: str) -> Node | None:
        return package.xml(named.get(kind, f"{folder}/{kind}.xml"))

    margins = dict.fromkeys(name for kind, name in found if kind in {"header", "footer"})
    return Parts(
        package.xml(main),
        part("styles"),
        part("numbering"),
        part("footnotes"),
        part("endnotes"),
        tuple(root for root in map(package.xml, margins) if root is not None),
    )


def _relations(package: Package, part: str, folder: str) -> list[tuple[str, str]]:
    """The kinds of the parts that a part names, and their names in the package."""
    root = package.xml(part)
    if root is None:
        return []
    inner = (node for node in root.iter(_RELATION) if node.get("TargetMode") != "External")
    return [
        (
            node.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))[1:],
        )
        for node in inner
    ]


def raised_styles(styles: Node | None) -> frozenset[str]:
    """Return the ids of the character styles that stand raised, such as "FootnoteReference"."""
    if styles is None:
        return frozenset()
    return frozenset(
        style.get(f"{W}styleId", "")
        for style in styles.iter(f"{W}style")
        for align in [style.find(f"{W}rPr/{W}vertAlign")]
        if align is not None and align.get(f"{W}val") == "superscript"
    )


def notes_of(root: Node | None, kind: str) -> dict[tuple[str, str], str]:
    """Return the texts of the notes of a part by their kind, footnote or endnote, and id."""
    notes: dict[tuple[str, str], str] = {}
    if root is None:
        return notes
    for note in root.iter(f"{W}{kind}"):
        if note.get(f"{W}type") not in (None, "normal"):
            continue
        notes[(kind, note.get(f"{W}id", ""))] = plain(note)
    return notes


def heading_styles(styles: Node | None) -> frozenset[str]:
    """Return the ids of the paragraph styles of headings: their names are English, in whatever language their ids."""
    if styles is None:
        return frozenset()
    names = ((style.get(f"{W}styleId", ""), style.find(f"{W}name")) for style in styles.iter(f"{W}style"))
    return frozenset(
        key for key, name in names if name is not None and name.get(f"{W}val", "").lower().startswith(HEADINGS)
    )


def plain(node: Node) -> str:
    """Return the text of a paragraph, cell or note without any format, white space folded."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(parent: Node) -> Iterator[str]:
    for node in parent:
        if is_left_out(node):
            continue
        tag = local_name(node)
        if tag in {"t", "sym", *CHARACTERS}:
            yield sign_of(node)
        else:
            yield from _pieces(node)
            yield " " if tag == "p" else ""


def is_left_out(node: Node) -> bool:
    """Whether what a node holds is no text of the document as it is read: deleted, hidden, of a field, said twice."""
    tag = local_name(node)
    return tag in _LEFT_OUT or (tag == "r" and is_on(node.find(f"{W}rPr/{W}vanish")))


def sign_of(node: Node) -> str:
    """Return the text of a node of text, of a symbol, of a tab, break or hyphen."""
    tag = local_name(node)
    return composed(node.text or "") if tag == "t" else _symbol(node) if tag == "sym" else CHARACTERS[tag]


def _symbol(node: Node) -> str:
    """The sign of a font of symbols: its marks and digits are those of other fonts, its letters are pictures."""
    given = node.get(f"{W}char", "")
    code = int(given, 16) if re.fullmatch("[0-9A-Fa-f]{2,4}", given) else 0
    if not 0xF000 <= code < 0xF100:
        return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else ""
    return chr(code - 0xF000) if 0xF020 <= code < 0xF040 else "•"


def is_on(node: Node | None) -> bool:
    """Whether a property is there and not switched off."""
    return node is not None and node.get(f"{W}val", "1") not in {"0", "false", "off"}
