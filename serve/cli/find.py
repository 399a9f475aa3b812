"""`clausetag find`: clauses of a batch that speak of something, from somewhere, in certain words."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.documents.resolution import Section
from clausetag.data.words import counted
from clausetag.serve.cli.endings import check_file, form_by_name

_SHOWN = 50  # clauses on the terminal


def find(
    tags: Annotated[Path, typer.Argument(metavar="TAGS", help="Folder that clausetag batch wrote.")],
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", "-t", help="Clauses that speak of this theme, or may; repeatable, one is enough."),
    ] = None,
    first: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="Documents of this year and later.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", help="Documents of this year and earlier.")
    ] = None,
    organ: Annotated[str, typer.Option("--organ", help="Documents of organs with this in their name.")] = "",
    section: Annotated[Section | None, typer.Option("--section", help="Clauses of this part.")] = None,
    language: Annotated[str, typer.Option("--language", help="Documents in this language: en, fr, ...")] = "",
    text: Annotated[str, typer.Option("--text", help="Clauses with these words, in capitals or not.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File for all that is found: .csv, .xlsx or .jsonl.")
    ] = None,
) -> None:
    """Find clauses in the tables of a batch, the newest documents first, with their official addresses.

    A theme marked ? is for a person to decide. What could not be searched, and clauses that the model was not asked
    about, are counted: nothing found is one thing, nobody looked another. `clausetag serve --tags TAGS` asks the same
    on a page.
    """
    from clausetag.serve.find import Query, Tables
    from clausetag.serve.find.said import said_of
    from clausetag.serve.find.show import show
    from clausetag.serve.find.write import ENDINGS, write_found
    from clausetag.serve.outputs.table import table_console

    form = None if out is None else form_by_name(out, ENDINGS)
    if out is not None:
        check_file(out)
    tables = Tables(tags)
    query = Query(
        themes=tuple(theme or ()),
        first=first,
        last=last,
        organ=organ,
        section=section,
        language=language,
        text=text,
    )
    found = tables.find(query, most=None if out else _SHOWN)
    if out is not None and form is not None:
        write_found(found.clauses, tables.themes, form, out)
    else:
        show(found.clauses, tables.themes, table_console(sys.stdout))
    for line in said_of(found, query, tables):
        typer.echo(line)
    if out is not None:
        typer.echo(f"written to {out}")
    elif (more := found.total - len(found.clauses)) > 0:
        typer.echo(f"{counted(more, 'more is', 'more are')} not shown; --out clauses.xlsx holds all")
