"""`clausetag tag`: the main job."""

import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.data.words import counted
from clausetag.serve.cli.endings import check_around, check_file, form_of
from clausetag.serve.cli.errors import FAILED, SOME_FAILED, complain
from clausetag.serve.cli.options import BundleOption
from clausetag.serve.cli.progress import each_file

if TYPE_CHECKING:
    from clausetag.data.documents.resolution import Resolution
    from clausetag.serve.tagger import Tagger
    from clausetag.serve.tags import TaggedResolution


class OutputFormat(StrEnum):
    """How tags are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    HTML = "html"
    DOCX = "docx"
    AKN = "akn"


_SUFFIXES = {
    ".txt": OutputFormat.TABLE,
    ".json": OutputFormat.JSON,
    ".jsonl": OutputFormat.JSONL,
    ".csv": OutputFormat.CSV,
    ".parquet": OutputFormat.PARQUET,
    ".xlsx": OutputFormat.XLSX,
    ".docx": OutputFormat.DOCX,
    ".xml": OutputFormat.AKN,
} | dict.fromkeys((".html", ".htm"), OutputFormat.HTML)
_OF_ONE = {OutputFormat.AKN: "AKN XML", OutputFormat.DOCX: "a Word file", OutputFormat.JSON: "JSON"}  # document
_BINARY = {OutputFormat.PARQUET: "Parquet", OutputFormat.XLSX: "a workbook", OutputFormat.DOCX: "a Word file"}
_REMARKS = 10  # of one document, on stderr


def tag(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Documents (.txt, .docx, .pdf, .html, AKN .xml); - is standard input."),
    ],
    form: Annotated[
        OutputFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: by the name given to --out, else table. json, docx (Word) and akn (AKN4UN XML) take one "
            "document.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; a folder for the HTML of several documents.")
    ] = None,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", "-t", help="Only clauses that speak of this theme, or may; repeatable."),
    ] = None,
    min_probability: Annotated[
        float | None,
        typer.Option(
            "--min-probability", min=0.0, max=1.0, help="Only clauses with a theme of at least this probability."
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Say for every clause and theme which words spoke for it and against it, and how far it is from the "
            "probability from which it applies.",
        ),
    ] = False,
    bundle: BundleOption = None,
) -> None:
    """Tag the clauses of resolutions by theme.

    A theme marked ? is for a person to decide. A text that is no resolution is tagged paragraph by paragraph, and
    stderr says so. Files that cannot be read are named on stderr; the others are tagged.
    Where the mark-up of an AKN file is at odds with its text, stderr says what was done; of other files it says how
    much is in no clause and no note (header, headings, contents, page furniture, closing).
    """
    from clausetag.serve.inputs import check_inputs
    from clausetag.serve.selection import check_themes, select
    from clausetag.serve.tagger import Tagger

    form = _form(form, out, len(files))
    check_inputs(files, out)
    _check_output(form, out, len(files))
    if explain and form is OutputFormat.AKN:
        raise UsageError("AKN XML has no place for explanations; take another --format, or leave out --explain")
    tagger = Tagger.load(bundle)
    themes = tuple(theme or ())
    check_themes(themes, tagger.themes)

    failed: list[str] = []
    left_out: Counter[str] = Counter()
    bar = out is not None or form is OutputFormat.TABLE or not sys.stdout.isatty()
    documents = each_file(
        files,
        lambda name: select(tagger.tag(_read(name, left_out), explain=explain), themes, min_probability),
        failed,
        bar=bar,
    )
    first = next(documents, None)
    if first is None:
        raise typer.Exit(FAILED)
    _write(chain([first], documents), form, out, tagger, len(files), explain=explain)
    if left_out:
        complain(_said(left_out))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _read(name: str, left_out: "Counter[str]") -> "Resolution":
    """Read one document, print the reader's remarks on it, and count the characters that are in no clause by kind."""
    from clausetag.data.documents.loose import unrecognised
    from clausetag.serve.inputs import read_input

    resolution = read_input(name)
    if said := unrecognised(resolution):
        complain(said)
    remarks = resolution.remarks
    for remark in remarks[:_REMARKS]:
        complain(f"{resolution.source}: {remark}")
    if len(remarks) > _REMARKS:
        complain(f"{resolution.source}: and {len(remarks) - _REMARKS:,} more")
    for line in resolution.left_out:
        left_out[line.kind.value] += len(line.text)
    return resolution


def _form(form: OutputFormat | None, out: Path | None, n_files: int) -> OutputFormat:
    if out is not None and not (form is OutputFormat.HTML and n_files > 1):  # which fill a folder
        form = form_of(out, _SUFFIXES, form)
    return form or OutputFormat.TABLE


def _said(counts: "Counter[str]") -> str:
    """How many characters of the documents are in no clause: "312 characters left out: 300 header, 12 furniture"."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
    return f"{counted(counts.total(), 'character')} left out: {kinds}"


def _check_output(form: OutputFormat, out: Path | None, n_files: int) -> None:
    if form in _OF_ONE and n_files > 1:
        raise UsageError(f"{_OF_ONE[form]} holds one document; give one FILE at a time")
    if out is None:
        if form in _BINARY and sys.stdout.isatty():
            raise UsageError(
                f"{_BINARY[form]} is binary and not for a terminal; give --out FILE, or send it to a file or a pipe"
            )
        if form is OutputFormat.HTML and n_files > 1:
            raise UsageError("HTML of several documents needs a folder: give --out FOLDER")
        return
    if form is OutputFormat.HTML and n_files > 1:
        if out.exists() and not out.is_dir():
            raise UsageError(f"{out}: exists and is no folder; HTML of several documents needs --out FOLDER")
    else:
        check_file(out)
    check_around(out)


def _write(
    documents: Iterator["TaggedResolution"],
    form: OutputFormat,
    out: Path | None,
    tagger: "Tagger",
    n_files: int,
    *,
    explain: bool,
) -> None:
    from clausetag.serve.outputs import write as outputs

    if form is OutputFormat.TABLE:
        outputs.write_tables(documents, tagger.themes, out, explain=explain)
    elif form is OutputFormat.HTML and n_files > 1 and out is not None:
        outputs.write_reports(documents, tagger.definitions, out)
    elif form is OutputFormat.HTML:
        outputs.write_report(next(documents), tagger.definitions, out)
    elif form is OutputFormat.JSON:
        outputs.write_json(next(documents), out)
    elif form is OutputFormat.AKN:
        outputs.write_akn(next(documents), tagger.definitions, out)
    elif form is OutputFormat.DOCX:
        outputs.write_word(next(documents), tagger.definitions, out)
    elif form is OutputFormat.XLSX:
        outputs.write_book(documents, tagger.definitions, out)
    else:
        outputs.write_rows(documents, form.value, tagger.themes, out, explain=explain)
