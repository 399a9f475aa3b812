"""What the parts of a Word file around its text say: where the text lies, raised styles, the texts of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

    from clausetag.data.documents.readers.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def main_part(package: Package) -> str:
    """Return the name of the part that holds the text."""
    relations = package.xml("_rels/.rels")
    if relations is not None:
        for relation in relations.iter(_RELATION):
            if relation.get("Type", "").endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


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
        texts = [plain(paragraph) for paragraph in note.iter(f"{W}p")]
        notes[(kind, note.get(f"{W}id", ""))] = " ".join(text for text in texts if text)
    return notes


def plain(paragraph: Node) -> str:
    """Return the text of a paragraph without any format."""
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in (f"{W}tab", f"{W}br"):
            pieces.append(" ")
        elif node.tag == f"{W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces).strip()
