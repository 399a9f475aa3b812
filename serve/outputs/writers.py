"""Rows as JSON Lines, CSV or Parquet: one function a format, all of one shape. The same rows make the same bytes.

Rows come in batches (those of a document, of a part), and each batch is written before the next is asked for.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from clausetag.serve.outputs.columns import Column, Row, arrow_schema

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a text that begins so for a formula
_GROUP = 100_000  # rows of a Parquet row group at most


def write_lines(batches: Iterable[Iterable[Mapping[str, Any]]], stream: BinaryIO) -> None:
    """Write one JSON object a record, in UTF-8."""
    for fields in batches:
        for one in fields:
            stream.write(json.dumps(one, ensure_ascii=False, default=str).encode() + b"\n")
        stream.flush()


def write_jsonl(batches: Iterable[Sequence[Row]], stream: BinaryIO, columns: Sequence[Column]) -> None:
    """Write one JSON object a row, in UTF-8."""
    names = [column.name for column in columns]
    write_lines(((dict(zip(names, row, strict=True)) for row in rows) for rows in batches), stream)


def write_csv(batches: Iterable[Sequence[Row]], stream: BinaryIO, columns: Sequence[Column]) -> None:
    """Write a header and the rows, in UTF-8."""
    stream.write(csv_lines([[column.name for column in columns]]))
    for rows in batches:
        stream.write(csv_lines(rows))
        stream.flush()


def write_parquet(batches: Iterable[Sequence[Row]], stream: BinaryIO, columns: Sequence[Column]) -> None:
    """Write Parquet, packed with zstd; a batch is a row group, or several if it is large."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema(columns)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as file:
        for rows in batches:
            values = zip(*rows, strict=True) if rows else ([] for _ in schema)
            arrays = [pa.array(column, type=field.type) for column, field in zip(values, schema, strict=True)]
            file.write_table(pa.table(arrays, schema=schema), row_group_size=_GROUP)


WRITERS: dict[str, Callable[[Iterable[Sequence[Row]], BinaryIO, Sequence[Column]], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Return rows as lines of a CSV file in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> str:  # noqa: ANN401 (whatever a column holds)
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(map(_member, value))
    if isinstance(value, float):
        return repr(value)
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """Return a text for a cell of CSV; one that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _member(value: Any) -> str:  # noqa: ANN401 (a key, a note, a subject, a reference, or a span)
    if isinstance(value, str):
        return value
    if "symbol" in value:
        return f"{value['kind']}:{value['symbol']} {value['text']}".replace(";", ",")
    if "scheme" in value:  # a semicolon divides the members
        return f"{value['scheme']}:{value['id']} {value['name']}".replace(";", ",")
    if "number" in value:
        return f"{value['number']} {value['text']}".replace(";", ",")
    start, end, *_ = value.values() if isinstance(value, dict) else value
    return f"{start}-{end}"
