"""Elements of AKN XML, with texts that XML can hold."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, /, *children: "Node | str", namespace: str = NAMESPACE, **attributes: str) -> "Node":
    """Return an element with its attributes (a trailing "_" of a name is dropped), texts and children in order."""
    import lxml.etree as etree

    node = etree.Element(f"{{{namespace}}}{tag}", {key.rstrip("_"): clean(value) for key, value in attributes.items()})
    for child in children:
        if not isinstance(child, str):
            node.append(child)
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + clean(child)
        else:
            node.text = (node.text or "") + clean(child)
    return node


def clean(text: str) -> str:
    """Replace what may not stand in XML by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)
