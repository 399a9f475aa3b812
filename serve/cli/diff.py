"""`clausetag diff`: what became of each clause from one text to the next."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.serve.cli.endings import check_file, form_of
from clausetag.serve.cli.options import BundleOption


class DiffFormat(StrEnum):
    """How a comparison is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"


_SUFFIXES = {
    ".txt": DiffFormat.TABLE,
    ".json": DiffFormat.JSON,
    ".html": DiffFormat.HTML,
    ".htm": DiffFormat.HTML,
    ".docx": DiffFormat.DOCX,
}


def diff(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW [NEWER]...",
            help="Documents in any format that is read (- is standard input), each compared with the one before.",
        ),
    ],
    form: Annotated[
        DiffFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: by the name given to --out, else table. docx is Word with tracked changes, of two texts.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write.")] = None,
    bundle: BundleOption = None,
) -> None:
    """Compare texts clause by clause: what is the same, reworded, moved, split, merged, new, dropped.

    Clauses are lined up by what they say, not by their numbers: texts of two years, a draft and what was adopted, a
    series over the sessions. Words removed and added are marked; themes gained and lost are named.
    """
    from clausetag.serve.compare import compare_texts
    from clausetag.serve.compare.write import WRITERS
    from clausetag.serve.inputs import check_inputs, read_input
    from clausetag.serve.tagger import Tagger

    form = (form_of(out, _SUFFIXES, form) if out is not None else form) or DiffFormat.TABLE
    check_inputs(files, out)
    _check(form, out, len(files))
    tagger = Tagger.load(bundle)
    series = compare_texts([tagger.tag(read_input(name)) for name in files])
    WRITERS[form.value](series, tagger.definitions, out)


def _check(form: DiffFormat, out: Path | None, n_files: int) -> None:
    if n_files < 2:
        raise UsageError("one text has nothing to be compared with; name two or more")
    if form is DiffFormat.DOCX and n_files > 2:
        raise UsageError("tracked changes lead from one text to one other; give two documents, or --format html")
    if out is None:
        if form is DiffFormat.DOCX and sys.stdout.isatty():
            raise UsageError("Word is binary and not for a terminal; give --out FILE, or send it to a file or a pipe")
    else:
        check_file(out)
