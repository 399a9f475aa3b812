"""What a reference is."""

from dataclasses import dataclass
from enum import StrEnum


class ReferenceKind(StrEnum):
    """What is referred to."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    DOCUMENT = "document"  # a report, letter, statement or other document, by its symbol
    PARAGRAPH = "paragraph"
    TREATY = "treaty"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference where it stands: `start` and `end` count characters of the text from 0, end excluded.

    `symbol` is that of the document referred to: "A/RES/70/1", "S/RES/1325 (2000)", "A/72/123"; of a paragraph, that of
    the document it stands in. Of a treaty it is the number under which the Secretary-General keeps it ("IV-11", the
    Convention on the Rights of the Child), "ILO C182" for a convention of the International Labour Organization. Empty
    where it cannot be told.
    """

    kind: ReferenceKind
    text: str
    symbol: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference of a clause: in its text, or in the text of the note that it cites by `note`, the note's number."""

    path: str  # of the clause
    reference: Reference
    note: str = ""
