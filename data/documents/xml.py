"""XML from outside, parsed with care: no DTD, no entity, no network, and libxml2's own limits of depth and size."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Node


class XmlError(Exception):
    """What was given is no XML that is taken; the message says why, without naming a file."""


def parse_xml(content: bytes) -> Node:
    """Parse XML from its bytes; XmlError if it is malformed or declares a DTD."""
    import lxml.etree as etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"not well-formed XML ({error.msg})") from error
    except ValueError as error:
        raise XmlError(f"not well-formed XML ({error})") from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise XmlError("declares a DTD, which such files never do")
    return root


def local_name(node: Node) -> str:
    """Return a node's name without its namespace; empty for what is no element."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
