"""`clausetag tag-texts`: a spreadsheet of texts, given back with what was found in them."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.words import counted
from clausetag.serve.cli.endings import check_file, form_by_name
from clausetag.serve.cli.errors import complain
from clausetag.serve.cli.options import BundleOption

_ENDINGS = {".csv": "csv", ".xlsx": "xlsx", ".jsonl": "jsonl"}


def tag_texts(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A spreadsheet with a text in each row: .csv, .xlsx, .ods or .xls.")
    ],
    column: Annotated[
        str | None,
        typer.Option(
            "--column",
            "-c",
            help="The column of texts. Default: one named text, clause, paragraph, recommendation or the like, else "
            "that of the longest texts.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="File to write, .csv, .xlsx or .jsonl. Default: CSV on standard output.",
            show_default=False,
        ),
    ] = None,
    bundle: BundleOption = None,
) -> None:
    """Tag each row of a spreadsheet as one text, and give the spreadsheet back with columns added.

    Its own columns stay as they are. Rows without text stay too, and are not scored.
    """
    from clausetag.data.sheets.column import text_column
    from clausetag.data.sheets.read import read_sheet
    from clausetag.serve.inputs import check_inputs
    from clausetag.serve.outputs.sheet import write_sheet
    from clausetag.serve.tagger import Tagger
    from clausetag.serve.texts import tag_sheet

    form = "csv" if out is None else form_by_name(out, _ENDINGS)
    check_inputs([str(file)], out)
    if out is not None:
        check_file(out)
    sheet = read_sheet(file)
    for remark in sheet.remarks:
        complain(f"{sheet.name}: {remark}")
    place = text_column(sheet, column)
    if column is None and len(sheet.columns) > 1:
        complain(f"{sheet.name}: takes the texts from column {sheet.columns[place]!r}; --column names another")
    tagger = Tagger.load(bundle)
    tagged = tag_sheet(tagger, sheet, place)
    write_sheet(tagged, form, out)
    if why := ", ".join(f"{count:,} {reason}" for reason, count in tagged.not_scored.items()):
        count = sum(tagged.not_scored.values())
        known = f" (the model knows {', '.join(tagger.languages)})" if " in " in why else ""
        complain(f"{sheet.name}: {count:,} of {counted(len(sheet.rows), 'row')} not scored: {why}{known}")
