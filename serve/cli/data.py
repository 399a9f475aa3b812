"""`clausetag data`: the dataset that models are trained on, and official documents to tag."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.serve.cli.errors import FAILED, SOME_FAILED
from clausetag.serve.cli.options import CorpusOption, CorrectionsOption, ThemesOption, corpus_of, themes_of

data = typer.Typer(help="Build the dataset that models are trained on; fetch official documents.", no_args_is_help=True)


@data.callback()
def _group() -> None:
    pass


@data.command("build")
def build(
    corpus: CorpusOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to save it in. Default: only say what would be in it.")
    ] = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Join labels to texts, check and split them, and save a `datasets.DatasetDict`.

    Without --corpus it holds the seed document and the drafted clauses alone.
    """
    from clausetag.data.dataset import build as build_dataset
    from clausetag.data.dataset import format_summary
    from clausetag.data.extras import needs

    with needs("train"):
        built = build_dataset(corpus_of(corpus), out, themes=themes_of(themes), corrections=corrections)
    typer.echo(format_summary(built))
    if out is not None:
        typer.echo(f"saved in {out}")


class Format(StrEnum):
    """How documents are asked for."""

    PDF = "pdf"
    DOCX = "docx"


@data.command("fetch")
def fetch(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the documents and their manifest.")],
    symbols: Annotated[
        list[str] | None, typer.Argument(metavar="SYMBOL", help="Document symbols, A/RES/67/172.", show_default=False)
    ] = None,
    catalogue: Annotated[
        bool, typer.Option("--catalogue", help="The resolutions of the catalogue that comes with clausetag.")
    ] = False,
    theme: Annotated[
        str | None, typer.Option("--theme", "-t", help="Of the catalogue, those chiefly about this theme.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="ar, zh, en, fr, ru or es.")] = "en",
    form: Annotated[Format, typer.Option("--format", "-f", help="pdf or docx.")] = Format.PDF,
    base: Annotated[
        str | None, typer.Option("--base", help="Address of the document service.", show_default=False)
    ] = None,
) -> None:
    """Fetch official documents by symbol from the United Nations document service, one request a second.

    What lies there unchanged is not fetched again, so a run that was cut off is taken up by running it again.
    """
    from clausetag.data.catalogue import load_catalogue
    from clausetag.data.fetch import BASE, format_report
    from clausetag.data.fetch import fetch as fetch_documents

    if theme is not None and not catalogue:
        raise UsageError("--theme chooses from the catalogue; add --catalogue")
    wanted = [*(symbols or ()), *(entry.symbol for entry in (load_catalogue(theme=theme) if catalogue else ()))]
    if not wanted:
        raise UsageError("nothing to fetch: give symbols, or --catalogue")
    report = fetch_documents(
        wanted, out, language=language, format=form.value, base=BASE if base is None else base, progress=_say
    )
    typer.echo(format_report(report))
    if report.failed:
        raise typer.Exit(SOME_FAILED if report.fetched or report.cached else FAILED)


def _say(outcome: object) -> None:
    from clausetag.data.fetch_files import Record

    if isinstance(outcome, Record):
        typer.echo(f"{outcome.symbol}: {outcome.file}", err=True)
