"""What Word files need that python-docx has no words for: elements by name, fields, text that XML can hold."""

import re
from typing import Any

_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML


def clean(text: str) -> str:
    """Return a text that XML can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def element(name: str, /, *children: Any, **values: str) -> Any:  # noqa: ANN401 (docx's elements are not typed)
    """Return an element of WordprocessingML with attributes and children."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


def words(text: str, name: str = "t") -> Any:  # noqa: ANN401
    """Return the text of a run, its spaces kept; that of a deleted one is named `delText`."""
    made = element(name)
    made.text = clean(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def field(instruction: str) -> Any:  # noqa: ANN401
    """Return a field that Word works out, "PAGE"."""
    return element("fldSimple", element("r", words("1")), instr=instruction)


def replace_child(parent: Any, child: Any) -> None:  # noqa: ANN401
    """Put a child in the place of those of its name."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    parent.append(child)
