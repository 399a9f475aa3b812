"""Where what is like a draft goes: standard output, or a file that appears whole or not at all."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from clausetag.data.documents.resolution import Resolution
from clausetag.data.replacing import replacing_file
from clausetag.serve.outputs.table import table_console
from clausetag.serve.outputs.write import output
from clausetag.serve.similar.draft import DraftClause

Found = tuple[DraftClause, ...]


def write_table(draft: Resolution, found: Found, out: Path | None) -> None:
    """Write for a terminal, or to a text file."""
    from clausetag.serve.similar.table import render_similar

    if out is None:
        table_console(sys.stdout).print(render_similar(draft, found))
        return
    with replacing_file(out) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
        table_console(text).print(render_similar(draft, found))
        text.detach()


def write_json(draft: Resolution, found: Found, out: Path | None) -> None:
    """Write one JSON object."""
    from clausetag.serve.similar.records import similar_record

    text = json.dumps(similar_record(draft, found), ensure_ascii=False, indent=1)
    with output(out) as stream:
        stream.write(text.encode("utf-8", "replace") + b"\n")


def write_html(draft: Resolution, found: Found, out: Path | None) -> None:
    """Write one HTML page that needs nothing else."""
    from clausetag.serve.similar.page import render_page

    with output(out) as stream:
        stream.write(render_page(draft, found).encode())


WRITERS: Mapping[str, Callable[[Resolution, Found, Path | None], None]] = {
    "table": write_table,
    "json": write_json,
    "html": write_html,
}
