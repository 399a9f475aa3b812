"""`clausetag data`: the dataset that models are trained on."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.cli.options import CorpusOption, CorrectionsOption, ThemesOption, corpus_of, themes_of

data = typer.Typer(help="Build the dataset that models are trained on.", no_args_is_help=True)


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
