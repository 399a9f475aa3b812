"""What an alignment of two texts is: rows in which every clause of both stands once."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What became of the clauses of a row."""

    SAME = "same"  # the same words; only signs, capitals and closing words ("; and") may differ
    REWORDED = "reworded"
    SPLIT = "split"  # one clause of the old text became several
    MERGED = "merged"  # several became one
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Row:
    """Clauses that correspond to each other, by their places in the two texts; one side of a row may be empty."""

    kind: Kind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False  # stands in another order among its fellows, or in another section, than it did


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows in the order of the new text; what was dropped stands after what it stood after in the old one."""

    rows: tuple[Row, ...]
