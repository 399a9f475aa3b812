"""A table as a file: one function a format, all of one shape. The same rows always make the same bytes."""

import csv
import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import pyarrow as pa

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_parquet(table: "pa.Table", stream: BinaryIO) -> None:
    """Write Parquet, packed with zstd."""
    from pyarrow import parquet

    parquet.write_table(table, stream, compression="zstd", row_group_size=100_000)


def write_csv(table: "pa.Table", stream: BinaryIO) -> None:
    """Write CSV in UTF-8 with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([_cell(value) for value in row.values()])
    stream.write(text.getvalue().encode())


def write_jsonl(table: "pa.Table", stream: BinaryIO) -> None:
    """Write one JSON object a row in UTF-8."""
    for row in table.to_pylist():
        stream.write(json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n")


WRITERS: "dict[str, Callable[[pa.Table, BinaryIO], None]]" = {
    "parquet": write_parquet,
    "csv": write_csv,
    "jsonl": write_jsonl,
}


def _cell(value: Any) -> str:  # noqa: ANN401 (whatever a column holds)
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(f"{v['start']}-{v['end']}" if isinstance(v, dict) else v for v in value)
    if isinstance(value, float):
        return repr(value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
