"""Reading the tables back, in whichever format they were written."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from clausetag.data.errors import UsageError


def read_table(out: Path, table: str, form: str, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table in the order of the inputs; lists of a CSV file stay the texts they are there."""
    for path in sorted((out / table).glob(f"part-*.{form}")):
        yield from read_part(path, columns)


def read_part(path: Path, columns: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of one part of a table, whose format its ending tells.

    Raises:
        UsageError: It is not as it was written.
    """
    try:
        yield from _rows(path, columns)
    except (OSError, ValueError, csv.Error) as error:  # pyarrow's are of the first two
        why = " ".join(str(error).split())
        raise UsageError(f"{path}: damaged ({why}); write the tables anew with clausetag batch --redo") from error


def _rows(path: Path, columns: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        from pyarrow import parquet

        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(columns=columns):
                yield from batch.to_pylist()
    elif path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)
    else:
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def read_errors(out: Path, form: str) -> Iterator[tuple[str, str]]:
    """Yield name and reason of each input that was not tagged."""
    for row in read_table(out, "errors", form):
        yield row["document"], row["reason"]
