"""Where tagged documents go: standard output, or files that appear whole or not at all."""

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from clausetag.data.errors import UsageError
from clausetag.data.replacing import replacing_file
from clausetag.data.themes import Theme
from clausetag.serve.outputs.columns import Row
from clausetag.serve.tags import TaggedResolution

_ROWS_AT_ONCE = 20_000  # of a Parquet file


@contextmanager
def output(out: Path | None) -> Iterator[BinaryIO]:
    """Open `out`, which appears whole or not at all, or standard output."""
    if out is None:
        yield sys.stdout.buffer
    else:
        with replacing_file(out) as stream:
            yield stream


def write_rows(
    documents: Iterable[TaggedResolution], form: str, themes: Sequence[str], out: Path | None, *, explain: bool = False
) -> None:
    """Write documents as jsonl, csv or parquet, to `out` or standard output; `explain` says that they explain.

    CSV is for people; in a file it begins with a byte order mark, so that Excel reads it as UTF-8.
    """
    from clausetag.serve.outputs.records import columns, flat, records, worded
    from clausetag.serve.outputs.writers import BYTE_ORDER_MARK, WRITERS, write_lines

    if form == "jsonl":
        with output(out) as stream:
            write_lines(map(records, documents), stream)
        return
    wanted = columns(themes, worded=form == "csv", explain=explain)

    def rows(tagged: TaggedResolution) -> Iterator[Row]:
        for record in records(tagged):
            told = flat(worded(record) if form == "csv" else record)
            yield [told[column.name] for column in wanted]

    batches = (list(rows(tagged)) for tagged in documents)
    with output(out) as stream:
        if form == "csv" and out is not None:
            stream.write(BYTE_ORDER_MARK)
        if form != "parquet":
            WRITERS[form](batches, stream, wanted)
        elif out is None:  # a pipe cannot tell its position, which Parquet's writer asks for
            held = io.BytesIO()
            WRITERS[form](_large(batches), held, wanted)
            stream.write(held.getbuffer())
        else:
            WRITERS[form](_large(batches), stream, wanted)


def _large(batches: Iterable[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """Put batches together: Parquet is made to be written many rows at once."""
    held: list[Row] = []
    for batch in batches:
        held.extend(batch)
        if len(held) >= _ROWS_AT_ONCE:
            yield held
            held = []
    if held:
        yield held


def write_tables(
    documents: Iterable[TaggedResolution], themes: Sequence[str], out: Path | None, *, explain: bool = False
) -> None:
    """Write documents as tables, to the terminal or to a text file; with `explain`, as a line a clause and theme."""
    from clausetag.serve.outputs.table import render as render_table
    from clausetag.serve.outputs.table import table_console
    from clausetag.serve.outputs.why import render_why

    render = render_why if explain else render_table
    if out is None:
        for tagged in list(documents):  # all are read before the first is shown: a progress bar may stand below
            console = table_console(sys.stdout)
            console.print(render(tagged, themes, console))
        return
    with replacing_file(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
        console = table_console(text)
        for tagged in documents:
            console.print(render(tagged, themes, console))
        text.detach()


def write_report(tagged: TaggedResolution, themes: tuple[Theme, ...], out: Path | None) -> None:
    """Write one document as an HTML report."""
    from clausetag.serve.outputs.report import render_report

    with output(out) as stream:
        stream.write(render_report(tagged, themes).encode())


def write_book(documents: Iterable[TaggedResolution], themes: tuple[Theme, ...], out: Path | None) -> None:
    """Write documents as a workbook of clauses and counts."""
    from clausetag.serve.outputs.clause_book import write_clause_book

    held = io.BytesIO()
    with output(out) as stream:
        write_clause_book(documents, themes, held)
        stream.write(held.getbuffer())


def write_word(tagged: TaggedResolution, themes: tuple[Theme, ...], out: Path | None) -> None:
    """Write one document as a Word document."""
    from clausetag.serve.outputs.word import word_document

    with output(out) as stream:
        stream.write(word_document(tagged, themes))


def write_json(tagged: TaggedResolution, out: Path | None) -> None:
    """Write one document as JSON, as the API answers it."""
    from clausetag.serve.outputs.answer import document_json

    with output(out) as stream:
        stream.write(document_json(tagged))


def write_akn(tagged: TaggedResolution, themes: tuple[Theme, ...], out: Path | None) -> None:
    """Write one document as AKN4UN XML."""
    from clausetag.serve.outputs.akn import akn_document

    with output(out) as stream:
        stream.write(akn_document(tagged, themes))


def write_reports(documents: Iterable[TaggedResolution], themes: tuple[Theme, ...], folder: Path) -> None:
    """Write each document as an HTML report in `folder`, named like the document; two of one name are numbered.

    A page `index.html` lists them.
    """
    from clausetag.serve.outputs.report import index_entry, render_index

    taken, entries = {"index"}, []
    for tagged in documents:
        stem = Path(tagged.resolution.source or "resolution").stem
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise UsageError(f"{folder}: cannot be made ({error.strerror}); choose another --out") from error
        write_report(tagged, themes, folder / f"{name}.html")
        entries.append(index_entry(f"{name}.html", tagged, themes))
    with replacing_file(folder / "index.html") as stream:
        stream.write(render_index(entries, themes).encode())
