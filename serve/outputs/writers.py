"""Rows of tagged clauses as JSON Lines, CSV or Parquet: one function a format, all of one shape."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from clausetag.serve.outputs.records import Record, arrow_schema, columns, csv_row, records
from clausetag.serve.tags import TaggedResolution

_ROWS_AT_ONCE = 20_000  # of a Parquet row group


def write_jsonl(documents: Iterable[TaggedResolution], stream: BinaryIO, themes: Sequence[str]) -> None:  # noqa: ARG001
    """Write one JSON object a clause, in UTF-8."""
    for tagged in documents:
        for record in records(tagged):
            stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        stream.flush()


def write_csv(documents: Iterable[TaggedResolution], stream: BinaryIO, themes: Sequence[str]) -> None:
    """Write a header, then one row a clause, in UTF-8."""
    of = columns(themes)
    stream.write(_csv([[column.name for column in of]]))
    for tagged in documents:
        stream.write(_csv([csv_row(record, of) for record in records(tagged)]))
        stream.flush()


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def write_parquet(documents: Iterable[TaggedResolution], stream: BinaryIO, themes: Sequence[str]) -> None:
    """Write a Parquet file with the schema of `records.arrow_schema`."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = arrow_schema(themes)
    held: list[Record] = []
    with parquet.ParquetWriter(stream, schema, compression="zstd") as file:
        for tagged in documents:
            held.extend(records(tagged))
            if len(held) >= _ROWS_AT_ONCE:
                file.write_table(pa.Table.from_pylist(held, schema=schema))
                held.clear()
        if held:
            file.write_table(pa.Table.from_pylist(held, schema=schema))


WRITERS: dict[str, Callable[[Iterable[TaggedResolution], BinaryIO, Sequence[str]], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}
