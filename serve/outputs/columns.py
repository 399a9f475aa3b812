"""Columns of a table and what they hold; a row is a sequence of values in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Row = Sequence[Any]
REFERENCE_FIELDS = ("kind", "text", "symbol", "start", "end", "note")


class Kind(Enum):
    """What a column holds; any of it may be None."""

    TEXT = auto()
    WHOLE = auto()  # an int of 32 bits
    NUMBER = auto()
    DAY = auto()
    KEYS = auto()  # a list of texts
    PAIRS = auto()  # a list of [start, end]
    WEIGHTED = auto()  # a list of {"start", "end", "weight"}
    REFERENCES = auto()  # a list of {"kind", "text", "symbol", "start", "end", "note"}
    NOTES = auto()  # a list of {"number", "text", "cited_by": a list of texts}
    SUBJECTS = auto()  # a list of {"scheme": scheme, "id": id, "name": name}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and what it holds."""

    name: str
    kind: Kind


def columns_of(kind: Kind, *names: str) -> tuple[Column, ...]:
    """Return columns that hold the same."""
    return tuple(Column(name, kind) for name in names)


def arrow_schema(columns: Sequence[Column]) -> "pa.Schema":
    """Return the Arrow schema of columns."""
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.WHOLE: pa.int32(),
        Kind.NUMBER: pa.float64(),
        Kind.DAY: pa.date32(),
        Kind.KEYS: pa.list_(pa.string()),
        Kind.PAIRS: pa.list_(pa.list_(pa.int32())),
        Kind.WEIGHTED: pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("weight", pa.float64())])),
        Kind.REFERENCES: pa.list_(
            pa.struct(
                [(name, pa.int32() if name in ("start", "end") else pa.string()) for name in REFERENCE_FIELDS],
            )
        ),
        Kind.NOTES: pa.list_(
            pa.struct([("number", pa.string()), ("text", pa.string()), ("cited_by", pa.list_(pa.string()))])
        ),
        Kind.SUBJECTS: pa.list_(pa.struct([(name, pa.string()) for name in ("scheme", "id", "name")])),
    }
    return pa.schema([pa.field(column.name, types[column.kind]) for column in columns])
