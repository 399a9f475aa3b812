"""Where comparisons go: standard output, or a file that appears whole or not at all."""

import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from clausetag.data.replacing import replacing_file
from clausetag.data.themes import Theme
from clausetag.serve.compare.comparison import Series
from clausetag.serve.outputs.table import table_console
from clausetag.serve.outputs.write import output


def write_table(series: Series, themes: Sequence[Theme], out: Path | None) -> None:
    """Write a series as tables, to the terminal or to a text file."""
    from clausetag.serve.compare.table import render_series

    keys = [theme.key for theme in themes]
    if out is None:
        console = table_console(sys.stdout)
        console.print(render_series(series, keys, console))
        return
    with replacing_file(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
        console = table_console(text)
        console.print(render_series(series, keys, console))
        text.detach()


def write_json(series: Series, themes: Sequence[Theme], out: Path | None) -> None:  # noqa: ARG001 (all of one shape)
    """Write a series as one JSON object."""
    from clausetag.serve.compare.records import series_record

    text = json.dumps(series_record(series), ensure_ascii=False, indent=1)
    _write(out, lambda stream: stream.write(text.encode("utf-8", "replace") + b"\n"))


def write_html(series: Series, themes: Sequence[Theme], out: Path | None) -> None:
    """Write a series as one HTML page that needs nothing else."""
    from clausetag.serve.compare.page import render_page

    _write(out, lambda stream: stream.write(render_page(series, themes).encode()))


def write_docx(series: Series, themes: Sequence[Theme], out: Path | None) -> None:
    """Write the only comparison of a series as a Word document with tracked changes."""
    from clausetag.serve.compare.word import word_comparison

    _write(out, lambda stream: stream.write(word_comparison(series, themes)))


WRITERS: Mapping[str, Callable[[Series, Sequence[Theme], Path | None], None]] = {
    "table": write_table,
    "json": write_json,
    "html": write_html,
    "docx": write_docx,
}


def _write(out: Path | None, write: Callable[[BinaryIO], object]) -> None:
    with output(out) as stream:
        write(stream)
