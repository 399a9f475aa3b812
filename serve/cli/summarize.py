"""`clausetag summarize`: what the tables of a batch say."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.serve.cli.endings import check_file


def summarize(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that clausetag batch wrote.")],
    html: Annotated[Path | None, typer.Option("--html", help="File for the summary as a page.")] = None,
    png: Annotated[
        Path | None, typer.Option("--png", help="File for the summary as a picture; needs clausetag\\[train].")
    ] = None,
    reports: Annotated[
        Path | None,
        typer.Option("--reports", help="Folder of HTML reports by clausetag tag, for the page to link to."),
    ] = None,
) -> None:
    """Print themes by year, organ and document, what occurs together, telling clauses, the share to decide."""
    from clausetag.serve.batch.drawing import write_png
    from clausetag.serve.batch.summary import summarize as count
    from clausetag.serve.batch.summary_page import write_html
    from clausetag.serve.batch.summary_text import format_summary

    for path in (html, png):
        if path is not None:
            check_file(path)
    if reports is not None and (html is None or not reports.is_dir()):
        raise UsageError(f"{reports}: --reports names a folder of reports, and goes with --html")
    summary = count(out)
    typer.echo(format_summary(summary))
    if html is not None:
        write_html(summary, html, reports)
    if png is not None:
        write_png(summary, png)
