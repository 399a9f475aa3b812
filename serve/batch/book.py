"""Finished tables as one workbook (.xlsx) of clauses and counts, in words, for people."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from clausetag.data.replacing import replacing_file
from clausetag.data.themes import Theme
from clausetag.serve.batch.read import read_table
from clausetag.serve.outputs.answer import Record
from clausetag.serve.outputs.clause_book import write_records_book

BOOK = "clauses.xlsx"
_OF_DOCUMENT = ("source", "title", "adopted", "year", "language", "subjects", "model_version")


def write_book(out: Path, themes: Sequence[Theme]) -> Path:
    """Write the workbook of the Parquet tables in a folder beside them; return where it lies.

    Raises:
        UsageError: There are more clauses than a sheet holds, or one is longer than a cell; or it cannot be written.
    """
    path = out / BOOK
    with replacing_file(path) as stream:
        write_records_book(_documents(out, themes), themes, stream)
    return path


def _documents(out: Path, themes: Sequence[Theme]) -> Iterator[tuple[str, Iterator[Record]]]:
    """Yield what each document is called, and its records; only the table of documents is held in memory."""
    documents = {row["document"]: row for row in read_table(out, "documents", "parquet")}
    tags = read_table(out, "tags", "parquet")  # in the order of the clauses, a row a theme
    for name, clauses in groupby(read_table(out, "clauses", "parquet"), itemgetter("document")):
        row = documents[name]
        shown = row["symbol"] or row["title"] or row["source"]
        yield shown, (_record(clause, row, list(islice(tags, len(themes)))) for clause in clauses)


def _record(clause: dict[str, Any], document: dict[str, Any], tags: Sequence[dict[str, Any]]) -> Record:
    record: Record = clause | {name: document[name] for name in _OF_DOCUMENT}
    return record | {"verdicts": {tag["theme"]: tag for tag in tags}}
