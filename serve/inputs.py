"""Documents named on the command line: files, and "-" for standard input."""

import sys
from pathlib import Path

from clausetag.data.documents.limits import MAX_BYTES
from clausetag.data.documents.loose import read_any, read_any_bytes
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError, UsageError
from clausetag.data.sheets.sheet import sheet_hint

STDIN = "-"


def read_input(name: str) -> Resolution:
    """Read one document, a text that is no resolution as its paragraphs; DocumentError if it cannot be read."""
    if (hint := sheet_hint(name)) and Path(name).is_file():
        raise DocumentError(f"{Path(name).name}: {hint}")
    resolution = read_any_bytes(_stdin(), "stdin") if name == STDIN else read_any(name)
    if not resolution.clauses:
        raise DocumentError(f"{resolution.source or name}: no clauses found in it; is it a resolution?")
    return resolution


def check_inputs(names: list[str], out: Path | None) -> None:
    """Refuse standard input named twice, and an output that would replace one of the documents."""
    if names.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once; name it once")
    if out is not None and any(_same(out, name) for name in names if name != STDIN):
        raise UsageError(f"{out}: is one of the documents to tag; choose another --out")


def _same(out: Path, name: str) -> bool:
    try:
        return out.samefile(name)
    except OSError:  # one of them is not there, or may not be looked at
        return False


def _stdin() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise DocumentError("stdin: closed; give a file, or a document on standard input")
    return sys.stdin.buffer.read(MAX_BYTES + 1)
