"""Elements of web pages: which hold text, which are blocks, which are not shown or belong to the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

SKIPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "noscript",
        "template",
        "nav",
        "svg",
        "math",
        "object",
        "iframe",
        "button",
        "select",
        "del",
    }
)
_BLOCKS_TEXT = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead
tr ul
"""
BLOCKS = frozenset(_BLOCKS_TEXT.split())
TEXTS = frozenset({"body", "div", "p", "span", "li", "td", "pre", "section", "article"})  # not scripts
_OF_THE_SITE = frozenset({"footer", "contentinfo", "navigation", "search", "banner"})  # elements and their roles
_OF_A_WIKI = frozenset(
    {"noprint", "printfooter", "catlinks", "navbox", "mw-editsection", "mw-jump-link", "licenseContainer"}
)
CELLS = frozenset({"td", "th"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong"})
RAISED_STYLE = re.compile(
    r"vertical-align\s*:\s*(?:super|[1-9]\d*(?:\.\d+)?(?:pt|px|em|%))|font-variant-position\s*:\s*super"
)


def is_furniture_element(node: Node, tag: str) -> bool:
    """Return whether an element is the site's: its footer, a search, links to other pages of a wiki."""
    return (
        tag in _OF_THE_SITE
        or node.get("role") in _OF_THE_SITE
        or not _OF_A_WIKI.isdisjoint((node.get("class") or "").split())
    )


def is_hidden(node: Node) -> bool:
    """Return whether a page does not show an element, or says that it is no text."""
    style = (node.get("style") or "").replace(" ", "").lower()
    unseen = node.get("hidden") is not None or "display:none" in style or node.get("aria-hidden") == "true"
    unseen = unseen or (node.tag == "dialog" and node.get("open") is None)
    return unseen or node.get("data-not-text") is not None
