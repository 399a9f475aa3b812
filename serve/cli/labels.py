"""`clausetag labels`: answers of readers, taken into a project and counted."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.errors import LabelError
from clausetag.data.words import counted
from clausetag.serve.cli.errors import complain

labels = typer.Typer(help="Take labels into a project of one's own, and count them.", no_args_is_help=True)
_SHOWN = 20  # problems


class Empty(StrEnum):
    """What an empty cell says."""

    NO = "no"
    NOT_ASKED = "not-asked"


@labels.callback()
def _group() -> None:
    pass


@labels.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Spreadsheets (.csv, .xlsx, .ods), JSON Lines, exports of Label Studio (.json), folders that datasets "
            "saved, the corrections of `clausetag serve`.",
        ),
    ],
    text_column: Annotated[
        str | None, typer.Option("--text-column", help="The column of texts. Default: guessed.", show_default=False)
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group",
            metavar="COLUMN",
            help="Rows with one value in it (a document, a State, a year) stay together when data are split. "
            "Default: the column of documents, else of States.",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="NAME=THEME",
            help="What a column, or an entry of a column that lists themes, means; nothing after = passes it over. "
            "Repeatable.",
            show_default=False,
        ),
    ] = None,
    empty: Annotated[
        Empty | None,
        typer.Option(
            "--empty",
            help="What an empty cell says. Default: not asked, but no where a theme's column has marks for yes alone.",
            show_default=False,
        ),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            metavar="FOLDER",
            help="Where the documents are whose clauses rows name by document and sha256, in place of their text.",
            show_default=False,
        ),
    ] = None,
    annotator: Annotated[
        str, typer.Option("--annotator", help="Who answered, where a file does not say.", show_default=False)
    ] = "",
    adjudicator: Annotated[
        bool, typer.Option("--adjudicator", help="These answers decide where readers disagree.")
    ] = False,
) -> None:
    """Take labels into the project that this folder lies in.

    A row is a text, with one column a theme (1, yes, x; 0, no; ? for unsure; empty), one column `themes` that lists
    them (divided by ;), or the columns `theme` and `answer`. What each column was taken for is printed. Every row is
    checked; if anything is wrong, nothing is imported. What is there already is not taken again.
    """
    from clausetag.data.labelling.describe import describe
    from clausetag.data.labelling.importing import import_labels, read_files
    from clausetag.data.project import project_here

    project = project_here()
    readings, names = read_files(
        files,
        project,
        text=text_column,
        group=group,
        mapping=mapping or (),
        annotator=annotator,
        decides=adjudicator,
        empty_is_no=None if empty is None else empty is Empty.NO,
        documents=documents,
    )
    for line in (line for reading in readings for line in describe(reading, names)):
        typer.echo(line)
    problems = [problem for reading in readings for problem in reading.problems]
    for problem in problems[:_SHOWN]:
        complain(str(problem))
    if problems:
        more = f", {_SHOWN} of them shown" if len(problems) > _SHOWN else ""
        raise LabelError(f"wrong cells: {len(problems):,}{more}; nothing was imported")
    found = [label for reading in readings for label in reading.labels]
    typer.echo(f"{counted(len(found), 'answer')}: {import_labels(found, project)}")


@labels.command("show")
def show(
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="List the clauses to which readers said yes and no.")
    ] = False,
) -> None:
    """Count the labels of the project that this folder lies in: by theme, by reader, and how far readers agree.

    Cohen's kappa and Krippendorff's alpha are of the clauses that two or more readers answered with yes or no, with
    95% intervals by bootstrap over documents, or over clauses where documents are not known.
    """
    from clausetag.data.labelling.counts import disagreements as listed
    from clausetag.data.labelling.counts import format_counts, format_readers
    from clausetag.data.labelling.settle import questions_of
    from clausetag.data.project import project_here, without_labels

    project = project_here()
    themes, found = project.themes(), project.labels()
    questions, keys = questions_of(found), [theme.key for theme in themes]
    typer.echo(format_counts(questions, keys))
    for line in without_labels(themes, found):
        complain(line)
    if questions:
        typer.echo(f"\n{format_readers(questions)}")
    if any(len(question.labels) > 1 for question in questions):
        from clausetag.data.extras import needs

        with needs("train"):
            from clausetag.training.evaluation.reader_agreement import format_readers_agreement, measure_readers

            typer.echo(f"\n{format_readers_agreement(measure_readers(questions, keys))}")
    if disagreements:
        typer.echo("\n" + ("\n".join(listed(questions)) or "no disagreements"))
