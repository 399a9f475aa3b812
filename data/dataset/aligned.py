"""Gold of aligned texts: which clauses of two resolutions correspond, as read by a person. Symbols and `eId`s alone.

Lines of one file were read in one go: `first` before there was an aligner, `second` before it was run on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausetag.data.compare.alignment import Kind
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import read_jsonl, text_field

ALIGNED_LABELS = Path(__file__).parents[1] / "labels" / "aligned"


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Clauses that correspond, by their `eId`s; one side may be empty."""

    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Two resolutions lined up: their symbols, and rows in which every clause of both stands once."""

    reading: str  # the file's name: "first"
    old: str
    new: str
    rows: tuple[AlignedRow, ...]


def read_aligned(folder: Path = ALIGNED_LABELS) -> list[AlignedPair]:
    """Read every pair of a folder; LabelError, naming the line, if one is malformed."""
    rows: dict[tuple[str, str, str], list[AlignedRow]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for where, entry in read_jsonl(path):
            names = path.stem, text_field(entry, "old", where), text_field(entry, "new", where)
            rows.setdefault(names, []).append(_row(entry, where))
    return [AlignedPair(*names, tuple(found)) for names, found in rows.items()]


def _row(entry: Mapping[str, Any], where: str) -> AlignedRow:
    kinds = [kind.value for kind in Kind]
    if (kind := text_field(entry, "kind", where)) not in kinds:
        raise LabelError(f"{where}: field 'kind' must be one of {', '.join(kinds)}")
    return AlignedRow(Kind(kind), _names(entry, "from", where), _names(entry, "to", where))


def _names(entry: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
    value = entry.get(field)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise LabelError(f"{where}: field {field!r} must be a list of eIds")
    return tuple(value)
