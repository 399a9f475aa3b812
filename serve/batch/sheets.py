"""Rows of JSON Lines, CSV and Parquet files: a column of documents' texts, or of paths of documents.

Paths are relative to the file's own folder. Rows are read one after the other and never held together.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausetag.data.documents.limits import MAX_BYTES
from clausetag.data.errors import DocumentError
from clausetag.serve.batch.items import Item, failed_item, file_item, held_item

SHEET_SUFFIXES = (".jsonl", ".ndjson", ".csv", ".parquet")
_OF_CLAUSES = ("path", "citation", "section", "model_version")
_LIGHTEST = 1 / 64  # a short row counts so much of a document
_FULL = 20_000  # characters that count as a whole document


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns that may hold the text or the path of a document; the text's goes first."""

    text: str = "text"
    path: str = "path"


def sheet_items(path: Path, name: str, columns: Columns) -> Iterator[Item]:
    """Yield one item a row, named by its number from 1 on: `texts.csv#12`."""
    readers = {".csv": _csv, ".parquet": _parquet}
    number = 0
    try:
        for row in readers.get(path.suffix.lower(), _jsonl)(path, columns):
            number += 1
            yield _item(row, path, f"{name}#{number}", columns)
    except DocumentError as error:
        where = f"after row {number}: " if number else ""
        yield failed_item(name, f"{where}{error}")
    except OSError as error:
        yield failed_item(name, f"cannot be read ({error.strerror or error})")


def _item(row: Any, path: Path, name: str, columns: Columns) -> Item:  # noqa: ANN401 (whatever the file holds)
    if isinstance(row, DocumentError):
        return failed_item(name, str(row))
    if not isinstance(row, dict):
        return failed_item(name, "the row must be an object in braces")
    text, file = row.get(columns.text), row.get(columns.path)
    if isinstance(text, str) and text.strip():
        weight = max(_LIGHTEST, len(text) / _FULL)
        return held_item(text.encode("utf-8", "replace"), name, name.rsplit("/", 1)[-1], weight)
    if isinstance(file, str) and file.strip() and "\0" not in file:
        return file_item(path.parent / file, name)
    return failed_item(name, f"neither {columns.text!r} nor {columns.path!r} holds a text in this row")


def _jsonl(path: Path, columns: Columns) -> Iterator[Any]:  # noqa: ARG001 (readers are of one shape)
    with path.open("rb") as stream:
        while line := stream.readline(2 * MAX_BYTES + 1):
            if len(line) > 2 * MAX_BYTES:
                raise DocumentError("a line longer than any document")
            if line.isspace():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield DocumentError(f"not JSON ({error})")
                continue
            if isinstance(row, dict):
                _check_not_ours(row)
            yield row


def _csv(path: Path, columns: Columns) -> Iterator[Any]:
    csv.field_size_limit(MAX_BYTES)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            delimiter = _delimiter(stream.readline(MAX_BYTES), columns)
            stream.seek(0)
            rows = csv.DictReader(stream, delimiter=delimiter)
            _check_columns(rows.fieldnames or (), columns)
            yield from rows
    except (csv.Error, UnicodeDecodeError) as error:
        raise DocumentError(f"not CSV in UTF-8 ({error})") from error


def _delimiter(header: str, columns: Columns) -> str:
    """What divides the cells: Excel takes a semicolon where numbers have a decimal comma."""
    wanted = {columns.text, columns.path}
    return next((sign for sign in ",;\t" if wanted & {cell.strip(' "\r\n') for cell in header.split(sign)}), ",")


def _parquet(path: Path, columns: Columns) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            _check_columns(file.schema_arrow.names, columns)
            wanted = [name for name in (columns.text, columns.path) if name in file.schema_arrow.names]
            for batch in file.iter_batches(batch_size=64, columns=wanted, use_threads=False):
                yield from batch.to_pylist()
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise DocumentError(f"damaged or not Parquet ({error})") from error


def _check_not_ours(names: Any) -> None:  # noqa: ANN401 (any collection of names)
    """Refuse what `clausetag tag` wrote beside the documents: its rows are clauses, not documents."""
    if all(name in names for name in _OF_CLAUSES):
        raise DocumentError("clauses that clausetag wrote, no documents; tag them anew with clausetag tag-texts")


def _check_columns(names: Any, columns: Columns) -> None:  # noqa: ANN401 (any collection of names)
    _check_not_ours(names)
    if columns.text not in names and columns.path not in names:
        raise DocumentError(
            f"no column {columns.text!r} or {columns.path!r} in it; name yours with --text-column or --path-column, "
            "or, if each row is one text, use clausetag tag-texts"
        )
