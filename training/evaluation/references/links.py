"""The links of official mark-up, where they stand in the clauses and notes that are read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from clausetag.data.documents.read import read_file_bytes
from clausetag.data.documents.xml import XmlError, parse_xml
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

# Characters for private use stand around each link while the file is read; the first is numbered, the second closes it.
_FIRST, _LAST = 0xF0000, 0xFFFFD
_CLOSE = "\U00100000"
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}{_CLOSE}]")
_ADDRESS = re.compile(
    r"^/?(?:https?://)?(?:www\.)?(?:undocs|docs\.un)\.org/(?:(?:ru|ar|zh|en|es|fr|ch|sp)/)?", re.IGNORECASE
)
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]*(?:/[\w.,()\[\] ‑-]+)+", re.IGNORECASE)
_JOINED = 3  # characters between two pieces of one link


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its place in the text, and the key of the symbol it leads to, "" where its address names none."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A clause or note with its links."""

    text: str
    links: tuple[Link, ...]
    eid: str = ""  # of the clause in the mark-up; "" of a note


@dataclass(frozen=True, slots=True)
class LinkedDocument:
    """The clauses and notes of a document."""

    symbol: str
    language: str
    texts: tuple[LinkedText, ...]


def read_links(content: bytes, name: str) -> LinkedDocument | None:
    """Read a document with its links; None if it cannot be read or has no language.

    Args:
        content: AKN XML.
        name: Its file name.
    """
    import lxml.etree as etree

    try:
        root = parse_xml(content)
        targets = _mark(root)
        read = read_file_bytes(etree.tostring(root, encoding="utf-8"), name)
    except (XmlError, DocumentError):
        return None
    if read.language is None:
        return None
    marked = [(clause.text, clause.eid) for clause in read.clauses]
    marked += [(note.text, "") for note in read.footnotes if note.cited_by]
    texts = tuple(_linked(text, targets, eid) for text, eid in marked)
    return LinkedDocument(_MARK.sub("", read.symbol or ""), read.language, texts)


def key_of(symbol: str) -> str:
    """Return what two spellings of a symbol share: no case, no spaces, no letter of a part (links often lack it)."""
    key = re.sub(r"\s+", "", symbol.replace("‑", "-")).casefold().rstrip(".")
    key = re.sub(r"\(supp\)$", "", key)
    if "/res/" in key or "/dec/" in key:
        key = re.sub(r"(?<=\d)[a-h](?:[-,][a-h])*(?=\(|$)", "", key)
    return re.sub(r"^a/res/(\d+/[45]\d\d)$", r"a/dec/\1", key)  # numbers of decisions; links take them for resolutions


def _mark(root: Node) -> list[str]:
    """Put marks around the text of every link, and return where each leads."""
    targets: list[str] = []
    for link in root.iter("{*}a"):
        if len(targets) > _LAST - _FIRST:
            break
        mark = chr(_FIRST + len(targets))
        targets.append(str(link.get("href") or ""))
        link.text = mark + (link.text or "")
        if len(link):
            link[-1].tail = (link[-1].tail or "") + _CLOSE
        else:
            link.text += _CLOSE
    return targets


def _linked(text: str, targets: list[str], eid: str) -> LinkedText:
    plain, links, opened, start = "", list[Link](), "", 0
    last = 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        last = match.end()
        if match[0] == _CLOSE:
            if plain[start:].strip():
                links.append(Link(start, len(plain), opened))
        else:
            opened, start = _target(targets[ord(match[0]) - _FIRST]), len(plain)
    return LinkedText(plain + text[last:], tuple(_whole(links)), eid)


def _target(address: str) -> str:
    address = unquote(address.strip()).replace("‑", "-").lstrip("/")
    symbol = _ADDRESS.sub("", address)
    symbol = re.sub(r"-[A-Z]+/.*", "", symbol)  # of two joined ("A/72/1-S/2017/2") links name the first, or both
    known = _SYMBOL.fullmatch(symbol) and re.search(r"\d", symbol) and "//" not in symbol
    return key_of(symbol) if known and (symbol != address or symbol[1:2] == "/") else ""


def _whole(links: list[Link]) -> Iterator[Link]:
    """Join the pieces of a link: mark-up often divides them."""
    held: Link | None = None
    for link in links:
        if held is not None and link.key == held.key and link.start - held.end <= _JOINED:
            held = Link(held.start, link.end, held.key)
            continue
        if held is not None:
            yield held
        held = link
    if held is not None:
        yield held
