"""`clausetag similar` and `clausetag index`: who asked for this already, since when, in which words."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.data.words import counted
from clausetag.serve.cli.endings import check_file, form_of
from clausetag.serve.cli.errors import complain

if TYPE_CHECKING:
    from clausetag.data.documents.resolution import Resolution


class SimilarFormat(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


_SUFFIXES = {
    ".txt": SimilarFormat.TABLE,
    ".json": SimilarFormat.JSON,
    ".html": SimilarFormat.HTML,
    ".htm": SimilarFormat.HTML,
}


def similar(
    draft: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE", help="A draft in any format that is read (- is standard input), or a clause."
        ),
    ],
    tags: Annotated[Path, typer.Option("--in", metavar="TAGS", help="Folder that clausetag batch wrote and indexed.")],
    form: Annotated[
        SimilarFormat | None,
        typer.Option("--format", "-f", help="Default: by the name given to --out, else table.", show_default=False),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write.")] = None,
) -> None:
    """Find for each clause of a draft who asked for it already, since when and in which words.

    Clauses that repeat each other nearly word for word are one family, with its first and last year. The per cent
    count, of the words of both clauses, those that stand in both in one order. A document of the draft's own symbol is
    passed over.
    """
    from clausetag.serve.inputs import check_inputs
    from clausetag.serve.similar import Index, similar_to
    from clausetag.serve.similar.write import WRITERS

    form = (form_of(out, _SUFFIXES, form) if out is not None else form) or SimilarFormat.TABLE
    check_inputs([draft], out)
    if out is not None:
        check_file(out)
    index = Index.open(tags)
    if index.missing:
        parts = counted(index.missing, "part of the tables is", "parts of the tables are")
        complain(f"{tags}: {parts} not in the index; run clausetag index {tags}")
    read = _read(draft)
    WRITERS[form.value](read, similar_to(read, index), out)


def index(
    tags: Annotated[Path, typer.Argument(metavar="TAGS", help="Folder that clausetag batch wrote.")],
) -> None:
    """Index the clauses of a batch for `clausetag similar`, or what came since they were indexed.

    A build that is cut off, however it ends, leaves the index as it was, and goes on when it is run again.
    """
    from clausetag.serve.similar import build_index

    built = build_index(tags)
    added = counted(built.added, "part of the tables", "parts of the tables")
    typer.echo(f"{tags}: {added} indexed now, {counted(built.kept, 'was', 'were')} already")


def _read(draft: str) -> "Resolution":
    from clausetag.serve.inputs import STDIN, read_input
    from clausetag.serve.similar.draft import as_draft

    spaced = len(draft.split()) > 1
    if draft != STDIN and spaced and not _is_file(draft):
        return as_draft(draft)
    return read_input(draft)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long for a name
        return False
