"""`clausetag batch`: folders and archives of documents, on this machine or on a cluster."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.data.errors import ClausetagError, UsageError
from clausetag.data.words import counted
from clausetag.serve.cli.errors import FAILED, SOME_FAILED, complain
from clausetag.serve.cli.options import BundleOption

if TYPE_CHECKING:
    from clausetag.serve.batch.run import Advance, Report

_SHOWN = 5  # errors named on stderr
_MANY = 50  # documents, from which on a rate says more than how long the start took


class TableFormat(StrEnum):
    """How tables are written."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


class Engine(StrEnum):
    """Where documents are tagged."""

    LOCAL = "local"
    SPARK = "spark"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Documents, folders, patterns, .tar and .zip files; .jsonl, .csv and .parquet with a column of texts "
            "or paths.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for the tables documents, clauses, tags, references, errors.")
    ],
    form: Annotated[
        TableFormat,
        typer.Option("--format", "-f", help="How the tables are written. xlsx: as parquet, with a workbook."),
    ] = TableFormat.PARQUET,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, help="Processes. Default: one a core.", show_default=False)
    ] = None,
    text_column: Annotated[str, typer.Option("--text-column", help="Column that holds documents' texts.")] = "text",
    path_column: Annotated[str, typer.Option("--path-column", help="Column that holds documents' paths.")] = "path",
    redo: Annotated[bool, typer.Option("--redo", help="Write all of it anew, from other inputs too.")] = False,
    engine: Annotated[Engine, typer.Option("--engine", help="This machine, or Apache Spark.")] = Engine.LOCAL,
    master: Annotated[
        str | None,
        typer.Option(
            "--master",
            metavar="URL",
            help="Spark's master, spark://host:7077; "
            "PYSPARK_PYTHON names the Python on its workers that has clausetag.",
        ),
    ] = None,
    index: Annotated[bool, typer.Option("--index", help="Index the clauses for clausetag similar.")] = False,
    bundle: BundleOption = None,
) -> None:
    """Tag many documents into tables that DuckDB, pandas, polars and Spark read as they are.

    Run again after a break it goes on where it was; what cannot be tagged is named, with the reason, in errors.
    """
    from clausetag.serve.batch.run import run_batch
    from clausetag.serve.batch.sheets import Columns

    columns = Columns(text_column, path_column)
    tables = TableFormat.PARQUET if form is TableFormat.XLSX else form
    if engine is Engine.SPARK:
        from clausetag.serve.batch.spark.run import run_spark

        if form is not TableFormat.PARQUET or workers is not None:
            raise UsageError("--engine spark writes Parquet, and its master knows the workers; leave those options out")
        report = run_spark(inputs, out, master=master, bundle=bundle, columns=columns, redo=redo)
    elif master is not None:
        raise UsageError("--master is for --engine spark")
    else:
        progress = _progress_bar if sys.stderr.isatty() else None
        report = run_batch(
            inputs,
            out,
            bundle=bundle,
            form=tables.value,
            workers=workers,
            columns=columns,
            redo=redo,
            progress=progress,
        )
    if index and report.counts.documents:
        from clausetag.serve.similar import build_index

        build_index(out)
    _print_report(report, tables)
    if form is TableFormat.XLSX:
        from clausetag.serve.batch.book import write_book
        from clausetag.serve.tagger import Tagger

        typer.echo(f"{write_book(report.out, Tagger.load(bundle).definitions)}: all clauses and their counts")
    if report.counts.errors:
        raise typer.Exit(SOME_FAILED if report.counts.documents else FAILED)


def _print_report(report: "Report", form: TableFormat) -> None:
    counts, before = report.counts, report.done_before
    new = counts.documents - before.documents
    rate = f" ({new / report.seconds:,.0f} a second)" if new >= max(_MANY, report.seconds) else ""
    typer.echo(f"tagged {counted(new, 'document')} in {report.seconds:,.1f} s{rate}")
    if before.documents:
        typer.echo(f"{counted(before.documents, 'was', 'were')} done already")
    tables = ", ".join(
        (counted(counts.documents, "document"), counted(counts.clauses, "clause"), counted(counts.tags, "tag"))
    )
    typer.echo(f"{report.out}: {tables}")
    if counts.unrecognised:
        complain(
            f"{counted(counts.unrecognised, 'document')} with no resolution recognised, tagged paragraph by paragraph"
        )
    if counts.remarked:
        complain(
            f"{counted(counts.remarked, 'document')} with remarks, as of pages that are pictures; "
            f"they are in the column remarks of {report.out / 'documents'}"
        )
    if counts.errors:
        were = counted(counts.errors, "input was", "inputs were")
        complain(f"{were} not tagged; the reasons are in {report.out / 'errors'}")
        for name, reason in _first_errors(report.out, form):
            complain(f"  {name}: {reason}")
        if counts.errors > _SHOWN:
            complain(f"  and {counts.errors - _SHOWN:,} more")


def _first_errors(out: Path, form: TableFormat) -> Iterator[tuple[str, str]]:
    from clausetag.serve.batch.read import read_errors

    for number, (name, reason) in enumerate(read_errors(out, form.value)):
        if number == _SHOWN:
            return
        yield name, reason


@contextmanager
def _progress_bar(count: Callable[[], int]) -> Iterator["Advance"]:
    """Show a bar with rate and time left; the inputs are counted beside the work, so the total comes a little later."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("tagging"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"),
        console=Console(stderr=True), transient=True, redirect_stdout=False,
    )  # fmt: skip
    began = time.monotonic()
    with bar:
        task = bar.add_task("tagging", total=None, pace="")

        def total() -> None:
            with suppress(ClausetagError):  # the work meets it too, and says so
                bar.update(task, total=count())

        threading.Thread(target=total, daemon=True).start()

        def advance(inputs: int) -> None:
            bar.advance(task, inputs)
            done, total = bar.tasks[0].completed, bar.tasks[0].total
            rate = done / max(time.monotonic() - began, 0.1)  # since the start: parts end together, not evenly
            left = f", {timedelta(seconds=round((total - done) / rate))} left" if total and rate else ""
            bar.update(task, pace=f"{rate:,.0f}/s{left}")

        yield advance
